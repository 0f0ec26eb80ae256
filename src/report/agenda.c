#include "report/agenda.h"

static void add_pointer(struct list *list, void *item)
{
	LIST_AT(*list, void *, list->count++) = item;
}

static struct list room_for(struct arena *arena, size_t count)
{
	return (struct list){arena_new_array(arena, void *, count), 0};
}

/* ---- requests ---- */

static bool names_contribution(const struct decision *decision, const struct contribution *contribution)
{
	for (size_t i = 0; i < decision->contributions.count; i++) {
		if (LIST_AT(decision->contributions, struct contribution *, i) == contribution) {
			return true;
		}
	}
	return false;
}

static bool was_refused(const struct circle *circle, const struct contribution *contribution)
{
	for (size_t i = 0; i < circle->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(circle->meetings, struct meeting *, i);
		for (size_t j = 0; meeting->status == MEETING_ADOPTED && j < meeting->decisions.count; j++) {
			const struct decision *decision = LIST_AT(meeting->decisions, struct decision *, j);
			if (decision->outcome == OUTCOME_REJECTED && names_contribution(decision, contribution)) {
				return true;
			}
		}
	}
	return false;
}

/* What is left for an action, whatever the fund. */
static struct amount left_for_action(const struct fold *fold, const struct circle *circle, const struct action *action)
{
	struct amount left = {0, MONEY_SCALE};
	for (size_t i = 0; i < fold->accounts.count; i++) {
		const struct account *account = &LIST_AT(fold->accounts, struct account, i);
		if (account->kind == ACCOUNT_ACTION && account->circle == circle && account->action == action) {
			amount_add(left, account->balance, &left);
		}
	}
	return left;
}

static bool rule_says_yes(const struct fold *fold, const struct circle *circle, enum setting setting, struct date day)
{
	return fold_rule(fold, circle, setting, SLICE(""), day).value.number == 1;
}

static struct list requests_of(struct arena *arena, const struct fold *fold, const struct agenda *agenda)
{
	struct list all = fold->model->contributions;
	struct list requests = {arena_new_array(arena, struct agenda_request, all.count), 0};
	bool needs_report = rule_says_yes(fold, agenda->circle, SETTING_REPORT_REQUIRED, agenda->day);
	bool needs_evidence = rule_says_yes(fold, agenda->circle, SETTING_EVIDENCE_REQUIRED, agenda->day);
	for (size_t i = 0; i < all.count; i++) {
		struct contribution *contribution = LIST_AT(all, struct contribution *, i);
		bool is_open = contribution->circle == agenda->circle && contribution->asked.given &&
			       contribution->action != NULL && contribution->person != NULL &&
			       date_compare(contribution->date, agenda->day) <= 0 &&
			       fold->contributions[i].settled == NULL && !was_refused(agenda->circle, contribution);
		if (is_open) {
			LIST_AT(requests, struct agenda_request, requests.count++) = (struct agenda_request){
			    .contribution = contribution,
			    .lacks_report = needs_report && contribution->report.size == 0,
			    .lacks_evidence = needs_evidence && contribution->evidence.count == 0,
			    .left = left_for_action(fold, agenda->circle, contribution->action)};
		}
	}
	return requests;
}

/* ---- mandates, what comes back, what is proposed ---- */

static bool falls_between(struct date date, struct date first, struct date last)
{
	return date.days != DATE_NONE.days && date_compare(first, date) <= 0 && date_compare(date, last) <= 0;
}

static void gather_mandates(const struct fold *fold, struct agenda *agenda, struct date horizon)
{
	for (size_t i = 0; i < fold->mandates.count; i++) {
		struct mandate *mandate = &LIST_AT(fold->mandates, struct mandate, i);
		bool comes_back = date_compare(mandate->span.until, horizon) <= 0 ||
				  falls_between(mandate->review, DATE_MINIMUM, horizon);
		if (mandate->circle == agenda->circle && span_covers(&mandate->span, agenda->day) && comes_back) {
			add_pointer(&agenda->mandates, mandate);
		}
	}
}

/* A later adopted or rejected decision of the same kind, on the same action and person, answers one that was put off.
 */
static bool was_taken_up(const struct decision *postponed)
{
	const struct circle *circle = postponed->meeting->circle;
	for (size_t i = 0; i < circle->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(circle->meetings, struct meeting *, i);
		bool is_later = date_compare(meeting->date, postponed->meeting->date) > 0;
		for (size_t j = 0; is_later && meeting->status == MEETING_ADOPTED && j < meeting->decisions.count;
		     j++) {
			const struct decision *decision = LIST_AT(meeting->decisions, struct decision *, j);
			if (decision->kind == postponed->kind && decision->person == postponed->person &&
			    decision_action(decision) == decision_action(postponed) &&
			    decision->outcome != OUTCOME_POSTPONED) {
				return true;
			}
		}
	}
	return false;
}

static void gather_decisions(struct agenda *agenda, struct date horizon)
{
	for (size_t i = 0; i < agenda->circle->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(agenda->circle->meetings, struct meeting *, i);
		bool counts = meeting->status == MEETING_ADOPTED && date_compare(meeting->date, agenda->day) < 0;
		for (size_t j = 0; counts && j < meeting->decisions.count; j++) {
			struct decision *decision = LIST_AT(meeting->decisions, struct decision *, j);
			if (decision->outcome == OUTCOME_POSTPONED && !was_taken_up(decision)) {
				add_pointer(&agenda->postponed, decision);
			}
			bool is_mandate = decision->kind == KIND_MANDATE; /* told with the mandates */
			if (!is_mandate && falls_between(decision->review, meeting->date, horizon)) {
				add_pointer(&agenda->reviews, decision);
			}
		}
	}
}

static bool was_ever_adopted(const struct fold *fold, const struct circle *circle, const struct action *action)
{
	for (size_t i = 0; i < fold->adoptions.count; i++) {
		const struct adoption *adoption = &LIST_AT(fold->adoptions, struct adoption, i);
		if (adoption->circle == circle && adoption->action == action) {
			return true;
		}
	}
	return false;
}

static size_t count_decisions(const struct circle *circle)
{
	size_t count = 0;
	for (size_t i = 0; i < circle->meetings.count; i++) {
		count += LIST_AT(circle->meetings, struct meeting *, i)->decisions.count;
	}
	return count;
}

struct agenda agenda_of(struct arena *arena, struct fold *fold, struct circle *circle, struct date day,
			int32_t days_ahead)
{
	struct date horizon = date_add_days(day, days_ahead);
	size_t decisions = count_decisions(circle);
	struct agenda agenda = {.circle = circle,
				.day = day,
				.mandates = room_for(arena, fold->mandates.count),
				.postponed = room_for(arena, decisions),
				.reviews = room_for(arena, decisions),
				.proposed = room_for(arena, circle->actions.count)};
	agenda.requests = requests_of(arena, fold, &agenda);
	gather_mandates(fold, &agenda, horizon);
	gather_decisions(&agenda, horizon);
	for (size_t i = 0; i < circle->actions.count; i++) {
		struct action *action = LIST_AT(circle->actions, struct action *, i);
		if (!was_ever_adopted(fold, circle, action)) {
			add_pointer(&agenda.proposed, action);
		}
	}
	return agenda;
}
