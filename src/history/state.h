/* The state of the network at a commit: its records, the fold of its decisions, who may commit what, and what is wrong
 * with it. Each distinct state is judged once; of the last few the records are kept, as the next commit mostly follows
 * one. */
#ifndef SOUCI_HISTORY_STATE_H
#define SOUCI_HISTORY_STATE_H

#include "model/authority.h"
#include "rule/snapshot.h"
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

struct verdict {
	struct list errors; /* struct standing_error, of different identities */
	const struct symbols *identities;
};

struct state {
	git_oid tree;
	struct source *source;
	struct findings *findings;
	struct snapshot *snapshot;
	struct fold *fold; /* of the applied meetings */
	struct authority authority;
	git_mailmap *mailmap;
};

struct states;

/* `repository` is borrowed. Free with states_free(). */
struct states *states_new(git_repository *repository);
void states_free(struct states *states);

/* The state of a commit's files; valid until three others were asked for. */
const struct failure *states_at(struct states *states, const git_tree *tree, struct state **state);

/* What is wrong with a commit's files; lives as long as the states. */
const struct failure *states_verdict(struct states *states, const git_tree *tree, const struct verdict **verdict);

/* Whether a verdict holds an error of that identity. */
bool verdict_holds(const struct verdict *verdict, struct slice identity);

#endif
