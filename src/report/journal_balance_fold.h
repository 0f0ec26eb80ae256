/* What the two halves of the balance report share: adding up (journal_balance.c) and laying out
 * (journal_balance_table.c). */
#ifndef SOUCI_REPORT_JOURNAL_BALANCE_FOLD_H
#define SOUCI_REPORT_JOURNAL_BALANCE_FOLD_H

#include "report/journal_balance.h"
#include "report/period_sums.h"

struct balance_fold {
	const struct balance_options *options;
	struct balances before; /* of what comes before the first day shown */
	struct period_sums columns;
	uint32_t *clipped; /* by account: the one it counts under, or BALANCE_NONE */
	size_t clipped_count;
	bool is_overflowing;
};

#endif
