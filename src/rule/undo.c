/* Decisions about earlier ones: cancel, substitute, regularise (design, the table of kinds). */
#include "rule/families.h"

#include "decision/dues.h"
#include "model/unread.h"

/* ---- the decision they are about ---- */

/* Whether `earlier` comes before `later` in the total order of the fold. */
static bool comes_before(const struct decision *earlier, const struct decision *later)
{
	const struct meeting *a = earlier->meeting;
	const struct meeting *b = later->meeting;
	int order = date_compare(a->date, b->date);
	if (order == 0) {
		order = (int)b->circle->is_council - (int)a->circle->is_council;
	}
	if (order == 0) {
		order = slice_compare(a->circle->id, b->circle->id);
	}
	if (order == 0) {
		order = slice_compare(a->id, b->id);
	}
	return order < 0 || (order == 0 && earlier->entry.record < later->entry.record);
}

static bool took_effect(const struct decision *decision)
{
	return decision->meeting->status == MEETING_ADOPTED && decision_is_adopted(decision) &&
	       kind_is_satisfied(decision);
}

const struct decision *canceller_of(const struct judgement *judgement, const struct decision *decision)
{
	for (const struct cancellation *known = judgement->cancellations; known != NULL; known = known->next) {
		if (known->cancelled == decision) {
			return known->by;
		}
	}
	return NULL;
}

/* The earlier decision that `Of` names, when it took effect and still holds. */
static struct decision *standing_decision(struct judgement *judgement, const struct decision *decision)
{
	struct location location = ENTRY_PLACE(decision, of, 0);
	struct decision *target = model_find_decision(judgement->model, decision->of);
	if (target == NULL) {
		if (unread_tell(judgement->model, RECORD_DECISION, decision->of)) {
			blame(judgement, decision, FINDING_DECISION_UNKNOWN, location, decision->of,
			      model_nearest_id(judgement->model, RECORD_DECISION, decision->of));
		}
		return NULL;
	}
	const struct decision *canceller = canceller_of(judgement, target);
	if (!comes_before(target, decision)) {
		blame(judgement, decision, FINDING_DECISION_NOT_EARLIER, location, target->reference);
		return NULL;
	}
	if (!took_effect(target)) {
		if (!target->is_malformed && !unread_may_hold(judgement->model, RECORD_DECISION, target->reference)) {
			blame(judgement, decision, FINDING_DECISION_WITHOUT_EFFECT, location, target->reference);
		}
		return NULL;
	}
	if (canceller != NULL) {
		blame(judgement, decision, FINDING_DECISION_ALREADY_CANCELLED, location, target->reference,
		      canceller->reference);
		return NULL;
	}
	return target;
}

/* ---- cancel ---- */

bool judge_cancel(struct judgement *judgement, const struct decision *decision)
{
	struct location location = ENTRY_PLACE(decision, of, 0);
	struct decision *target = standing_decision(judgement, decision);
	if (target == NULL) {
		return false;
	}
	if (target->meeting->circle != decision->meeting->circle) {
		blame(judgement, decision, FINDING_CANCEL_OF_OTHER_BODY, location, target->reference,
		      target->meeting->circle->id);
		return false;
	}
	if (!kind_definition(target->kind)->can_be_cancelled) {
		blame(judgement, decision, FINDING_CANCEL_NOT_POSSIBLE, location, target->reference,
		      text_of_word(decision, kind_choices, target->kind));
		return false;
	}
	struct cancellation *cancellation = arena_new_object(judgement->arena, struct cancellation);
	*cancellation = (struct cancellation){target, decision, judgement->cancellations};
	judgement->cancellations = cancellation;
	if (target->kind == KIND_RETRIBUTE && target->person != NULL) {
		forget_grant(judgement, target);
	}
	return true;
}

static bool is_overpaid(struct judgement *judgement, const struct decision *decision, struct date until)
{
	struct list dues = dues_until(judgement->arena, judgement->fold, until);
	for (size_t i = 0; i < dues.count; i++) {
		const struct due *due = &LIST_AT(dues, struct due, i);
		if (due->decision == decision && amount_sign(due_remaining(due)) < 0) {
			return true;
		}
	}
	return false;
}

