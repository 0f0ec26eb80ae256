/* What the families of checks share while a network is judged. For src/rule/ only. */
#ifndef SOUCI_RULE_JUDGEMENT_H
#define SOUCI_RULE_JUDGEMENT_H

#include "decision/fold.h"
#include "decision/kind.h"

/* What is not known for sure of a circle, because a decision about it could not be read or applied. What follows from
 * that is not held against later decisions: one cause, one finding. */
struct doubt {
	bool members;
	bool mandates;
	bool actions;
	bool status;
	bool territory;
	bool rules;
	bool money; /* all its envelopes, and which of its decisions still hold */
	struct doubted_fund *funds;
};

/* A fund of which it is not known what a circle has. */
struct doubted_fund {
	const struct fund *fund;
	struct doubted_fund *next;
};

/* How a person took part in the meeting being judged: a set. */
enum attendance {
	ATTENDANCE_PRESENT = 1,
	ATTENDANCE_EXCUSED = 2,
	ATTENDANCE_REPRESENTED = 4,   /* gave a proxy to someone present */
	ATTENDANCE_MEMBER_BEFORE = 8, /* was a member when the meeting began */
};

/* What is known of a circle from the start, and what was said of it once. */
struct circle_memory {
	bool never_founds; /* it decides, and no minutes found it: those that did are missing */
	bool unfounded_said;
	bool stewardless_said;
	bool voterless_said;
};

/* A decision that took more from an account than there was. */
/* A retribution that grants more than was asked for, which was said. */
struct excess {
	const struct decision *decision;
	struct amount amount; /* how much more */
	struct location location;
	bool is_error;
	struct excess *next;
};

struct overdraft {
	uint32_t account;
	struct decision *decision;
	struct amount before; /* what was there */
	struct amount taken;
};

/* The latest decision that was told to overspend an account. */
struct told_overdraft {
	uint32_t account;
	const struct decision *decision;
	struct told_overdraft *next;
};

/* A sum granted to a person, for the caps on a period. */
struct grant {
	struct date date;
	struct amount amount;
	struct decision *decision;
	struct grant *next;
};

/* A part of a cost that moved from one fund to another. */
struct substitution {
	struct decision *cost;
	struct decision *decision;
	struct fund *from;
	struct fund *to;
	struct amount amount;
	struct substitution *next;
};

/* A decision that a later one cancelled. */
struct cancellation {
	const struct decision *cancelled;
	const struct decision *by;
	struct cancellation *next;
};

/* The latest decision that relied on a document. */
struct document_use {
	const struct decision *decision;
	const struct contribution *contribution; /* whose evidence it is; NULL for that of the decision itself */
};

struct compiled_pattern {
	struct slice source;
	struct pattern *pattern;
	struct compiled_pattern *next;
};

/* How often a rule was asked, and broken, where the breach is told by one finding id. */
struct rule_use {
	enum setting setting;
	struct slice variant;
	const struct rule_line *line; /* where it stands; neither for a default */
	const struct decision *decision;
	uint32_t cause; /* of the findings */
	size_t asked;   /* 0 where nobody counts how often */
	size_t broken;
	struct rule_use *next;
};

struct judgement {
	struct model *model;
	struct findings *findings;
	struct arena *arena; /* texts and lists that live as long as the judgement */
	struct fold *fold;
	struct fold_visitor visitor;    /* of the fold */
	struct doubt *doubts;           /* by circle->index */
	bool *fund_doubts;              /* by fund->index: all its accounts */
	bool *pool_doubts;              /* by fund->index: what it holds outside of the circles, which may give back */
	bool awards_doubted;            /* what the funds are for */
	struct list unread;             /* struct unread_file *: minutes, by day */
	size_t unread_doubted;          /* how many of them came before what is being judged */
	struct circle_memory *memories; /* by circle->index */
	unsigned *attendance;           /* by party->index: sets of enum attendance, of the current meeting */
	size_t next_decision;           /* of the current meeting, not looked at yet */
	bool quorum_said;               /* of the current meeting */
	bool voters_said;               /* likewise */
	bool attendance_matters;        /* it decides something else than its own founding */
	size_t parties_seen;            /* those of the model that there is room for */
	size_t places_seen;
	size_t funds_seen;
	size_t actions_seen;
	uint32_t *votes;       /* by party->index: the ballot last counted */
	uint32_t *place_votes; /* by place->index: likewise */
	uint32_t ballot;
	struct date day;              /* of the last meeting begun */
	size_t entries_seen;          /* of the fold */
	struct overdraft *overdrafts; /* of this day; owned */
	size_t overdraft_count;
	size_t overdraft_capacity;
	struct told_overdraft *told_overdrafts;
	struct rule_use *rule_uses[FINDING_COUNT];
	struct list regularised; /* struct slice: the decisions whose faults the council acknowledged */
	struct excess *excesses; /* the latest first */
	struct grant **grants;   /* by party->index */
	struct substitution *substitutions;
	struct cancellation *cancellations;
	struct cancellation *cancellations_settled; /* those from here on were judged as to what was paid */
	struct compiled_pattern *patterns;
	struct symbols *documents;          /* invoices and the like, by path or address; owned */
	struct document_use *document_uses; /* by number of the document; owned */
	size_t document_capacity;
	struct symbols *addresses;           /* of people, folded; owned */
	const struct party **address_owners; /* by number of the address: who had it first; owned */
	size_t address_capacity;
	struct symbols *causes;                  /* those of faults that were told: see cause.c; owned */
	const struct decision **cause_decisions; /* by number of the cause: whose fault it was, or NULL; owned */
	size_t cause_capacity;
};

