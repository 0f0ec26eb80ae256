/* The register: one posting a row, by date, with the running total of its commodity; or, when the filter asks for
 * periods, what each account moved in each of them. */
#ifndef SOUCI_REPORT_JOURNAL_REGISTER_H
#define SOUCI_REPORT_JOURNAL_REGISTER_H

#include "format/stream.h"
#include "report/journal_view.h"

enum { REGISTER_COLUMNS = 8 };

struct register_options {
	struct journal_view view;
	bool is_related;    /* the other postings of the transactions asked for */
	bool is_historical; /* the running total counts what came before the first day shown */
};

/* Given each row in turn, a cell for each of REGISTER_COLUMNS. */
typedef void register_row(void *context, const struct cell *cells);

struct register_fold;

/* The columns of the rows, laid out for `width` terminal columns (0: a hundred). */
void register_columns(size_t width, struct stream_column columns[REGISTER_COLUMNS]);

/* Starts a register whose rows are given to `add` as soon as they are known; `forget` is called when the ones given so
 * far do not count. `options` must outlive it. Free with register_fold_free(). */
struct register_fold *register_fold_new(const struct register_options *options, register_row *add,
					void (*forget)(void *context), void *context);
void register_fold_free(struct register_fold *fold);

/* How a journal must be read for this register. Rows come while it is read when it is in order of dates. */
struct journal_options register_fold_options(struct register_fold *fold);

/* Gives the rows that had to wait for the end. Fails when a total is beyond what an amount can hold, or a pattern gave
 * up. */
const struct failure *register_fold_end(struct register_fold *fold, struct journal *journal);

#endif
