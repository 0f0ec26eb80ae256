/* Checkpoints: a statement of the state of the network at a commit, small enough to print into minutes.
 *
 *	%rec: Checkpoint
 *
 *	Commit: 4f5a31c7df86fe6a6478a3a2efc1b9a083389dbb
 *	Date: 2024-02-07
 *	Circles: id of the tree circles/
 *	Ledger: id of the tree ledger/
 *	Balances: SHA-256 of every account and its balance, one a line
 *	Seals: SHA-256 of what sha256sum prints of all seals, by path
 */
#ifndef SOUCI_HISTORY_CHECKPOINT_H
#define SOUCI_HISTORY_CHECKPOINT_H

#include "history/audit.h"
#include "text/buffer.h"

enum { CHECKPOINT_LINES = 6 };

struct checkpoint {
	struct slice lines[CHECKPOINT_LINES]; /* the values, in the order above; empty when not said */
};

/* States a commit. The values live in `arena`. */
const struct failure *checkpoint_of(struct arena *arena, struct network_home home, const git_oid *commit,
				    struct checkpoint *checkpoint);

/* Writes the statement, and reads one; slices point into `text`. Reading fails when there is no commit in it. */
void checkpoint_write(struct buffer *out, const struct checkpoint *checkpoint);
const struct failure *checkpoint_read(struct slice text, struct checkpoint *checkpoint);

/* Finds the state that was stated in the history of `tip`: its commit, or after a rewrite the latest one that holds the
 * same ledger and seals; compares what it says. What differs goes to `findings`. Sets `start` to that commit; `found`
 * is false when there is none. */
const struct failure *checkpoint_verify(struct network_home home, const struct checkpoint *checkpoint,
					const git_oid *tip, struct findings *findings, git_oid *start, bool *found);

#endif