/* Only what was paid before the cancellation: a payment after it is blamed itself. */
void judge_paid_cancellations(struct judgement *judgement)
{
	const struct cancellation *known = judgement->cancellations;
	for (; known != judgement->cancellations_settled; known = known->next) {
		const struct decision *by = known->by;
		struct date posted = fold_posting_date(judgement->fold, by->meeting);
		if (is_overpaid(judgement, known->cancelled, posted) &&
		    is_overpaid(judgement, known->cancelled, DATE_MAXIMUM)) {
			blame(judgement, by, FINDING_CANCEL_OF_PAID, ENTRY_PLACE(by, of, 0),
			      known->cancelled->reference);
		}
	}
	judgement->cancellations_settled = judgement->cancellations;
}

/* ---- substitute ---- */

/* What a fund pays of a cost, after the substitutions so far. */
static struct amount carried_by(const struct judgement *judgement, const struct decision *cost, const struct fund *fund)
{
	struct amount sum = {0, MONEY_SCALE};
	struct list parts = decision_parts(judgement->arena, cost);
	for (size_t i = 0; i < parts.count; i++) {
		const struct part *part = &LIST_AT(parts, struct part, i);
		if (part->fund == fund) {
			amount_add(sum, part->amount, &sum);
		}
	}
	for (const struct substitution *moved = judgement->substitutions; moved != NULL; moved = moved->next) {
		if (moved->cost != cost || canceller_of(judgement, moved->decision) != NULL) {
			continue;
		}
		if (moved->from == fund) {
			amount_subtract(sum, moved->amount, &sum);
		}
		if (moved->to == fund) {
			amount_add(sum, moved->amount, &sum);
		}
	}
	return sum;
}

static bool judge_moved_amount(struct judgement *judgement, const struct decision *decision,
			       const struct decision *cost, const struct fund *from, const struct fund *to)
{
	struct amount amount = decision->amount.amount;
	struct amount carried = carried_by(judgement, cost, from);
	struct amount part = carried_by(judgement, cost, to);
	if (amount_compare(amount, carried) > 0) {
		blame(judgement, decision, FINDING_SUBSTITUTE_EXCEEDS_COST, ENTRY_PLACE(decision, amount, 0),
		      text_of_money(judgement, amount), cost->reference, text_of_money(judgement, carried), from->id,
		      amount_sign(carried) > 0 ? text_of_money(judgement, carried) : SLICE(""));
		return false;
	}
	amount_add(part, amount, &part);
	if (judge_fund_of_cost(judgement, decision, cost, to)) {
		judge_share(judgement, decision, to, part, decision_amount(cost));
	}
	return true;
}

bool judge_substitute(struct judgement *judgement, struct decision *decision)
{
	bool known =
	    names_known_record(judgement, decision, ENTRY_PLACE(decision, from, 0), RECORD_FUND, decision->from);
	known &= names_known_record(judgement, decision, ENTRY_PLACE(decision, to, 0), RECORD_FUND, decision->to);
	struct decision *cost = standing_decision(judgement, decision);
	if (cost == NULL || !known) {
		return false;
	}
	if (cost->kind != KIND_RETRIBUTE && cost->kind != KIND_EXPENSE) {
		blame(judgement, decision, FINDING_SUBSTITUTE_NOT_COST, ENTRY_PLACE(decision, of, 0), cost->reference,
		      text_of_word(decision, kind_choices, cost->kind));
		return false;
	}
	struct fund *from = model_find_fund(judgement->model, decision->from);
	struct fund *to = model_find_fund(judgement->model, decision->to);
	if (from == to) {
		blame(judgement, decision, FINDING_FROM_TO_SAME, ENTRY_PLACE(decision, to, 0), decision->to);
		return false;
	}
	if (!judge_moved_amount(judgement, decision, cost, from, to)) {
		return false;
	}
	struct substitution *moved = arena_new_object(judgement->arena, struct substitution);
	*moved = (struct substitution){cost, decision, from, to, decision->amount.amount, judgement->substitutions};
	judgement->substitutions = moved;
	return true;
}

/* ---- regularise: “a fault that can't be undone … stays visible, as a notice” ---- */

