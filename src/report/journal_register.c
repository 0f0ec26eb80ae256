#include "report/journal_register.h"

#include "report/period_sums.h"
#include "report/ranking.h"
#include "text/memory.h"
#include "text/translate.h"

#include <stdlib.h>

enum {
	DATE_COLUMNS = 10,
	AMOUNT_COLUMNS = 16,
	WIDTH_WHEN_UNKNOWN = 100,
	PROSE_COLUMNS_LEAST = 20,
	GAPS_COLUMNS = 8,
};

/* A posting that waits until all are known, because the journal is not in the order of its dates. */
struct waiting {
	const struct posting *posting;
	size_t sequence;
};

struct register_fold {
	const struct register_options *options;
	register_row *add;
	void (*forget)(void *context);
	void *context;
	struct amount *totals; /* by commodity */
	size_t total_count;
	struct period_sums periods; /* when rows are sums of periods: given at the end */
	bool is_sorting;
	struct waiting *waiting;
	size_t waiting_count;
	size_t waiting_capacity;
	bool is_overflowing;
};

void register_columns(size_t width, struct stream_column columns[REGISTER_COLUMNS])
{
	size_t fixed = DATE_COLUMNS + 2 * AMOUNT_COLUMNS + GAPS_COLUMNS;
	width = width == 0 ? WIDTH_WHEN_UNKNOWN : width;
	size_t prose = width < fixed + PROSE_COLUMNS_LEAST ? PROSE_COLUMNS_LEAST : width - fixed;
	const struct stream_column all[REGISTER_COLUMNS] = {
	    {{SLICE("date"), slice_of(_("Date")), COLUMN_DATE, READERS_ALL}, DATE_COLUMNS},
	    {{SLICE("status"), SLICE(""), COLUMN_ID, READERS_MACHINES}, 0},
	    {{SLICE("code"), SLICE(""), COLUMN_ID, READERS_MACHINES}, 0},
	    {{SLICE("description"), slice_of(_("Description")), COLUMN_TEXT, READERS_ALL}, prose / 2},
	    {{SLICE("account"), slice_of(_("Account")), COLUMN_TEXT, READERS_ALL}, prose - prose / 2},
	    {{SLICE("commodity"), SLICE(""), COLUMN_ID, READERS_MACHINES}, 0},
	    {{SLICE("quantity"), slice_of(_("Amount")), COLUMN_AMOUNT, READERS_ALL}, AMOUNT_COLUMNS},
	    {{SLICE("balance"), slice_of(_("Balance")), COLUMN_AMOUNT, READERS_ALL}, AMOUNT_COLUMNS},
	};
	memcpy(columns, all, sizeof all);
}

struct register_fold *register_fold_new(const struct register_options *options, register_row *add,
					void (*forget)(void *context), void *context)
{
	struct register_fold *fold = memory_allocate_zeroed(1, sizeof *fold);
	fold->options = options;
	fold->add = add;
	fold->forget = forget;
	fold->context = context;
	return fold;
}

void register_fold_free(struct register_fold *fold)
{
	if (fold != NULL) {
		period_sums_release(&fold->periods);
		free(fold->totals);
		free(fold->waiting);
		free(fold);
	}
}

static struct amount *total_of(struct register_fold *fold, uint32_t commodity)
{
	if (commodity >= fold->total_count) {
		size_t count = (size_t)commodity * 2 + 16;
		fold->totals = memory_resize(fold->totals, count, sizeof *fold->totals);
		memset(fold->totals + fold->total_count, 0, (count - fold->total_count) * sizeof *fold->totals);
		fold->total_count = count;
	}
	return &fold->totals[commodity];
}

static struct slice mark_text(uint8_t mark)
{
	static const char *const texts[] = {[ENTRY_UNMARKED] = "", [ENTRY_PENDING] = "!", [ENTRY_CLEARED] = "*"};
	return slice_of(texts[mark]);
}

