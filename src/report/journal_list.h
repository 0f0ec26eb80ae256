/* Lists of the names that a journal uses or declares. */
#ifndef SOUCI_REPORT_JOURNAL_LIST_H
#define SOUCI_REPORT_JOURNAL_LIST_H

#include "format/table.h"
#include "report/journal_view.h"

enum list_kind {
	LIST_ACCOUNTS,
	LIST_PAYEES,
	LIST_TAGS,
	LIST_COMMODITIES,
};

struct list_options {
	struct journal_view view;
	enum list_kind kind;
	bool is_used_only;     /* what no directive alone brings */
	bool is_declared_only; /* what a directive declares, used or not */
	bool is_of_values;     /* of tags: their values instead */
};

struct list_fold;

/* Starts a list of the names used by the postings that the view shows; declared ones are added when it shows all,
 * unless the options say otherwise. `options` must outlive it. Free with list_fold_free(). */
struct list_fold *list_fold_new(const struct list_options *options);
void list_fold_free(struct list_fold *fold);

/* How a journal must be read for this list. */
struct journal_options list_fold_options(struct list_fold *fold);

/* The names, sorted, one a row. The fold and the journal must outlive the table. */
const struct failure *list_fold_table(struct list_fold *fold, const struct journal *journal, struct table **table);

#endif
