#include "decision/apply_kind.h"
#include "decision/kind.h"

#include "text/memory.h"
#include "text/symbols.h"

#include <stdlib.h>

/* ---- the total order (design, “The fold”) ---- */

int meeting_compare(const struct meeting *a, const struct meeting *b)
{
	int order = date_compare(a->date, b->date);
	if (order == 0) {
		order = (int)b->circle->is_council - (int)a->circle->is_council;
	}
	if (order == 0) {
		order = slice_compare(a->circle->id, b->circle->id);
	}
	return order != 0 ? order : slice_compare(a->id, b->id);
}

static int compare_meetings(const void *left, const void *right)
{
	return meeting_compare(*(struct meeting *const *)left, *(struct meeting *const *)right);
}

static bool takes_part(const struct meeting *meeting, const struct fold_options *options)
{
	return meeting->status == MEETING_ADOPTED && meeting->date.days != DATE_NONE.days &&
	       date_compare(meeting->date, options->until) <= 0 &&
	       (!options->sealed_only || meeting->seal != NULL || meeting->is_being_sealed);
}

/* Those of some meetings that take part, in their order; in the fold's arena. */
static struct list order_meetings(struct fold *fold, struct meeting *const *meetings, size_t meeting_count)
{
	struct meeting **ordered = arena_new_array(fold->arena, struct meeting *, meeting_count);
	size_t count = 0;
	for (size_t i = 0; i < meeting_count; i++) {
		if (takes_part(meetings[i], &fold->options)) {
			ordered[count++] = meetings[i];
		}
	}
	if (count > 1) {
		qsort(ordered, count, sizeof *ordered, compare_meetings);
	}
	return (struct list){ordered, count};
}

/* ---- the walk ---- */

static bool visitor_accepts(struct fold *fold, struct decision *decision)
{
	const struct fold_visitor *visitor = fold->options.visitor;
	return visitor == NULL || visitor->before_decision == NULL ||
	       visitor->before_decision(visitor->context, fold, decision);
}

static void fold_decision(struct fold *fold, struct decision *decision)
{
	const struct fold_visitor *visitor = fold->options.visitor;
	if (!decision_is_adopted(decision) || !visitor_accepts(fold, decision)) {
		return;
	}
	if (kind_is_satisfied(decision)) {
		kind_definition(decision->kind)->apply(fold, decision);
	}
	if (visitor != NULL && visitor->after_decision != NULL) {
		visitor->after_decision(visitor->context, fold, decision);
	}
}

static void fold_meeting(struct fold *fold, struct meeting *meeting)
{
	const struct fold_visitor *visitor = fold->options.visitor;
	*FOLD_APPEND(fold->meetings, struct meeting *) = meeting;
	fold->current = meeting;
	if (visitor != NULL && visitor->meeting_begins != NULL) {
		visitor->meeting_begins(visitor->context, fold, meeting);
	}
	for (size_t i = 0; i < meeting->decisions.count; i++) {
		fold_decision(fold, LIST_AT(meeting->decisions, struct decision *, i));
	}
	if (visitor != NULL && visitor->meeting_ends != NULL) {
		visitor->meeting_ends(visitor->context, fold, meeting);
	}
	fold->latest = meeting->date;
	fold->current = NULL;
}

/* The rules of network.rec hold from the beginning; a line that cannot be read is a finding of src/rule/. */
static void fold_first_rules(struct fold *fold)
{
	struct list lines = fold->model->rule_lines;
	for (size_t i = 0; i < lines.count; i++) {
		struct rule_line *line = LIST_AT(lines, struct rule_line *, i);
		struct rule_change change = {
		    .from = DATE_MINIMUM, .line = line, .level = line->level, .is_firm = line->firm == 1};
		fold_add_rule(fold, change, line->name, line->value);
	}
}

/* Years that applied meetings closed: what is applied from now on posts behind them, whatever its place in the order.
 */
