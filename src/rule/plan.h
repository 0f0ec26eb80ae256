/* What applying meetings changes, told meeting by meeting: who comes and goes, what is decided, how much is left before
 * and after, who is owed what. */
#ifndef SOUCI_RULE_PLAN_H
#define SOUCI_RULE_PLAN_H

#include "rule/application.h"

/* In the order they are told. */
enum plan_change_kind {
	PLAN_STATUS,
	PLAN_TERRITORY,
	PLAN_MEMBER_IN,
	PLAN_MEMBER_OUT,
	PLAN_MANDATE_BEGINS,
	PLAN_MANDATE_ENDS,
	PLAN_ACTION_IN,
	PLAN_ACTION_OUT,
	PLAN_RULE,
	PLAN_CONSORTIUM,
	PLAN_RECEIVABLE, /* what a funder has promised, in all */
	PLAN_FUND,       /* what is left to give of a fund */
	PLAN_CIRCLE,     /* what a circle has not given to an action yet */
	PLAN_ENVELOPE,   /* what is left for an action */
	PLAN_DUE,        /* what a party is owed; `before` is zero: payments are the bank's affair */
	PLAN_FUND_CLOSED,
	PLAN_YEAR_CLOSED,
	PLAN_CHANGE_KIND_COUNT
};

/* One change; members that do not concern its kind are NULL, -1, empty or DATE_NONE. */
struct plan_change {
	enum plan_change_kind kind;
	const struct meeting *meeting;
	const struct decision *decision; /* NULL for money: the sum of what the meeting decided */
	const struct circle *circle;
	const struct party *party;
	int choice; /* the role of a mandate, the status of a circle */
	const struct action *action;
	const struct fund *fund; /* for PLAN_RECEIVABLE, NULL is the network's own means */
	struct slice name;       /* of a rule, a consortium, a year */
	struct slice value;      /* of a rule; the communes and places of a territory */
	struct date from;        /* first day of what begins, first day without what ends */
	struct date until;       /* first day behind a term; DATE_MAXIMUM without one */
	struct amount before;
	struct amount after;
	size_t sequence; /* in the order of decisions */
};

struct plan {
	struct list changes; /* struct plan_change, by meeting in their total order, then in the order of kinds */
	struct amount owed;  /* by all these meetings */
	size_t decisions;    /* adopted or not */
};

/* Compares the state without and with the meetings of a prepared application. Allocated in the snapshot's arena. */
struct plan plan_new(struct snapshot *snapshot, const struct application *application);

/* The word for a kind of change: `member-in`. */
const char *plan_change_name(enum plan_change_kind kind);

#endif
