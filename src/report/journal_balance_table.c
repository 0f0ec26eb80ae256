#include "report/journal_balance_fold.h"

#include "format/text_rows.h"
#include "report/journal_value.h"
#include "report/ranking.h"
#include "text/memory.h"
#include "text/translate.h"

#include <stdlib.h>

enum {
	OPENING_COLUMN = 0, /* what came before; the periods follow */
	CELLS_AHEAD = 8,    /* asked for before their turn: with millions of sums they are far away */
};

/* A sum of one account, commodity and column: a cell of the column's balances. */
struct balance_entry {
	uint32_t cell;
	uint32_t column;
	uint32_t account_rank;
};

struct layout {
	const struct balance_options *options;
	struct journal *journal;
	struct table *table;
	const struct balance_output *output; /* NULL when rows go into the table */
	struct stream *stream;               /* for machines */
	struct text_rows *text;              /* for people */
	bool is_measuring;                   /* rows are made, but not written yet */
	struct cell *cells;                  /* of the row being made */
	struct balances *columns;            /* what came before, then the periods; ours when they are derived */
	bool are_columns_derived;
	struct valuation *valuation; /* NULL when amounts are shown as they are */
	struct balance_entry *entries;
	size_t entry_count;
	struct ranking accounts;
	struct ranking commodities;
	struct date *starts; /* of the periods shown, in the table's arena */
	size_t period_count;
	struct amount *sums;    /* by column, of the row being made */
	struct balances totals; /* of all accounts; the column takes the account's place */
	bool *is_live;          /* by account, in a tree: it or one below it holds something */
	size_t live_count;
	bool is_overflowing;
};

