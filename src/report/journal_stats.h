/* How much a journal holds. */
#ifndef SOUCI_REPORT_JOURNAL_STATS_H
#define SOUCI_REPORT_JOURNAL_STATS_H

#include "format/table.h"
#include "report/journal_view.h"

struct stats_fold;

/* Starts counting what the view shows; the view must outlive it. Free with stats_fold_free(). */
struct stats_fold *stats_fold_new(const struct journal_view *view);
void stats_fold_free(struct stats_fold *fold);

/* How a journal must be read for this count. */
struct journal_options stats_fold_options(struct stats_fold *fold);

/* A row for each count. */
const struct failure *stats_fold_table(const struct stats_fold *fold, const struct journal *journal,
				       struct table **table);

#endif
