#include "report/budget.h"

#include "report/budget_sums.h"
#include "report/columns.h"
#include "report/intervals.h"
#include "text/translate.h"

#include <stdlib.h>

enum budget_column {
	BUDGET_CIRCLE,
	BUDGET_ACTION,
	BUDGET_FUND,
	BUDGET_OPENING,
	BUDGET_AWARDED,
	BUDGET_GRANTED,
	BUDGET_ALLOCATED,
	BUDGET_DECIDED,
	BUDGET_PAID,
	BUDGET_LEFT,
	BUDGET_USED,
	BUDGET_COMMODITY,
	BUDGET_INTERVALS, /* the first of them */
};

static const struct report_column columns[] = {
    {"circle", "", COLUMN_ID, READERS_MACHINES},
    {"action", N_("Envelope"), COLUMN_TEXT, READERS_ALL},
    {"fund", N_("Fund"), COLUMN_ID, READERS_ALL},
    {"opening", N_("Before"), COLUMN_AMOUNT, READERS_ALL},
    {"awarded", N_("Awarded"), COLUMN_AMOUNT, READERS_IF_MORE_ROOM},
    {"granted", N_("Granted"), COLUMN_AMOUNT, READERS_ALL},
    {"allocated", N_("Allocated"), COLUMN_AMOUNT, READERS_ALL},
    {"decided", N_("Decided"), COLUMN_AMOUNT, READERS_ALL},
    {"paid", N_("Paid"), COLUMN_AMOUNT, READERS_ALL},
    {"left", N_("Left"), COLUMN_AMOUNT, READERS_ALL},
    {"used", N_("Used (share decided)"), COLUMN_SHARE, READERS_IF_MOST_ROOM},
    {"commodity", "", COLUMN_ID, READERS_MACHINES},
};

/* What is told of an account, or of several together. */
struct budget_line {
	struct budget_sum sum;
	struct amount opening;
	struct amount *decided; /* by interval */
};

struct budget {
	struct subject *subject;
	struct table *table;
	struct budget_sum *sums;   /* by account, at the end of the dates asked for */
	struct budget_sum *before; /* by account, before them */
	struct intervals intervals;
	struct budget_sum **ends; /* by interval: by account, at its end */
	struct budget_line total;
	bool has_free; /* some circle shows what it has not allocated */
};

static struct budget_line line_nothing(const struct budget *budget)
{
	struct budget_line line = {budget_sum_nothing(), NO_MONEY, NULL};
	line.decided = arena_new_array(budget->table->arena, struct amount, budget->intervals.count);
	for (size_t i = 0; i < budget->intervals.count; i++) {
		line.decided[i] = NO_MONEY;
	}
	return line;
}

static struct budget_line line_of(const struct budget *budget, size_t account)
{
	struct budget_line line = line_nothing(budget);
	line.sum = budget->sums[account];
	line.opening = budget->before[account].left;
	budget_sum_since(&line.sum, &budget->before[account]);
	struct amount before = budget->before[account].decided;
	for (size_t i = 0; i < budget->intervals.count; i++) {
		line.decided[i] = budget->ends[i][account].decided;
		sum_subtract(&line.decided[i], before);
		before = budget->ends[i][account].decided;
	}
	return line;
}

static void line_add(const struct budget *budget, struct budget_line *sum, const struct budget_line *line)
{
	budget_sum_add(&sum->sum, &line->sum);
	sum_add(&sum->opening, line->opening);
	for (size_t i = 0; i < budget->intervals.count; i++) {
		sum_add(&sum->decided[i], line->decided[i]);
	}
}

static bool has_opening(const struct budget *budget)
{
	return budget->subject->filter.first.days != DATE_MINIMUM.days;
}

/* Used is one thing in all rows: of what there was and what came in, the share that was decided to be paid. Where
 * nothing can be decided yet (not yet granted, not yet allocated) there is none. */
static struct cell used_cell(const struct budget_line *line, struct amount came_in)
{
	struct amount whole = came_in;
	sum_add(&whole, line->opening);
	return cell_share(line->sum.decided, whole);
}

static void fill_amounts(const struct budget *budget, struct cell *cells, const struct budget_line *line)
{
	if (has_opening(budget)) {
		cells[BUDGET_OPENING] = cell_money(line->opening);
	}
	cells[BUDGET_PAID] = cell_money(line->sum.paid);
	cells[BUDGET_DECIDED] = cell_money(line->sum.decided);
	cells[BUDGET_LEFT] = cell_money(line->sum.left);
	cells[BUDGET_COMMODITY] = cell_text(subject_currency(budget->subject));
	for (size_t i = 0; i < budget->intervals.count; i++) {
		cells[BUDGET_INTERVALS + i] = cell_money(line->decided[i]);
	}
}

