/* Rules that change, and the first ones (design, “Rules”): their names, what they take, and the firm ones. */
#include "rule/families.h"

#include "text/pattern.h"
#include "text/translate.h"

/* What a rule takes, in words. */
static const char *form_of(enum setting setting)
{
	switch (setting_definition(setting)->kind) {
	case SETTING_KIND_MODE: return _("consent, majority, two-thirds or unanimity");
	case SETTING_KIND_YES_NO: return _("yes or no");
	case SETTING_KIND_NUMBER: return _("a whole number");
	case SETTING_KIND_QUORUM: return _("a number of members or a share of them: 3, 50 % or 1/2");
	case SETTING_KIND_VOICE: return _("person or place");
	case SETTING_KIND_VOTERS: return _("members, or roles: steward, treasurer …");
	case SETTING_KIND_MONEY: return _("an amount: 300.00 EUR");
	case SETTING_KIND_MONEY_PER_PERIOD: return _("an amount per month, quarter or year: 3000.00 EUR per year");
	case SETTING_KIND_RATE: return _("an amount per hour or day: 25.00 EUR/h or 180.00 EUR/d");
	case SETTING_KIND_EVIDENCE: return _("kinds of document: invoice, payslip, expense-claim …");
	case SETTING_KIND_DURATION: return _("a time of at most a day: 7h or 7h30");
	case SETTING_KIND_PATTERN: return _("a regular expression");
	}
	return "";
}

/* What is written of a rule: in a decision, or in network.rec (`decision` NULL). */
struct written_rule {
	const struct decision *decision;
	struct slice name;
	struct slice value;
	struct location name_place;
	struct location value_place;
	enum setting setting;
	struct slice variant;
};

static void complain(struct judgement *judgement, const struct written_rule *rule, enum finding_id id,
		     struct location location, struct slice first, struct slice second, struct slice third)
{
	struct finding *finding = findings_add(judgement->findings, id, location, first, second, third);
	if (rule->decision != NULL) {
		finding->decision = rule->decision->reference;
	}
}

static void judge_value(struct judgement *judgement, const struct written_rule *rule)
{
	struct pattern_error error;
	struct location location = rule->value_place;
	if (setting_definition(rule->setting)->kind != SETTING_KIND_PATTERN) {
		complain(judgement, rule, FINDING_RULE_VALUE_MALFORMED, location, rule->name, rule->value,
			 slice_of(form_of(rule->setting)));
		return;
	}
	struct pattern *pattern = pattern_new(rule->value, PATTERN_WHOLE, &error);
	if (pattern == NULL) {
		size_t offset = error.offset < location.length ? error.offset : location.length;
		location.start += offset;
		location.length -= offset;
		complain(judgement, rule, FINDING_RULE_PATTERN_MALFORMED, location, rule->name, slice_of(error.text),
			 text_of_number(judgement, (int64_t)offset + 1));
	}
	pattern_free(pattern);
}

/* Whether the name is known and the value is one that it takes. */
static bool judge_written(struct judgement *judgement, struct written_rule *rule, struct setting_value *value)
{
	rule->setting = setting_by_name(rule->name, &rule->variant);
	if (rule->setting == SETTING_COUNT) {
		complain(judgement, rule, FINDING_RULE_UNKNOWN, rule->name_place, rule->name,
			 setting_nearest_name(rule->name), SLICE(""));
		return false;
	}
	if (!setting_parse(rule->setting, rule->value, judgement->model->style, value)) {
		judge_value(judgement, rule);
		return false;
	}
	return true;
}

/* “A council's rule marked Firm: yes can only be tightened by a circle.” */
static bool judge_firm(struct judgement *judgement, const struct decision *decision, const struct written_rule *rule,
		       const struct setting_value *value)
{
	const struct circle *circle = decision->meeting->circle;
	if (circle->is_council || doubt_of(judgement, decision)->rules) {
		return true;
	}
	struct rule_change common = fold_rule(judgement->fold, judgement->model->council, rule->setting, rule->variant,
					      decision_effective(decision));
	if (decision->firm == 1) {
		blame(judgement, decision, FINDING_RULE_FIRM_BY_CIRCLE, ENTRY_PLACE(decision, firm, 0), circle->id);
	}
	enum strictness strictness =
	    common.is_firm ? setting_strictness(rule->setting, value, &common.value) : STRICTNESS_KEPT;
	if (strictness != STRICTNESS_KEPT) {
		bool is_looser = strictness == STRICTNESS_LOOSER;
		blame(judgement, decision, is_looser ? FINDING_RULE_LOOSENED : FINDING_RULE_NOT_COMPARABLE,
		      rule->value_place, rule->name, value->text, text_of_rule(judgement, rule->setting, &common),
		      common.value.text);
	}
	return strictness == STRICTNESS_KEPT;
}

bool judge_rule(struct judgement *judgement, const struct decision *decision)
{
	struct setting_value value;
	struct written_rule rule = {.decision = decision,
				    .name = decision->rule,
				    .value = decision->value,
				    .name_place = ENTRY_PLACE(decision, rule, 0),
				    .value_place = ENTRY_PLACE(decision, value, 0)};
	return judge_written(judgement, &rule, &value) && judge_firm(judgement, decision, &rule, &value);
}

static const struct rule_line *line_before(struct list lines, size_t index)
{
	const struct rule_line *line = LIST_AT(lines, struct rule_line *, index);
	for (size_t i = 0; i < index; i++) {
		const struct rule_line *other = LIST_AT(lines, struct rule_line *, i);
		if (slice_equal(other->name, line->name)) {
			return other;
		}
	}
	return NULL;
}

/* “The rules in network.rec are the council's first ones.” */
void judge_first_rules(struct judgement *judgement)
{
	struct list lines = judgement->model->rule_lines;
	for (size_t i = 0; i < lines.count; i++) {
		const struct rule_line *line = LIST_AT(lines, struct rule_line *, i);
		struct setting_value value;
		struct written_rule rule = {.name = line->name,
					    .value = line->value,
					    .name_place = ENTRY_PLACE(line, name, 0),
					    .value_place = ENTRY_PLACE(line, value, 0)};
		if (line->name.size > 0 && line->value.size > 0 && judge_written(judgement, &rule, &value) &&
		    line_before(lines, i) != NULL) {
			complain(judgement, &rule, FINDING_RULE_REPEATED, rule.name_place, line->name, SLICE(""),
				 SLICE(""));
		}
	}
}
