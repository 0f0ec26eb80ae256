/* Whether the outcome that is written follows from the objections and votes that are: “the tool verifies, it never
 * decides” (design, “Meetings and decisions”). */
#include "rule/families.h"

#include "model/unread.h"

struct tally {
	int64_t votes_for;
	int64_t votes_against;
	int64_t abstentions;
	bool is_sound; /* every ballot may be counted */
};

/* ---- the mode ---- */

static struct rule_change mode_rule(const struct judgement *judgement, const struct decision *decision)
{
	const struct choice *kind = &kind_choices[decision->kind];
	struct rule_change rule = rule_for(judgement, decision, SETTING_MODE_OF_KIND, slice_of(kind->name));
	if (!rule.value.is_set) {
		rule = rule_for(judgement, decision, SETTING_MODE_OF_KIND, slice_of(kind->french));
	}
	return rule.value.is_set ? rule : rule_for(judgement, decision, SETTING_MODE, SLICE(""));
}

static int mode_of(struct judgement *judgement, const struct decision *decision)
{
	struct rule_change rule = mode_rule(judgement, decision);
	struct rule_change may_override = rule_for(judgement, decision, SETTING_MODE_OVERRIDE, SLICE(""));
	int mode = (int)rule.value.number;
	if (decision->mode < 0 || decision->mode == mode) {
		return mode;
	}
	rule_is_asked(judgement, &may_override, FINDING_MODE_NOT_ALLOWED);
	if (!rule_says_yes(&may_override)) {
		breach(judgement, decision, &may_override, FINDING_MODE_NOT_ALLOWED, ENTRY_PLACE(decision, mode, 0),
		       text_of_word(decision, mode_choices, decision->mode), text_of_word(decision, mode_choices, mode),
		       text_of_rule(judgement, SETTING_MODE_OVERRIDE, &may_override));
	}
	return decision->mode;
}

/* ---- consent ---- */

static void judge_objection(struct judgement *judgement, const struct decision *decision,
			    const struct objection *objection)
{
	const struct party *by = objection->by.size == 0 ? NULL : model_find_party(judgement->model, objection->by);
	if (objection->reason.size == 0) {
		blame(judgement, decision, FINDING_OBJECTION_REASON_MISSING, objection->location, SLICE(""));
	}
	if (by == NULL) {
		if (objection->by.size > 0 && unread_tell(judgement->model, RECORD_PERSON, objection->by)) {
			model_report_unknown(judgement->model, objection->location, RECORD_PERSON, objection->by)
			    ->decision = decision->reference;
		}
	} else if (!doubt_of(judgement, decision)->members && !is_member_at(judgement, decision, by) &&
		   !membership_is_told(judgement, decision, decision->meeting->circle, by)) {
		blame(judgement, decision, FINDING_OBJECTOR_NOT_MEMBER, objection->location,
		      text_of_person(judgement, by), decision->meeting->circle->id,
		      text_of_day(judgement, decision->meeting->date));
	}
}

/* “adopted iff there is no Objection without Lifted”. */
static bool judge_objections(struct judgement *judgement, const struct decision *decision, bool is_consent)
{
	bool is_fine = true;
	for (size_t i = 0; i < decision->objections.count; i++) {
		const struct objection *objection = &LIST_AT(decision->objections, struct objection, i);
		judge_objection(judgement, decision, objection);
		if (is_consent && !objection->is_lifted && objection->reason.size > 0 &&
		    decision->outcome != OUTCOME_REJECTED && decision->outcome != OUTCOME_POSTPONED) {
			blame(judgement, decision, FINDING_OBJECTION_STANDS, objection->location,
			      objection->by.size > 0 ? objection->by : SLICE("anonymous"));
			is_fine = false;
		}
	}
	return is_fine;
}

/* ---- votes ---- */

