#include "report/journal_balance_fold.h"

#include "report/journal_value.h"
#include "report/ranking.h"
#include "text/memory.h"
#include "text/translate.h"

#include <stdlib.h>

enum { OPENING_COLUMN = 0 }; /* what came before; the periods follow */

/* A sum of one account, commodity and column. */
struct balance_entry {
	uint32_t account;
	uint32_t commodity;
	uint32_t column;
	uint64_t rank; /* of the account among all, then of the commodity */
	struct amount total;
};

struct layout {
	const struct balance_options *options;
	struct journal *journal;
	struct table *table;
	struct stream *stream; /* NULL when rows go into the table */
	struct cell *cells;    /* of the row being made */
	struct balance_entry *entries;
	size_t entry_count;
	size_t entry_capacity;
	struct ranking accounts;
	struct ranking commodities;
	struct date *starts; /* of the periods shown, in the table's arena */
	size_t period_count;
	struct amount *sums; /* by column, of the row being made */
	bool *is_live;       /* by account, in a tree: it or one below it holds something */
	size_t live_count;
	bool is_overflowing;
};

static void add_entry(struct layout *layout, struct balance_entry entry)
{
	layout->entries =
	    memory_grow(layout->entries, layout->entry_count, &layout->entry_capacity, sizeof *layout->entries);
	layout->entries[layout->entry_count++] = entry;
}

static void mark_live(struct layout *layout, uint32_t account)
{
	if (account >= layout->live_count) {
		size_t count = (size_t)account * 2 + 64;
		layout->is_live = memory_resize(layout->is_live, count, sizeof *layout->is_live);
		memset(layout->is_live + layout->live_count, 0, (count - layout->live_count) * sizeof *layout->is_live);
		layout->live_count = count;
	}
	layout->is_live[account] = true;
}

/* In a tree each account counts for those above it too. */
static void add_entry_and_parents(struct layout *layout, struct balance_entry entry)
{
	add_entry(layout, entry);
	if (!layout->options->is_tree) {
		return;
	}
	struct slice name = journal_account(layout->journal, entry.account);
	bool is_live = entry.total.units != 0;
	for (size_t colon; (colon = slice_find_last(name, ':')) < name.size;) {
		name = slice_part(name, 0, colon);
		entry.account = names_intern(&layout->journal->accounts, name);
		add_entry(layout, entry);
		if (is_live) {
			mark_live(layout, entry.account);
		}
	}
}

static void add_balances(struct layout *layout, const struct balances *balances, size_t column)
{
	const struct balance_options *options = layout->options;
	uint32_t target = options->value_commodity.size == 0
			      ? NAME_NONE
			      : names_intern(&layout->journal->commodities, options->value_commodity);
	for (uint32_t i = 0; i < balances->cell_count; i++) {
		const struct balance_cell *cell = &balances->cells[i];
		struct commodity_amount amount = {balance_cell_total(cell), cell->commodity};
		if (options->is_valued && !value_at(layout->journal, options->value_date, target, &amount)) {
			layout->is_overflowing = true;
		}
		struct balance_entry entry = {
		    .account = cell->account,
		    .commodity = amount.commodity,
		    .column = (uint32_t)column,
		    .total = amount.quantity,
		};
		add_entry_and_parents(layout, entry);
	}
}

/* The periods between the first and the last that hold anything, without gaps. */
static void choose_periods(struct layout *layout, const struct balance_fold *fold)
{
	enum interval interval = layout->options->view.filter->interval;
	if (fold->column_count == 0 || interval == INTERVAL_NONE) {
		layout->period_count = 1;
		layout->starts = arena_new_array(layout->table->arena, struct date, 1);
		return;
	}
	struct date last = fold->columns[fold->column_count - 1].start;
	for (int round = 0; round < 2; round++) {
		layout->period_count = 0;
		for (struct date start = fold->columns[0].start; date_compare(start, last) <= 0;
		     start = interval_end(interval, start)) {
			if (round == 1) {
				layout->starts[layout->period_count] = start;
			}
			layout->period_count++;
		}
		if (round == 0) {
			layout->starts = arena_new_array(layout->table->arena, struct date, layout->period_count);
		}
	}
}

static void gather(struct layout *layout, struct balance_fold *fold)
{
	if (view_is_open(&layout->options->view)) {
		add_balances(layout, &layout->journal->balances, OPENING_COLUMN + 1);
		return;
	}
	add_balances(layout, &fold->before, OPENING_COLUMN);
	size_t period = 0;
	for (size_t i = 0; i < fold->column_count; i++) {
		while (layout->period_count > 1 && layout->starts[period].days != fold->columns[i].start.days) {
			period++;
		}
		add_balances(layout, &fold->columns[i].balances, period + 1);
	}
}

