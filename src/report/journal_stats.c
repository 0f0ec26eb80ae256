#include "report/journal_stats.h"

#include "text/memory.h"
#include "text/translate.h"

#include <stdlib.h>

struct stats_fold {
	const struct journal_view *view;
	int64_t transaction_count;
	int64_t posting_count;
	struct date first;
	struct date last;
};

static void restart(void *context)
{
	struct stats_fold *fold = context;
	query_restart(fold->view->query);
	*fold = (struct stats_fold){.view = fold->view, .first = DATE_MAXIMUM, .last = DATE_MINIMUM};
}

struct stats_fold *stats_fold_new(const struct journal_view *view)
{
	struct stats_fold *fold = memory_allocate_zeroed(1, sizeof *fold);
	fold->view = view;
	restart(fold);
	return fold;
}

void stats_fold_free(struct stats_fold *fold)
{
	free(fold);
}

static void count_transaction(void *context, struct journal *journal, struct transaction *transaction)
{
	struct stats_fold *fold = context;
	int64_t shown = 0;
	for (size_t i = 0; i < transaction->posting_count; i++) {
		shown += view_accepts(fold->view, journal, &transaction->postings[i]);
	}
	if (shown == 0 && !view_is_open(fold->view)) {
		return;
	}
	fold->transaction_count++;
	fold->posting_count += shown;
	if (date_compare(transaction->date, fold->first) < 0) {
		fold->first = transaction->date;
	}
	if (date_compare(transaction->date, fold->last) > 0) {
		fold->last = transaction->date;
	}
}

struct journal_options stats_fold_options(struct stats_fold *fold)
{
	return (struct journal_options){
	    .is_folded = true, .sink = count_transaction, .restart = restart, .context = fold};
}

static void add_count(struct table *table, const char *id, const char *shown, int64_t count)
{
	struct row *row = table_add_row(table, ROW_VALUES);
	row->cells[0] = cell_text_shown(slice_of(id), slice_of(shown));
	row->cells[1] = cell_text(arena_format(table->arena, "%lld", (long long)count));
}

static void add_date(struct table *table, const char *id, const char *shown, struct date date)
{
	char text[DATE_TEXT_SIZE];
	struct row *row = table_add_row(table, ROW_VALUES);
	row->cells[0] = cell_text_shown(slice_of(id), slice_of(shown));
	row->cells[1] = cell_text(arena_copy(table->arena, slice_of(date_write(date, text))));
}

const struct failure *stats_fold_table(const struct stats_fold *fold, const struct journal *journal,
				       struct table **table)
{
	const struct failure *failure = query_failure(fold->view->query);
	if (failure != NULL) {
		return failure;
	}
	struct table *made = table_new(slice_of(_("What the journal holds")));
	table_add_column(made, (struct column){SLICE("name"), SLICE(""), COLUMN_ID, READERS_ALL});
	table_add_column(made, (struct column){SLICE("value"), SLICE(""), COLUMN_ID, READERS_ALL});
	add_count(made, "files", _("Files"), (int64_t)journal->file_count);
	add_count(made, "transactions", _("Transactions"), fold->transaction_count);
	add_count(made, "postings", _("Postings"), fold->posting_count);
	if (fold->transaction_count > 0) {
		add_date(made, "first", _("First day"), fold->first);
		add_date(made, "last", _("Last day"), fold->last);
		add_count(made, "days", _("Days"), (int64_t)fold->last.days - fold->first.days + 1);
	}
	add_count(made, "accounts", _("Accounts"), (int64_t)journal->accounts.count);
	add_count(made, "commodities", _("Commodities"), (int64_t)journal->commodities.count - 1);
	add_count(made, "prices", _("Market prices"), (int64_t)journal->price_count);
	*table = made;
	return NULL;
}
