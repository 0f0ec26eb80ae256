/* Which fund pays how much of which contribution. For src/report/ only. */
#ifndef SOUCI_REPORT_CONTRIBUTION_SHARES_H
#define SOUCI_REPORT_CONTRIBUTION_SHARES_H

#include "report/costs.h"

/* What one retribution grants for one contribution out of one fund, and what of it is paid. */
struct contribution_share {
	const struct contribution *contribution;
	struct decision *decision;
	struct fund *fund;
	struct amount granted;
	struct amount paid;
};

/* The shares of all retributions that stand (struct contribution_share), in the order of decisions. Sums are exact both
 * ways: over funds what the fold granted for the contribution, over contributions what the fund bears and what of that
 * is paid. Between them cents are split in proportion. Made in `arena`. */
struct list contribution_shares(struct arena *arena, const struct fold *fold, const struct costs *costs);

/* The part of `total` that falls to what lies between `from` and `to` of `whole`: rounded sums of the beginning, so
 * that parts side by side add up to the total. Nothing when the whole is zero. */
struct amount proportional_part(struct amount total, struct amount from, struct amount to, struct amount whole);

#endif