static bool has_role(const struct judgement *judgement, const struct decision *decision, const struct party *person,
		     unsigned roles)
{
	const struct meeting *meeting = decision->meeting;
	for (int role = 0; role_choices[role].name != NULL; role++) {
		bool is_named = (roles & (1U << (unsigned)role)) != 0;
		if (is_named &&
		    fold_mandate(judgement->fold, meeting->circle, person, role, NULL, meeting->date) != NULL) {
			return true;
		}
	}
	return false;
}

/* Whether somebody with one of the roles was there, in person or by proxy; `left_out` stands aside. */
static bool decider_was_there(const struct judgement *judgement, const struct decision *decision, unsigned roles,
			      const struct party *left_out)
{
	const struct meeting *meeting = decision->meeting;
	for (size_t i = 0; i < meeting->present.count; i++) {
		const struct party *person = LIST_AT(meeting->present, struct party *, i);
		if (person != NULL && person != left_out && has_role(judgement, decision, person, roles)) {
			return true;
		}
	}
	for (size_t i = 0; i < meeting->proxies.count; i++) {
		const struct party *giver =
		    model_find_party(judgement->model, LIST_AT(meeting->proxies, struct pair, i).first);
		if (giver != NULL && giver != left_out &&
		    (judgement->attendance[giver->index] & ATTENDANCE_REPRESENTED) != 0 &&
		    has_role(judgement, decision, giver, roles)) {
			return true;
		}
	}
	return false;
}

/* Whether anybody at all holds one of the roles in the circle that day. */
static bool somebody_decides(const struct fold *fold, const struct meeting *meeting, unsigned roles)
{
	struct list indexes = fold->mandates_of[meeting->circle->index];
	for (size_t i = 0; i < indexes.count; i++) {
		const struct mandate *mandate = &LIST_AT(fold->mandates, struct mandate, LIST_AT(indexes, uint32_t, i));
		if ((roles & (1U << (unsigned)mandate->role)) != 0 && span_covers(&mandate->span, meeting->date)) {
			return true;
		}
	}
	return false;
}

/* “rule voters can name roles”: by consent nobody is listed, but somebody who decides must have been there. */
static void judge_deciders(struct judgement *judgement, const struct decision *decision)
{
	struct rule_change voters = rule_for(judgement, decision, SETTING_VOTERS, SLICE(""));
	const struct doubt *doubt = doubt_of(judgement, decision);
	if (voters.value.set == 0 || judgement->voters_said || doubt->mandates || doubt->members) {
		return;
	}
	struct rule_change own = rule_for(judgement, decision, SETTING_OWN_RETRIBUTION, SLICE(""));
	bool stands_aside = decision->kind == KIND_RETRIBUTE && !rule_says_yes(&own);
	if (decider_was_there(judgement, decision, voters.value.set, stands_aside ? decision->person : NULL)) {
		return;
	}
	const struct circle *circle = decision->meeting->circle;
	struct circle_memory *memory = &judgement->memories[circle->index];
	struct slice rule = text_of_rule(judgement, SETTING_VOTERS, &voters);
	if (!somebody_decides(judgement->fold, decision->meeting, voters.value.set)) {
		if (!memory->voterless_said && !circle->is_council) { /* roles such as steward are of circles */
			breach(judgement, decision, &voters, FINDING_VOTERS_NOBODY, ENTRY_PLACE(decision, kind, 0),
			       circle->id, rule);
		}
		memory->voterless_said = true;
		return;
	}
	judgement->voters_said = !stands_aside;
	breach(judgement, decision, &voters, FINDING_VOTERS_ABSENT,
	       stands_aside ? ENTRY_PLACE(decision, person, 0) : ENTRY_PLACE(decision->meeting, present, 0), rule);
}

static const struct place *place_of_voter(const struct judgement *judgement, const struct decision *decision,
					  const struct party *person)
{
	const struct meeting *meeting = decision->meeting;
	const struct membership *membership = fold_membership(judgement->fold, meeting->circle, person, meeting->date);
	return membership != NULL && membership->place != NULL ? membership->place : person->place;
}

