/* Balances: what each account holds, at the end or period by period. */
#ifndef SOUCI_REPORT_JOURNAL_BALANCE_H
#define SOUCI_REPORT_JOURNAL_BALANCE_H

#include "format/stream.h"
#include "report/journal_view.h"

enum balance_kind {
	BALANCE_CHANGE,     /* what moved within each period */
	BALANCE_CUMULATIVE, /* summed from the first period shown */
	BALANCE_HISTORICAL, /* with all that came before */
};

struct balance_options {
	struct journal_view view;
	enum balance_kind kind;
	bool is_tree;        /* accounts hold what is below them, each on a line indented under the one above */
	bool is_empty_shown; /* accounts that hold nothing too */
	bool is_valued;      /* at market prices of `value_date` */
	struct date value_date;
	size_t threads;               /* to read with, when every posting is shown as it is written */
	struct slice value_commodity; /* empty: the one each commodity's latest price is in */
};

struct balance_fold;

/* Starts adding up. `options` must outlive the fold. Free with balance_fold_free(). */
struct balance_fold *balance_fold_new(const struct balance_options *options);
void balance_fold_free(struct balance_fold *fold);

/* How a journal must be read for this fold: nothing is kept. */
struct journal_options balance_fold_options(struct balance_fold *fold);

/* What the journal, now read, holds. Fails when a sum is beyond what an amount can hold, or a pattern gave up. The
 * journal must outlive the table. */
const struct failure *balance_fold_table(struct balance_fold *fold, struct journal *journal, struct table **table);

/* Where rows go that are written one by one: a journal may have millions of balances. */
struct balance_output {
	struct slice medium;   /* text, csv or json */
	struct text_look look; /* of text */
	struct buffer *out;
	void (*show)(void *context); /* called after each row; may take what `out` holds and empty it */
	void *context;
};

/* The same in a medium that is written row by row. Leaves the output alone on failure. */
const struct failure *balance_fold_write(struct balance_fold *fold, struct journal *journal,
					 const struct balance_output *output);

#endif
