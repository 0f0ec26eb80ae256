/* Text made safe for its medium. JSON and CSV are escaped by jansson and libcsv. */
#ifndef SOUCI_TEXT_ESCAPE_H
#define SOUCI_TEXT_ESCAPE_H

#include "text/arena.h"

/* For a terminal: control characters, ill-formed bytes and the characters that reorder text
 * (Unicode bidirectional controls) are shown as `\x1b` or `\u{202e}`; nothing a file holds can move the cursor
 * or hide what it says. Returns `text` itself when it is clean. */
struct slice escape_for_terminal(struct arena *arena, struct slice text);

/* Prose of several lines as one: line ends become spaces. Returns `text` itself when it has none. */
struct slice escape_line_ends(struct arena *arena, struct slice text);

/* For the text or a double-quoted attribute of an HTML page. */
struct slice escape_for_html(struct arena *arena, struct slice text);

#endif
