/* A table for people at a terminal whose rows are not kept: each is given twice, first to find how wide the columns
 * are, then to be written. */
#ifndef SOUCI_FORMAT_TEXT_ROWS_H
#define SOUCI_FORMAT_TEXT_ROWS_H

#include "format/table.h"

struct text_rows;

/* Writes the title of `table`, whose columns must outlive the result; its own rows, if any, are not looked at. */
struct text_rows *text_rows_new(const struct table *table, struct text_look look, struct buffer *out);

/* Makes each column wide enough for a row. */
void text_rows_measure(struct text_rows *rows, const struct row *row);

/* Once all are measured: writes the headings, or that there is nothing to show. */
void text_rows_begin(struct text_rows *rows);

/* Writes a row that was measured; all of them in the same order. */
void text_rows_add(struct text_rows *rows, const struct row *row);

/* After the last row: names the columns that were left out for want of room, if any. */
void text_rows_end(struct text_rows *rows);

/* NULL is allowed. */
void text_rows_free(struct text_rows *rows);

#endif
