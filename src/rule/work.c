/* Whether a person could be paid on the days of the work: “a retributed person holds a paid role on the days of the
 * work, and a contributor only for an action in their mandate; the action is adopted and open; a participant is never
 * paid” (design, “What must always hold”). */
#include "rule/families.h"

struct work {
	const struct contribution *contribution;
	const struct decision *decision;
	struct date first;
	struct date last;
	struct location location;
};

static struct date last_day(const struct contribution *contribution)
{
	bool is_span =
	    contribution->until.days != DATE_NONE.days && contribution->until.days >= contribution->date.days;
	return is_span ? contribution->until : contribution->date;
}

/* ---- the role ---- */

/* A mandate that lets the person be paid on a day: in the circle that pays, or in that of the action. */
static const struct mandate *paid_mandate(const struct fold *fold, const struct work *work, struct date day)
{
	const struct party *person = work->decision->person;
	const struct action *action = work->contribution->action;
	const struct circle *circles[] = {work->decision->meeting->circle, action->circle};
	for (size_t i = 0; i < sizeof circles / sizeof *circles; i++) {
		const struct mandate *mandate = fold_mandate(fold, circles[i], person, ROLE_STEWARD, NULL, day);
		if (mandate == NULL) {
			mandate = fold_mandate(fold, circles[i], person, ROLE_CONTRIBUTOR, action, day);
		}
		if (mandate != NULL) {
			return mandate;
		}
	}
	return NULL;
}

/* The first day of the work without a paid role, leaping from the end of one mandate to the next. */
static bool find_unpaid_day(const struct fold *fold, const struct work *work, struct date *unpaid)
{
	struct date day = work->first;
	while (day.days <= work->last.days) {
		const struct mandate *mandate = paid_mandate(fold, work, day);
		if (mandate == NULL) {
			*unpaid = day;
			return true;
		}
		day = mandate->span.until;
	}
	return false;
}

/* What to say of the mandates the person had: the one for this action that ended last before the day. */
static const struct mandate *ended_before(const struct fold *fold, const struct work *work, struct date day)
{
	const struct circle *circle = work->decision->meeting->circle;
	struct list indexes = fold->mandates_of[circle->index];
	const struct mandate *latest = NULL;
	for (size_t i = 0; i < indexes.count; i++) {
		const struct mandate *mandate = &LIST_AT(fold->mandates, struct mandate, LIST_AT(indexes, uint32_t, i));
		bool was_paid = mandate->role == ROLE_STEWARD ||
				(mandate->role == ROLE_CONTRIBUTOR && mandate->action == work->contribution->action);
		if (mandate->person == work->decision->person && was_paid && mandate->span.until.days <= day.days) {
			latest =
			    latest == NULL || latest->span.until.days < mandate->span.until.days ? mandate : latest;
		}
	}
	return latest;
}

/* A day as the Effective of a decision of this meeting; empty when the rules do not let it reach that far back. */
static struct slice reachable_day(const struct judgement *judgement, const struct decision *decision, struct date day)
{
	bool is_reachable = date_compare(day, earliest_effective(judgement, decision)) >= 0;
	return is_reachable ? text_of_day(judgement, day) : SLICE("");
}

/* Whether a mandate ended because the person left the circle. */
static bool ended_with_membership(const struct judgement *judgement, const struct work *work,
				  const struct mandate *mandate)
{
	const struct circle *circle = work->decision->meeting->circle;
	const struct party *person = work->decision->person;
	struct date last = date_add_days(mandate->span.until, -1);
	return fold_membership(judgement->fold, circle, person, mandate->span.until) == NULL &&
	       fold_membership(judgement->fold, circle, person, last) != NULL;
}