static void add_account_row(const struct budget *budget, const struct account *account, const struct budget_line *line)
{
	struct cell *cells = table_add_row(budget->table, ROW_VALUES)->cells;
	fill_amounts(budget, cells, line);
	cells[BUDGET_CIRCLE] = account->circle == NULL ? cell_empty() : cell_text(account->circle->id);
	cells[BUDGET_FUND] = cell_fund(account->fund);
	switch (account->kind) {
	case ACCOUNT_FUND:
		cells[BUDGET_ACTION] = cell_text_shown(SLICE(""), slice_of(_("not yet granted")));
		cells[BUDGET_AWARDED] = cell_money(line->sum.awarded);
		cells[BUDGET_GRANTED] = cell_money(line->sum.granted);
		break;
	case ACCOUNT_CIRCLE:
		cells[BUDGET_ACTION] = cell_text_shown(SLICE("free"), slice_of(_("not yet allocated")));
		cells[BUDGET_GRANTED] = cell_money(line->sum.granted);
		cells[BUDGET_ALLOCATED] = cell_money(line->sum.allocated);
		cells[BUDGET_DECIDED] = cell_empty();
		cells[BUDGET_PAID] = cell_empty();
		for (size_t i = 0; i < budget->intervals.count; i++) {
			cells[BUDGET_INTERVALS + i] = cell_empty();
		}
		break;
	default:
		cells[BUDGET_ACTION] = cell_action(account->action);
		cells[BUDGET_ALLOCATED] = cell_money(line->sum.allocated);
		cells[BUDGET_USED] = used_cell(line, line->sum.allocated);
		break;
	}
}

/* What funds gave to circles and circles to actions is no longer theirs: sums over several kinds of accounts count it
 * once, where it came to. */
static struct budget_line counted_once(const struct account *account, struct budget_line line)
{
	if (account->kind == ACCOUNT_FUND) {
		line.sum.granted = NO_MONEY;
	} else if (account->kind == ACCOUNT_CIRCLE) {
		line.sum.allocated = NO_MONEY;
	}
	return line;
}

/* What came to several accounts together: to the funds, or where these are not shown to the circles, or to actions. */
static struct amount came_in(const struct budget_line *line, bool has_funds, bool has_free)
{
	return has_funds ? line->sum.awarded : has_free ? line->sum.granted : line->sum.allocated;
}

static void add_total_row(const struct budget *budget, struct slice name, const struct budget_line *line,
			  bool has_funds, bool has_free)
{
	struct cell *cells = table_add_row(budget->table, ROW_TOTAL)->cells;
	fill_amounts(budget, cells, line);
	cells[BUDGET_ACTION] = cell_text(name);
	cells[BUDGET_AWARDED] = has_funds ? cell_money(line->sum.awarded) : cell_empty();
	cells[BUDGET_GRANTED] = has_funds || has_free ? cell_money(line->sum.granted) : cell_empty();
	cells[BUDGET_ALLOCATED] = cell_money(line->sum.allocated);
	if (has_free || !has_funds) { /* not for funds alone */
		cells[BUDGET_USED] = used_cell(line, came_in(line, has_funds, has_free));
	}
}

/* ---- which accounts, in which order ---- */

static int section_of(const struct account *account)
{
	return account->kind == ACCOUNT_FUND                                        ? 0
	       : account->kind == ACCOUNT_CIRCLE || account->kind == ACCOUNT_ACTION ? 1
										    : 2;
}

static struct slice id_of_action(const struct account *account)
{
	return account->action == NULL ? SLICE("") : account->action->id;
}

/* Funds, then circle by circle what is free and the actions. */
static int compare_accounts(const void *left, const void *right)
{
	const struct account *a = *(const struct account *const *)left;
	const struct account *b = *(const struct account *const *)right;
	int order = section_of(a) - section_of(b);
	if (order == 0 && a->circle != b->circle && a->circle != NULL && b->circle != NULL) {
		order = slice_compare(a->circle->id, b->circle->id);
	}
	if (order == 0) {
		order = slice_compare(id_of_action(a), id_of_action(b));
	}
	return order != 0 ? order : slice_compare(a->name, b->name);
}

static bool accepts(const struct budget *budget, const struct account *account)
{
	struct subject *subject = budget->subject;
	if (section_of(account) > 1 || !subject_accepts_fund(subject, account->fund) ||
	    !subject_accepts_circle(subject, account->circle) || !subject_accepts_action(subject, account->action)) {
		return false;
	}
	const struct slice texts[] = {account->name, account->fund->name,
				      account->circle == NULL ? SLICE("") : account->circle->name,
				      account->action == NULL ? SLICE("") : account->action->name};
	return subject_accepts_texts(subject, texts, sizeof texts / sizeof *texts);
}

