#include "report/contributions.h"

#include "report/columns.h"
#include "report/contribution_facts.h"
#include "report/costs.h"
#include "report/intervals.h"
#include "text/translate.h"

#include <stdlib.h>

enum contribution_column {
	CONTRIBUTION_DATE,
	CONTRIBUTION_PERSON,
	CONTRIBUTION_ACTION,
	CONTRIBUTION_CIRCLE,
	CONTRIBUTION_TASK,
	CONTRIBUTION_DECLARED,
	CONTRIBUTION_VALIDATED,
	CONTRIBUTION_VOLUNTEERED,
	CONTRIBUTION_VALUE,
	CONTRIBUTION_ASKED,
	CONTRIBUTION_GRANTED,
	CONTRIBUTION_PAID,
	CONTRIBUTION_STATE,
	CONTRIBUTION_REFERENCE,
	CONTRIBUTION_DECISION,
	CONTRIBUTION_COMMODITY,
};

static const struct report_column columns[] = {
    {"date", N_("Date"), COLUMN_DATE, READERS_ALL},
    {"person", N_("Who"), COLUMN_TEXT, READERS_ALL},
    {"action", N_("Action"), COLUMN_TEXT, READERS_ALL},
    {"circle", "", COLUMN_ID, READERS_MACHINES},
    {"task", N_("Task"), COLUMN_TEXT, READERS_IF_MOST_ROOM},
    {"declared", N_("Declared"), COLUMN_MINUTES, READERS_IF_MORE_ROOM},
    {"validated", N_("Validated"), COLUMN_MINUTES, READERS_IF_MOST_ROOM},
    {"volunteered", N_("Given"), COLUMN_MINUTES, READERS_IF_MORE_ROOM},
    {"volunteer_value", N_("Worth"), COLUMN_AMOUNT, READERS_IF_MOST_ROOM},
    {"asked", N_("Asked"), COLUMN_AMOUNT, READERS_ALL},
    {"granted", N_("Granted"), COLUMN_AMOUNT, READERS_ALL},
    {"paid", N_("Paid"), COLUMN_AMOUNT, READERS_ALL},
    {"state", N_("State"), COLUMN_ID, READERS_IF_ROOM},
    {"contribution", "", COLUMN_ID, READERS_MACHINES},
    {"decision", "", COLUMN_ID, READERS_MACHINES},
    {"commodity", "", COLUMN_ID, READERS_MACHINES},
};

static struct contribution_facts no_facts(void)
{
	return (struct contribution_facts){.declared = -1,
					   .validated = -1,
					   .volunteer_value = NO_MONEY,
					   .asked = NO_MONEY,
					   .granted = NO_MONEY,
					   .paid = NO_MONEY};
}

static struct cell minutes_cell(int64_t minutes)
{
	return minutes < 0 ? cell_empty() : cell_minutes(minutes);
}

static void fill_figures(struct cell *cells, const struct contribution_facts *facts)
{
	bool is_given = facts->volunteered > 0;
	cells[CONTRIBUTION_DECLARED] = minutes_cell(facts->declared);
	cells[CONTRIBUTION_VALIDATED] = minutes_cell(facts->validated);
	cells[CONTRIBUTION_VOLUNTEERED] = is_given ? cell_minutes(facts->volunteered) : cell_empty();
	cells[CONTRIBUTION_VALUE] = is_given && facts->is_valued ? cell_money(facts->volunteer_value) : cell_empty();
	cells[CONTRIBUTION_ASKED] = cell_money(facts->asked);
	cells[CONTRIBUTION_GRANTED] = cell_money(facts->granted);
	cells[CONTRIBUTION_PAID] = cell_money(facts->paid);
}

static struct cell standing_cell(enum standing standing)
{
	static const char *const words[] = {N_("volunteer"), N_("asked"),       N_("refused"),
					    N_("granted"),   N_("partly paid"), N_("paid")};
	return cell_word(words[standing]);
}