/* “rule voice: place counts one vote per place”. */
static bool judge_voice(struct judgement *judgement, const struct decision *decision, const struct party *voter,
			struct location location)
{
	struct rule_change voice = rule_for(judgement, decision, SETTING_VOICE, SLICE(""));
	const struct place *place = place_of_voter(judgement, decision, voter);
	if (voice.value.number != VOICE_PLACE) {
		return true;
	}
	struct slice rule = text_of_rule(judgement, SETTING_VOICE, &voice);
	if (place == NULL) {
		breach(judgement, decision, &voice, FINDING_VOTER_WITHOUT_PLACE, location,
		       text_of_person(judgement, voter), rule);
		return false;
	}
	if (judgement->place_votes[place->index] == judgement->ballot) {
		breach(judgement, decision, &voice, FINDING_PLACE_VOTES_TWICE, location, place->id,
		       text_of_person(judgement, voter), rule);
		return false;
	}
	judgement->place_votes[place->index] = judgement->ballot;
	return true;
}

static bool judge_right_to_vote(struct judgement *judgement, const struct decision *decision, const struct party *voter,
				struct location location)
{
	struct rule_change voters = rule_for(judgement, decision, SETTING_VOTERS, SLICE(""));
	struct rule_change own = rule_for(judgement, decision, SETTING_OWN_RETRIBUTION, SLICE(""));
	struct slice person = text_of_person(judgement, voter);
	if (decision->kind == KIND_RETRIBUTE && decision->person == voter && !rule_says_yes(&own)) {
		breach(judgement, decision, &own, FINDING_VOTER_IN_OWN_CASE, location, person,
		       text_of_rule(judgement, SETTING_OWN_RETRIBUTION, &own));
		return false;
	}
	if (voters.value.set != 0 && !doubt_of(judgement, decision)->mandates &&
	    !has_role(judgement, decision, voter, voters.value.set)) {
		breach(judgement, decision, &voters, FINDING_VOTER_NOT_ENTITLED, location, person,
		       text_of_rule(judgement, SETTING_VOTERS, &voters));
		return false;
	}
	return judge_voice(judgement, decision, voter, location);
}

/* “For, Against, Abstain are disjoint sets within (present ∪ represented) ∩ members”. */
static bool judge_voter(struct judgement *judgement, const struct decision *decision, const struct party *voter,
			struct location location)
{
	const struct meeting *meeting = decision->meeting;
	unsigned attendance = judgement->attendance[voter->index];
	struct slice person = text_of_person(judgement, voter);
	if (judgement->votes[voter->index] == judgement->ballot) {
		blame(judgement, decision, FINDING_VOTER_REPEATED, location, person);
		return false;
	}
	judgement->votes[voter->index] = judgement->ballot;
	if ((attendance & (ATTENDANCE_PRESENT | ATTENDANCE_REPRESENTED)) == 0) {
		blame(judgement, decision, FINDING_VOTER_ABSENT, location, person, voter->id);
		return false;
	}
	if (doubt_of(judgement, decision)->members) {
		return true;
	}
	if (!is_member_at(judgement, decision, voter)) {
		if (!membership_is_told(judgement, decision, meeting->circle, voter)) {
			blame(judgement, decision, FINDING_VOTER_NOT_MEMBER, location, person, meeting->circle->id,
			      text_of_day(judgement, meeting->date));
		}
		return false;
	}
	return judge_right_to_vote(judgement, decision, voter, location);
}

static int64_t count_votes(struct judgement *judgement, const struct decision *decision, struct list voters,
			   size_t offset, bool *is_sound)
{
	for (size_t i = 0; i < voters.count; i++) {
		const struct party *voter = LIST_AT(voters, struct party *, i);
		*is_sound = *is_sound && voter != NULL;
		if (voter != NULL) {
			*is_sound &= judge_voter(judgement, decision, voter, entry_place(&decision->entry, offset, i));
		}
	}
	return (int64_t)voters.count;
}

