/* Members and mandates: who joins, leaves, is given a role, and when (design, the table of kinds; domain, “Three
 * roles”). */
#include "rule/families.h"

static struct slice circle_id(const struct decision *decision)
{
	return decision->meeting->circle->id;
}

/* ---- dates ---- */

struct date earliest_effective(const struct judgement *judgement, const struct decision *decision)
{
	struct rule_change rule = rule_for(judgement, decision, SETTING_RETROACTIVE_DAYS, SLICE(""));
	return date_add_days(decision->meeting->date, (int32_t)-rule.value.number);
}

/* “Effective … into the past only within rule retroactive-days (31).” */
static void judge_effective(struct judgement *judgement, const struct decision *decision)
{
	struct rule_change rule = rule_for(judgement, decision, SETTING_RETROACTIVE_DAYS, SLICE(""));
	const struct date meeting_date = decision->meeting->date;
	if (decision->effective.days == DATE_NONE.days) {
		return;
	}
	struct date earliest = earliest_effective(judgement, decision);
	rule_is_asked(judgement, &rule, FINDING_EFFECTIVE_TOO_EARLY);
	if (decision->effective.days < earliest.days) {
		breach(judgement, decision, &rule, FINDING_EFFECTIVE_TOO_EARLY, ENTRY_PLACE(decision, effective, 0),
		       text_of_day(judgement, decision->effective),
		       text_of_days(judgement, (int64_t)meeting_date.days - decision->effective.days),
		       text_of_rule(judgement, SETTING_RETROACTIVE_DAYS, &rule), text_of_day(judgement, earliest));
	}
}

static void judge_review(struct judgement *judgement, const struct decision *decision)
{
	if (decision->review.days != DATE_NONE.days && decision->review.days <= decision->meeting->date.days) {
		blame(judgement, decision, FINDING_REVIEW_IN_PAST, ENTRY_PLACE(decision, review, 0),
		      text_of_day(judgement, decision->review), text_of_day(judgement, decision->meeting->date));
	}
}

static bool judge_term(struct judgement *judgement, const struct decision *decision)
{
	struct date from = decision_effective(decision);
	if (decision->until.days == DATE_NONE.days || decision->until.days >= from.days) {
		return true;
	}
	blame(judgement, decision, FINDING_UNTIL_BEFORE_EFFECTIVE, ENTRY_PLACE(decision, until, 0),
	      text_of_day(judgement, decision->until), text_of_day(judgement, from));
	return false;
}

/* ---- members ---- */

static bool stands_before(struct list people, size_t index)
{
	for (size_t i = 0; i < index; i++) {
		if (LIST_AT(people, struct party *, i) == LIST_AT(people, struct party *, index)) {
			return true;
		}
	}
	return false;
}

static bool is_among(struct list people, const struct party *person)
{
	for (size_t i = 0; i < people.count; i++) {
		if (LIST_AT(people, struct party *, i) == person) {
			return true;
		}
	}
	return false;
}

static bool judge_found(struct judgement *judgement, const struct decision *decision)
{
	for (size_t i = 0; i < decision->members.count; i++) {
		if (stands_before(decision->members, i)) {
			blame(judgement, decision, FINDING_MEMBER_REPEATED, ENTRY_PLACE(decision, members, i),
			      LIST_AT(decision->members, struct party *, i)->id);
		}
	}
	for (size_t i = 0; i < decision->stewards.count; i++) {
		const struct party *steward = LIST_AT(decision->stewards, struct party *, i);
		if (!is_among(decision->members, steward) &&
		    !membership_is_told(judgement, decision, decision->meeting->circle, steward)) {
			blame(judgement, decision, FINDING_STEWARD_NOT_MEMBER, ENTRY_PLACE(decision, stewards, i),
			      text_of_person(judgement, steward), circle_id(decision), steward->id);
		}
	}
	return true;
}

static bool judge_join(struct judgement *judgement, const struct decision *decision)
{
	const struct membership *membership =
	    fold_membership(judgement->fold, decision->meeting->circle, decision->person, decision_effective(decision));
	if (membership == NULL || doubt_of(judgement, decision)->members) {
		return true;
	}
	blame(judgement, decision, FINDING_JOIN_OF_MEMBER, ENTRY_PLACE(decision, person, 0),
	      text_of_person(judgement, decision->person), circle_id(decision), membership->span.since->reference);
	return false;
}

