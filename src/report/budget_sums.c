#include "report/budget_sums.h"

struct budget_sum budget_sum_nothing(void)
{
	return (struct budget_sum){NO_MONEY, NO_MONEY, NO_MONEY, NO_MONEY, NO_MONEY, NO_MONEY};
}

void budget_sum_add(struct budget_sum *sum, const struct budget_sum *other)
{
	sum_add(&sum->awarded, other->awarded);
	sum_add(&sum->granted, other->granted);
	sum_add(&sum->allocated, other->allocated);
	sum_add(&sum->decided, other->decided);
	sum_add(&sum->paid, other->paid);
	sum_add(&sum->left, other->left);
}

void budget_sum_since(struct budget_sum *sum, const struct budget_sum *before)
{
	sum_subtract(&sum->awarded, before->awarded);
	sum_subtract(&sum->granted, before->granted);
	sum_subtract(&sum->allocated, before->allocated);
	sum_subtract(&sum->decided, before->decided);
	sum_subtract(&sum->paid, before->paid);
}

bool budget_sum_is_nothing(const struct budget_sum *sum)
{
	return amount_sign(sum->awarded) == 0 && amount_sign(sum->granted) == 0 && amount_sign(sum->allocated) == 0 &&
	       amount_sign(sum->decided) == 0 && amount_sign(sum->paid) == 0 && amount_sign(sum->left) == 0;
}

/* A line credits (is negative) where money comes in. */
static void count_fund_line(struct budget_sum *sum, int kind, struct amount amount)
{
	if (kind == KIND_GRANT || kind == KIND_RETURN) {
		sum_add(&sum->granted, amount);
	} else if (kind == KIND_REPAY) {
		sum_add(&sum->decided, amount);
	} else {
		sum_subtract(&sum->awarded, amount);
	}
}

static void count_action_line(struct budget_sum *sum, int kind, struct amount amount)
{
	if (kind == KIND_ALLOCATE || kind == KIND_REALLOCATE || kind == KIND_RETURN) {
		sum_subtract(&sum->allocated, amount);
	} else {
		sum_add(&sum->decided, amount);
	}
}

/* Money between a circle and an action is allocated, between a circle and the fund granted. */
static void count_free_line(struct budget_sum *sum, bool touches_fund, struct amount amount)
{
	if (touches_fund) {
		sum_subtract(&sum->granted, amount);
	} else {
		sum_add(&sum->allocated, amount);
	}
}

static enum account_kind kind_of_account(const struct fold *fold, const struct entry_line *line)
{
	return LIST_AT(fold->accounts, struct account, line->account).kind;
}

static bool touches_a_fund(const struct fold *fold, const struct entries *entries)
{
	bool touches = false;
	for (size_t i = 0; i < entries->count; i++) {
		touches = touches || kind_of_account(fold, &entries->lines[i]) == ACCOUNT_FUND;
	}
	return touches;
}

static void count_entries(struct budget_sum *sums, const struct fold *fold, const struct entries *entries)
{
	int kind = decision_entries_kind(fold, entries->decision);
	for (size_t i = 0; i < entries->count; i++) {
		const struct entry_line *line = &entries->lines[i];
		struct budget_sum *sum = &sums[line->account];
		sum_subtract(&sum->left, line->amount);
		switch (kind_of_account(fold, line)) {
		case ACCOUNT_FUND: count_fund_line(sum, kind, line->amount); break;
		case ACCOUNT_CIRCLE: count_free_line(sum, touches_a_fund(fold, entries), line->amount); break;
		case ACCOUNT_ACTION: count_action_line(sum, kind, line->amount); break;
		case ACCOUNT_RECEIVABLE:
		case ACCOUNT_OWN_MEANS:
		case ACCOUNT_DUE: break;
		}
	}
}

static void count_payments(struct budget_sum *sums, const struct fold *fold, struct date end)
{
	struct costs *costs = costs_new(fold, end);
	for (size_t i = 0; i < costs->count; i++) {
		const struct cost *cost = &costs->items[i];
		if (cost->bearer != ACCOUNT_NONE) {
			sum_add(&sums[cost->bearer].paid, cost_paid(cost));
		}
	}
	costs_free(costs);
}

struct budget_sum *budget_sums_new(struct arena *arena, const struct fold *fold, struct date end)
{
	struct budget_sum *sums = arena_new_array(arena, struct budget_sum, fold->accounts.count);
	for (size_t i = 0; i < fold->accounts.count; i++) {
		sums[i] = budget_sum_nothing();
	}
	for (size_t i = 0; i < fold->entries.count; i++) {
		const struct entries *entries = &LIST_AT(fold->entries, struct entries, i);
		if (date_compare(entries->date, end) < 0) {
			count_entries(sums, fold, entries);
		}
	}
	count_payments(sums, fold, end);
	return sums;
}
