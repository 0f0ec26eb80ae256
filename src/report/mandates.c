#include "report/mandates.h"

#include "report/columns.h"
#include "text/translate.h"

#include <stdlib.h>

enum mandate_column {
	MANDATE_PERSON,
	MANDATE_ROLE,
	MANDATE_CIRCLE,
	MANDATE_ACTIONS,
	MANDATE_FROM,
	MANDATE_UNTIL,
	MANDATE_REVIEW,
	MANDATE_STATE,
	MANDATE_DECISION,
};

static const struct report_column columns[] = {
    {"person", N_("Who"), COLUMN_TEXT, READERS_ALL},    {"role", N_("Role"), COLUMN_ID, READERS_ALL},
    {"circle", N_("Circle"), COLUMN_TEXT, READERS_ALL}, {"actions", N_("Actions"), COLUMN_TEXT, READERS_ALL},
    {"from", N_("From"), COLUMN_DATE, READERS_ALL},     {"until", N_("Until"), COLUMN_DATE, READERS_ALL},
    {"review", N_("Review"), COLUMN_DATE, READERS_ALL}, {"state", N_("State"), COLUMN_ID, READERS_ALL},
    {"decision", "", COLUMN_ID, READERS_MACHINES},
};

static bool is_ended(const struct span *span, struct date date)
{
	return date_compare(span->until, date) <= 0;
}

/* Whether its last day, or its review, comes within so many days of the day of the subject. */
static bool comes_back_soon(const struct subject *subject, const struct mandate *mandate, int32_t days)
{
	struct date horizon = date_add_days(subject->date, days);
	bool ends = span_covers(&mandate->span, subject->date) &&
		    date_compare(mandate->span.until, date_add_days(horizon, 1)) <= 0;
	bool is_reviewed = mandate->review.days != DATE_NONE.days && span_covers(&mandate->span, subject->date) &&
			   date_compare(mandate->review, subject->date) >= 0 &&
			   date_compare(mandate->review, horizon) <= 0;
	return ends || is_reviewed;
}

static bool is_in_time(const struct subject *subject, const struct mandate *mandate,
		       const struct mandates_options *options)
{
	const struct filter *filter = &subject->filter;
	struct date end = subject->has_dates ? filter->end : DATE_MAXIMUM; /* one to come may begin after the day */
	bool is_within =
	    date_compare(mandate->span.from, end) < 0 && date_compare(filter->first, mandate->span.until) < 0;
	if (mandate->span.from.days == mandate->span.until.days || !is_within) {
		return false; /* undone before it began, or at another time */
	}
	if (options->shows_ending) {
		return comes_back_soon(subject, mandate, options->ending_days);
	}
	return options->shows_ended || subject->has_dates || !is_ended(&mandate->span, subject->date);
}

static bool accepts(struct subject *subject, const struct mandate *mandate, const struct mandates_options *options)
{
	if (!is_in_time(subject, mandate, options) || !subject_accepts_circle(subject, mandate->circle) ||
	    !subject_accepts_action(subject, mandate->action) || !subject_accepts_person(subject, mandate->person)) {
		return false;
	}
	const struct slice texts[] = {mandate->person->id,
				      mandate->person->name,
				      slice_of(role_choices[mandate->role].name),
				      mandate->circle->name,
				      mandate->circle->id,
				      mandate->action == NULL ? SLICE("") : mandate->action->id,
				      mandate->action == NULL ? SLICE("") : mandate->action->name};
	return subject_accepts_texts(subject, texts, sizeof texts / sizeof *texts);
}

static int compare_mandates(const void *left, const void *right)
{
	const struct mandate *a = *(const struct mandate *const *)left;
	const struct mandate *b = *(const struct mandate *const *)right;
	int order = slice_compare(a->circle->id, b->circle->id);
	if (order == 0) {
		order = a->role - b->role;
	}
	if (order == 0) {
		order = slice_compare(a->person->id, b->person->id);
	}
	if (order == 0) {
		order = date_compare(a->span.from, b->span.from);
	}
	if (order == 0) {
		order = date_compare(a->span.until, b->span.until);
	}
	return order != 0 || a->action == NULL || b->action == NULL ? order
								    : slice_compare(a->action->id, b->action->id);
}

/* Whether two stand in one row: a mandate for several actions is one for each of them. */
static bool is_same(const struct mandate *a, const struct mandate *b)
{
	return a->span.since == b->span.since && a->span.from.days == b->span.from.days &&
	       a->span.until.days == b->span.until.days && a->person == b->person && a->role == b->role;
}

static struct cell state_cell(const struct span *span, struct date date)
{
	return cell_word(is_ended(span, date)                 ? N_("ended")
			 : date_compare(span->from, date) > 0 ? N_("to come")
							      : N_("current"));
}

/* How many mandates from `start` on stand in one row. */
static size_t count_same(const struct mandate **chosen, size_t count, size_t start)
{
	size_t same = 1;
	while (start + same < count && is_same(chosen[start + same], chosen[start])) {
		same++;
	}
	return same;
}

static struct cell actions_cell(struct arena *arena, const struct mandate **mandates, size_t count)
{
	struct named_texts actions = named_texts_new(arena, count);
	for (size_t i = 0; i < count; i++) {
		if (mandates[i]->action != NULL) {
			named_texts_add(&actions, mandates[i]->action->id, mandates[i]->action->name);
		}
	}
	return cell_named_texts(arena, &actions);
}

/* One row for mandates that are the same but for their actions. */
static void add_row(const struct subject *subject, struct table *table, const struct mandate **mandates, size_t count)
{
	const struct mandate *mandate = mandates[0];
	struct cell *cells = table_add_row(table, ROW_VALUES)->cells;
	cells[MANDATE_PERSON] = cell_party(mandate->person);
	cells[MANDATE_ROLE] = cell_role(mandate->role);
	cells[MANDATE_CIRCLE] = cell_circle(mandate->circle);
	cells[MANDATE_ACTIONS] = actions_cell(table->arena, mandates, count);
	cells[MANDATE_FROM] = cell_day(mandate->span.from);
	cells[MANDATE_UNTIL] = cell_last_day(mandate->span.until);
	cells[MANDATE_REVIEW] = cell_day(mandate->review);
	cells[MANDATE_STATE] = state_cell(&mandate->span, subject->date);
	cells[MANDATE_DECISION] = cell_text(mandate->span.since->reference);
}

struct table *mandates_report(struct subject *subject, const struct mandates_options *options)
{
	struct table *table = table_new(SLICE(""));
	struct list all = subject->fold->mandates;
	const struct mandate **chosen = arena_new_array(table->arena, const struct mandate *, all.count);
	size_t count = 0;
	table->title = title_on_day(table->arena, _("Mandates"), _("Mandates on %.*s"), subject);
	table_add_columns(table, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < all.count; i++) {
		const struct mandate *mandate = &LIST_AT(all, struct mandate, i);
		if (accepts(subject, mandate, options)) {
			chosen[count++] = mandate;
		}
	}
	if (count > 1) {
		qsort(chosen, count, sizeof *chosen, compare_mandates);
	}
	for (size_t i = 0; i < count;) {
		size_t same = count_same(chosen, count, i);
		add_row(subject, table, chosen + i, same);
		i += same;
	}
	return table;
}
