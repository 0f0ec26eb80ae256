/* Text made safe for its medium. JSON is escaped by jansson. */
#ifndef SOUCI_TEXT_ESCAPE_H
#define SOUCI_TEXT_ESCAPE_H

#include "text/arena.h"

/* For a terminal: control characters, ill-formed bytes and the characters that reorder text
 * (Unicode bidirectional controls) are shown as `\x1b` or `\u{202e}`; nothing a file holds can move the cursor
 * or hide what it says. Returns `text` itself when it is clean. */
struct slice escape_for_terminal(struct arena *arena, struct slice text);

/* The same for other media that people look at, where line ends and tabs stay. */
struct slice escape_controls(struct arena *arena, struct slice text);

/* Where the first such character stands that text has no use for: line ends, of Windows too, and tabs are none of
 * them. `text.size` when there is none; the text is well-formed UTF-8. */
size_t escape_find_control(struct slice text);

/* Prose of several lines as one: line ends become spaces. Returns `text` itself when it has none. */
struct slice escape_line_ends(struct arena *arena, struct slice text);

/* For the text or a double-quoted attribute of an HTML page: its signs and escape_controls(). */
struct slice escape_for_html(struct arena *arena, struct slice text);

#endif