static void add_row(struct table *table, const struct contribution_facts *facts, struct slice currency)
{
	const struct contribution *contribution = facts->contribution;
	struct cell *cells = table_add_row(table, ROW_VALUES)->cells;
	fill_figures(cells, facts);
	cells[CONTRIBUTION_DATE] = cell_date(contribution->date);
	cells[CONTRIBUTION_PERSON] = cell_party(contribution->person);
	cells[CONTRIBUTION_ACTION] = cell_action(contribution->action);
	cells[CONTRIBUTION_CIRCLE] = cell_text(contribution->circle->id);
	cells[CONTRIBUTION_TASK] = cell_line(contribution->task);
	cells[CONTRIBUTION_STATE] = standing_cell(facts->standing);
	cells[CONTRIBUTION_REFERENCE] = cell_text(contribution->reference);
	cells[CONTRIBUTION_DECISION] = facts->decision == NULL ? cell_empty() : cell_text(facts->decision->reference);
	cells[CONTRIBUTION_COMMODITY] = cell_text(currency);
	if (!contribution->asked.given) {
		cells[CONTRIBUTION_ASKED] = cell_empty();
	}
	if (facts->decision == NULL) {
		cells[CONTRIBUTION_GRANTED] = cell_empty();
		cells[CONTRIBUTION_PAID] = amount_sign(facts->paid) == 0 ? cell_empty() : cell_money(facts->paid);
	}
}

static void add_total(struct table *table, struct slice name, const struct contribution_facts *sum)
{
	struct cell *cells = table_add_row(table, ROW_TOTAL)->cells;
	fill_figures(cells, sum);
	cells[CONTRIBUTION_PERSON] = cell_text(name);
}

static const struct contribution_facts *facts_at(const struct list *all, size_t index)
{
	return &LIST_AT(*all, struct contribution_facts, index);
}

static const struct circle *circle_at(const struct list *all, size_t index)
{
	return facts_at(all, index)->contribution->circle;
}

static struct table *list_contributions(struct subject *subject, struct table *table, const struct list *all)
{
	struct contribution_facts total = no_facts();
	size_t circles = 0;
	table_add_columns(table, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < all->count; circles++) {
		const struct circle *circle = circle_at(all, i);
		struct contribution_facts sum = no_facts();
		table_add_section(table, cell_circle(circle).shown);
		for (; i < all->count && circle_at(all, i) == circle; i++) {
			add_row(table, facts_at(all, i), subject_currency(subject));
			contribution_facts_add(&sum, facts_at(all, i));
		}
		add_total(table, slice_of(_("Total")), &sum);
		contribution_facts_add(&total, &sum);
	}
	if (circles > 1) {
		table_add_section(table, slice_of(_("All together")));
		add_total(table, slice_of(_("Total")), &total);
	}
	return table;
}

/* ---- with a column for each interval ---- */

enum grouped_column { GROUPED_PERSON, GROUPED_CIRCLE, GROUPED_FIRST, FIGURES_OF_INTERVAL = 2 };

static const struct report_column grouped_columns[] = {
    {"person", N_("Who"), COLUMN_TEXT, READERS_ALL},
    {"circle", "", COLUMN_ID, READERS_MACHINES},
};

static const struct report_column closing_columns[] = {
    {"declared", N_("Declared"), COLUMN_MINUTES, READERS_ALL},
    {"volunteered", N_("Given"), COLUMN_MINUTES, READERS_ALL},
    {"volunteer_value", N_("Worth"), COLUMN_AMOUNT, READERS_ALL},
    {"granted", N_("Granted"), COLUMN_AMOUNT, READERS_ALL},
    {"paid", N_("Paid"), COLUMN_AMOUNT, READERS_ALL},
    {"commodity", "", COLUMN_ID, READERS_MACHINES},
};

/* The sums of a person, a circle or all: one for each interval, then one for all of them. */
struct grouped {
	struct intervals intervals;
	struct table *table;
	struct slice currency;
};

static struct contribution_facts *no_sums(const struct grouped *grouped)
{
	size_t count = grouped->intervals.count + 1;
	struct contribution_facts *sums = arena_new_array(grouped->table->arena, struct contribution_facts, count);
	for (size_t i = 0; i < count; i++) {
		sums[i] = no_facts();
	}
	return sums;
}

static void add_to_sums(const struct grouped *grouped, struct contribution_facts *sums,
			const struct contribution_facts *facts)
{
	size_t place = intervals_find(&grouped->intervals, facts->contribution->date);
	contribution_facts_add(&sums[place], facts);
	contribution_facts_add(&sums[grouped->intervals.count], facts);
}

static struct cell *add_sums(const struct grouped *grouped, enum row_kind kind, const struct contribution_facts *sums)
{
	struct cell *cells = table_add_row(grouped->table, kind)->cells;
	struct cell *next = cells + GROUPED_FIRST;
	for (size_t i = 0; i < grouped->intervals.count; i++) {
		*next++ = minutes_cell(sums[i].declared);
		*next++ = cell_money(sums[i].granted);
	}
	const struct contribution_facts *all = &sums[grouped->intervals.count];
	*next++ = minutes_cell(all->declared);
	*next++ = cell_minutes(all->volunteered);
	*next++ = all->is_valued ? cell_money(all->volunteer_value) : cell_empty();
	*next++ = cell_money(all->granted);
	*next++ = cell_money(all->paid);
	*next = cell_text(grouped->currency);
	return cells;
}

