/* The state of the network at a commit: its records, the fold of its decisions, who may commit what, and what is wrong
 * with it. The records of the last few are kept: a commit that only adds to one of them turns it into its own state,
 * and only what it adds is judged (rule/succession.h). Any other state is read and judged whole. */
#ifndef SOUCI_HISTORY_STATE_H
#define SOUCI_HISTORY_STATE_H

#include "history/file_cache.h"
#include "history/tree_compare.h"
#include "model/authority.h"
#include "rule/succession.h"
#include "source/repository.h"
#include "text/symbols.h"

/* An error that stands in a state, told apart by what it says. */
struct standing_error {
	struct slice identity; /* id, path and message */
	enum finding_id id;
	struct slice path;
	struct slice message;
	struct slice decision;
};

enum { STATE_KEY_SIZE = 2 * GIT_OID_HEXSZ + 1 };

struct verdict {
	struct list errors; /* struct standing_error, of different identities */
	const struct symbols *identities;
};

struct state {
	git_oid tree;                  /* of the network; zeros when there is none */
	struct slice key;              /* the ids of circles/ and ledger/ */
	char key_text[STATE_KEY_SIZE]; /* where it stands */
	git_oid mailmap_id;            /* zeros when there is none */
	bool is_judged;
	struct succession *succession; /* NULL when nothing can follow */
	struct source *source;
	struct findings *findings;
	struct snapshot *snapshot;
	struct fold *fold; /* of the applied meetings */
	struct authority authority;
	git_mailmap *mailmap; /* folded: see text/address.h */
};

struct states;

/* `repository` is borrowed. Free with states_free(). */
struct states *states_new(git_repository *repository);
void states_free(struct states *states);

/* Lets verdicts follow from those before, the files that changed being read from `cache`, which is borrowed. Otherwise,
 * and with NULL, every state is read and judged whole. */
void states_follow_with(struct states *states, struct file_cache *cache);

/* The state of a commit's files: what its tree has where the network lies, which may be NULL for nothing; valid until
 * three others or a verdict were asked for. */
const struct failure *states_at(struct states *states, const git_tree *tree, struct state **state);

/* Whether a commit's files may set authority, as their state then says for sure. */
bool states_may_set_authority(struct states *states, const git_tree *tree);

/* Forgets the records of all states. */
void states_forget(struct states *states);

/* What changed since the files of another commit, where that is known already. */
struct known_changes {
	const git_tree *before; /* NULL: nothing is known */
	struct tree_changes changes;
};

/* What is wrong with a commit's files; lives until a few thousand others were asked for. */
const struct failure *states_verdict(struct states *states, const git_tree *tree, struct known_changes known,
				     const struct verdict **verdict);

/* Whether a verdict holds an error of that identity. */
bool verdict_holds(const struct verdict *verdict, struct slice identity);

#endif
