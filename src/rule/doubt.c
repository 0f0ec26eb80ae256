/* What is unknown while a network is judged: minutes that could not be read, decisions that could not be applied, and
 * what may follow from them. All else is judged as if they were not there. */
#include "rule/families.h"

#include "model/unread.h"

#include <stdlib.h>

struct doubt *doubt_of(const struct judgement *judgement, const struct decision *decision)
{
	return &judgement->doubts[decision->meeting->circle->index];
}

static void doubt_all_funds(struct judgement *judgement)
{
	for (size_t i = 0; i < judgement->model->funds.count; i++) {
		judgement->fund_doubts[i] = true;
	}
}

static void doubt_all_rules(struct judgement *judgement)
{
	for (size_t i = 0; i < judgement->model->circles.count; i++) {
		judgement->doubts[i].rules = true;
	}
}

/* ---- whole minutes ---- */

/* Whatever a circle may have decided. The council's rules are everybody's; it alone awards funds, and moves costs from
 * one to another in the envelopes of others. */
static void doubt_all_of(struct judgement *judgement, const struct circle *circle)
{
	judgement->doubts[circle->index] = (struct doubt){true, true, true, true, true, true, true, NULL};
	for (size_t i = 0; i < judgement->model->funds.count; i++) {
		judgement->pool_doubts[i] = true;
	}
	if (circle->is_council) {
		judgement->awards_doubted = true;
		doubt_all_rules(judgement);
		doubt_all_funds(judgement);
	}
}

static int compare_days(const void *left, const void *right)
{
	const struct unread_file *const *a = left;
	const struct unread_file *const *b = right;
	return date_compare((*a)->day, (*b)->day);
}

static bool founds(const struct meeting *meeting)
{
	for (size_t i = 0; i < meeting->decisions.count; i++) {
		const struct decision *decision = LIST_AT(meeting->decisions, struct decision *, i);
		if (decision->kind == KIND_FOUND && decision_is_adopted(decision)) {
			return true;
		}
	}
	return false;
}

/* Where the minutes that founded a circle are missing, that is told once, of its first decision: whatever it began with
 * is unknown, and others who count on it did not err. */
static void doubt_unfounded(struct judgement *judgement, const struct circle *circle)
{
	struct circle_memory *memory = &judgement->memories[circle->index];
	for (size_t i = 0; i < circle->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(circle->meetings, struct meeting *, i);
		if (meeting->status != MEETING_ADOPTED) {
			continue;
		}
		if (founds(meeting)) {
			memory->never_founds = false;
			return;
		}
		memory->never_founds |= meeting->decisions.count > 0;
	}
	judgement->doubts[circle->index].status = memory->never_founds;
}

void doubt_begin(struct judgement *judgement)
{
	const struct model *model = judgement->model;
	struct list *unread = &judgement->unread;
	unread->items = arena_new_array(judgement->arena, struct unread_file *, model->unread.count);
	for (size_t i = 0; i < model->unread.count; i++) {
		struct unread_file *file = LIST_AT(model->unread, struct unread_file *, i);
		if ((file->types & TYPE_BIT(RECORD_DECISION)) != 0) {
			LIST_AT(*unread, struct unread_file *, unread->count++) = file;
		}
	}
	if (unread->count > 1) {
		qsort(unread->items, unread->count, sizeof(struct unread_file *), compare_days);
	}
	if (model->incomplete[RECORD_RULE]) {
		doubt_all_rules(judgement);
	}
	for (size_t i = 0; i < model->circles.count; i++) {
		doubt_unfounded(judgement, LIST_AT(model->circles, struct circle *, i));
	}
}

void doubt_unread_until(struct judgement *judgement, struct date day)
{
	for (; judgement->unread_doubted < judgement->unread.count; judgement->unread_doubted++) {
		const struct unread_file *file =
		    LIST_AT(judgement->unread, struct unread_file *, judgement->unread_doubted);
		if (date_compare(file->day, day) > 0) {
			return;
		}
		doubt_all_of(judgement, file->circle);
	}
}

/* ---- one decision ---- */

/* What the council moves concerns everybody who has of the fund; what a circle moves, itself and what is outside of the
 * circles. */
static void doubt_fund(struct judgement *judgement, const struct decision *decision, const struct fund *fund)
{
	if (decision->meeting->circle->is_council) {
		judgement->fund_doubts[fund->index] = true;
		return;
	}
	struct doubt *doubt = doubt_of(judgement, decision);
	struct doubted_fund *doubted = arena_new_object(judgement->arena, struct doubted_fund);
	*doubted = (struct doubted_fund){fund, doubt->funds};
	doubt->funds = doubted;
	judgement->pool_doubts[fund->index] = true;
}

