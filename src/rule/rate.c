/* The rate grid and the caps (design, “Rules”; format, “Rules”). */
#include "rule/families.h"

/* ---- the rate grid: “the most asked for a task: time × rate of the day of the work” ---- */

static struct amount most_for(const struct judgement *judgement, const struct decision *decision,
			      const struct contribution *contribution, const struct setting_value *rate)
{
	const struct circle *circle = decision->meeting->circle;
	int64_t day = fold_day_minutes(judgement->fold, circle, contribution->date);
	int64_t minutes = duration_minutes(contribution->time, day);
	struct amount most = rate->amount;
	amount_fraction(rate->amount, minutes, rate->per_day ? day : 60, &most);
	return most;
}

static void compare_with_rate(struct judgement *judgement, const struct decision *decision,
			      const struct contribution *contribution, const struct rule_change *rate, size_t nth)
{
	struct location location = ENTRY_PLACE(decision, contributions, nth);
	struct slice rule = text_of_rule(judgement, SETTING_RATE, rate);
	rule_is_asked(judgement, rate, FINDING_RATE_TIME_MISSING);
	if (!contribution->time.given) {
		breach(judgement, decision, rate, FINDING_RATE_TIME_MISSING, location, contribution->reference, rule);
		return;
	}
	struct amount most = most_for(judgement, decision, contribution, &rate->value);
	rule_is_asked(judgement, rate, FINDING_RATE_EXCEEDED);
	if (amount_compare(contribution->asked.amount, most) > 0) {
		breach(judgement, decision, rate, FINDING_RATE_EXCEEDED, location, contribution->reference,
		       text_of_money(judgement, contribution->asked.amount), text_of_money(judgement, most), rule);
	}
}

/* Whether any rate was ever set: only then can a task be unknown. */
static bool has_rate_grid(const struct fold *fold)
{
	for (size_t i = 0; i < fold->rule_changes.count; i++) {
		if (LIST_AT(fold->rule_changes, struct rule_change, i).setting == SETTING_RATE) {
			return true;
		}
	}
	return false;
}

static struct slice nearest_task(const struct judgement *judgement, struct slice task)
{
	struct list changes = judgement->fold->rule_changes;
	struct slice *names = arena_new_array(judgement->arena, struct slice, changes.count);
	size_t count = 0;
	for (size_t i = 0; i < changes.count; i++) {
		const struct rule_change *change = &LIST_AT(changes, struct rule_change, i);
		if (change->setting == SETTING_RATE) {
			names[count++] = change->variant;
		}
	}
	size_t nearest = slice_nearest(task, names, count);
	return nearest < count ? names[nearest] : SLICE("");
}

/* The rate of the day of the work; for work of several days that saw the rate change, the higher one. */
static struct rule_change rate_of_work(const struct judgement *judgement, const struct decision *decision,
				       const struct contribution *contribution)
{
	const struct circle *circle = decision->meeting->circle;
	struct rule_change first =
	    fold_rule(judgement->fold, circle, SETTING_RATE, contribution->task, contribution->date);
	if (contribution->until.days == DATE_NONE.days) {
		return first;
	}
	struct rule_change last =
	    fold_rule(judgement->fold, circle, SETTING_RATE, contribution->task, contribution->until);
	bool is_last_higher =
	    last.value.is_set && (!first.value.is_set || amount_compare(last.value.amount, first.value.amount) > 0);
	return is_last_higher ? last : first;
}

void judge_rate(struct judgement *judgement, const struct decision *decision, const struct contribution *contribution,
		size_t nth)
{
	struct rule_change required = rule_for(judgement, decision, SETTING_RATE_REQUIRED, SLICE(""));
	struct location location = ENTRY_PLACE(decision, contributions, nth);
	if (judgement->fold->contributions[contribution->index].latest != NULL) {
		return; /* judged when its first part was paid */
	}
	if (contribution->task.size == 0) {
		if (rule_says_yes(&required)) {
			breach(judgement, decision, &required, FINDING_TASK_MISSING, location, contribution->reference,
			       text_of_rule(judgement, SETTING_RATE_REQUIRED, &required));
		}
		return;
	}
	struct rule_change rate = rate_of_work(judgement, decision, contribution);
	if (rate.value.is_set) {
		compare_with_rate(judgement, decision, contribution, &rate, nth);
	} else if (rule_says_yes(&required) || has_rate_grid(judgement->fold)) {
		rate.level = required.level;
		rule_is_asked(judgement, &rate, FINDING_TASK_UNKNOWN);
		breach(judgement, decision, &rate, FINDING_TASK_UNKNOWN, location, contribution->reference,
		       contribution->task, nearest_task(judgement, contribution->task),
		       text_of_day(judgement, contribution->date));
	}
}