static int compare_entries(const void *a, const void *b)
{
	const struct balance_entry *left = a;
	const struct balance_entry *right = b;
	if (left->rank != right->rank) {
		return left->rank < right->rank ? -1 : 1;
	}
	return (left->column > right->column) - (left->column < right->column);
}

/* By account, then commodity, then column. */
static void sort_entries(struct layout *layout)
{
	for (size_t i = 0; i < layout->entry_count; i++) {
		struct balance_entry *entry = &layout->entries[i];
		entry->rank = (uint64_t)layout->accounts.ranks[entry->account] << 32 |
			      layout->commodities.ranks[entry->commodity];
	}
	if (layout->entry_count > 0) {
		qsort(layout->entries, layout->entry_count, sizeof *layout->entries, compare_entries);
	}
}

static void add_columns(struct layout *layout)
{
	struct table *table = layout->table;
	table_add_column(table, (struct column){SLICE("account"), slice_of(_("Account")), COLUMN_ID, READERS_ALL});
	table_add_column(table, (struct column){SLICE("commodity"), SLICE(""), COLUMN_ID, READERS_MACHINES});
	enum interval interval = layout->options->view.filter->interval;
	for (size_t i = 0; i < layout->period_count; i++) {
		char text[INTERVAL_TEXT_SIZE];
		struct slice name = SLICE("quantity");
		struct slice heading = slice_of(_("Balance"));
		if (interval != INTERVAL_NONE) {
			name = arena_copy(table->arena, slice_of(interval_write(interval, layout->starts[i], text)));
			heading = name;
		}
		table_add_column(table, (struct column){name, heading, COLUMN_AMOUNT, READERS_ALL});
	}
}

static unsigned depth_of(struct slice name)
{
	unsigned depth = 0;
	for (size_t i = 0; i < name.size; i++) {
		depth += name.data[i] == ':';
	}
	return depth;
}

/* The sums of each column as they are to be shown; whether any is not zero. */
static bool settle_sums(struct layout *layout)
{
	bool is_any = false;
	struct amount running = layout->sums[OPENING_COLUMN];
	for (size_t i = 1; i <= layout->period_count; i++) {
		if (layout->options->kind != BALANCE_CHANGE) {
			if (!amount_add(running, layout->sums[i], &running)) {
				layout->is_overflowing = true;
			}
			layout->sums[i] = running;
		}
		is_any = is_any || layout->sums[i].units != 0;
	}
	return is_any;
}

/* Gives away the row in `layout->cells`: straight to a stream, or into the table. */
static void add_row(struct layout *layout, enum row_kind kind, unsigned depth)
{
	if (layout->stream == NULL) {
		struct row *row = table_add_row(layout->table, kind);
		memcpy(row->cells, layout->cells, layout->table->column_count * sizeof *row->cells);
		row->depth = depth;
	} else {
		stream_add(layout->stream, layout->cells);
	}
}

static void fill_amounts(struct layout *layout, struct slice commodity)
{
	layout->cells[1] = cell_text(commodity);
	for (size_t i = 1; i <= layout->period_count; i++) {
		layout->cells[i + 1] = cell_amount(layout->sums[i], commodity);
	}
}

static void add_account_row(struct layout *layout, uint32_t account, struct slice commodity)
{
	struct slice name = journal_account(layout->journal, account);
	fill_amounts(layout, commodity);
	layout->cells[0] = cell_text(name);
	if (layout->options->is_tree) {
		size_t colon = slice_find_last(name, ':');
		layout->cells[0] = cell_text_shown(name, colon == name.size ? name : slice_from(name, colon + 1));
	}
	add_row(layout, ROW_VALUES, layout->options->is_tree ? depth_of(name) : 0);
}

static void clear_sums(struct layout *layout)
{
	memset(layout->sums, 0, (layout->period_count + 1) * sizeof *layout->sums);
}

static void add_to_sum(struct layout *layout, const struct balance_entry *entry)
{
	struct amount *sum = &layout->sums[entry->column];
	if (!amount_add(*sum, entry->total, sum)) {
		layout->is_overflowing = true;
	}
}

/* The row of one account and commodity, whose entries begin at `*next`; whether it is shown. */
static bool add_commodity_row(struct layout *layout, size_t *next)
{
	const struct balance_entry *first = &layout->entries[*next];
	clear_sums(layout);
	for (; *next < layout->entry_count && layout->entries[*next].account == first->account &&
	       layout->entries[*next].commodity == first->commodity;
	     *next += 1) {
		add_to_sum(layout, &layout->entries[*next]);
	}
	if (!settle_sums(layout) && !layout->options->is_empty_shown) {
		return false;
	}
	add_account_row(layout, first->account, journal_commodity(layout->journal, first->commodity));
	return true;
}