/* Faults that lie in the past and that no later text can mend. What is merely badly written is to be corrected. */
static bool can_be_regularised(enum finding_id id)
{
	static const enum finding_id faults[] = {
	    FINDING_BUDGET_OVERSPENT,
	    FINDING_CIRCLE_OVERSPENT,
	    FINDING_FUND_OVERSPENT,
	    FINDING_CONTRIBUTION_PAID_TWICE,
	    FINDING_GRANTED_EXCEEDS_ASKED,
	    FINDING_MANDATE_MISSING,
	    FINDING_MANDATE_ENDED,
	    FINDING_PARTICIPANT_PAID,
	    FINDING_WORK_OUTSIDE_PROGRAMME,
	    FINDING_QUORUM_NOT_REACHED,
	    FINDING_EFFECTIVE_TOO_EARLY,
	    FINDING_COST_OUTSIDE_PERIOD,
	    FINDING_FUND_SHARE_EXCEEDED,
	    FINDING_FUND_CIRCLE_NOT_ELIGIBLE,
	    FINDING_FUND_ACTION_NOT_ELIGIBLE,
	    FINDING_CAP_DECISION_EXCEEDED,
	    FINDING_CAP_PERSON_EXCEEDED,
	    FINDING_RATE_EXCEEDED,
	    FINDING_REPORT_MISSING,
	    FINDING_EVIDENCE_MISSING,
	    FINDING_EVIDENCE_KIND_MISSING,
	    FINDING_CONTRIBUTION_TOO_OLD,
	    FINDING_CONTRIBUTION_IN_FUTURE,
	    FINDING_VOTER_NOT_MEMBER,
	    FINDING_VOTER_ABSENT,
	    FINDING_VOTER_NOT_ENTITLED,
	    FINDING_VOTER_IN_OWN_CASE,
	    FINDING_PLACE_VOTES_TWICE,
	    FINDING_OUTCOME_DIFFERS,
	    FINDING_ACTION_NOT_OPEN,
	    FINDING_FUND_CLOSED,
	    FINDING_ACTION_NOT_EMPTY,
	    FINDING_FUND_NOT_EMPTY,
	    FINDING_CIRCLE_NOT_AT_WORK,
	};
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		if (faults[i] == id) {
			return true;
		}
	}
	return false;
}

static struct slice nearest_finding(struct slice id)
{
	struct slice names[FINDING_COUNT];
	for (size_t i = 0; i < FINDING_COUNT; i++) {
		names[i] = slice_of(finding_definition((enum finding_id)i)->id);
	}
	size_t nearest = slice_nearest(id, names, FINDING_COUNT);
	return nearest < FINDING_COUNT ? names[nearest] : SLICE("");
}

static bool acknowledge(struct judgement *judgement, const struct decision *decision, const struct decision *target,
			enum finding_id id)
{
	bool found = false;
	for (size_t i = 0; i < findings_count(judgement->findings); i++) {
		struct finding *finding = findings_at(judgement->findings, i);
		if (finding->id == id && slice_equal(finding->decision, target->reference)) {
			finding->severity = SEVERITY_NOTICE;
			finding->regularised_by = decision->reference;
			found = true;
		}
	}
	return found;
}

static void judge_regularisation(struct judgement *judgement, const struct decision *decision)
{
	struct location location = ENTRY_PLACE(decision, finding, 0);
	enum finding_id id = finding_by_id(decision->finding);
	const struct decision *target = model_find_decision(judgement->model, decision->of);
	if (id == FINDING_COUNT) {
		blame(judgement, decision, FINDING_REGULARISE_UNKNOWN, location, decision->finding,
		      nearest_finding(decision->finding));
	} else if (!can_be_regularised(id)) {
		blame(judgement, decision, FINDING_REGULARISE_NOT_POSSIBLE, location, decision->finding);
	} else if (target == NULL || !comes_before(target, decision)) {
		if (target != NULL || unread_tell(judgement->model, RECORD_DECISION, decision->of)) {
			blame(judgement, decision,
			      target == NULL ? FINDING_DECISION_UNKNOWN : FINDING_DECISION_NOT_EARLIER,
			      ENTRY_PLACE(decision, of, 0), decision->of,
			      model_nearest_id(judgement->model, RECORD_DECISION, decision->of));
		}
	} else if (!acknowledge(judgement, decision, target, id) && !judging_is_doubted(judgement, target)) {
		blame(judgement, decision, FINDING_REGULARISE_NOTHING, location, decision->finding, decision->of);
	}
}

void judge_regularisations(struct judgement *judgement)
{
	for (size_t i = 0; i < judgement->fold->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(judgement->fold->meetings, struct meeting *, i);
		for (size_t j = 0; j < meeting->decisions.count; j++) {
			const struct decision *decision = LIST_AT(meeting->decisions, struct decision *, j);
			if (decision->kind == KIND_REGULARISE && took_effect(decision) && meeting->circle->is_council) {
				judge_regularisation(judgement, decision);
			}
		}
	}
}
