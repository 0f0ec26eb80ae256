/* Transactions written back as a journal: in one canonical form, with every amount, readable by hledger and ledger. */
#ifndef SOUCI_REPORT_JOURNAL_PRINT_H
#define SOUCI_REPORT_JOURNAL_PRINT_H

#include "format/stream.h"
#include "report/journal_view.h"

enum { PRINT_COLUMNS = 13 };

/* The columns of a row for each posting, for machines. */
extern const struct stream_column print_columns[PRINT_COLUMNS];

struct print_fold;

/* Starts writing the transactions with a posting that the view shows, by date: to `out` as a journal, or, when `add` is
 * not NULL, as a row for each posting given to it. `forget` is called when what was given so far does not count. The
 * view must outlive the fold. Free with print_fold_free(). */
struct print_fold *print_fold_new(const struct journal_view *view, struct buffer *out,
				  void (*add)(void *context, const struct cell *cells), void (*forget)(void *context),
				  void *context);
void print_fold_free(struct print_fold *fold);

/* How a journal must be read for this. */
struct journal_options print_fold_options(struct print_fold *fold);

/* Writes what had to wait for the end. */
const struct failure *print_fold_end(struct print_fold *fold, const struct journal *journal);

#endif