/* An account of a tree that holds nothing in all, over others that do, is shown for their sake. */
static void add_account_rows(struct layout *layout)
{
	for (size_t i = 0; i < layout->entry_count;) {
		uint32_t account = layout->entries[i].account;
		bool is_shown = false;
		while (i < layout->entry_count && layout->entries[i].account == account) {
			is_shown |= add_commodity_row(layout, &i);
		}
		if (!is_shown && account < layout->live_count && layout->is_live[account]) {
			clear_sums(layout);
			add_account_row(layout, account, SLICE(""));
		}
	}
}

/* The sum of all accounts, a row for each commodity; in a tree those of the first level hold all. */
static void add_total_rows(struct layout *layout)
{
	const struct names *commodities = &layout->journal->commodities;
	struct balances totals = BALANCES_EMPTY; /* the column takes the account's place */
	for (size_t i = 0; i < layout->entry_count; i++) {
		const struct balance_entry *entry = &layout->entries[i];
		bool is_top = depth_of(journal_account(layout->journal, entry->account)) == 0;
		if ((!layout->options->is_tree || is_top) &&
		    !balances_add(&totals, entry->column, entry->commodity, &entry->total)) {
			layout->is_overflowing = true;
		}
	}
	for (uint32_t rank = 0; rank < commodities->count; rank++) {
		uint32_t commodity = layout->commodities.order[rank];
		for (uint32_t column = 0; column <= layout->period_count; column++) {
			layout->sums[column] = balances_get(&totals, column, commodity);
		}
		if (settle_sums(layout)) {
			fill_amounts(layout, journal_commodity(layout->journal, commodity));
			layout->cells[0] = cell_text(slice_of(_("Total")));
			add_row(layout, ROW_TOTAL, 0);
		}
	}
	balances_release(&totals);
}

/* The columns of the table, as a stream wants them. */
static struct stream_column *columns_for_stream(const struct table *table)
{
	struct stream_column *columns = arena_new_array(table->arena, struct stream_column, table->column_count);
	for (size_t i = 0; i < table->column_count; i++) {
		columns[i] = (struct stream_column){table->columns[i], 0};
	}
	return columns;
}

/* Makes all rows; `medium` is empty for a table. */
static const struct failure *lay_out(struct layout *layout, struct balance_fold *fold, struct slice medium,
				     struct buffer *out)
{
	choose_periods(layout, fold);
	add_columns(layout);
	if (medium.size > 0) {
		size_t count = layout->table->column_count;
		layout->stream = stream_new(medium, columns_for_stream(layout->table), count, out);
	}
	layout->cells = arena_new_array(layout->table->arena, struct cell, layout->table->column_count);
	layout->sums = memory_allocate_zeroed(layout->period_count + 1, sizeof *layout->sums);
	gather(layout, fold);
	layout->accounts = ranking_of(&layout->journal->accounts, fold->options->is_tree);
	layout->commodities = ranking_of(&layout->journal->commodities, false);
	sort_entries(layout);
	add_account_rows(layout);
	if (layout->stream != NULL) {
		stream_end(layout->stream);
	} else {
		add_total_rows(layout);
	}
	ranking_release(&layout->accounts);
	ranking_release(&layout->commodities);
	free(layout->entries);
	free(layout->sums);
	free(layout->is_live);
	const struct failure *failure = query_failure(fold->options->view.query);
	bool is_overflowing = layout->is_overflowing || fold->is_overflowing;
	return failure == NULL && is_overflowing ? failure_new(_("a sum has more digits than can be held exactly"))
						 : failure;
}

const struct failure *balance_fold_table(struct balance_fold *fold, struct journal *journal, struct table **table)
{
	struct layout layout = {
	    .options = fold->options, .journal = journal, .table = table_new(slice_of(_("Balances")))};
	const struct failure *failure = lay_out(&layout, fold, SLICE(""), NULL);
	if (failure != NULL) {
		table_free(layout.table);
		return failure;
	}
	*table = layout.table;
	return NULL;
}

const struct failure *balance_fold_write(struct balance_fold *fold, struct journal *journal, struct slice medium,
					 struct buffer *out)
{
	struct layout layout = {.options = fold->options, .journal = journal, .table = table_new(SLICE(""))};
	size_t start = out->size;
	const struct failure *failure = lay_out(&layout, fold, medium, out);
	if (failure != NULL) {
		out->size = start;
	}
	table_free(layout.table);
	return failure;
}