static inline const struct balance_cell *cell_of(const struct layout *layout, const struct balance_entry *entry)
{
	return &layout->columns[entry->column].cells[entry->cell];
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

static void add_derived(struct layout *layout, struct balances *derived, uint32_t account,
			const struct commodity_amount *amount)
{
	if (!balances_add(derived, account, amount->commodity, &amount->quantity)) {
		layout->is_overflowing = true;
	}
}

/* In a tree each account counts for those above it too. */
static void add_to_parents(struct layout *layout, struct balances *derived, uint32_t account,
			   const struct commodity_amount *amount)
{
	struct slice name = journal_account(layout->journal, account);
	for (size_t colon; (colon = slice_find_last(name, ':')) < name.size;) {
		name = slice_part(name, 0, colon);
		uint32_t parent = names_intern(&layout->journal->accounts, name);
		add_derived(layout, derived, parent, amount);
		if (amount->quantity.units != 0) {
			mark_live(layout, parent);
		}
	}
}

/* Balances as they are shown: at market value, and with what is below each account. */
static void derive(struct layout *layout, const struct balances *balances, struct balances *derived)
{
	for (uint32_t i = 0; i < balances->cell_count; i++) {
		const struct balance_cell *cell = &balances->cells[i];
		struct commodity_amount amount = {balance_cell_total(cell), cell->commodity};
		if (layout->valuation != NULL && !valuation_apply(layout->valuation, &amount)) {
			layout->is_overflowing = true;
		}
		add_derived(layout, derived, cell->account, &amount);
		if (layout->options->is_tree) {
			add_to_parents(layout, derived, cell->account, &amount);
		}
	}
}

static struct valuation *choose_valuation(const struct balance_options *options, struct journal *journal)
{
	struct slice name = options->value_commodity;
	uint32_t target = name.size == 0 ? NAME_NONE : names_intern(&journal->commodities, name);
	return options->is_valued ? valuation_new(journal, options->value_date, target) : NULL;
}

static void set_column(struct layout *layout, const struct balances *balances, size_t column)
{
	if (layout->are_columns_derived) {
		derive(layout, balances, &layout->columns[column]);
	} else {
		layout->columns[column] = *balances;
	}
}

/* The periods between the first and the last that hold anything or are asked for, without gaps. */
static void choose_periods(struct layout *layout, const struct balance_fold *fold)
{
	enum interval interval = layout->options->view.filter->interval;
	size_t count = fold->columns.count;
	struct date first = count == 0 ? DATE_MAXIMUM : fold->columns.items[0].start;
	struct date last = count == 0 ? DATE_MINIMUM : fold->columns.items[count - 1].start;
	if (interval == INTERVAL_NONE) {
		layout->period_count = 1;
		layout->starts = arena_new_array(layout->table->arena, struct date, 1);
		return;
	}
	filter_widen(layout->options->view.filter, &first, &last);
	for (int round = 0; round < 2; round++) {
		layout->period_count = 0;
		for (struct date start = first; date_compare(start, last) <= 0; start = interval_end(interval, start)) {
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
	layout->valuation = choose_valuation(layout->options, layout->journal);
	layout->are_columns_derived = layout->options->is_tree || layout->options->is_valued;
	layout->columns = memory_allocate_zeroed(layout->period_count + 1, sizeof *layout->columns);
	if (view_is_open(&layout->options->view)) {
		set_column(layout, &layout->journal->balances, OPENING_COLUMN + 1);
		return;
	}
	set_column(layout, &fold->before, OPENING_COLUMN);
	size_t period = 0;
	for (size_t i = 0; i < fold->columns.count; i++) {
		while (layout->period_count > 1 && layout->starts[period].days != fold->columns.items[i].start.days) {
			period++;
		}
		set_column(layout, &fold->columns.items[i].balances, period + 1);
	}
}

/* Turns the counts of each rank into where the first of it goes. */
static void counts_to_places(uint32_t *counts, uint32_t rank_count)
{
	uint32_t place = 0;
	for (uint32_t rank = 0; rank < rank_count; rank++) {
		uint32_t count = counts[rank];
		counts[rank] = place;
		place += count;
	}
}

/* All cells by the rank of their commodity; within it by column. */
static void list_by_commodity(struct layout *layout)
{
	const uint32_t *ranks = layout->commodities.ranks;
	uint32_t rank_count = layout->journal->commodities.count;
	uint32_t *places = memory_allocate_zeroed(rank_count + 1, sizeof *places);
	for (uint32_t column = 0; column <= layout->period_count; column++) {
		const struct balances *balances = &layout->columns[column];
		for (uint32_t i = 0; i < balances->cell_count; i++) {
			places[ranks[balances->cells[i].commodity]]++;
		}
		layout->entry_count += balances->cell_count;
	}
	counts_to_places(places, rank_count);
	layout->entries = memory_allocate((layout->entry_count + 1) * sizeof *layout->entries);
	for (uint32_t column = 0; column <= layout->period_count; column++) {
		const struct balances *balances = &layout->columns[column];
		for (uint32_t i = 0; i < balances->cell_count; i++) {
			const struct balance_cell *cell = &balances->cells[i];
			layout->entries[places[ranks[cell->commodity]]++] =
			    (struct balance_entry){i, column, layout->accounts.ranks[cell->account]};
		}
	}
	free(places);
}

/* By account, then commodity, then column: counted into place, first by the lesser key, as there may be millions. */
static void sort_entries(struct layout *layout)
{
	list_by_commodity(layout);
	uint32_t rank_count = layout->journal->accounts.count;
	uint32_t *places = memory_allocate_zeroed(rank_count + 1, sizeof *places);
	for (size_t i = 0; i < layout->entry_count; i++) {
		places[layout->entries[i].account_rank]++;
	}
	counts_to_places(places, rank_count);
	struct balance_entry *sorted = memory_allocate((layout->entry_count + 1) * sizeof *sorted);
	for (size_t i = 0; i < layout->entry_count; i++) {
		sorted[places[layout->entries[i].account_rank]++] = layout->entries[i];
	}
	free(layout->entries);
	free(places);
	layout->entries = sorted;
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

/* Gives away the row in `layout->cells`: straight to the output, or into the table. */
static void add_row(struct layout *layout, enum row_kind kind, unsigned depth)
{
	const struct row row = {.kind = kind, .cells = layout->cells, .depth = depth};
	if (layout->output == NULL) {
		struct row *added = table_add_row(layout->table, kind);
		memcpy(added->cells, row.cells, layout->table->column_count * sizeof *row.cells);
		added->depth = depth;
	} else if (layout->is_measuring) {
		if (layout->text != NULL) {
			text_rows_measure(layout->text, &row);
		}
	} else {
		if (layout->text != NULL) {
			text_rows_add(layout->text, &row);
		} else {
			stream_add(layout->stream, row.cells);
		}
		layout->output->show(layout->output->context);
	}
}

/* A period without entries shows its zero with the decimals of the others: 0.00 beside 12.50. */
static void align_zeros(struct layout *layout)
{
	uint8_t scale = 0;
	for (size_t i = 1; i <= layout->period_count; i++) {
		scale = layout->sums[i].scale > scale ? layout->sums[i].scale : scale;
	}
	for (size_t i = 1; i <= layout->period_count; i++) {
		if (layout->sums[i].units == 0) {
			layout->sums[i].scale = scale;
		}
	}
}

static void fill_amounts(struct layout *layout, struct slice commodity)
{
	align_zeros(layout);
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

/* The row of one account and commodity, whose entries begin at `*next`; whether it is shown. */
static bool add_commodity_row(struct layout *layout, size_t *next)
{
	const struct balance_cell *first = cell_of(layout, &layout->entries[*next]);
	clear_sums(layout);
	if (*next + CELLS_AHEAD < layout->entry_count) {
		__builtin_prefetch(cell_of(layout, &layout->entries[*next + CELLS_AHEAD]));
	}
	for (; *next < layout->entry_count; *next += 1) {
		const struct balance_cell *cell = cell_of(layout, &layout->entries[*next]);
		if (cell->account != first->account || cell->commodity != first->commodity) {
			break;
		}
		layout->sums[layout->entries[*next].column] = balance_cell_total(cell);
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
		uint32_t rank = layout->entries[i].account_rank;
		uint32_t account = layout->accounts.order[rank];
		bool is_shown = false;
		while (i < layout->entry_count && layout->entries[i].account_rank == rank) {
			is_shown |= add_commodity_row(layout, &i);
		}
		if (!is_shown && account < layout->live_count && layout->is_live[account]) {
			clear_sums(layout);
			add_account_row(layout, account, SLICE(""));
		}
	}
}

/* Sums of all accounts; in a tree those of the first level hold all. */
static void sum_columns(struct layout *layout)
{
	for (uint32_t column = 0; column <= layout->period_count; column++) {
		for (uint32_t i = 0; i < layout->columns[column].cell_count; i++) {
			const struct balance_cell *cell = &layout->columns[column].cells[i];
			const struct amount total = balance_cell_total(cell);
			bool is_counted =
			    !layout->options->is_tree || depth_of(journal_account(layout->journal, cell->account)) == 0;
			if (is_counted && !balances_add(&layout->totals, column, cell->commodity, &total)) {
				layout->is_overflowing = true;
			}
		}
	}
}

/* A row for each commodity. */
static void add_total_rows(struct layout *layout)
{
	for (uint32_t rank = 0; rank < layout->journal->commodities.count; rank++) {
		uint32_t commodity = layout->commodities.order[rank];
		for (uint32_t column = 0; column <= layout->period_count; column++) {
			layout->sums[column] = balances_get(&layout->totals, column, commodity);
		}
		if (settle_sums(layout)) {
			fill_amounts(layout, journal_commodity(layout->journal, commodity));
			layout->cells[0] = cell_text(slice_of(_("Total")));
			add_row(layout, ROW_TOTAL, 0);
		}
	}
}

static void release_layout(struct layout *layout)
{
	for (size_t i = 0; layout->are_columns_derived && i <= layout->period_count; i++) {
		balances_release(&layout->columns[i]);
	}
	free(layout->columns);
	valuation_free(layout->valuation);
	balances_release(&layout->totals);
	ranking_release(&layout->accounts);
	ranking_release(&layout->commodities);
	free(layout->entries);
	free(layout->sums);
	free(layout->is_live);
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

/* All that rows are made from. */
static void prepare(struct layout *layout, struct balance_fold *fold)
{
	choose_periods(layout, fold);
	add_columns(layout);
	layout->cells = arena_new_array(layout->table->arena, struct cell, layout->table->column_count);
	layout->sums = memory_allocate_zeroed(layout->period_count + 1, sizeof *layout->sums);
	gather(layout, fold);
	layout->accounts = ranking_of(&layout->journal->accounts, fold->options->is_tree);
	layout->commodities = ranking_of(&layout->journal->commodities, false);
	sort_entries(layout);
}

static const struct failure *failure_of(const struct layout *layout, const struct balance_fold *fold)
{
	const struct failure *failure = query_failure(fold->options->view.query);
	bool is_overflowing = layout->is_overflowing || fold->is_overflowing;
	return failure == NULL && is_overflowing ? failure_new(_("a sum has more digits than can be held exactly"))
						 : failure;
}

const struct failure *balance_fold_table(struct balance_fold *fold, struct journal *journal, struct table **table)
{
	struct layout layout = {
	    .options = fold->options, .journal = journal, .table = table_new(slice_of(_("Balances")))};
	prepare(&layout, fold);
	sum_columns(&layout);
	add_account_rows(&layout);
	add_total_rows(&layout);
	const struct failure *failure = failure_of(&layout, fold);
	release_layout(&layout);
	if (failure != NULL) {
		table_free(layout.table);
		return failure;
	}
	*table = layout.table;
	return NULL;
}

static void write_for_people(struct layout *layout)
{
	text_rows_begin(layout->text);
	add_account_rows(layout);
	add_total_rows(layout);
	text_rows_end(layout->text);
}

static void write_for_machines(struct layout *layout)
{
	const struct balance_output *output = layout->output;
	size_t count = layout->table->column_count;
	layout->stream = stream_new(output->medium, columns_for_stream(layout->table), count, output->out);
	add_account_rows(layout);
	stream_end(layout->stream);
}

/* Rows are made twice: whether one of them cannot be told is known before the first is written. */
const struct failure *balance_fold_write(struct balance_fold *fold, struct journal *journal,
					 const struct balance_output *output)
{
	bool is_for_people = slice_equal(output->medium, SLICE("text"));
	struct slice title = is_for_people ? slice_of(_("Balances")) : SLICE("");
	struct layout layout = {.options = fold->options,
				.journal = journal,
				.table = table_new(title),
				.output = output,
				.is_measuring = true};
	size_t start = output->out->size;
	prepare(&layout, fold);
	if (is_for_people) {
		layout.text = text_rows_new(layout.table, output->look, output->out);
		sum_columns(&layout);
		add_account_rows(&layout);
		add_total_rows(&layout);
	} else if (fold->options->kind != BALANCE_CHANGE) {
		add_account_rows(&layout);
	}
	layout.is_measuring = false;
	const struct failure *failure = failure_of(&layout, fold);
	if (failure != NULL) {
		output->out->size = start;
	} else if (is_for_people) {
		write_for_people(&layout);
	} else {
		write_for_machines(&layout);
	}
	text_rows_free(layout.text);
	table_free(layout.table);
	release_layout(&layout);
	return failure;
}
