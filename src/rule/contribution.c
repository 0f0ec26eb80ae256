/* What a retribution pays for: contributions of that person, for that action, each at most once in all and at most what
 * was asked (design, “What must always hold”; format, “Decisions”). */
#include "rule/families.h"

static struct amount zero(void)
{
	return (struct amount){0, MONEY_SCALE};
}

static bool stands_before(struct list contributions, size_t index)
{
	for (size_t i = 0; i < index; i++) {
		if (LIST_AT(contributions, struct contribution *, i) ==
		    LIST_AT(contributions, struct contribution *, index)) {
			return true;
		}
	}
	return false;
}

/* What agrees between the contribution and the decision; false when it is about something else altogether. */
static bool judge_subject_of_work(struct judgement *judgement, const struct decision *decision,
				  const struct contribution *contribution, size_t nth)
{
	struct location location = ENTRY_PLACE(decision, contributions, nth);
	const struct action *action = decision_action(decision);
	if (contribution->person != decision->person && contribution->person != NULL) {
		blame(judgement, decision, FINDING_CONTRIBUTION_OF_OTHER_PERSON, location, contribution->reference,
		      contribution->person->id, decision->person->id);
		return false;
	}
	if (contribution->action != action && contribution->action != NULL) {
		blame(judgement, decision, FINDING_CONTRIBUTION_FOR_OTHER_ACTION, location, contribution->reference,
		      contribution->action->id, action->id);
		return false;
	}
	return true;
}

static void judge_age(struct judgement *judgement, const struct decision *decision,
		      const struct contribution *contribution, size_t nth)
{
	struct rule_change rule = rule_for(judgement, decision, SETTING_CONTRIBUTION_AGE_DAYS, SLICE(""));
	struct location location = ENTRY_PLACE(decision, contributions, nth);
	struct date meeting_date = decision->meeting->date;
	bool is_span = contribution->until.days != DATE_NONE.days && contribution->until.days > contribution->date.days;
	struct date last = is_span ? contribution->until : contribution->date;
	int64_t age = (int64_t)meeting_date.days - last.days;
	rule_is_asked(judgement, &rule, FINDING_CONTRIBUTION_TOO_OLD);
	if (age < 0) {
		blame(judgement, decision, FINDING_CONTRIBUTION_IN_FUTURE, location, contribution->reference,
		      text_of_day(judgement, last), text_of_day(judgement, meeting_date));
	} else if (rule.value.is_set && age > rule.value.number) {
		breach(judgement, decision, &rule, FINDING_CONTRIBUTION_TOO_OLD, location, contribution->reference,
		       text_of_days(judgement, age), text_of_rule(judgement, SETTING_CONTRIBUTION_AGE_DAYS, &rule));
	}
}

/* “A contribution is paid at most once in all.” */
static bool judge_settled(struct judgement *judgement, const struct decision *decision,
			  const struct contribution *contribution, size_t nth)
{
	struct location location = ENTRY_PLACE(decision, contributions, nth);
	const struct decision *settled = judgement->fold->contributions[contribution->index].settled;
	if (stands_before(decision->contributions, nth)) {
		blame(judgement, decision, FINDING_CONTRIBUTION_REPEATED, location, contribution->reference);
		return false;
	}
	if (settled != NULL) {
		if (!doubt_of(judgement, settled)->money) { /* else it may have been cancelled */
			blame(judgement, decision, FINDING_CONTRIBUTION_PAID_TWICE, location, contribution->reference,
			      settled->reference);
		}
		return false;
	}
	if (!contribution->asked.given) {
		blame(judgement, decision, FINDING_CONTRIBUTION_ASKS_NOTHING, location, contribution->reference);
		return false;
	}
	return true;
}

static void judge_payee(struct judgement *judgement, const struct decision *decision,
			const struct contribution *contribution)
{
	if (decision->payee != NULL && contribution->payee != NULL && decision->payee != contribution->payee) {
		blame(judgement, decision, FINDING_PAYEE_DIFFERS, ENTRY_PLACE(decision, payee, 0),
		      contribution->reference, contribution->payee->id, decision->payee->id);
	}
}

/* One contribution; true when what it asks may be compared with what is granted. */
static bool judge_one(struct judgement *judgement, const struct decision *decision,
		      const struct contribution *contribution, size_t nth)
{
	if (contribution->entry.is_doubtful || !judge_subject_of_work(judgement, decision, contribution, nth) ||
	    !judge_settled(judgement, decision, contribution, nth)) {
		return false;
	}
	judge_age(judgement, decision, contribution, nth);
	judge_work(judgement, decision, contribution, nth);
	judge_rate(judgement, decision, contribution, nth);
	judge_payee(judgement, decision, contribution);
	return true;
}

/* “Granted never exceeds what was asked, unless the rule raise allows.” */
void judge_raise(struct judgement *judgement, const struct decision *decision, struct amount open)
{
	struct rule_change raise = rule_for(judgement, decision, SETTING_RAISE, SLICE(""));
	struct amount granted = decision_amount(decision);
	if (amount_compare(granted, open) <= 0 || rule_says_yes(&raise)) {
		return;
	}
	struct location location = place_of_amount(decision, NULL);
	struct excess *excess = arena_new_object(judgement->arena, struct excess);
	*excess = (struct excess){decision, granted, location, raise.level == LEVEL_ERROR, judgement->excesses};
	amount_subtract(granted, open, &excess->amount);
	judgement->excesses = excess;
	breach(judgement, decision, &raise, FINDING_GRANTED_EXCEEDS_ASKED, location, text_of_money(judgement, granted),
	       text_of_money(judgement, open), text_of_rule(judgement, SETTING_RAISE, &raise));
}

/* A different sum asked is a slip worth a word. */
static void compare_with_asked(struct judgement *judgement, const struct decision *decision, struct amount asked,
			       struct amount open)
{
	if (decision->asked.given && !doubt_of(judgement, decision)->money &&
	    amount_compare(decision->asked.amount, asked) != 0 && amount_compare(decision->asked.amount, open) != 0) {
		blame(judgement, decision, FINDING_ASKED_DIFFERS, ENTRY_PLACE(decision, asked, 0),
		      text_of_money(judgement, decision->asked.amount), text_of_money(judgement, asked));
	}
	judge_raise(judgement, decision, open);
}

void judge_retribution(struct judgement *judgement, const struct decision *decision)
{
	struct amount asked = zero();
	struct amount open = zero();
	bool is_comparable = true;
	for (size_t i = 0; i < decision->contributions.count; i++) {
		const struct contribution *contribution = LIST_AT(decision->contributions, struct contribution *, i);
		is_comparable &= judge_one(judgement, decision, contribution, i);
		if (is_comparable) {
			struct amount left = contribution->asked.amount;
			amount_add(asked, contribution->asked.amount, &asked);
			amount_subtract(left, judgement->fold->contributions[contribution->index].granted, &left);
			amount_add(open, left, &open);
		}
	}
	if (is_comparable) {
		compare_with_asked(judgement, decision, asked, open);
	}
	judge_caps(judgement, decision);
	judge_evidence(judgement, decision);
}
