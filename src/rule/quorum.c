/* The quorum: “default 2, or all members if fewer; proxies counted in it only by rule” (design, “Meetings and
 * decisions”). */
#include "rule/families.h"

/* The members of a list of people who take part, each counted once. */
static int64_t count_members(struct judgement *judgement, const struct decision *decision, struct list people,
			     const struct party *left_out)
{
	int64_t count = 0;
	for (size_t i = 0; i < people.count; i++) {
		const struct party *person = LIST_AT(people, struct party *, i);
		if (person == NULL || person == left_out || judgement->votes[person->index] == judgement->ballot) {
			continue;
		}
		judgement->votes[person->index] = judgement->ballot;
		count += is_member_at(judgement, decision, person);
	}
	return count;
}

static int64_t count_represented(struct judgement *judgement, const struct decision *decision,
				 const struct party *left_out)
{
	int64_t count = 0;
	struct list proxies = decision->meeting->proxies;
	for (size_t i = 0; i < proxies.count; i++) {
		const struct party *giver = model_find_party(judgement->model, LIST_AT(proxies, struct pair, i).first);
		if (giver == NULL || giver == left_out || judgement->votes[giver->index] == judgement->ballot) {
			continue;
		}
		judgement->votes[giver->index] = judgement->ballot;
		count += (judgement->attendance[giver->index] & ATTENDANCE_REPRESENTED) != 0 &&
			 is_member_at(judgement, decision, giver);
	}
	return count;
}

static int64_t required_members(const struct rule_change *rule, int64_t members)
{
	const struct setting_value *value = &rule->value;
	bool is_default = rule->decision == NULL && rule->line == NULL;
	if (value->is_share) {
		return (members * value->number + value->denominator - 1) / value->denominator;
	}
	return is_default && members < value->number ? members : value->number;
}

void judge_quorum(struct judgement *judgement, const struct decision *decision)
{
	const struct meeting *meeting = decision->meeting;
	struct rule_change own = rule_for(judgement, decision, SETTING_OWN_RETRIBUTION, SLICE(""));
	struct rule_change by_proxy = rule_for(judgement, decision, SETTING_PROXY_QUORUM, SLICE(""));
	struct rule_change rule = rule_for(judgement, decision, SETTING_QUORUM, SLICE(""));
	bool stands_aside = decision->kind == KIND_RETRIBUTE && !rule_says_yes(&own);
	const struct party *left_out = stands_aside ? decision->person : NULL;
	int64_t members = (int64_t)fold_member_count(judgement->fold, meeting->circle, meeting->date);
	if (left_out != NULL && fold_membership(judgement->fold, meeting->circle, left_out, meeting->date) != NULL) {
		members--;
	}
	judgement->ballot++;
	int64_t taking_part = count_members(judgement, decision, meeting->present, left_out);
	if (rule_says_yes(&by_proxy)) {
		taking_part += count_represented(judgement, decision, left_out);
	}
	int64_t required = required_members(&rule, members);
	if (taking_part >= required || judgement->quorum_said || doubt_of(judgement, decision)->members) {
		return;
	}
	struct slice asked = text_of_rule(judgement, SETTING_QUORUM, &rule);
	if (left_out != NULL) {
		asked = arena_format(judgement->arena, "%.*s; %.*s", SLICE_ARGUMENTS(asked),
				     SLICE_ARGUMENTS(text_of_rule(judgement, SETTING_OWN_RETRIBUTION, &own)));
	}
	judgement->quorum_said = left_out == NULL;
	breach(judgement, decision, &rule, FINDING_QUORUM_NOT_REACHED,
	       left_out == NULL ? ENTRY_PLACE(meeting, present, 0) : ENTRY_PLACE(decision, person, 0),
	       text_of_number(judgement, taking_part), text_of_number(judgement, members),
	       text_of_number(judgement, required), asked);
}
