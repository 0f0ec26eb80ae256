/* Which rule is in force. */
#include "decision/apply_kind.h"

static bool is_in_force(const struct fold *fold, const struct rule_change *change, struct date date)
{
	if (date_compare(change->from, date) > 0) {
		return false;
	}
	if (change->is_undone && date_compare(change->undone_from, date) <= 0) {
		return false;
	}
	bool is_of_current = change->decision != NULL && change->decision->meeting == fold->current;
	return !(is_of_current && change->from_next_meeting);
}

/* The latest change of a rule made by one body: a circle, or (NULL) network.rec. */
static const struct rule_change *latest_of(const struct fold *fold, const struct circle *circle, enum setting setting,
					   struct slice variant, struct date date)
{
	const struct rule_change *latest = NULL;
	struct list indexes = fold->rule_changes_of[circle == NULL ? 0 : circle->index + 1];
	for (size_t i = 0; i < indexes.count; i++) {
		const struct rule_change *change =
		    &LIST_AT(fold->rule_changes, struct rule_change, LIST_AT(indexes, uint32_t, i));
		if (change->setting == setting && slice_equal(change->variant, variant) &&
		    is_in_force(fold, change, date) &&
		    (latest == NULL || date_compare(latest->from, change->from) <= 0)) {
			latest = change;
		}
	}
	return latest;
}

static struct rule_change fallback(const struct fold *fold, enum setting setting, struct slice variant)
{
	struct rule_change change = {
	    .setting = setting, .variant = variant, .level = LEVEL_ERROR, .from = DATE_MINIMUM};
	const char *text = setting_definition(setting)->fallback;
	if (text != NULL) {
		setting_parse(setting, slice_of(text), fold->model->style, &change.value);
	}
	return change;
}

struct rule_change fold_rule(const struct fold *fold, const struct circle *circle, enum setting setting,
			     struct slice variant, struct date date)
{
	const struct circle *council = fold->model->council;
	const struct rule_change *own = circle == NULL ? NULL : latest_of(fold, circle, setting, variant, date);
	const struct rule_change *common = council == NULL ? NULL : latest_of(fold, council, setting, variant, date);
	if (common == NULL) {
		common = latest_of(fold, NULL, setting, variant, date);
	}
	if (common != NULL && own != NULL && common->is_firm &&
	    setting_strictness(setting, &own->value, &common->value) != STRICTNESS_KEPT) {
		return *common;
	}
	if (own != NULL) {
		return *own;
	}
	return common != NULL ? *common : fallback(fold, setting, variant);
}

int64_t fold_day_minutes(const struct fold *fold, const struct circle *circle, struct date date)
{
	return fold_rule(fold, circle, SETTING_DAY, SLICE(""), date).value.minutes;
}