static void judge_role(struct judgement *judgement, const struct work *work)
{
	const struct decision *decision = work->decision;
	const struct party *person = decision->person;
	struct date day = DATE_NONE;
	if (mandates_are_doubted(judgement, decision, work->contribution->action) ||
	    action_is_told_unadopted(judgement, decision->meeting->circle, work->contribution->action) ||
	    !find_unpaid_day(judgement->fold, work, &day)) {
		return;
	}
	struct slice name = text_of_person(judgement, person);
	struct slice date = text_of_day(judgement, day);
	struct slice action = work->contribution->action->id;
	struct slice reachable = reachable_day(judgement, decision, day);
	const struct mandate *ended = ended_before(judgement->fold, work, day);
	if (ended != NULL && ended_with_membership(judgement, work, ended)
		? membership_is_told(judgement, decision, decision->meeting->circle, person)
		: mandate_is_told(judgement, decision, person, work->contribution->action)) {
		return;
	}
	if (fold_mandate(judgement->fold, decision->meeting->circle, person, ROLE_PARTICIPANT, NULL, day) != NULL) {
		blame(judgement, decision, FINDING_PARTICIPANT_PAID, work->location, name, date, action);
	} else if (ended != NULL) {
		blame(judgement, decision, FINDING_MANDATE_ENDED, work->location, name, action,
		      text_of_day(judgement, date_add_days(ended->span.until, -1)), date, ended->span.since->reference,
		      person->id, reachable);
	} else {
		struct rule_change reach = rule_for(judgement, decision, SETTING_RETROACTIVE_DAYS, SLICE(""));
		blame(judgement, decision, FINDING_MANDATE_MISSING, work->location, name, action, date, person->id,
		      reachable, text_of_rule(judgement, SETTING_RETROACTIVE_DAYS, &reach));
	}
}

/* ---- the action ---- */

static bool find_closed_day(const struct fold *fold, const struct work *work, struct date *closed)
{
	const struct circle *circle = work->decision->meeting->circle;
	const struct action *action = work->contribution->action;
	const struct date ends[] = {work->first, work->last};
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		if (!action_is_open(fold, circle, action, ends[i])) {
			*closed = ends[i];
			return true;
		}
	}
	return false;
}

/* The decision that adopted the action too late, when it was not applied yet and may reach back to the day. */
static struct slice late_adoption(const struct judgement *judgement, const struct work *work, struct date day)
{
	struct list adoptions = judgement->fold->adoptions;
	for (size_t i = 0; i < adoptions.count; i++) {
		const struct adoption *adoption = &LIST_AT(adoptions, struct adoption, i);
		const struct decision *since = adoption->span.since;
		if (adoption->action == work->contribution->action &&
		    adoption->circle == work->decision->meeting->circle && date_compare(adoption->span.from, day) > 0 &&
		    since->meeting->seal == NULL && date_compare(day, earliest_effective(judgement, since)) >= 0) {
			return since->reference;
		}
	}
	return SLICE("");
}

static struct slice bound_text(const struct judgement *judgement, struct date date)
{
	return date.days == DATE_NONE.days ? SLICE("…") : text_of_day(judgement, date);
}

/* The days the action is meant for (Start, End): work of others may be right, and then the decision says why. */
static void judge_planned_days(struct judgement *judgement, const struct work *work)
{
	const struct action *action = work->contribution->action;
	bool is_before = action->start.days != DATE_NONE.days && work->first.days < action->start.days;
	bool is_after = action->end.days != DATE_NONE.days && work->last.days > action->end.days;
	bool is_reversed = action->end.days != DATE_NONE.days && action->end.days < action->start.days;
	if ((is_before || is_after) && !is_reversed && work->decision->reason.size == 0) {
		blame(judgement, work->decision, FINDING_WORK_OUTSIDE_DATES, work->location,
		      work->contribution->reference, text_of_day(judgement, is_before ? work->first : work->last),
		      action->id, bound_text(judgement, action->start), bound_text(judgement, action->end));
	}
}

static void judge_action(struct judgement *judgement, const struct work *work)
{
	struct date day = DATE_NONE;
	const struct action *action = work->contribution->action;
	const struct decision *decision = work->decision;
	if (!action_is_doubted(judgement, decision, action) && find_closed_day(judgement->fold, work, &day)) {
		if (!programme_is_told(judgement, decision, decision->meeting->circle, action)) {
			blame(judgement, decision, FINDING_WORK_OUTSIDE_PROGRAMME, work->location, action->id,
			      text_of_day(judgement, day), work->contribution->reference,
			      late_adoption(judgement, work, day));
		}
	} else {
		judge_planned_days(judgement, work);
	}
}

void judge_work(struct judgement *judgement, const struct decision *decision, const struct contribution *contribution,
		size_t nth)
{
	struct work work = {contribution, decision, contribution->date, last_day(contribution),
			    ENTRY_PLACE(decision, contributions, nth)};
	if (contribution->action == NULL || contribution->date.days == DATE_NONE.days) {
		return; /* said of the contribution itself */
	}
	judge_action(judgement, &work);
	judge_role(judgement, &work);
}
