#include "report/circles.h"

#include "report/columns.h"
#include "report/costs.h"
#include "text/translate.h"

enum circle_column {
	CIRCLE_ID,
	CIRCLE_STATUS,
	CIRCLE_MEMBERS,
	CIRCLE_STEWARDS,
	CIRCLE_PLACES,
	CIRCLE_COMMUNES,
	CIRCLE_ACTIONS,
	CIRCLE_LEFT,
	CIRCLE_LAST_MEETING,
	CIRCLE_COMMODITY,
};

static const struct report_column columns[] = {
    {"circle", N_("Circle"), COLUMN_TEXT, READERS_ALL},
    {"status", N_("Status"), COLUMN_ID, READERS_ALL},
    {"members", N_("Members"), COLUMN_INTEGER, READERS_IF_ROOM},
    {"stewards", N_("Stewards"), COLUMN_TEXT, READERS_IF_ROOM},
    {"places", N_("Places"), COLUMN_TEXT, READERS_IF_MOST_ROOM},
    {"communes", N_("Communes"), COLUMN_TEXT, READERS_IF_MOST_ROOM},
    {"actions", N_("Actions"), COLUMN_INTEGER, READERS_IF_MORE_ROOM},
    {"left", N_("Left"), COLUMN_AMOUNT, READERS_ALL},
    {"last_meeting", N_("Last meeting"), COLUMN_DATE, READERS_ALL},
    {"commodity", "", COLUMN_ID, READERS_MACHINES},
};

static bool accepts(struct subject *subject, const struct circle *circle)
{
	const struct slice texts[] = {circle->id, circle->name};
	return subject_accepts_circle(subject, circle) &&
	       subject_accepts_texts(subject, texts, sizeof texts / sizeof *texts);
}

static struct cell stewards_cell(struct arena *arena, const struct subject *subject, const struct circle *circle)
{
	struct list mandates = subject->fold->mandates_of[circle->index];
	struct named_texts stewards = named_texts_new(arena, mandates.count);
	for (size_t i = 0; i < mandates.count; i++) {
		const struct mandate *mandate =
		    &LIST_AT(subject->fold->mandates, struct mandate, LIST_AT(mandates, uint32_t, i));
		if (mandate->role == ROLE_STEWARD && span_covers(&mandate->span, subject->date)) {
			named_texts_add(&stewards, mandate->person->id, mandate->person->name);
		}
	}
	return cell_named_texts(arena, &stewards);
}

static int64_t count_open_actions(const struct subject *subject, const struct circle *circle)
{
	int64_t count = 0;
	for (size_t i = 0; i < subject->fold->adoptions.count; i++) {
		const struct adoption *adoption = &LIST_AT(subject->fold->adoptions, struct adoption, i);
		count += adoption->circle == circle && span_covers(&adoption->span, subject->date);
	}
	return count;
}

/* What the circle holds free and in its envelopes. */
static struct amount money_left(const struct subject *subject, const struct circle *circle)
{
	struct amount left = NO_MONEY;
	for (size_t i = 0; i < subject->fold->accounts.count; i++) {
		const struct account *account = &LIST_AT(subject->fold->accounts, struct account, i);
		if (account->circle == circle) {
			sum_add(&left, account->balance);
		}
	}
	return left;
}

static struct date last_meeting(const struct subject *subject, const struct circle *circle)
{
	struct date last = DATE_NONE;
	for (size_t i = 0; i < subject->fold->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(subject->fold->meetings, struct meeting *, i);
		last = meeting->circle == circle ? meeting->date : last;
	}
	return last;
}

static void add_row(const struct subject *subject, struct table *table, const struct circle *circle)
{
	const struct fold *fold = subject->fold;
	const struct territory *territory = fold_territory(fold, circle, subject->date);
	struct cell *cells = table_add_row(table, ROW_VALUES)->cells;
	int status = fold_status(fold, circle, subject->date);
	cells[CIRCLE_ID] = cell_circle(circle);
	cells[CIRCLE_STATUS] =
	    status < 0 ? cell_text_shown(SLICE(""), slice_of(_("not founded"))) : cell_status(status);
	cells[CIRCLE_MEMBERS] = cell_integer((int64_t)fold_member_count(fold, circle, subject->date));
	cells[CIRCLE_STEWARDS] = stewards_cell(table->arena, subject, circle);
	if (territory != NULL) {
		cells[CIRCLE_PLACES] = cell_places(table->arena, territory->places);
		cells[CIRCLE_COMMUNES] = cell_communes(table->arena, territory->communes);
	}
	cells[CIRCLE_ACTIONS] = cell_integer(count_open_actions(subject, circle));
	cells[CIRCLE_LEFT] = cell_money(money_left(subject, circle));
	cells[CIRCLE_LAST_MEETING] = cell_day(last_meeting(subject, circle));
	cells[CIRCLE_COMMODITY] = cell_text(subject_currency(subject));
}

struct table *circles_report(struct subject *subject)
{
	struct table *table = table_new(SLICE(""));
	table->title = title_with_currency(table->arena, _("Circles"), subject);
	table_add_columns(table, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < subject->fold->model->circles.count; i++) {
		const struct circle *circle = LIST_AT(subject->fold->model->circles, struct circle *, i);
		if (accepts(subject, circle)) {
			add_row(subject, table, circle);
		}
	}
	return table;
}
