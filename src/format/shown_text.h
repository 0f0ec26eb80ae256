/* Texts as a terminal shows them: escaped, and how wide they are. */
#ifndef SOUCI_FORMAT_SHOWN_TEXT_H
#define SOUCI_FORMAT_SHOWN_TEXT_H

#include "text/arena.h"
#include "text/buffer.h"

struct shown_text {
	struct slice text;
	size_t width; /* in terminal columns */
};

/* A text that needs no escapes, and its width: an account may have many rows, one below the other. All zeros at first;
 * free `bytes` with buffer_free(). */
struct known_text {
	struct buffer bytes;
	size_t width;
};

/* Escapes and measures a text, unless it is the known one, which it becomes. What is shown is `text` itself or in
 * `arena`. */
struct shown_text shown_text_of(struct arena *arena, struct known_text *known, struct slice text);

/* The same text where it fits in `width` columns, else its start and an ellipsis, in `arena`. */
struct shown_text shown_text_shorten(struct arena *arena, struct shown_text shown, size_t width);

#endif
