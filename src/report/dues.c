#include "report/dues.h"

#include "decision/dues.h"
#include "report/columns.h"
#include "report/costs.h"
#include "text/translate.h"

#include <stdlib.h>

enum due_column {
	DUE_DATE,
	DUE_PAYEE,
	DUE_PERSON,
	DUE_CIRCLE,
	DUE_ACTION,
	DUE_FUND,
	DUE_DECISION,
	DUE_AMOUNT,
	DUE_PAID,
	DUE_LEFT,
	DUE_COMMODITY,
};

static const struct report_column columns[] = {
    {"date", N_("Decided"), COLUMN_DATE, READERS_ALL},    {"payee", N_("To whom"), COLUMN_TEXT, READERS_ALL},
    {"person", "", COLUMN_ID, READERS_MACHINES},          {"circle", "", COLUMN_ID, READERS_MACHINES},
    {"action", "", COLUMN_ID, READERS_MACHINES},          {"fund", N_("Fund"), COLUMN_ID, READERS_ALL},
    {"decision", N_("Decision"), COLUMN_ID, READERS_ALL}, {"amount", N_("Amount"), COLUMN_AMOUNT, READERS_ALL},
    {"paid", N_("Paid"), COLUMN_AMOUNT, READERS_ALL},     {"left", N_("Left to pay"), COLUMN_AMOUNT, READERS_ALL},
    {"commodity", "", COLUMN_ID, READERS_MACHINES},
};

/* A due and what it is about. */
struct due_line {
	const struct due *due;
	const struct account *account;
	const struct decision *origin;
	size_t place; /* in the order of decisions */
};

static bool accepts(struct subject *subject, const struct due_line *line)
{
	const struct decision *origin = line->origin;
	const struct party *payee = line->account->party;
	bool is_for_person = subject_accepts_person(subject, payee) || subject_accepts_person(subject, origin->person);
	if (!is_for_person || !subject_accepts_date(subject, line->due->date) ||
	    !subject_accepts_circle(subject, origin->meeting->circle) ||
	    !subject_accepts_action(subject, decision_action(origin)) ||
	    !subject_accepts_fund(subject, line->account->fund)) {
		return false;
	}
	const struct slice texts[] = {line->account->name, payee->name, line->due->decision->reference, origin->title};
	return subject_accepts_texts(subject, texts, sizeof texts / sizeof *texts);
}

static int compare_lines(const void *left, const void *right)
{
	const struct due_line *a = left;
	const struct due_line *b = right;
	int order = date_compare(a->due->date, b->due->date);
	return order != 0 ? order : a->place < b->place ? -1 : a->place > b->place;
}

static struct list choose(struct arena *arena, struct subject *subject, bool shows_settled)
{
	struct date end = subject->filter.end;
	struct list dues =
	    dues_until(arena, subject->fold, end.days == DATE_MAXIMUM.days ? end : date_add_days(end, -1));
	struct list lines = {arena_new_array(arena, struct due_line, dues.count), 0};
	for (size_t i = 0; i < dues.count; i++) {
		const struct due *due = &LIST_AT(dues, struct due, i);
		bool is_shown = shows_settled || amount_sign(due_remaining(due)) != 0;
		if (due->decision == NULL || !is_shown) {
			continue;
		}
		struct due_line line = {due, &LIST_AT(subject->fold->accounts, struct account, due->account),
					decision_origin(subject->fold, due->decision), i};
		if (accepts(subject, &line)) {
			LIST_AT(lines, struct due_line, lines.count++) = line;
		}
	}
	if (lines.count > 1) {
		qsort(lines.items, lines.count, sizeof(struct due_line), compare_lines);
	}
	return lines;
}

static void add_row(struct table *table, const struct due_line *line, struct slice currency)
{
	struct cell *cells = table_add_row(table, ROW_VALUES)->cells;
	const struct decision *origin = line->origin;
	const struct action *action = decision_action(origin);
	cells[DUE_DATE] = cell_date(line->due->date);
	cells[DUE_PAYEE] = cell_party(line->account->party);
	cells[DUE_PERSON] = origin->person == NULL ? cell_empty() : cell_text(origin->person->id);
	cells[DUE_CIRCLE] = cell_text(origin->meeting->circle->id);
	cells[DUE_ACTION] = action == NULL ? cell_empty() : cell_text(action->id);
	cells[DUE_FUND] = cell_fund(line->account->fund);
	cells[DUE_DECISION] = cell_text(line->due->decision->reference);
	cells[DUE_AMOUNT] = cell_money(line->due->amount);
	cells[DUE_PAID] = cell_money(line->due->paid);
	cells[DUE_LEFT] = cell_money(due_remaining(line->due));
	cells[DUE_COMMODITY] = cell_text(currency);
}

static bool is_to_come_back(const struct due_line *line)
{
	return amount_sign(due_remaining(line->due)) < 0;
}

/* The rows of what is owed, or of what was paid too much, with their total. */
static void add_rows(struct table *table, const struct list *lines, bool of_excess, struct slice currency)
{
	struct amount amount = NO_MONEY;
	struct amount paid = NO_MONEY;
	struct amount left = NO_MONEY;
	size_t rows = 0;
	for (size_t i = 0; i < lines->count; i++) {
		const struct due_line *line = &LIST_AT(*lines, struct due_line, i);
		if (is_to_come_back(line) == of_excess) {
			add_row(table, line, currency);
			sum_add(&amount, line->due->amount);
			sum_add(&paid, line->due->paid);
			sum_add(&left, due_remaining(line->due));
			rows++;
		}
	}
	if (rows > 0) {
		struct cell *cells = table_add_row(table, ROW_TOTAL)->cells;
		cells[DUE_PAYEE] = cell_text(slice_of(_("Total")));
		cells[DUE_AMOUNT] = cell_money(amount);
		cells[DUE_PAID] = cell_money(paid);
		cells[DUE_LEFT] = cell_money(left);
	}
}

static bool has_excess(const struct list *lines)
{
	bool has = false;
	for (size_t i = 0; i < lines->count; i++) {
		has = has || is_to_come_back(&LIST_AT(*lines, struct due_line, i));
	}
	return has;
}

static bool has_paid(const struct list *lines)
{
	bool has = false;
	for (size_t i = 0; i < lines->count; i++) {
		has = has || amount_sign(LIST_AT(*lines, struct due_line, i).due->paid) != 0;
	}
	return has;
}

struct table *dues_report(struct subject *subject, bool shows_settled)
{
	struct table *table = table_new(SLICE(""));
	table->title = title_with_currency(table->arena, _("Decided and not yet paid"), subject);
	table_add_columns(table, columns, sizeof columns / sizeof *columns);
	struct list lines = choose(table->arena, subject, shows_settled);
	if (!has_paid(&lines)) { /* then what is left is the amount */
		table->columns[DUE_AMOUNT].readers = READERS_MACHINES;
		table->columns[DUE_PAID].readers = READERS_MACHINES;
	}
	bool is_parted = has_excess(&lines);
	add_rows(table, &lines, false, subject_currency(subject));
	if (is_parted) {
		table_add_section(table, slice_of(_("Paid too much, to come back")));
		add_rows(table, &lines, true, subject_currency(subject));
	}
	return table;
}
