/* A file as it was read, and places in it. */
#ifndef SOUCI_TEXT_FILE_H
#define SOUCI_TEXT_FILE_H

#include "text/arena.h"
#include "text/slice.h"

struct text_file {
	struct slice path;  /* as shown to the user: relative to the repository, or as given */
	struct slice bytes; /* the whole content; empty when it could not be read */
};

/* A run of bytes of a file. `file` may be NULL (about the run as a whole); with an empty file, about the file. */
struct location {
	const struct text_file *file;
	size_t start;  /* in bytes */
	size_t length; /* in bytes; 0 is a point */
};

/* What people count: from 1; columns in characters. */
struct position {
	size_t line;
	size_t column;
};

/* Line and column of a location; {0, 0} when it has no file or the file has no bytes. Takes time in
 * proportion to the bytes before it: for findings, not for every value read. */
struct position position_of(struct location location);

/* Lines counted on the way through bytes, each once. Starts as {bytes, 0, 1}. */
struct line_counter {
	struct slice bytes;
	size_t offset;
	size_t line; /* from 1, of the offset */
};

/* The line of an offset; going back starts over. */
size_t line_counter_at(struct line_counter *counter, size_t offset);

/* The whole line around the start of the location, without its line end. */
struct slice location_line(struct location location);

/* `path:line`, to name a place in the message about another. */
struct slice location_text(struct arena *arena, struct location location);

/* The file as a whole. */
struct location location_of_file(const struct text_file *file);

/* The location of `part`, which must lie within the bytes of `file`. */
struct location location_of(const struct text_file *file, struct slice part);

#endif
