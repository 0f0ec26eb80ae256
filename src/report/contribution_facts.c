#include "report/contribution_facts.h"

#include "report/contribution_shares.h"

#include <stdlib.h>

/* What decisions made of each contribution, by contribution->index. */
struct outcome_sum {
	struct amount granted;
	struct amount paid;
	bool is_of_funds; /* one of the funds asked for bears some of it */
	const struct decision *rejected;
};

struct amount volunteer_value(const struct setting_value *rate, int64_t minutes, int64_t day_minutes)
{
	struct amount value = NO_MONEY;
	amount_fraction(rate->amount, minutes, rate->per_day ? day_minutes : 60, &value);
	return value;
}

static void note_rejection(struct outcome_sum *sums, const struct decision *decision)
{
	for (size_t i = 0; i < decision->contributions.count; i++) {
		const struct contribution *contribution = LIST_AT(decision->contributions, struct contribution *, i);
		if (contribution != NULL) {
			sums[contribution->index].rejected = decision;
		}
	}
}

static void note_rejections(struct outcome_sum *sums, const struct fold *fold)
{
	for (size_t i = 0; i < fold->meetings.count; i++) {
		struct list decisions = LIST_AT(fold->meetings, struct meeting *, i)->decisions;
		for (size_t j = 0; j < decisions.count; j++) {
			const struct decision *decision = LIST_AT(decisions, struct decision *, j);
			if (decision->kind == KIND_RETRIBUTE && decision->outcome == OUTCOME_REJECTED) {
				note_rejection(sums, decision);
			}
		}
	}
}

static struct outcome_sum *outcome_sums(struct arena *arena, const struct subject *subject)
{
	const struct fold *fold = subject->fold;
	struct outcome_sum *sums = arena_new_array(arena, struct outcome_sum, fold->model->contributions.count);
	for (size_t i = 0; i < fold->model->contributions.count; i++) {
		sums[i] = (struct outcome_sum){NO_MONEY, NO_MONEY, false, NULL};
	}
	struct date until = fold->options.until;
	struct costs *costs = costs_new(fold, until.days == DATE_MAXIMUM.days ? until : date_add_days(until, 1));
	struct list shares = contribution_shares(arena, fold, costs);
	for (size_t i = 0; i < shares.count; i++) {
		const struct contribution_share *share = &LIST_AT(shares, struct contribution_share, i);
		struct outcome_sum *sum = &sums[share->contribution->index];
		if (subject_accepts_fund(subject, share->fund)) {
			sum_add(&sum->granted, share->granted);
			sum_add(&sum->paid, share->paid);
			sum->is_of_funds = true;
		}
	}
	costs_free(costs);
	note_rejections(sums, fold);
	return sums;
}

static enum standing standing_of(const struct contribution_facts *facts, bool is_refused)
{
	if (amount_sign(facts->granted) > 0) {
		if (amount_compare(facts->paid, facts->granted) >= 0) {
			return STANDING_PAID;
		}
		return amount_sign(facts->paid) > 0 ? STANDING_PARTLY_PAID : STANDING_GRANTED;
	}
	if (amount_sign(facts->asked) <= 0) {
		return STANDING_VOLUNTEER;
	}
	return is_refused ? STANDING_REFUSED : STANDING_ASKED;
}

static struct contribution_facts facts_of(const struct fold *fold, const struct contribution *contribution,
					  const struct outcome_sum *sum)
{
	const struct contribution_state *state = &fold->contributions[contribution->index];
	int64_t day = fold_day_minutes(fold, contribution->circle, contribution->date);
	struct rule_change rate =
	    fold_rule(fold, contribution->circle, SETTING_VOLUNTEER_VALUE, SLICE(""), contribution->date);
	struct contribution_facts facts = {
	    .contribution = contribution,
	    .declared = contribution->time.given ? duration_minutes(contribution->time, day) : -1,
	    .validated = state->validated_minutes,
	    .volunteered = contribution->volunteer.given ? duration_minutes(contribution->volunteer, day) : 0,
	    .volunteer_value = NO_MONEY,
	    .is_valued = rate.value.is_set,
	    .asked = contribution->asked.given ? contribution->asked.amount : NO_MONEY,
	    .granted = sum->granted,
	    .paid = sum->paid,
	    .decision = state->latest != NULL ? state->latest : sum->rejected};
	if (facts.validated < 0 &&
	    amount_sign(facts.granted) > 0) { /* who grants it without another time takes this one */
		facts.validated = facts.declared;
	}
	facts.standing = standing_of(&facts, state->settled != NULL || sum->rejected != NULL);
	if (facts.standing == STANDING_VOLUNTEER && facts.declared > 0) {
		facts.volunteered += facts.declared;
	}
	if (rate.value.is_set) {
		facts.volunteer_value = volunteer_value(&rate.value, facts.volunteered, day);
	}
	return facts;
}

static bool accepts(struct subject *subject, const struct contribution *contribution, const struct outcome_sum *sum)
{
	if (contribution->person == NULL || contribution->action == NULL || contribution->circle == NULL ||
	    !subject_accepts_date(subject, contribution->date) ||
	    !subject_accepts_circle(subject, contribution->circle) ||
	    !subject_accepts_action(subject, contribution->action) ||
	    !subject_accepts_person(subject, contribution->person) ||
	    (subject->filter.funds.count > 0 && !sum->is_of_funds)) {
		return false;
	}
	const struct slice texts[] = {contribution->reference,    contribution->person->name, contribution->action->id,
				      contribution->action->name, contribution->task,         contribution->report};
	return subject_accepts_texts(subject, texts, sizeof texts / sizeof *texts);
}

static int compare_facts(const void *left, const void *right)
{
	const struct contribution *a = ((const struct contribution_facts *)left)->contribution;
	const struct contribution *b = ((const struct contribution_facts *)right)->contribution;
	int order = slice_compare(a->circle->id, b->circle->id);
	if (order == 0) {
		order = date_compare(a->date, b->date);
	}
	return order != 0 ? order : slice_compare(a->reference, b->reference);
}

struct list contribution_facts_choose(struct arena *arena, struct subject *subject)
{
	struct list all = subject->fold->model->contributions;
	struct outcome_sum *sums = outcome_sums(arena, subject);
	struct list chosen = {arena_new_array(arena, struct contribution_facts, all.count), 0};
	for (size_t i = 0; i < all.count; i++) {
		const struct contribution *contribution = LIST_AT(all, struct contribution *, i);
		const struct outcome_sum *sum = &sums[contribution->index];
		if (accepts(subject, contribution, sum)) {
			LIST_AT(chosen, struct contribution_facts, chosen.count++) =
			    facts_of(subject->fold, contribution, sum);
		}
	}
	if (chosen.count > 1) {
		qsort(chosen.items, chosen.count, sizeof(struct contribution_facts), compare_facts);
	}
	return chosen;
}

static void add_minutes(int64_t *sum, int64_t minutes)
{
	if (minutes >= 0) {
		*sum = (*sum < 0 ? 0 : *sum) + minutes;
	}
}

void contribution_facts_add(struct contribution_facts *sum, const struct contribution_facts *facts)
{
	add_minutes(&sum->declared, facts->declared);
	add_minutes(&sum->validated, facts->validated);
	sum->volunteered += facts->volunteered;
	sum->is_valued = sum->is_valued || facts->is_valued;
	sum_add(&sum->volunteer_value, facts->volunteer_value);
	sum_add(&sum->asked, facts->asked);
	sum_add(&sum->granted, facts->granted);
	sum_add(&sum->paid, facts->paid);
}