/* The funds a decision names, or all when it names none that is known. */
static void doubt_funds(struct judgement *judgement, const struct decision *decision)
{
	struct list parts = decision_parts(judgement->arena, decision);
	struct list all = judgement->model->funds;
	bool any = decision->fund != NULL;
	if (any) {
		doubt_fund(judgement, decision, decision->fund);
	}
	for (size_t i = 0; i < parts.count; i++) {
		const struct fund *fund = LIST_AT(parts, struct part, i).fund;
		if (fund != NULL) {
			doubt_fund(judgement, decision, fund);
			any = true;
		}
	}
	for (size_t i = 0; i < all.count && !any; i++) {
		doubt_fund(judgement, decision, LIST_AT(all, struct fund *, i));
	}
}

void leave_out(struct judgement *judgement, const struct decision *decision)
{
	struct doubt *doubt = doubt_of(judgement, decision);
	switch (decision->kind) {
	case KIND_FOUND: doubt->members = doubt->mandates = doubt->status = true; break;
	case KIND_JOIN:
	case KIND_LEAVE: doubt->members = doubt->mandates = true; break;
	case KIND_MANDATE:
	case KIND_END_MANDATE: doubt->mandates = true; break;
	case KIND_ADOPT_ACTION:
	case KIND_CLOSE_ACTION: doubt->actions = true; break;
	case KIND_STATUS: doubt->status = true; break;
	case KIND_TERRITORY: doubt->territory = true; break;
	case KIND_RULE:
		doubt->rules = true;
		if (decision->meeting->circle->is_council) {
			doubt_all_rules(judgement);
		}
		break;
	case KIND_CONSORTIUM:
	case KIND_REGULARISE:
	case KIND_CLOSE_YEAR: break;
	case -1:
	case KIND_CANCEL:
	case KIND_SUBSTITUTE: doubt_all_of(judgement, decision->meeting->circle); break;
	case KIND_AMEND_FUND:
		judgement->awards_doubted = true;
		doubt_funds(judgement, decision);
		break;
	default: doubt_funds(judgement, decision); break;
	}
}

/* ---- what is asked of it ---- */

bool action_is_doubted(const struct judgement *judgement, const struct decision *decision, const struct action *action)
{
	return action->entry.is_doubtful || doubt_of(judgement, decision)->actions ||
	       (action_belongs_to(action, decision->meeting->circle) &&
		judgement->doubts[action->circle->index].actions);
}

bool mandates_are_doubted(const struct judgement *judgement, const struct decision *decision,
			  const struct action *action)
{
	return doubt_of(judgement, decision)->mandates || judgement->doubts[action->circle->index].mandates;
}

bool money_is_doubted(const struct judgement *judgement, const struct circle *circle, const struct fund *fund)
{
	if (judgement->fund_doubts[fund->index]) {
		return true;
	}
	if (circle == NULL) {
		return judgement->pool_doubts[fund->index];
	}
	const struct doubt *doubt = &judgement->doubts[circle->index];
	const struct doubted_fund *doubted = doubt->funds;
	while (doubted != NULL && doubted->fund != fund) {
		doubted = doubted->next;
	}
	return doubt->money || doubted != NULL;
}

/* Whether it is unknown what a circle has of any fund. */
static bool is_any_money_doubted(const struct judgement *judgement, const struct circle *circle)
{
	const struct doubt *doubt = &judgement->doubts[circle->index];
	bool is_doubted = doubt->money || doubt->funds != NULL || judgement->awards_doubted;
	for (size_t i = 0; i < judgement->model->funds.count && !is_doubted; i++) {
		is_doubted = judgement->fund_doubts[i] || judgement->pool_doubts[i];
	}
	return is_doubted;
}

static bool is_any_work_doubted(const struct decision *decision)
{
	for (size_t i = 0; i < decision->contributions.count; i++) {
		const struct contribution *contribution = LIST_AT(decision->contributions, struct contribution *, i);
		if (contribution->entry.is_doubtful) {
			return true;
		}
	}
	return false;
}

bool judging_is_doubted(const struct judgement *judgement, const struct decision *decision)
{
	const struct meeting *meeting = decision->meeting;
	const struct doubt *doubt = &judgement->doubts[meeting->circle->index];
	return decision->is_malformed || meeting->entry.is_doubtful || meeting->is_unlike_seal || doubt->members ||
	       doubt->mandates || doubt->actions || doubt->status || doubt->rules ||
	       is_any_money_doubted(judgement, meeting->circle) || is_any_work_doubted(decision) ||
	       unread_has_any(judgement->model);
}
