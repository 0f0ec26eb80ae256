/* What is owed: each decision that owes money, what the bank paid of it, what is left. Derived, never stored. */
#ifndef SOUCI_DECISION_DUES_H
#define SOUCI_DECISION_DUES_H

#include "decision/fold.h"

struct due {
	struct decision *decision; /* that owes it: a retribution, an expense, a substitution, a repayment */
	uint32_t account;          /* Due:<party>:<fund>, an index into fold->accounts */
	struct date date;
	struct amount amount; /* owed in all, less what was cancelled or moved to another fund */
	struct amount paid;
	bool paid_by_age; /* some payment named no decision and was taken for the oldest due */
};

/* All dues from entries and payments up to and including `until`, in the order of their decisions. The array is
 * allocated in `arena`. */
struct list dues_until(struct arena *arena, const struct fold *fold, struct date until);

/* What is left to pay of a due. */
struct amount due_remaining(const struct due *due);

/* What is left to pay, at a date, of what a decision owes a party from a fund. */
struct amount due_left(const struct fold *fold, const struct decision *decision, const struct party *party,
		       const struct fund *fund, struct date date);

#endif