/* Adds to the running total of a commodity and returns it. */
static struct amount count(struct register_fold *fold, const struct commodity_amount *amount)
{
	struct amount *total = total_of(fold, amount->commodity);
	if (!amount_add(*total, amount->quantity, total)) {
		fold->is_overflowing = true;
	}
	return *total;
}

static void give_row(struct register_fold *fold, const struct journal *journal, const struct posting *posting)
{
	struct commodity_amount amount;
	if (!view_amount(&fold->options->view, posting, &amount)) {
		fold->is_overflowing = true;
		return;
	}
	struct amount total = count(fold, &amount);
	if (date_compare(posting->date, fold->options->view.filter->first) < 0) {
		return; /* counted only */
	}
	const struct transaction *transaction = posting->transaction;
	struct slice commodity = journal_commodity(journal, amount.commodity);
	struct slice account = view_account(&fold->options->view, journal_account(journal, posting->account));
	const struct cell cells[REGISTER_COLUMNS] = {
	    cell_date(posting->date),
	    cell_text(mark_text(posting->mark)),
	    cell_text(transaction->code),
	    cell_text(transaction->description),
	    cell_text(account),
	    cell_text(commodity),
	    cell_amount(amount.quantity, commodity),
	    cell_amount(total, commodity),
	};
	fold->add(fold->context, cells);
}

/* Adds a posting to the sums of its period. */
static void sum_posting(struct register_fold *fold, struct journal *journal, const struct posting *posting)
{
	const struct journal_view *view = &fold->options->view;
	struct commodity_amount amount;
	if (!view_amount(view, posting, &amount)) {
		fold->is_overflowing = true;
		return;
	}
	if (date_compare(posting->date, view->filter->first) < 0) {
		count(fold, &amount);
		return;
	}
	uint32_t account = posting->account;
	if (view->is_clipped) {
		account = names_intern(&journal->accounts, view_account(view, journal_account(journal, account)));
	}
	struct balances *sums = period_sums_at(&fold->periods, interval_start(view->filter->interval, posting->date));
	if (!balances_add(sums, account, amount.commodity, &amount.quantity)) {
		fold->is_overflowing = true;
	}
}

/* A sum of a period, by the names of its account and commodity. */
struct ranked_cell {
	uint64_t rank;
	const struct balance_cell *cell;
};

static int compare_ranked(const void *a, const void *b)
{
	uint64_t left = ((const struct ranked_cell *)a)->rank;
	uint64_t right = ((const struct ranked_cell *)b)->rank;
	return (left > right) - (left < right);
}

/* What an account moved in a period, under the period's first day and name. */
static void give_sum(struct register_fold *fold, const struct journal *journal, struct date start,
		     const struct balance_cell *cell)
{
	const struct commodity_amount amount = {balance_cell_total(cell), cell->commodity};
	char name[INTERVAL_TEXT_SIZE];
	interval_write(fold->options->view.filter->interval, start, name);
	struct slice commodity = journal_commodity(journal, cell->commodity);
	struct amount total = count(fold, &amount);
	const struct cell cells[REGISTER_COLUMNS] = {
	    cell_date(start),
	    cell_text(SLICE("")),
	    cell_text(SLICE("")),
	    cell_text(slice_of(name)),
	    cell_text(journal_account(journal, cell->account)),
	    cell_text(commodity),
	    cell_amount(amount.quantity, commodity),
	    cell_amount(total, commodity),
	};
	fold->add(fold->context, cells);
}

static void give_period(struct register_fold *fold, const struct journal *journal, const struct period_sum *period,
			const struct ranking *accounts, const struct ranking *commodities)
{
	const struct balances *sums = &period->balances;
	struct ranked_cell *list = memory_allocate((sums->cell_count + 1) * sizeof *list);
	for (uint32_t i = 0; i < sums->cell_count; i++) {
		const struct balance_cell *cell = &sums->cells[i];
		list[i].rank = (uint64_t)accounts->ranks[cell->account] << 32 | commodities->ranks[cell->commodity];
		list[i].cell = cell;
	}
	if (sums->cell_count > 0) {
		qsort(list, sums->cell_count, sizeof *list, compare_ranked);
	}
	for (uint32_t i = 0; i < sums->cell_count; i++) {
		if (list[i].cell->units != 0) {
			give_sum(fold, journal, period->start, list[i].cell);
		}
	}
	free(list);
}

