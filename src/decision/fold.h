/* The fold: adopted decisions taken one by one in their total order, each changing the state of the network. Every
 * governed fact (members, mandates, actions, rules, envelopes, funds, statuses) is read here and nowhere else. */
#ifndef SOUCI_DECISION_FOLD_H
#define SOUCI_DECISION_FOLD_H

#include "model/model.h"
#include "model/setting.h"

/* A span of days; first in every structure that has one, so that `cancel` undoes them all alike. It is
 * [from, until); `until` is DATE_MAXIMUM while it lasts. */
struct span {
	struct date from;
	struct date until;
	struct decision *since; /* that began it */
	struct decision *ended; /* that ended it, or NULL; a term (`Until`) needs none */
};

struct membership {
	struct span span;
	struct circle *circle;
	struct party *person;
	struct place *place; /* or NULL */
};

struct mandate {
	struct span span;
	struct circle *circle;
	struct party *person;
	int role;
	struct action *action; /* of a contributor; NULL for the whole circle */
	struct date review;
};

/* An action in the programme of a circle. */
struct adoption {
	struct span span;
	struct circle *circle;
	struct action *action;
};

struct rule_change {
	struct circle *circle; /* whose rule it is; the council's holds for all; NULL for the rules of network.rec */
	enum setting setting;
	struct slice variant;
	struct setting_value value;
	int level; /* enum level */
	bool is_firm;
	struct date from;
	bool from_next_meeting;    /* no Effective: not yet in force at its own meeting */
	struct decision *decision; /* NULL for network.rec */
	struct rule_line *line;    /* of network.rec, else NULL */
	bool is_undone;            /* cancelled from `undone_from` on */
	struct date undone_from;
};

struct status_change {
	struct span span;
	struct circle *circle;
	int status;
};

struct territory {
	struct span span;
	struct circle *circle;
	struct list communes; /* struct slice */
	struct list places;   /* struct place * */
};

struct consortium {
	struct span span;
	struct circle *circle;
	struct slice id;
	struct fund *fund; /* or NULL */
	struct list seats; /* struct seat */
};

struct seat {
	struct place *place;
	struct party *person;
};

struct year_closing {
	int year;
	struct decision *decision;
};

/* What is known of a fund; amounts are sums so far. */
struct fund_state {
	struct fund *fund;
	struct decision *award; /* the first; NULL: not awarded yet */
	struct decision *closed;
	struct amount awarded; /* awards and amendments less shortfalls */
	struct amount shortfall;
	struct amount repaid; /* owed back to the funder */
	struct date start;    /* DATE_NONE: no limit */
	struct date end;
	struct list circles; /* struct circle *; empty: all */
	struct list actions; /* struct action *; empty: all */
	int64_t share;       /* hundredths of a percent, -1: all of a cost */
	bool is_doubtful;    /* what was awarded is unknown or too little, as a finding says */
};

/* What decisions made of a contribution. */
struct contribution_state {
	struct amount granted;
	struct decision *settled;  /* the retribution that settled it, or NULL */
	struct decision *latest;   /* the last retribution that paid some of it, or NULL */
	int64_t validated_minutes; /* -1: not decided */
};

/* What one retribution granted for one contribution. */
struct contribution_grant {
	struct contribution *contribution;
	struct decision *decision;
	struct amount amount;
	bool is_undone; /* the retribution was cancelled */
};

enum account_kind {
	ACCOUNT_RECEIVABLE, /* Assets:Receivable:<fund> */
	ACCOUNT_OWN_MEANS,  /* Equity:Free */
	ACCOUNT_FUND,       /* Funds:<fund> */
	ACCOUNT_CIRCLE,     /* Budget:<circle>:free:<fund> */
	ACCOUNT_ACTION,     /* Budget:<circle>:<action>:<fund> */
	ACCOUNT_DUE,        /* Due:<party>:<fund> */
};

struct account {
	enum account_kind kind;
	struct slice name;
	struct fund *fund; /* NULL for ACCOUNT_OWN_MEANS */
	struct circle *circle;
	struct action *action;
	struct party *party;
	struct amount balance; /* credits less debits of the entries so far: money available, or owed */
};

struct entry_line {
	uint32_t account;
	struct amount amount; /* debits positive, credits negative, as in the journal */
};

/* The entries of one decision. */
struct entries {
	struct date date; /* of its meeting, or of its seal's Post */
	struct decision *decision;
	struct entry_line *lines;
	size_t count;
};

/* A payment found in the bank journal: what it pays and how much; money that came back is a negative one. */
struct payment {
	struct date date;
	struct slice account;  /* Due:<party>:<fund> */
	struct slice decision; /* of its `pays:` tag, or empty */
	struct amount amount;
	struct location location;
};

struct fold;

/* Told of each step, in the total order: how rules are judged with the state then in force. Members may be NULL. */
struct fold_visitor {
	void *context;
	void (*meeting_begins)(void *context, struct fold *fold, struct meeting *meeting);
	/* Before the decision is applied; adopted decisions only. Return false to leave it out of the fold. */
	bool (*before_decision)(void *context, struct fold *fold, struct decision *decision);
	void (*after_decision)(void *context, struct fold *fold, struct decision *decision);
	void (*meeting_ends)(void *context, struct fold *fold, struct meeting *meeting);
};

/* The total order: by date, the council before the circles, then by circle and by id. Negative, zero or positive. */
int meeting_compare(const struct meeting *a, const struct meeting *b);

