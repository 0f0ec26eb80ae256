#include "report/contribution_shares.h"

/* Amounts of records have at most 15 digits with their cents: units fit in 64 bits. */
static struct amount beginning(struct amount total, struct amount to, struct amount whole)
{
	struct amount part = NO_MONEY;
	if (amount_sign(whole) == 0) {
		return part;
	}
	bool is_negative = amount_sign(whole) < 0;
	amount_fraction(total, (int64_t)(is_negative ? -to.units : to.units),
			(int64_t)(is_negative ? -whole.units : whole.units), &part);
	return part;
}

struct amount proportional_part(struct amount total, struct amount from, struct amount to, struct amount whole)
{
	struct amount part = beginning(total, to, whole);
	sum_subtract(&part, beginning(total, from, whole));
	return part;
}

/* One retribution: what it grants for each contribution, what each fund bears. */
struct retribution {
	struct decision *decision;
	const struct contribution_grant *grants;
	size_t grant_count;
	struct amount total; /* of the grants */
};

/* The shares of one fund: `from` to `to` of the total is what it bears. */
static void add_fund(struct list *shares, const struct retribution *retribution, const struct cost *cost,
		     struct amount from, struct amount to)
{
	struct amount before = NO_MONEY;  /* granted for the contributions so far, out of all funds */
	struct amount of_fund = NO_MONEY; /* likewise, out of this one */
	for (size_t i = 0; i < retribution->grant_count; i++) {
		struct amount after = before;
		sum_add(&after, retribution->grants[i].amount);
		struct amount granted = proportional_part(to, before, after, retribution->total);
		sum_subtract(&granted, proportional_part(from, before, after, retribution->total));
		struct amount of_fund_after = of_fund;
		sum_add(&of_fund_after, granted);
		struct amount paid = proportional_part(cost_paid(cost), of_fund, of_fund_after, cost->decided);
		LIST_AT(*shares, struct contribution_share, shares->count++) = (struct contribution_share){
		    retribution->grants[i].contribution, retribution->decision, cost->fund, granted, paid};
		before = after;
		of_fund = of_fund_after;
	}
}

static void add_retribution(struct list *shares, const struct retribution *retribution, const struct costs *costs)
{
	struct amount from = NO_MONEY;
	for (const struct cost *cost = costs_of(costs, retribution->decision); cost != NULL;
	     cost = cost_next(costs, cost)) {
		struct amount to = from;
		sum_add(&to, cost->decided);
		if (amount_sign(cost->decided) != 0) {
			add_fund(shares, retribution, cost, from, to);
		}
		from = to;
	}
}

/* A retribution that was cancelled grants nothing any more; what was paid of it stays with its contributions until it
 * comes back. */
static void add_undone(struct list *shares, const struct retribution *retribution, const struct costs *costs)
{
	for (const struct cost *cost = costs_of(costs, retribution->decision); cost != NULL;
	     cost = cost_next(costs, cost)) {
		struct amount before = NO_MONEY;
		for (size_t i = 0; amount_sign(cost_paid(cost)) != 0 && i < retribution->grant_count; i++) {
			struct amount after = before;
			sum_add(&after, retribution->grants[i].amount);
			struct amount paid = proportional_part(cost_paid(cost), before, after, retribution->total);
			LIST_AT(*shares, struct contribution_share, shares->count++) = (struct contribution_share){
			    retribution->grants[i].contribution, retribution->decision, cost->fund, NO_MONEY, paid};
			before = after;
		}
	}
}

/* The grants of one decision stand together, from `start` on. */
static struct retribution retribution_at(const struct fold *fold, size_t start)
{
	const struct contribution_grant *grants = fold->grants.items;
	struct retribution retribution = {grants[start].decision, &grants[start], 0, NO_MONEY};
	while (start + retribution.grant_count < fold->grants.count &&
	       grants[start + retribution.grant_count].decision == retribution.decision) {
		sum_add(&retribution.total, grants[start + retribution.grant_count++].amount);
	}
	return retribution;
}

/* How many shares a retribution can have at most. */
static size_t room_for(const struct fold *fold, const struct costs *costs)
{
	size_t room = 0;
	for (size_t i = 0; i < fold->grants.count; i++) {
		const struct decision *decision = LIST_AT(fold->grants, struct contribution_grant, i).decision;
		for (const struct cost *cost = costs_of(costs, decision); cost != NULL; cost = cost_next(costs, cost)) {
			room++;
		}
	}
	return room;
}

struct list contribution_shares(struct arena *arena, const struct fold *fold, const struct costs *costs)
{
	struct list shares = {arena_new_array(arena, struct contribution_share, room_for(fold, costs)), 0};
	for (size_t i = 0; i < fold->grants.count;) {
		struct retribution retribution = retribution_at(fold, i);
		bool is_undone = retribution.grants[0].is_undone;
		(is_undone ? add_undone : add_retribution)(&shares, &retribution, costs);
		i += retribution.grant_count;
	}
	return shares;
}
