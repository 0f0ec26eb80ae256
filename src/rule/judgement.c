#include "rule/judgement.h"

#include "model/spoken.h"
#include "text/pattern.h"
#include "text/translate.h"

struct finding *blame_list(struct judgement *judgement, const struct decision *decision, enum finding_id id,
			   struct location location, const struct slice *arguments, size_t count)
{
	struct finding *finding = findings_add_list(judgement->findings, id, location, arguments, count);
	finding->decision = decision->reference;
	return finding;
}

void breach_list(struct judgement *judgement, const struct decision *decision, const struct rule_change *rule,
		 enum finding_id id, struct location location, const struct slice *arguments, size_t count)
{
	if (doubt_of(judgement, decision)->rules) {
		return;
	}
	struct finding *finding = blame_list(judgement, decision, id, location, arguments, count);
	blame_rule(judgement, rule, finding);
}

/* ---- texts ---- */

struct slice text_of_money(const struct judgement *judgement, struct amount amount)
{
	return money_for_people(judgement->arena, amount, judgement->model->style);
}

struct slice text_of_day(const struct judgement *judgement, struct date date)
{
	return date_text(judgement->arena, date);
}

struct slice text_of_number(const struct judgement *judgement, int64_t number)
{
	return arena_format(judgement->arena, "%lld", (long long)number);
}

struct slice text_of_days(const struct judgement *judgement, int64_t days)
{
	return arena_format(judgement->arena, ngettext("%lld day", "%lld days", (unsigned long)days), (long long)days);
}

struct slice text_of_person(const struct judgement *judgement, const struct party *party)
{
	if (party->name.size == 0 || slice_equal(party->name, party->id)) {
		return party->id;
	}
	return arena_format(judgement->arena, "%.*s (%.*s)", SLICE_ARGUMENTS(party->name), SLICE_ARGUMENTS(party->id));
}

struct slice text_of_word(const struct decision *decision, const struct choice *choices, int word)
{
	return spoken_word(decision->entry.record, &choices[word]);
}

struct slice text_of_rule(const struct judgement *judgement, enum setting setting, const struct rule_change *rule)
{
	struct arena *arena = judgement->arena;
	struct slice name = slice_of(setting_definition(setting)->name);
	struct slice value = setting_shown(arena, setting, &rule->value, judgement->model->style);
	struct slice said = arena_format(arena, "%.*s%.*s: %.*s", SLICE_ARGUMENTS(name), SLICE_ARGUMENTS(rule->variant),
					 SLICE_ARGUMENTS(value));
	if (rule->decision != NULL) {
		return arena_format(arena, "%.*s (%.*s)", SLICE_ARGUMENTS(said),
				    SLICE_ARGUMENTS(rule->decision->reference));
	}
	if (rule->line != NULL) {
		return arena_format(arena, "%.*s (%.*s)", SLICE_ARGUMENTS(said),
				    SLICE_ARGUMENTS(rule->line->entry.file->path));
	}
	return said;
}

/* ---- shortcuts ---- */

struct rule_change rule_for(const struct judgement *judgement, const struct decision *decision, enum setting setting,
			    struct slice variant)
{
	return fold_rule(judgement->fold, decision->meeting->circle, setting, variant, decision->meeting->date);
}

bool rule_says_yes(const struct rule_change *rule)
{
	return rule->value.is_set && rule->value.number == 1;
}

bool is_member_at(const struct judgement *judgement, const struct decision *decision, const struct party *person)
{
	const struct meeting *meeting = decision->meeting;
	return (judgement->attendance[person->index] & ATTENDANCE_MEMBER_BEFORE) != 0 ||
	       fold_membership(judgement->fold, meeting->circle, person, meeting->date) != NULL;
}

static struct pattern *compiled(struct judgement *judgement, struct slice source)
{
	for (struct compiled_pattern *known = judgement->patterns; known != NULL; known = known->next) {
		if (slice_equal(known->source, source)) {
			return known->pattern;
		}
	}
	struct pattern_error error;
	struct compiled_pattern *added = arena_new_object(judgement->arena, struct compiled_pattern);
	*added = (struct compiled_pattern){source, pattern_new(source, PATTERN_WHOLE, &error), judgement->patterns};
	judgement->patterns = added;
	return added->pattern;
}

enum finding_id pattern_verdict(struct judgement *judgement, struct slice source, struct slice text)
{
	struct pattern *pattern = compiled(judgement, source);
	enum pattern_match match = pattern == NULL ? PATTERN_MATCH : pattern_match(pattern, text);
	switch (match) {
	case PATTERN_NO_MATCH: return FINDING_PATTERN_MISMATCH;
	case PATTERN_LIMIT: return FINDING_PATTERN_TOO_SLOW;
	case PATTERN_MATCH: break;
	}
	return FINDING_COUNT;
}
