/* Facts: what holds in a state of the network, one by one: tom is a member, the envelope of an action holds so much, a
 * decision is sealed. Two states differ in meaning by the facts that they do not share. */
#ifndef SOUCI_HISTORY_FACT_H
#define SOUCI_HISTORY_FACT_H

#include "history/subjects.h"
#include "rule/snapshot.h"

struct fact_collector;

/* How a fact of a kind is told, N_(). `{person}`, `{action}`, `{fund}`, `{circle}`, `{name}` and `{label}` stand for
 * what it is about, `{before}` and `{after}` for its value on either side. */
struct fact_phrases {
	const char *added;
	const char *changed;
	const char *ended; /* it was told to last and is now told to end; NULL when values never do */
	const char *removed;
};

struct fact_kind {
	const char *name; /* for machines */
	void (*collect)(struct fact_collector *collector);
	struct fact_phrases phrases;
	bool is_amount; /* where there is no fact, there is no money: told as changed, from or to zero */
};

/* One fact. Texts are empty where they do not apply. */
struct fact {
	const struct fact_kind *kind;
	struct slice key;          /* which of its kind and circle */
	size_t nth;                /* of those with the same key: who joined again is a member twice */
	struct subjects about;     /* told under its circle */
	struct slice name;         /* what else it is about: a role, a rule, an account, a reference */
	struct slice shown_name;   /* the same for people, where it is another word */
	struct slice label;        /* what it says, in a few words */
	struct slice value;        /* for machines */
	struct slice shown;        /* for people */
	bool has_end;              /* the value tells when it ends … */
	struct slice end;          /* … namely after this day */
	struct amount amount;      /* the natural way round */
	struct money_style money;  /* how the amount is written */
	struct slice decision;     /* that made it so */
	const struct entry *entry; /* of a record: what its fields say is compared too */
};

struct fact_list {
	struct fact *facts; /* by circle, kind and key */
	size_t count;
};

/* The kinds, in the order they are told, ended by one without name. */
extern const struct fact_kind fact_kinds[];

/* All facts of a network on a day: what was decided and dated up to `until`. Made in `arena`; they point into the
 * snapshot too, which must outlive them. */
struct fact_list facts_of_network(struct arena *arena, struct snapshot *snapshot, struct date until);

/* The order of facts; 0 for the same fact in two states. */
int fact_compare(const struct fact *a, const struct fact *b);

#endif
