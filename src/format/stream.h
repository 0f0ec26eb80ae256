/* Tables too long to hold: each row is written as soon as it is known, so the width of a text column is fixed
 * beforehand. The same columns and cells as in a table, in text, csv and json. */
#ifndef SOUCI_FORMAT_STREAM_H
#define SOUCI_FORMAT_STREAM_H

#include "format/table.h"

struct stream_column {
	struct column column;
	size_t width; /* in terminal columns, for text; prose is shortened to it, all else may stand out */
};

struct stream;

/* Whether a medium can be written row by row. */
bool stream_knows(struct slice medium);

/* Writes what stands above the rows. The columns must outlive the stream; `medium` is one that stream_knows(). */
struct stream *stream_new(struct slice medium, const struct stream_column *columns, size_t count, struct buffer *out);

/* Writes a row of one cell a column. */
void stream_add(struct stream *stream, const struct cell *cells);

/* Writes what stands below the rows and frees the stream. */
void stream_end(struct stream *stream);

#endif