static int compare_by_person(const void *left, const void *right)
{
	const struct contribution *a = ((const struct contribution_facts *)left)->contribution;
	const struct contribution *b = ((const struct contribution_facts *)right)->contribution;
	int order = slice_compare(a->circle->id, b->circle->id);
	return order != 0 ? order : slice_compare(a->person->id, b->person->id);
}

static void add_grouped_columns(struct grouped *grouped)
{
	table_add_columns(grouped->table, grouped_columns, sizeof grouped_columns / sizeof *grouped_columns);
	for (size_t i = 0; i < grouped->intervals.count; i++) {
		struct slice name = grouped->intervals.items[i].name;
		struct arena *arena = grouped->table->arena;
		struct slice time = arena_format(arena, _("%.*s time"), SLICE_ARGUMENTS(name));
		struct slice time_name = arena_format(arena, "%.*s declared", SLICE_ARGUMENTS(name));
		struct slice granted_name = arena_format(arena, "%.*s granted", SLICE_ARGUMENTS(name));
		table_add_column(grouped->table, (struct column){time_name, time, COLUMN_MINUTES, READERS_ALL});
		table_add_column(grouped->table, (struct column){granted_name, name, COLUMN_AMOUNT, READERS_ALL});
	}
	table_add_columns(grouped->table, closing_columns, sizeof closing_columns / sizeof *closing_columns);
}

/* The rows of one circle, from `start` on; adds its sums to `total` and returns where the next circle begins. */
static size_t add_grouped_circle(const struct grouped *grouped, const struct list *all, size_t start,
				 struct contribution_facts *total)
{
	const struct circle *circle = circle_at(all, start);
	struct contribution_facts *of_circle = no_sums(grouped);
	size_t i = start;
	table_add_section(grouped->table, cell_circle(circle).shown);
	while (i < all->count && circle_at(all, i) == circle) {
		const struct party *person = facts_at(all, i)->contribution->person;
		struct contribution_facts *of_person = no_sums(grouped);
		for (;
		     i < all->count && circle_at(all, i) == circle && facts_at(all, i)->contribution->person == person;
		     i++) {
			add_to_sums(grouped, of_person, facts_at(all, i));
			add_to_sums(grouped, of_circle, facts_at(all, i));
			add_to_sums(grouped, total, facts_at(all, i));
		}
		struct cell *cells = add_sums(grouped, ROW_VALUES, of_person);
		cells[GROUPED_PERSON] = cell_party(person);
		cells[GROUPED_CIRCLE] = cell_text(circle->id);
	}
	add_sums(grouped, ROW_TOTAL, of_circle)[GROUPED_PERSON] = cell_text(slice_of(_("Total")));
	return i;
}

static struct table *group_contributions(struct subject *subject, struct table *table, const struct list *all)
{
	struct grouped grouped = {intervals_start(table->arena, &subject->filter), table, subject_currency(subject)};
	for (size_t i = 0; i < all->count; i++) {
		intervals_note(&grouped.intervals, facts_at(all, i)->contribution->date);
	}
	intervals_close(&grouped.intervals);
	add_grouped_columns(&grouped);
	if (all->count > 1) {
		qsort(all->items, all->count, sizeof(struct contribution_facts), compare_by_person);
	}
	struct contribution_facts *total = no_sums(&grouped);
	size_t circles = 0;
	for (size_t i = 0; i < all->count; circles++) {
		i = add_grouped_circle(&grouped, all, i, total);
	}
	if (circles > 1) {
		table_add_section(table, slice_of(_("All together")));
		add_sums(&grouped, ROW_TOTAL, total)[GROUPED_PERSON] = cell_text(slice_of(_("Total")));
	}
	return table;
}

struct table *contributions_report(struct subject *subject)
{
	struct table *table = table_new(SLICE(""));
	table->title = title_with_currency(table->arena, _("Contributions"), subject);
	struct list all = contribution_facts_choose(table->arena, subject);
	return subject->filter.interval == INTERVAL_NONE ? list_contributions(subject, table, &all)
							 : group_contributions(subject, table, &all);
}