static void give_periods(struct register_fold *fold, struct journal *journal)
{
	struct ranking accounts = ranking_of(&journal->accounts, false);
	struct ranking commodities = ranking_of(&journal->commodities, false);
	for (size_t i = 0; i < fold->periods.count; i++) {
		give_period(fold, journal, &fold->periods.items[i], &accounts, &commodities);
	}
	ranking_release(&accounts);
	ranking_release(&commodities);
}

static void take_posting(struct register_fold *fold, struct journal *journal, const struct posting *posting)
{
	const struct filter *filter = fold->options->view.filter;
	bool is_before = date_compare(posting->date, filter->first) < 0;
	if (date_compare(posting->date, filter->end) >= 0 || (is_before && !fold->options->is_historical)) {
		return;
	}
	if (filter->interval != INTERVAL_NONE) {
		sum_posting(fold, journal, posting);
		return;
	}
	if (!fold->is_sorting) {
		give_row(fold, journal, posting);
		return;
	}
	fold->waiting = memory_grow(fold->waiting, fold->waiting_count, &fold->waiting_capacity, sizeof *fold->waiting);
	fold->waiting[fold->waiting_count] = (struct waiting){posting, fold->waiting_count};
	fold->waiting_count++;
}

static bool is_any_accepted(const struct register_fold *fold, const struct journal *journal,
			    const struct transaction *transaction)
{
	for (size_t i = 0; i < transaction->posting_count; i++) {
		if (view_accepts_undated(&fold->options->view, journal, &transaction->postings[i])) {
			return true;
		}
	}
	return false;
}

static void take_transaction(void *context, struct journal *journal, struct transaction *transaction)
{
	struct register_fold *fold = context;
	bool is_related = fold->options->is_related;
	if (is_related && !is_any_accepted(fold, journal, transaction)) {
		return;
	}
	for (size_t i = 0; i < transaction->posting_count; i++) {
		if (view_accepts_undated(&fold->options->view, journal, &transaction->postings[i]) != is_related) {
			take_posting(fold, journal, &transaction->postings[i]);
		}
	}
}

/* Transactions come a second time, kept this time: then they can be sorted. */
static void start_sorting(void *context)
{
	struct register_fold *fold = context;
	fold->forget(fold->context);
	query_restart(fold->options->view.query);
	fold->is_sorting = true;
	fold->is_overflowing = false;
	period_sums_release(&fold->periods);
	free(fold->totals);
	fold->totals = NULL;
	fold->total_count = 0;
}

struct journal_options register_fold_options(struct register_fold *fold)
{
	bool is_ordered = fold->options->view.filter->interval == INTERVAL_NONE; /* sums need no order */
	return (struct journal_options){.is_folded = true,
					.is_ordered = is_ordered,
					.sink = take_transaction,
					.restart = start_sorting,
					.context = fold};
}

static int compare_waiting(const void *a, const void *b)
{
	const struct waiting *left = a;
	const struct waiting *right = b;
	int order = date_compare(left->posting->date, right->posting->date);
	return order != 0 ? order : (left->sequence > right->sequence) - (left->sequence < right->sequence);
}

const struct failure *register_fold_end(struct register_fold *fold, struct journal *journal)
{
	if (fold->waiting_count > 0) {
		qsort(fold->waiting, fold->waiting_count, sizeof *fold->waiting, compare_waiting);
	}
	for (size_t i = 0; i < fold->waiting_count; i++) {
		give_row(fold, journal, fold->waiting[i].posting);
	}
	give_periods(fold, journal);
	const struct failure *failure = query_failure(fold->options->view.query);
	return failure == NULL && fold->is_overflowing
		   ? failure_new(_("a total has more digits than can be held exactly"))
		   : failure;
}
