/* Balances of each period: the sums of its own postings. */
#ifndef SOUCI_REPORT_PERIOD_SUMS_H
#define SOUCI_REPORT_PERIOD_SUMS_H

#include "journal/balances.h"
#include "text/date.h"

struct period_sum {
	struct date start;
	struct balances balances;
};

struct period_sums {
	struct period_sum *items; /* by start; only periods in which something happened */
	size_t count;
	size_t capacity;
	size_t latest; /* the one used last: entries mostly come in order */
};

/* The balances of the period that begins on `start`, made when new; valid until another is made. */
struct balances *period_sums_at(struct period_sums *sums, struct date start);

void period_sums_release(struct period_sums *sums);

#endif
