/* Who made a commit, as the records knew it. */
#ifndef SOUCI_HISTORY_IDENTITY_H
#define SOUCI_HISTORY_IDENTITY_H

#include "history/state.h"

struct identity {
	const struct party *person; /* NULL: nobody, or several */
	struct slice claimants;     /* the ids of those who share the address: `lea, tom`; empty unless several do */
};

/* The person of people.rec that has the author's address, once .mailmap was looked up. An address that several have is
 * nobody's: it proves nothing of either. `arena` owns the claimants. */
struct identity identity_of_author(struct arena *arena, const struct state *state, const git_commit *commit);

/* Whether a .mailmap of that id is read: a file of MAILMAP_SIZE_READ bytes at most, which is some ten thousand people.
 * A larger one counts as empty. */
#define MAILMAP_SIZE_READ ((size_t)1 << 20)
bool mailmap_is_read(git_repository *repository, const git_oid *id);

#endif
