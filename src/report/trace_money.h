/* What the bank paid of what decisions owe, payment by payment. For src/report/ only. */
#ifndef SOUCI_REPORT_TRACE_MONEY_H
#define SOUCI_REPORT_TRACE_MONEY_H

#include "decision/dues.h"
#include "report/bank_lines.h"
#include "report/budget_sums.h"
#include "report/costs.h"

#define TRACE_NONE UINT32_MAX

/* A due, and the decision that the money is in the end about. */
struct traced_due {
	const struct due *due;
	const struct account *account;
	struct decision *origin; /* NULL: what it undoes or moves does not exist */
	struct amount paid;      /* by the bank, less what was given back */
	uint32_t first_share;    /* or TRACE_NONE */
	uint32_t next;           /* due of the same origin, or TRACE_NONE */
};

/* A payment, or what of it went to one due. Money that was given back is negative. */
struct traced_share {
	const struct bank_line *line;
	struct fund *fund;   /* of the account; NULL when there is none of that name */
	struct party *party; /* likewise */
	uint32_t due;        /* its place among the dues; TRACE_NONE: nothing was owed */
	struct amount amount;
	bool is_by_age;
	uint32_t next; /* share of the same due, or TRACE_NONE */
};

struct trace_money {
	const struct fold *fold;
	struct list lines;          /* struct bank_line, up to the last day */
	struct list dues;           /* struct traced_due, in the order of decisions */
	struct list shares;         /* struct traced_share, by journal */
	struct costs *costs;        /* what each envelope bears of each decision */
	struct budget_sum *sums;    /* by account */
	struct symbols *references; /* of origins; numbers index `first_due` */
	uint32_t *first_due;
	struct symbols *changed;         /* references of decisions that later ones changed; numbers index both below */
	const struct decision **cancels; /* the first that cancels it, or NULL */
	const struct decision **moves;   /* the first that moves its cost to another fund, or NULL */
};

/* All that was decided and paid up to and including `until`. Lives in `arena`. Free with trace_money_free(). */
struct trace_money trace_money_read(struct arena *arena, const struct fold *fold, const struct books *hand_written,
				    struct date until);
void trace_money_free(struct trace_money *money);

struct traced_due *trace_due_at(const struct trace_money *money, uint32_t place);
const struct traced_share *trace_share_at(const struct trace_money *money, uint32_t place);

/* The first due of a decision, or TRACE_NONE; go on with `next`. */
uint32_t trace_first_due(const struct trace_money *money, const struct decision *origin);

/* The first applied decision that cancels another, or moves its cost; NULL when none does. */
const struct decision *trace_cancelled_by(const struct trace_money *money, const struct decision *decision);
const struct decision *trace_moved_by(const struct trace_money *money, const struct decision *decision);

/* What is left to pay of a due. */
struct amount trace_due_left(const struct traced_due *due);

#endif
