/* What decisions make the network pay, and what of it is paid: one cost for each retribution, expense or repayment and
 * each fund that bears some of it, after what later decisions changed (`substitute`, `cancel`) and the bank paid. */
#ifndef SOUCI_REPORT_COSTS_H
#define SOUCI_REPORT_COSTS_H

#include "decision/fold.h"

struct cost {
	struct decision *decision; /* the retribution, expense or repayment */
	struct fund *fund;
	uint32_t bearer; /* the account that bears it, an index into fold->accounts; ACCOUNT_NONE before any entry */
	struct amount decided; /* borne by the envelope of the action, or by the fund itself for a repayment */
	struct amount left;    /* still owed; negative when too much was paid */
	uint32_t next;         /* the next cost of the same decision, or COST_NONE */
};

#define COST_NONE UINT32_MAX
#define ACCOUNT_NONE UINT32_MAX

struct costs {
	struct cost *items; /* in the order of decisions */
	size_t count;
	size_t capacity;
	struct symbols *references; /* of decisions; numbers index `first` */
	uint32_t *first;            /* the first cost of a decision */
	size_t reference_count;
	size_t reference_capacity;
};

/* The costs of all that was decided and paid before the day `end`. Free with costs_free(). */
struct costs *costs_new(const struct fold *fold, struct date end);

/* NULL is allowed. */
void costs_free(struct costs *costs);

/* What of the cost has been paid: it follows a cost that moves to another fund. */
struct amount cost_paid(const struct cost *cost);

/* The first cost of a decision, or NULL; go on with cost_next(). */
const struct cost *costs_of(const struct costs *costs, const struct decision *decision);
const struct cost *cost_next(const struct costs *costs, const struct cost *cost);

/* What a decision is in the end about: the one that a `substitute` or a `cancel` (of one, or of a substitution)
 * changes, else itself. Never NULL. */
struct decision *decision_origin(const struct fold *fold, struct decision *decision);

/* The kind of decision whose entries these are: for a cancellation that of what it cancels. */
int decision_entries_kind(const struct fold *fold, const struct decision *decision);

/* Sums of amounts of records: these have at most 15 digits and sums 38, so that nothing overflows. */
void sum_add(struct amount *sum, struct amount amount);
void sum_subtract(struct amount *sum, struct amount amount);

/* No money, with cents. */
#define NO_MONEY ((struct amount){0, MONEY_SCALE})

#endif