struct fold_options {
	struct date until;              /* the last day folded; DATE_MAXIMUM for all */
	bool sealed_only;               /* only meetings that were applied */
	const struct payment *payments; /* of the bank journal, by date; borrowed */
	size_t payment_count;
	const struct fold_visitor *visitor; /* or NULL */
};

struct fold {
	struct model *model; /* borrowed */
	struct arena *arena;
	struct fold_options options;
	struct list memberships;  /* struct membership */
	struct list mandates;     /* struct mandate */
	struct list adoptions;    /* struct adoption */
	struct list rule_changes; /* struct rule_change */
	struct list statuses;     /* struct status_change */
	struct list territories;  /* struct territory */
	struct list consortiums;  /* struct consortium */
	struct list closings;     /* struct year_closing */
	struct list
	    sealed_closings;  /* struct year_closing: those of applied meetings, whatever their place in the order */
	struct list accounts; /* struct account */
	struct list entries;  /* struct entries, in the order of decisions */
	struct fund_state *funds; /* by fund->index */
	size_t fund_count;
	struct contribution_state *contributions; /* by contribution->index */
	size_t contribution_count;
	size_t contribution_room;
	struct list grants;          /* struct contribution_grant */
	struct list *memberships_of; /* by circle->index: indexes into memberships (uint32_t) */
	struct list *mandates_of;    /* by circle->index: indexes into mandates (uint32_t) */
	/* Indexes into rule_changes (uint32_t): of network.rec, then by circle->index + 1. */
	struct list *rule_changes_of;
	struct decision **founded; /* by circle->index: its `found`, or NULL */
	struct list meetings;      /* struct meeting *: those folded, in their order */
	struct date latest;        /* date of the last meeting folded; DATE_NONE when there is none */
	struct symbols *account_names;
	struct meeting *current; /* being folded */
};

/* Folds all adopted meetings of the model. Never fails: what cannot be applied (a reference that dangles) is left out.
 * Free with fold_free(). */
struct fold *fold_new(struct model *model, struct fold_options options);

/* Folds meetings that the model did not have before, or that were applied since. Returns false, changing nothing, when
 * one of them comes before a meeting that was folded already. */
bool fold_extend(struct fold *fold, struct meeting *const *meetings, size_t count);
void fold_free(struct fold *fold);

/* ---- questions; dates choose among what the fold knows so far ---- */

bool span_covers(const struct span *span, struct date date);

/* The membership of a person in a circle at a date, or NULL. */
const struct membership *fold_membership(const struct fold *fold, const struct circle *circle,
					 const struct party *person, struct date date);
/* How many members a circle has at a date. */
size_t fold_member_count(const struct fold *fold, const struct circle *circle, struct date date);

/* A mandate of that role in that circle at that date; for a contributor, one for that action (NULL: any). */
const struct mandate *fold_mandate(const struct fold *fold, const struct circle *circle, const struct party *person,
				   int role, const struct action *action, struct date date);

/* The adoption of an action in a circle at a date, or NULL. */
const struct adoption *fold_adoption(const struct fold *fold, const struct circle *circle, const struct action *action,
				     struct date date);

/* The rule in force for a circle at a date: its own, else the council's, else network.rec's, else the default, whose
 * `decision` and `line` are NULL. A firm rule of the council prevails over a looser one. `value.is_set` is false when
 * nothing sets it. */
struct rule_change fold_rule(const struct fold *fold, const struct circle *circle, enum setting setting,
			     struct slice variant, struct date date);

/* Status of a circle at a date (enum circle_status), -1 before it is founded. */
int fold_status(const struct fold *fold, const struct circle *circle, struct date date);
const struct territory *fold_territory(const struct fold *fold, const struct circle *circle, struct date date);
/* The consortium that carries a fund at a date, or NULL. */
const struct consortium *fold_consortium_of(const struct fold *fold, const struct fund *fund, struct date date);

/* The references of the decisions that those folded so far cancel. Free with symbols_free(). */
struct symbols *fold_cancelled(const struct fold *fold);

/* Whether a year was closed by what was folded so far. */
bool fold_year_is_closed(const struct fold *fold, int year);

/* Whether an applied meeting closed the year, whatever its place in the order. */
bool fold_year_is_sealed(const struct fold *fold, int year);

/* Whether the seal of a meeting says a day its money may post at: none, or the first day of a year, where applied
 * meetings closed all the years before it. */
bool fold_post_is_possible(const struct fold *fold, const struct meeting *meeting);

/* The day a meeting's money posts: its own, or, when it came late for a year that was closed, the first open day, which
 * its seal then says. */
struct date fold_posting_date(const struct fold *fold, const struct meeting *meeting);

/* The account of that name, or NULL. */
struct account *fold_find_account(const struct fold *fold, struct slice name);
/* Money available on an envelope so far: `action` NULL for what the circle has not given to an action. */
struct amount fold_available(const struct fold *fold, const struct circle *circle, const struct action *action,
			     const struct fund *fund);

/* Minutes in a day of work, by the rule `day`. */
int64_t fold_day_minutes(const struct fold *fold, const struct circle *circle, struct date date);

/* The day a decision takes effect. */
struct date decision_effective(const struct decision *decision);

/* What a decision grants in all: its Amount, or the sum of its parts. */
struct amount decision_amount(const struct decision *decision);
/* Its funds and what each pays: the parts, or Fund and Amount as one part. */
struct list decision_parts(struct arena *arena, const struct decision *decision);
/* Who is to be paid by a retribution or an expense: Payee, else the person's usual payee, else the person. */
struct party *decision_payee(const struct decision *decision);
struct action *decision_action(const struct decision *decision);

#endif
