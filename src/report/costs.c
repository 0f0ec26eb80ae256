#include "report/costs.h"

#include "decision/dues.h"
#include "text/memory.h"
#include "text/symbols.h"

#include <assert.h>
#include <stdlib.h>

enum { CHANGES_MAXIMUM = 1000 }; /* a chain of cancellations is never that long; one that names itself is */

void sum_add(struct amount *sum, struct amount amount)
{
	bool fits = amount_add(*sum, amount, sum);
	assert(fits);
	(void)fits;
}

void sum_subtract(struct amount *sum, struct amount amount)
{
	bool fits = amount_subtract(*sum, amount, sum);
	assert(fits);
	(void)fits;
}

static struct decision *changed_by(const struct fold *fold, const struct decision *decision)
{
	bool is_change = decision->kind == KIND_SUBSTITUTE || decision->kind == KIND_CANCEL;
	return is_change ? model_find_decision(fold->model, decision->of) : NULL;
}

struct decision *decision_origin(const struct fold *fold, struct decision *decision)
{
	for (size_t i = 0; i < CHANGES_MAXIMUM; i++) {
		struct decision *changed = changed_by(fold, decision);
		if (changed == NULL) {
			return decision;
		}
		decision = changed;
	}
	return decision;
}

int decision_entries_kind(const struct fold *fold, const struct decision *decision)
{
	for (size_t i = 0; i < CHANGES_MAXIMUM && decision->kind == KIND_CANCEL; i++) {
		const struct decision *cancelled = changed_by(fold, decision);
		if (cancelled == NULL) {
			break;
		}
		decision = cancelled;
	}
	return decision->kind;
}

struct amount cost_paid(const struct cost *cost)
{
	struct amount paid = cost->decided;
	sum_subtract(&paid, cost->left);
	return paid;
}

/* Where the chain of a decision's costs begins. */
static uint32_t *chain_of(struct costs *costs, struct slice reference)
{
	uint32_t symbol = symbols_intern(costs->references, reference);
	if (symbol == costs->reference_count) {
		costs->first =
		    memory_grow(costs->first, costs->reference_count, &costs->reference_capacity, sizeof *costs->first);
		costs->first[costs->reference_count++] = COST_NONE;
	}
	return &costs->first[symbol];
}

static struct cost *cost_of(struct costs *costs, struct decision *decision, struct fund *fund)
{
	uint32_t *first = chain_of(costs, decision->reference);
	uint32_t last = COST_NONE;
	for (uint32_t i = *first; i != COST_NONE; i = costs->items[i].next) {
		if (costs->items[i].fund == fund) {
			return &costs->items[i];
		}
		last = i;
	}
	uint32_t added = (uint32_t)costs->count++;
	costs->items = memory_grow(costs->items, added, &costs->capacity, sizeof *costs->items);
	costs->items[added] = (struct cost){decision, fund, ACCOUNT_NONE, NO_MONEY, NO_MONEY, COST_NONE};
	*(last == COST_NONE ? first : &costs->items[last].next) = added;
	return &costs->items[added];
}

static bool makes_costs(int kind)
{
	return kind == KIND_RETRIBUTE || kind == KIND_EXPENSE || kind == KIND_SUBSTITUTE || kind == KIND_REPAY;
}

/* What envelopes bear, by the entries. */
static void count_decided(struct costs *costs, const struct fold *fold, struct date end)
{
	for (size_t i = 0; i < fold->entries.count; i++) {
		const struct entries *entries = &LIST_AT(fold->entries, struct entries, i);
		bool counts =
		    date_compare(entries->date, end) < 0 && makes_costs(decision_entries_kind(fold, entries->decision));
		struct decision *origin = counts ? decision_origin(fold, entries->decision) : NULL;
		for (size_t j = 0; counts && j < entries->count; j++) {
			const struct entry_line *line = &entries->lines[j];
			const struct account *account = &LIST_AT(fold->accounts, struct account, line->account);
			if (account->kind == ACCOUNT_ACTION || account->kind == ACCOUNT_FUND) {
				struct cost *cost = cost_of(costs, origin, account->fund);
				cost->bearer = line->account;
				sum_add(&cost->decided, line->amount);
			}
		}
	}
}

static void count_left(struct costs *costs, const struct fold *fold, struct date end)
{
	struct arena *arena = arena_new();
	struct list dues = dues_until(arena, fold, end.days == DATE_MAXIMUM.days ? end : date_add_days(end, -1));
	for (size_t i = 0; i < dues.count; i++) {
		const struct due *due = &LIST_AT(dues, struct due, i);
		struct fund *fund = LIST_AT(fold->accounts, struct account, due->account).fund;
		if (due->decision != NULL) {
			struct decision *origin = decision_origin(fold, due->decision);
			sum_add(&cost_of(costs, origin, fund)->left, due_remaining(due));
		}
	}
	arena_free(arena);
}

struct costs *costs_new(const struct fold *fold, struct date end)
{
	struct costs *costs = memory_allocate_zeroed(1, sizeof *costs);
	costs->references = symbols_new();
	count_decided(costs, fold, end);
	count_left(costs, fold, end);
	return costs;
}

void costs_free(struct costs *costs)
{
	if (costs != NULL) {
		symbols_free(costs->references);
		free(costs->items);
		free(costs->first);
		free(costs);
	}
}

const struct cost *costs_of(const struct costs *costs, const struct decision *decision)
{
	uint32_t symbol = symbols_find(costs->references, decision->reference);
	return symbol == SYMBOL_NONE ? NULL : &costs->items[costs->first[symbol]];
}

const struct cost *cost_next(const struct costs *costs, const struct cost *cost)
{
	return cost->next == COST_NONE ? NULL : &costs->items[cost->next];
}