static struct tally count_ballot(struct judgement *judgement, const struct decision *decision)
{
	struct tally tally = {.is_sound = true};
	judgement->ballot++;
	tally.votes_for = count_votes(judgement, decision, decision->votes_for, offsetof(struct decision, votes_for),
				      &tally.is_sound);
	tally.votes_against = count_votes(judgement, decision, decision->votes_against,
					  offsetof(struct decision, votes_against), &tally.is_sound);
	tally.abstentions = count_votes(judgement, decision, decision->abstentions,
					offsetof(struct decision, abstentions), &tally.is_sound);
	return tally;
}

static bool passes(const struct tally *tally, int mode)
{
	switch (mode) {
	case MODE_MAJORITY: return tally->votes_for > tally->votes_against;
	case MODE_TWO_THIRDS: return 3 * tally->votes_for >= 2 * (tally->votes_for + tally->votes_against);
	default: return tally->votes_against == 0;
	}
}

static bool judge_ballot(struct judgement *judgement, const struct decision *decision, int mode)
{
	struct tally tally = count_ballot(judgement, decision);
	bool is_adopted = decision->outcome != OUTCOME_REJECTED && decision->outcome != OUTCOME_POSTPONED;
	struct slice mode_name = text_of_word(decision, mode_choices, mode);
	if (tally.votes_for + tally.votes_against + tally.abstentions == 0) {
		if (is_adopted) {
			blame(judgement, decision, FINDING_VOTES_MISSING,
			      ENTRY_HAS(decision, mode) ? ENTRY_PLACE(decision, mode, 0)
							: ENTRY_PLACE(decision, kind, 0),
			      mode_name);
		}
		return true;
	}
	bool has_passed = passes(&tally, mode);
	if (!tally.is_sound || decision->outcome == OUTCOME_POSTPONED || has_passed == is_adopted) {
		return true;
	}
	blame(judgement, decision, FINDING_OUTCOME_DIFFERS,
	      ENTRY_HAS(decision, outcome) ? ENTRY_PLACE(decision, outcome, 0) : ENTRY_PLACE(decision, kind, 0),
	      text_of_word(decision, outcome_choices, is_adopted ? OUTCOME_ADOPTED : OUTCOME_REJECTED),
	      text_of_number(judgement, tally.votes_for), text_of_number(judgement, tally.votes_against),
	      text_of_number(judgement, tally.abstentions), mode_name,
	      text_of_word(decision, outcome_choices, has_passed ? OUTCOME_ADOPTED : OUTCOME_REJECTED));
	return false;
}

static void judge_consent(struct judgement *judgement, const struct decision *decision)
{
	bool has_for = decision->votes_for.count > 0;
	bool has_against = decision->votes_against.count > 0;
	if ((has_for || has_against || decision->abstentions.count > 0) && !doubt_of(judgement, decision)->rules) {
		blame(judgement, decision, FINDING_VOTES_IN_CONSENT,
		      has_for       ? ENTRY_PLACE(decision, votes_for, 0)
		      : has_against ? ENTRY_PLACE(decision, votes_against, 0)
				    : ENTRY_PLACE(decision, abstentions, 0),
		      SLICE(""));
	}
	if (decision_is_adopted(decision)) {
		judge_deciders(judgement, decision);
	}
}

bool judge_vote(struct judgement *judgement, const struct decision *decision)
{
	if (decision->kind == KIND_FOUND) {
		return true; /* “quorum and membership do not apply to it” */
	}
	int mode = mode_of(judgement, decision);
	bool is_fine = judge_objections(judgement, decision, mode == MODE_CONSENT);
	if (mode == MODE_CONSENT) {
		judge_consent(judgement, decision);
		return is_fine;
	}
	return judge_ballot(judgement, decision, mode) && is_fine;
}
