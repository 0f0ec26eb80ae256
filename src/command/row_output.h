/* Where the rows of a long report go: straight to the output, or into a table for the media that need one. */
#ifndef SOUCI_COMMAND_ROW_OUTPUT_H
#define SOUCI_COMMAND_ROW_OUTPUT_H

#include "command/command.h"
#include "format/stream.h"

struct row_output {
	struct run *run;
	const struct stream_column *columns; /* borrowed */
	size_t column_count;
	size_t start; /* of the rows in the output */
	size_t row_count;
	bool is_shown_at_once; /* what was written may be shown before the rest is known: nothing is taken back */
	struct stream *stream;
	struct table *table;
};

/* Starts writing; the columns must outlive it. */
void row_output_open(struct row_output *output);

/* Adds a row of one cell a column; `context` is the row_output. */
void row_output_add(void *context, const struct cell *cells);

/* Takes back all rows so far; `context` is the row_output. */
void row_output_restart(void *context);

/* Ends the rows, or, when they are not wanted, takes them back for good. */
void row_output_close(struct row_output *output, bool is_wanted);

#endif