static size_t choose_accounts(const struct budget *budget, const struct account **chosen)
{
	struct list accounts = budget->subject->fold->accounts;
	size_t count = 0;
	for (size_t i = 0; i < accounts.count; i++) {
		const struct account *account = &LIST_AT(accounts, struct account, i);
		if (accepts(budget, account) && !budget_sum_is_nothing(&budget->sums[i])) {
			chosen[count++] = account;
		}
	}
	if (count > 1) {
		qsort(chosen, count, sizeof *chosen, compare_accounts);
	}
	return count;
}

/* ---- the table ---- */

/* The rows of the accounts of one circle (or of all funds), from `start` on; returns where the next one begins. */
static size_t add_group(struct budget *budget, const struct account **chosen, size_t count, size_t start)
{
	const struct account *accounts = budget->subject->fold->accounts.items;
	const struct circle *circle = chosen[start]->circle;
	bool is_funds = circle == NULL;
	struct slice name = is_funds ? slice_of(_("Funds")) : cell_circle(circle).shown;
	struct budget_line group = line_nothing(budget);
	bool has_free = chosen[start]->kind == ACCOUNT_CIRCLE;
	size_t i = start;
	budget->has_free = budget->has_free || has_free;
	table_add_section(budget->table, name);
	for (; i < count && chosen[i]->circle == circle; i++) {
		struct budget_line line = line_of(budget, (size_t)(chosen[i] - accounts));
		struct budget_line once = counted_once(chosen[i], line);
		add_account_row(budget, chosen[i], &line);
		line_add(budget, &budget->total, &once);
		line_add(budget, &group, is_funds ? &line : &once);
	}
	if (i - start > 1) {
		struct slice total = arena_format(budget->table->arena, _("Total of %.*s"), SLICE_ARGUMENTS(name));
		add_total_row(budget, is_funds ? slice_of(_("Total of funds")) : total, &group, is_funds, has_free);
	}
	return i;
}

static void add_columns(const struct budget *budget)
{
	struct report_column chosen[sizeof columns / sizeof *columns];
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		chosen[i] = columns[i];
	}
	chosen[BUDGET_OPENING].readers = has_opening(budget) ? READERS_ALL : READERS_MACHINES;
	if (budget->intervals.count > 0) { /* people are given room for the intervals */
		chosen[BUDGET_AWARDED].readers = READERS_MACHINES;
		chosen[BUDGET_GRANTED].readers = READERS_MACHINES;
		chosen[BUDGET_USED].readers = READERS_MACHINES;
	}
	table_add_columns(budget->table, chosen, sizeof columns / sizeof *columns);
	intervals_add_columns(&budget->intervals, budget->table, "", COLUMN_AMOUNT);
}

static struct intervals choose_intervals(const struct budget *budget)
{
	const struct fold *fold = budget->subject->fold;
	struct intervals intervals = intervals_start(budget->table->arena, &budget->subject->filter);
	for (size_t i = 0; i < fold->entries.count; i++) {
		intervals_note(&intervals, LIST_AT(fold->entries, struct entries, i).date);
	}
	intervals_close(&intervals);
	return intervals;
}

static void count(struct budget *budget)
{
	struct arena *arena = budget->table->arena;
	const struct fold *fold = budget->subject->fold;
	budget->sums = budget_sums_new(arena, fold, budget->subject->filter.end);
	budget->before = budget_sums_new(arena, fold, budget->subject->filter.first);
	budget->intervals = choose_intervals(budget);
	budget->ends = arena_new_array(arena, struct budget_sum *, budget->intervals.count);
	for (size_t i = 0; i < budget->intervals.count; i++) {
		budget->ends[i] = budget_sums_new(arena, fold, budget->intervals.items[i].end);
	}
	budget->total = line_nothing(budget);
}

struct table *budget_report(struct subject *subject)
{
	struct budget budget = {.subject = subject, .table = table_new(SLICE(""))};
	struct arena *arena = budget.table->arena;
	budget.table->title = title_with_currency(arena, _("Budget"), subject);
	count(&budget);
	add_columns(&budget);
	const struct account **chosen = arena_new_array(arena, const struct account *, subject->fold->accounts.count);
	size_t chosen_count = choose_accounts(&budget, chosen);
	size_t groups = 0;
	for (size_t i = 0; i < chosen_count; groups++) {
		i = add_group(&budget, chosen, chosen_count, i);
	}
	if (groups > 1) {
		table_add_section(budget.table, slice_of(_("All together")));
		add_total_row(&budget, slice_of(_("Total")), &budget.total, chosen[0]->kind == ACCOUNT_FUND,
			      budget.has_free);
	}
	return budget.table;
}
