#include "report/decisions.h"

#include "decision/sentence.h"
#include "report/columns.h"
#include "report/costs.h"
#include "report/decision_facts.h"
#include "text/symbols.h"
#include "text/translate.h"

#include <stdlib.h>

enum decision_column {
	DECISION_DATE,
	DECISION_REFERENCE,
	DECISION_CIRCLE,
	DECISION_KIND,
	DECISION_WHAT,
	DECISION_OUTCOME,
	DECISION_MODE,
	DECISION_ASKED,
	DECISION_AMOUNT,
	DECISION_STATE,
	DECISION_COMMODITY,
};

static const struct report_column columns[] = {
    {"date", N_("Date"), COLUMN_DATE, READERS_IF_MOST_ROOM},
    {"decision", N_("Decision"), COLUMN_ID, READERS_ALL},
    {"circle", "", COLUMN_ID, READERS_MACHINES},
    {"kind", N_("Kind"), COLUMN_ID, READERS_IF_MORE_ROOM},
    {"what", N_("What"), COLUMN_TEXT, READERS_ALL},
    {"outcome", N_("Outcome"), COLUMN_ID, READERS_ALL},
    {"mode", N_("Mode"), COLUMN_ID, READERS_IF_MOST_ROOM},
    {"asked", N_("Asked"), COLUMN_AMOUNT, READERS_IF_MORE_ROOM},
    {"amount", N_("Amount"), COLUMN_AMOUNT, READERS_ALL},
    {"state", N_("State"), COLUMN_ID, READERS_IF_ROOM},
    {"commodity", "", COLUMN_ID, READERS_MACHINES},
};

/* By day, the council before circles, then circle, meeting and number. */
static int compare_decisions(const void *left, const void *right)
{
	const struct decision *a = *(const struct decision *const *)left;
	const struct decision *b = *(const struct decision *const *)right;
	int order = date_compare(a->meeting->date, b->meeting->date);
	if (order == 0) {
		order = (int)b->meeting->circle->is_council - (int)a->meeting->circle->is_council;
	}
	if (order == 0) {
		order = slice_compare(a->meeting->circle->id, b->meeting->circle->id);
	}
	if (order == 0) {
		order = slice_compare(a->meeting->id, b->meeting->id);
	}
	return order != 0 ? order : a->number < b->number ? -1 : a->number > b->number;
}

static bool is_told(const struct subject *subject, const struct meeting *meeting)
{
	return meeting->status == MEETING_ADOPTED && date_compare(meeting->date, subject->fold->options.until) <= 0;
}

static struct list choose(struct arena *arena, struct subject *subject)
{
	struct list meetings = subject->fold->model->meetings;
	size_t room = 0;
	for (size_t i = 0; i < meetings.count; i++) {
		room += LIST_AT(meetings, struct meeting *, i)->decisions.count;
	}
	struct list chosen = {arena_new_array(arena, const struct decision *, room), 0};
	for (size_t i = 0; i < meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(meetings, struct meeting *, i);
		for (size_t j = 0; is_told(subject, meeting) && j < meeting->decisions.count; j++) {
			const struct decision *decision = LIST_AT(meeting->decisions, struct decision *, j);
			if (decision_is_asked_for(subject, decision)) {
				LIST_AT(chosen, const struct decision *, chosen.count++) = decision;
			}
		}
	}
	if (chosen.count > 1) {
		qsort(chosen.items, chosen.count, sizeof(const struct decision *), compare_decisions);
	}
	return chosen;
}

/* What was asked: by the decision, or by the contributions it is about. */
static struct cell asked_cell(const struct decision *decision)
{
	if (decision->asked.given) {
		return cell_money(decision->asked.amount);
	}
	struct amount sum = NO_MONEY;
	bool is_given = false;
	for (size_t i = 0; i < decision->contributions.count; i++) {
		const struct contribution *contribution = LIST_AT(decision->contributions, struct contribution *, i);
		if (contribution != NULL && contribution->asked.given) {
			sum_add(&sum, contribution->asked.amount);
			is_given = true;
		}
	}
	return is_given ? cell_money(sum) : cell_empty();
}

static void add_row(const struct subject *subject, struct table *table, const struct symbols *cancelled,
		    const struct decision *decision)
{
	struct cell *cells = table_add_row(table, ROW_VALUES)->cells;
	const struct meeting *meeting = decision->meeting;
	bool has_amount = decision->amount.given || decision->parts.count > 0;
	bool is_cancelled = symbols_find(cancelled, decision->reference) != SYMBOL_NONE;
	cells[DECISION_DATE] = cell_date(meeting->date);
	cells[DECISION_REFERENCE] = cell_text(decision->reference);
	cells[DECISION_CIRCLE] = cell_text(meeting->circle->id);
	cells[DECISION_KIND] = cell_kind(decision->kind);
	cells[DECISION_WHAT] = cell_line(decision_label(table->arena, decision, subject->fold->model->language));
	cells[DECISION_OUTCOME] = cell_outcome(decision_outcome(decision));
	cells[DECISION_MODE] = cell_mode(decision_mode(subject->fold, decision));
	cells[DECISION_ASKED] = asked_cell(decision);
	cells[DECISION_AMOUNT] = has_amount ? cell_money(decision_amount(decision)) : cell_empty();
	cells[DECISION_STATE] = cell_word(meeting->seal == NULL ? N_("pending")
					  : is_cancelled        ? N_("cancelled")
								: N_("sealed"));
	cells[DECISION_COMMODITY] = has_amount ? cell_text(subject_currency(subject)) : cell_empty();
}

struct table *decisions_report(struct subject *subject)
{
	struct table *table = table_new(SLICE(""));
	table->title = title_with_currency(table->arena, _("Decisions"), subject);
	table_add_columns(table, columns, sizeof columns / sizeof *columns);
	struct list chosen = choose(table->arena, subject);
	struct symbols *cancelled = fold_cancelled(subject->fold);
	for (size_t i = 0; i < chosen.count; i++) {
		add_row(subject, table, cancelled, LIST_AT(chosen, const struct decision *, i));
	}
	symbols_free(cancelled);
	return table;
}