/* ---- caps ---- */

static struct date period_start(enum period period, struct date date)
{
	int year = 0;
	int month = 0;
	int day = 0;
	date_to_civil(date, &year, &month, &day);
	switch (period) {
	case PERIOD_MONTH: break;
	case PERIOD_QUARTER: month = (month - 1) / 3 * 3 + 1; break;
	case PERIOD_YEAR: month = 1; break;
	}
	struct date start = date;
	date_from_civil(year, month, 1, &start);
	return start;
}

/* What a person was granted from the start of the period on: by the circle whose rule it is, by all when it is the
 * council's. */
static struct amount granted_since(const struct judgement *judgement, const struct party *person,
				   const struct rule_change *rule, struct date start)
{
	struct amount sum = {0, MONEY_SCALE};
	for (const struct grant *grant = judgement->grants[person->index]; grant != NULL; grant = grant->next) {
		const struct circle *circle = grant->decision->meeting->circle;
		bool counts = rule->circle == NULL || rule->circle->is_council || rule->circle == circle;
		if (counts && grant->date.days >= start.days) {
			amount_add(sum, grant->amount, &sum);
		}
	}
	return sum;
}

static void judge_cap_of_person(struct judgement *judgement, const struct decision *decision)
{
	struct rule_change cap = rule_for(judgement, decision, SETTING_CAP_PERSON, SLICE(""));
	if (!cap.value.is_set) {
		return;
	}
	struct date start = period_start(cap.value.period, decision->meeting->date);
	struct amount before = granted_since(judgement, decision->person, &cap, start);
	struct amount total = before;
	struct amount left = {0, MONEY_SCALE};
	amount_add(before, decision_amount(decision), &total);
	rule_is_asked(judgement, &cap, FINDING_CAP_PERSON_EXCEEDED);
	if (amount_compare(total, cap.value.amount) <= 0) {
		return;
	}
	amount_subtract(cap.value.amount, before, &left);
	breach(judgement, decision, &cap, FINDING_CAP_PERSON_EXCEEDED, place_of_amount(decision, NULL),
	       text_of_person(judgement, decision->person), text_of_money(judgement, total),
	       text_of_day(judgement, start), text_of_rule(judgement, SETTING_CAP_PERSON, &cap),
	       amount_sign(left) > 0 ? text_of_money(judgement, left) : SLICE(""));
}

void judge_caps(struct judgement *judgement, const struct decision *decision)
{
	struct rule_change cap = rule_for(judgement, decision, SETTING_CAP_DECISION, SLICE(""));
	struct amount amount = decision_amount(decision);
	rule_is_asked(judgement, &cap, FINDING_CAP_DECISION_EXCEEDED);
	if (cap.value.is_set && amount_compare(amount, cap.value.amount) > 0) {
		breach(judgement, decision, &cap, FINDING_CAP_DECISION_EXCEEDED, place_of_amount(decision, NULL),
		       text_of_money(judgement, amount), text_of_money(judgement, cap.value.amount),
		       text_of_rule(judgement, SETTING_CAP_DECISION, &cap));
	}
	judge_cap_of_person(judgement, decision);
}

void remember_grant(struct judgement *judgement, struct decision *decision)
{
	struct grant *grant = arena_new_object(judgement->arena, struct grant);
	struct grant **grants = &judgement->grants[decision->person->index];
	*grant = (struct grant){decision->meeting->date, decision_amount(decision), decision, *grants};
	*grants = grant;
}

/* A cancelled retribution no longer counts in the caps. */
void forget_grant(struct judgement *judgement, const struct decision *decision)
{
	struct grant **link = &judgement->grants[decision->person->index];
	while (*link != NULL) {
		if ((*link)->decision == decision) {
			*link = (*link)->next;
		} else {
			link = &(*link)->next;
		}
	}
}
