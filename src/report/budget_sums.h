/* What every account of the budget has come to: the flows of money by what they mean. For src/report/ only. */
#ifndef SOUCI_REPORT_BUDGET_SUMS_H
#define SOUCI_REPORT_BUDGET_SUMS_H

#include "report/costs.h"

/* Of one account: a fund's (Funds), what a circle has not given to an action (free), or an action's envelope. Money
 * that came in is positive; each is what decisions did and undid.
 *
 *     fund:    left = awarded - granted - decided (given back to the funder)
 *     free:    left = granted - allocated
 *     action:  left = allocated - decided */
struct budget_sum {
	struct amount awarded;
	struct amount granted;
	struct amount allocated;
	struct amount decided;
	struct amount paid;
	struct amount left;
};

/* The sums of all accounts, by their places in fold->accounts, of what happened before the day `end`. Made in `arena`.
 */
struct budget_sum *budget_sums_new(struct arena *arena, const struct fold *fold, struct date end);

struct budget_sum budget_sum_nothing(void);
void budget_sum_add(struct budget_sum *sum, const struct budget_sum *other);

/* What changed from `before` to `sum`; what is left stays that of `sum`. */
void budget_sum_since(struct budget_sum *sum, const struct budget_sum *before);

/* Whether nothing ever happened. */
bool budget_sum_is_nothing(const struct budget_sum *sum);

#endif