static void find_sealed_closings(struct fold *fold)
{
	for (size_t i = 0; i < fold->model->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(fold->model->meetings, struct meeting *, i);
		for (size_t j = 0; meeting->seal != NULL && j < meeting->decisions.count; j++) {
			struct decision *decision = LIST_AT(meeting->decisions, struct decision *, j);
			if (decision->kind == KIND_CLOSE_YEAR && decision_is_adopted(decision) &&
			    kind_is_satisfied(decision)) {
				*FOLD_APPEND(fold->sealed_closings, struct year_closing) =
				    (struct year_closing){(int)decision->year, decision};
			}
		}
	}
}

/* Room for all funds of the model; nothing is known of those that are new. */
static void start_funds(struct fold *fold)
{
	size_t count = fold->model->funds.count;
	fold->funds = arena_lengthen(fold->arena, fold->funds, fold->fund_count, count, sizeof *fold->funds);
	for (; fold->fund_count < count; fold->fund_count++) {
		struct amount zero = {0, MONEY_SCALE};
		size_t i = fold->fund_count;
		fold->funds[i] = (struct fund_state){.fund = LIST_AT(fold->model->funds, struct fund *, i),
						     .awarded = zero,
						     .shortfall = zero,
						     .repaid = zero,
						     .start = DATE_NONE,
						     .end = DATE_NONE,
						     .share = -1};
	}
}

/* Room for what the contributions of the model are granted; nothing so far. */
static void start_contributions(struct fold *fold)
{
	size_t count = fold->model->contributions.count;
	if (count > fold->contribution_room) {
		fold->contribution_room = count > 2 * fold->contribution_room ? count : 2 * fold->contribution_room;
		fold->contributions =
		    memory_resize(fold->contributions, fold->contribution_room, sizeof *fold->contributions);
	}
	for (; fold->contribution_count < count; fold->contribution_count++) {
		fold->contributions[fold->contribution_count] =
		    (struct contribution_state){.granted = {0, MONEY_SCALE}, .validated_minutes = -1};
	}
}

struct fold *fold_new(struct model *model, struct fold_options options)
{
	struct fold *fold = memory_allocate_zeroed(1, sizeof *fold);
	size_t circles = model->circles.count;
	fold->model = model;
	fold->arena = arena_new();
	fold->options = options;
	fold->latest = DATE_NONE;
	fold->account_names = symbols_new();
	fold->memberships_of = arena_new_array(fold->arena, struct list, circles);
	fold->mandates_of = arena_new_array(fold->arena, struct list, circles);
	fold->rule_changes_of = arena_new_array(fold->arena, struct list, circles + 1);
	fold->founded = arena_new_array(fold->arena, struct decision *, circles);
	start_funds(fold);
	start_contributions(fold);
	find_sealed_closings(fold);
	fold_first_rules(fold);
	struct list ordered = order_meetings(fold, model->meetings.items, model->meetings.count);
	for (size_t i = 0; i < ordered.count; i++) {
		fold_meeting(fold, LIST_AT(ordered, struct meeting *, i));
	}
	return fold;
}

bool fold_extend(struct fold *fold, struct meeting *const *meetings, size_t count)
{
	struct list ordered = order_meetings(fold, meetings, count);
	if (ordered.count > 0 && fold->meetings.count > 0 &&
	    compare_meetings(&LIST_AT(fold->meetings, struct meeting *, fold->meetings.count - 1), ordered.items) > 0) {
		return false;
	}
	start_funds(fold);
	start_contributions(fold);
	for (size_t i = 0; i < ordered.count; i++) {
		fold_meeting(fold, LIST_AT(ordered, struct meeting *, i));
	}
	return true;
}

void fold_free(struct fold *fold)
{
	if (fold == NULL) {
		return;
	}
	struct list *lists[] = {&fold->memberships, &fold->mandates,    &fold->adoptions,   &fold->rule_changes,
				&fold->statuses,    &fold->territories, &fold->consortiums, &fold->closings,
				&fold->accounts,    &fold->entries,     &fold->grants,      &fold->sealed_closings,
				&fold->meetings};
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		free(lists[i]->items);
	}
	for (size_t i = 0; i < fold->model->circles.count; i++) {
		free(fold->memberships_of[i].items);
		free(fold->mandates_of[i].items);
		free(fold->rule_changes_of[i + 1].items);
	}
	free(fold->rule_changes_of[0].items);
	free(fold->contributions);
	symbols_free(fold->account_names);
	arena_free(fold->arena);
	free(fold);
}