static bool judge_leave(struct judgement *judgement, const struct decision *decision)
{
	const struct circle *circle = decision->meeting->circle;
	struct date date = decision_effective(decision);
	if (doubt_of(judgement, decision)->members ||
	    fold_membership(judgement->fold, circle, decision->person, date) != NULL ||
	    fold_membership(judgement->fold, circle, decision->person, date_add_days(date, -1)) != NULL) {
		return true;
	}
	if (!membership_is_told(judgement, decision, circle, decision->person)) {
		blame(judgement, decision, FINDING_LEAVE_OF_NON_MEMBER, ENTRY_PLACE(decision, person, 0),
		      text_of_person(judgement, decision->person), circle->id, text_of_day(judgement, date));
	}
	return false;
}

/* ---- mandates ---- */

static bool is_council_role(int role)
{
	return role == ROLE_TREASURER || role == ROLE_SUPPORT || role == ROLE_AUDITOR;
}

/* “steward; contributor for named actions; participant; council roles: treasurer, support, auditor, secretary”. */
static bool judge_role(struct judgement *judgement, const struct decision *decision)
{
	const struct circle *circle = decision->meeting->circle;
	struct slice role = text_of_word(decision, role_choices, decision->role);
	if (is_council_role(decision->role) && !circle->is_council) {
		blame(judgement, decision, FINDING_ROLE_OF_COUNCIL, ENTRY_PLACE(decision, role, 0), role);
		return false;
	}
	if (decision->role == ROLE_CONTRIBUTOR && decision->actions.count == 0) {
		blame(judgement, decision, FINDING_MANDATE_ACTION_MISSING, ENTRY_PLACE(decision, role, 0),
		      text_of_person(judgement, decision->person));
		return false;
	}
	if (decision->role != ROLE_CONTRIBUTOR && decision->actions.count > 0) {
		blame(judgement, decision, FINDING_MANDATE_ACTION_NOT_ALLOWED, ENTRY_PLACE(decision, actions, 0), role);
	}
	if (decision->role == ROLE_STEWARD && !doubt_of(judgement, decision)->members &&
	    !is_member_at(judgement, decision, decision->person) &&
	    fold_membership(judgement->fold, circle, decision->person, decision_effective(decision)) == NULL &&
	    !membership_is_told(judgement, decision, circle, decision->person)) {
		blame(judgement, decision, FINDING_STEWARD_NOT_MEMBER, ENTRY_PLACE(decision, person, 0),
		      text_of_person(judgement, decision->person), circle->id, SLICE(""), decision->person->id);
	}
	return true;
}

/* A mandate already in force for as long as the new one. */
static const struct mandate *standing_mandate(const struct judgement *judgement, const struct decision *decision,
					      const struct action *action)
{
	struct date from = decision_effective(decision);
	struct date last = decision->until.days == DATE_NONE.days ? date_add_days(DATE_MAXIMUM, -1) : decision->until;
	const struct mandate *mandate =
	    fold_mandate(judgement->fold, decision->meeting->circle, decision->person, decision->role, action, from);
	return mandate != NULL && span_covers(&mandate->span, last) ? mandate : NULL;
}

static void judge_duplicate_mandate(struct judgement *judgement, const struct decision *decision)
{
	size_t count = decision->role == ROLE_CONTRIBUTOR ? decision->actions.count : 1;
	for (size_t i = 0; i < count; i++) {
		const struct action *action =
		    decision->role == ROLE_CONTRIBUTOR ? LIST_AT(decision->actions, struct action *, i) : NULL;
		const struct mandate *mandate = standing_mandate(judgement, decision, action);
		if (mandate != NULL && !doubt_of(judgement, decision)->mandates) {
			blame(judgement, decision, FINDING_MANDATE_DUPLICATE,
			      action == NULL ? ENTRY_PLACE(decision, role, 0) : ENTRY_PLACE(decision, actions, i),
			      text_of_person(judgement, decision->person),
			      text_of_word(decision, role_choices, decision->role), mandate->span.since->reference,
			      mandate->span.until.days == DATE_MAXIMUM.days
				  ? SLICE("")
				  : text_of_day(judgement, date_add_days(mandate->span.until, -1)));
		}
	}
}

