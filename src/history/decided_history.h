/* What decisions made of a network at every commit of its first-parent line: the fold of the meetings that were applied
 * then. The records are read once, at the end of the range, and the decisions that concern what is asked for folded
 * again at each commit that brings or takes away a seal of theirs. Only where a commit had a seal, minutes or first
 * rules that the end has not, its own records are read. For src/history/ and the reports on it. */
#ifndef SOUCI_HISTORY_DECIDED_HISTORY_H
#define SOUCI_HISTORY_DECIDED_HISTORY_H

#include "decision/fold.h"
#include "history/records_at.h"
#include "history/walk.h"

struct decided_options {
	git_repository *repository; /* borrowed, like all that follows */
	git_oid tip;
	struct slice root;            /* "" or "folder/" */
	const struct records_at *end; /* the records at the tip */
	/* Whether a decision may change what is asked for; a cancellation does when what it cancels does. */
	bool (*concerns)(void *context, const struct decision *decision);
	void *context;
	bool minds_first_rules; /* network.rec sets some of it */
};

/* A commit that brought or took away decisions that concern what is asked for. */
struct decided_step {
	const struct walked_commit *commit;
	const struct fold *fold; /* of these decisions, as applied at the commit */
	struct slice decisions;  /* references of those that came or went, parted by spaces */
	struct slice note;       /* what was done to seals beside adding some, for people; may be empty */
};

struct decided_history;

/* Free with decided_history_free(), which takes NULL too. */
const struct failure *decided_history_new(const struct decided_options *options, struct decided_history **history);
void decided_history_free(struct decided_history *history);

/* Goes to the next such commit, oldest first; valid until the next call. NULL when there is none. */
const struct failure *decided_history_next(struct decided_history *history, const struct decided_step **step);

#endif
