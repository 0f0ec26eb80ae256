/* The balances of a ledger at every commit of a history, each commit's from its first parent's: of a journal that
 * changed, only what lies between the common start and the common end of its two versions is read. A ledger that is not
 * plain (src/history/plain_journal.h) is read whole at each commit that touches it, to the same figures. */
#ifndef SOUCI_HISTORY_BALANCE_HISTORY_H
#define SOUCI_HISTORY_BALANCE_HISTORY_H

#include "history/walk.h"
#include "text/amount.h"

/* What a commit did to one account and commodity. */
struct balance_change {
	struct slice account; /* or what else the postings are sorted by */
	struct slice commodity;
	struct amount value; /* from then on */
	struct amount change;
	struct slice decisions; /* references of those whose entries came or went, parted by spaces; may be empty */
};

struct balance_step {
	const struct walked_commit *commit;
	bool is_readable; /* false: the ledger of the commit is not valid, nobody can say what it holds */
	const struct balance_change *changes; /* in byte order of the accounts */
	size_t change_count;
};

/* Sums postings by something else than their accounts. */
struct posting_sorter {
	void *context;
	/* The name under which a posting is summed, valid until the next call; empty to leave it out. `opposite` is
	 * the account of the other posting of a transaction of two, else empty. */
	struct slice (*name)(void *context, struct slice account, struct slice opposite);
};

struct balance_history;

/* Follows the first parents from `tip` back to the first commit; `root` ("" or "folder/") is where in the repository
 * the network lies; `sorter` may be NULL. All is borrowed. Free with balance_history_free(); NULL is allowed there. */
const struct failure *balance_history_new(git_repository *repository, const git_oid *tip, struct slice root,
					  const struct posting_sorter *sorter, struct balance_history **history);
void balance_history_free(struct balance_history *history);

/* Goes to the next commit, oldest first, whose ledger changed; valid until the next call. NULL when there is none. */
const struct failure *balance_history_next(struct balance_history *history, const struct balance_step **step);

/* The name that a word was most likely meant to be, among all accounts met so far; empty when none is near. */
struct slice balance_history_nearest(const struct balance_history *history, struct slice word);

#endif