/* ---- saying what is wrong ---- */

/* Adds a finding about a decision. `arguments[0]` is ignored, `{1}` is `arguments[1]`. */
struct finding *blame_list(struct judgement *judgement, const struct decision *decision, enum finding_id id,
			   struct location location, const struct slice *arguments, size_t count);
#define blame(judgement, decision, id, location, ...)                                                                  \
	blame_list((judgement), (decision), (id), (location), (const struct slice[]){{"", 0}, __VA_ARGS__},            \
		   sizeof((const struct slice[]){{"", 0}, __VA_ARGS__}) / sizeof(struct slice))

/* The same for what a rule asks: of the severity its level says, and not at all while the rules are in doubt. */
void breach_list(struct judgement *judgement, const struct decision *decision, const struct rule_change *rule,
		 enum finding_id id, struct location location, const struct slice *arguments, size_t count);
#define breach(judgement, decision, rule, id, location, ...)                                                           \
	breach_list((judgement), (decision), (rule), (id), (location), (const struct slice[]){{"", 0}, __VA_ARGS__},   \
		    sizeof((const struct slice[]){{"", 0}, __VA_ARGS__}) / sizeof(struct slice))

/* rule_use.c: counts that a rule, whose breach is that finding, is asked of something that keeps or breaks it. */
void rule_is_asked(struct judgement *judgement, const struct rule_change *rule, enum finding_id id);

/* rule_use.c: gives a finding that a rule is broken the severity its level says, and counts it. */
void blame_rule(struct judgement *judgement, const struct rule_change *rule, struct finding *finding);

/* rule_use.c: at the end, leaves a common cause to the findings whose rule is broken more often than kept: it is wrong,
 * more likely than all who broke it. */
void settle_rule_uses(struct judgement *judgement);

/* doubt.c: before anything is judged. */
void doubt_begin(struct judgement *judgement);

/* doubt.c: what minutes up to that day may have decided that could not be read is in doubt from here on. */
void doubt_unread_until(struct judgement *judgement, struct date day);

/* doubt.c: remembers that a decision is left out of the fold, and what is in doubt from then on. */
void leave_out(struct judgement *judgement, const struct decision *decision);

struct doubt *doubt_of(const struct judgement *judgement, const struct decision *decision);

/* doubt.c: whether it is unknown if an action is open for the circle of a decision, or who may be paid for it. */
bool action_is_doubted(const struct judgement *judgement, const struct decision *decision, const struct action *action);
bool mandates_are_doubted(const struct judgement *judgement, const struct decision *decision,
			  const struct action *action);

/* doubt.c: whether it is unknown what a circle, or (`circle` NULL) nobody yet, has of a fund. */
bool money_is_doubted(const struct judgement *judgement, const struct circle *circle, const struct fund *fund);

/* doubt.c: whether something a decision is judged by is unknown, so that faults of it may not have been told. */
bool judging_is_doubted(const struct judgement *judgement, const struct decision *decision);

/* ---- texts for messages ---- */

struct slice text_of_money(const struct judgement *judgement, struct amount amount);
struct slice text_of_day(const struct judgement *judgement, struct date date);
struct slice text_of_number(const struct judgement *judgement, int64_t number);
struct slice text_of_days(const struct judgement *judgement, int64_t days);                /* `1 day`, `6 days` */
struct slice text_of_person(const struct judgement *judgement, const struct party *party); /* `Léa Martin (lea)` */
/* A fixed word (`retribute`, `treasurer`), in the language the decision is written in. */
struct slice text_of_word(const struct decision *decision, const struct choice *choices, int word);

/* What a rule says and where it comes from: `quorum: 3 (network/2022-02-22/4)`. */
struct slice text_of_rule(const struct judgement *judgement, enum setting setting, const struct rule_change *rule);

/* ---- shortcuts ---- */

/* The rule in force for the circle of a decision on the day of its meeting. */
struct rule_change rule_for(const struct judgement *judgement, const struct decision *decision, enum setting setting,
			    struct slice variant);

/* Whether a yes/no rule says yes. */
bool rule_says_yes(const struct rule_change *rule);

/* Whether a person is a member on the day of the decision's meeting, or was when it began. */
bool is_member_at(const struct judgement *judgement, const struct decision *decision, const struct party *person);

/* Whether a text matches a pattern of the rules, compiled once. */
enum finding_id pattern_verdict(struct judgement *judgement, struct slice source, struct slice text);

#endif