static bool judge_mandate(struct judgement *judgement, const struct decision *decision)
{
	if (!judge_role(judgement, decision) || !judge_term(judgement, decision)) {
		return false;
	}
	judge_duplicate_mandate(judgement, decision);
	return true;
}

static bool holds_role(const struct judgement *judgement, const struct decision *decision, const struct action *action)
{
	const struct circle *circle = decision->meeting->circle;
	struct date date = decision_effective(decision);
	struct date eve = date_add_days(date, -1);
	return fold_mandate(judgement->fold, circle, decision->person, decision->role, action, date) != NULL ||
	       fold_mandate(judgement->fold, circle, decision->person, decision->role, action, eve) != NULL;
}

static bool judge_end_mandate(struct judgement *judgement, const struct decision *decision)
{
	size_t count = decision->actions.count;
	bool holds_some = count == 0 && holds_role(judgement, decision, NULL);
	for (size_t i = 0; i < count; i++) {
		holds_some |= holds_role(judgement, decision, LIST_AT(decision->actions, struct action *, i));
	}
	if (holds_some || doubt_of(judgement, decision)->mandates) {
		return true;
	}
	blame(judgement, decision, FINDING_MANDATE_NOT_HELD, ENTRY_PLACE(decision, person, 0),
	      text_of_person(judgement, decision->person), text_of_word(decision, role_choices, decision->role),
	      text_of_day(judgement, decision_effective(decision)));
	return false;
}

bool judge_membership(struct judgement *judgement, const struct decision *decision)
{
	judge_effective(judgement, decision);
	judge_review(judgement, decision);
	switch (decision->kind) {
	case KIND_FOUND: return judge_found(judgement, decision);
	case KIND_JOIN: return judge_join(judgement, decision);
	case KIND_LEAVE: return judge_leave(judgement, decision);
	case KIND_MANDATE: return judge_mandate(judgement, decision);
	case KIND_END_MANDATE: return judge_end_mandate(judgement, decision);
	default: return true;
	}
}

/* ---- stewards ---- */

/* The steward mandate that ended last, when none is in force; NULL when there is one, or never was. */
static const struct mandate *last_steward(const struct judgement *judgement, const struct circle *circle,
					  struct date date)
{
	struct list indexes = judgement->fold->mandates_of[circle->index];
	const struct mandate *last = NULL;
	for (size_t i = 0; i < indexes.count; i++) {
		const struct mandate *mandate =
		    &LIST_AT(judgement->fold->mandates, struct mandate, LIST_AT(indexes, uint32_t, i));
		if (mandate->role != ROLE_STEWARD) {
			continue;
		}
		if (mandate->span.until.days > date.days) {
			return NULL;
		}
		last = last == NULL || last->span.until.days < mandate->span.until.days ? mandate : last;
	}
	return last;
}

/* A circle that had a steward and has none any more, while it still meets and decides. Said once a gap. */
void judge_stewards(struct judgement *judgement, const struct meeting *meeting)
{
	const struct circle *circle = meeting->circle;
	struct circle_memory *memory = &judgement->memories[circle->index];
	int status = fold_status(judgement->fold, circle, meeting->date);
	const struct mandate *last = last_steward(judgement, circle, meeting->date);
	if (last == NULL) {
		memory->stewardless_said = false;
		return;
	}
	bool is_at_work = status == CIRCLE_EMERGING || status == CIRCLE_ACTIVE;
	if (is_at_work && !memory->stewardless_said && !judgement->doubts[circle->index].mandates) {
		memory->stewardless_said = true;
		findings_add(judgement->findings, FINDING_CIRCLE_WITHOUT_STEWARD, ENTRY_PLACE(meeting, date, 0),
			     circle->id, text_of_day(judgement, meeting->date), text_of_person(judgement, last->person),
			     text_of_day(judgement, date_add_days(last->span.until, -1)));
	}
}
