#include "report/journal_balance_fold.h"

#include "text/memory.h"

#include <stdlib.h>
#include <string.h>

struct balance_fold *balance_fold_new(const struct balance_options *options)
{
	struct balance_fold *fold = memory_allocate_zeroed(1, sizeof *fold);
	fold->options = options;
	return fold;
}

static void forget(struct balance_fold *fold)
{
	period_sums_release(&fold->columns);
	balances_release(&fold->before);
	free(fold->clipped);
	*fold = (struct balance_fold){.options = fold->options};
}

static void restart(void *context)
{
	struct balance_fold *fold = context;
	forget(fold);
	query_restart(fold->options->view.query);
}

void balance_fold_free(struct balance_fold *fold)
{
	if (fold != NULL) {
		forget(fold);
		free(fold);
	}
}

static uint32_t account_shown(struct balance_fold *fold, struct journal *journal, uint32_t account)
{
	if (!fold->options->view.is_clipped) {
		return account;
	}
	if (account >= fold->clipped_count) {
		size_t count = (size_t)account + 256;
		fold->clipped = memory_resize(fold->clipped, count, sizeof *fold->clipped);
		memset(fold->clipped + fold->clipped_count, 0xFF,
		       (count - fold->clipped_count) * sizeof *fold->clipped);
		fold->clipped_count = count;
	}
	if (fold->clipped[account] == BALANCE_NONE) {
		struct slice name = view_account(&fold->options->view, journal_account(journal, account));
		fold->clipped[account] = names_intern(&journal->accounts, name);
	}
	return fold->clipped[account];
}

static void add_posting(struct balance_fold *fold, struct journal *journal, const struct posting *posting)
{
	const struct filter *filter = fold->options->view.filter;
	bool is_before = date_compare(posting->date, filter->first) < 0;
	if (date_compare(posting->date, filter->end) >= 0 || (is_before && fold->options->kind != BALANCE_HISTORICAL) ||
	    !view_accepts_undated(&fold->options->view, journal, posting)) {
		return;
	}
	struct commodity_amount amount;
	if (!view_amount(&fold->options->view, posting, &amount)) {
		fold->is_overflowing = true;
		return;
	}
	struct date start =
	    filter->interval == INTERVAL_NONE ? DATE_MINIMUM : interval_start(filter->interval, posting->date);
	struct balances *balances = is_before ? &fold->before : period_sums_at(&fold->columns, start);
	uint32_t account = account_shown(fold, journal, posting->account);
	if (!balances_add(balances, account, amount.commodity, &amount.quantity)) {
		fold->is_overflowing = true;
	}
}

static void add_transaction(void *context, struct journal *journal, struct transaction *transaction)
{
	for (size_t i = 0; i < transaction->posting_count; i++) {
		add_posting(context, journal, &transaction->postings[i]);
	}
}

struct journal_options balance_fold_options(struct balance_fold *fold)
{
	if (view_is_open(&fold->options->view)) {
		return (struct journal_options){
		    .is_folded = true, .threads = fold->options->threads, .restart = restart, .context = fold};
	}
	return (struct journal_options){
	    .is_folded = true, .sink = add_transaction, .restart = restart, .context = fold};
}
