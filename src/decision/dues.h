/* What is owed: each decision that owes money, what the bank paid of it, what is left. Derived, never stored. */
#ifndef SOUCI_DECISION_DUES_H
#define SOUCI_DECISION_DUES_H

#include "decision/fold.h"

struct due {
	struct decision *decision; /* that owes it: a retribution, an expense, a substitution, a repayment */
	uint32_t account;          /* Due:<party>:<fund>, an index into fold->accounts */
	struct date date;
	struct amount amount;  /* owed in all, less what was cancelled or moved to another fund */
	struct amount lowered; /* what was cancelled or moved of it */
	struct amount paid;
	bool paid_by_age; /* some payment named no decision and was taken for the oldest due */
};

/* All dues from entries and payments up to and including `until`, in the order of their decisions. The array is
 * allocated in `arena`. */
struct list dues_until(struct arena *arena, const struct fold *fold, struct date until);

/* What a payment, or some of it, went to. */
struct settlement {
	const struct payment *payment;
	size_t due; /* its place among the dues; DUE_NONE: nothing was owed that it could pay */
	struct amount amount;
	bool is_by_age; /* it named no decision and was taken for the oldest due */
};

#define DUE_NONE SIZE_MAX

/* The dues, and what each payment up to and including `until` went to (struct settlement, those that name a decision
 * first): their amounts add up to the payments. Allocated in `arena`. */
struct list settlements_until(struct arena *arena, const struct fold *fold, struct date until, struct list *dues);

/* What is left to pay of a due. */
struct amount due_remaining(const struct due *due);

/* What is left to pay, at a date, of what a decision owes a party from a fund. */
struct amount due_left(const struct fold *fold, const struct decision *decision, const struct party *party,
		       const struct fund *fund, struct date date);

#endif
