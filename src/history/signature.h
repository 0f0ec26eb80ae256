/* Signatures of commits, verified by `ssh-keygen` and `gpg` with the keys that people.rec gives the author. */
#ifndef SOUCI_HISTORY_SIGNATURE_H
#define SOUCI_HISTORY_SIGNATURE_H

#include "history/state.h"

enum signature_state {
	SIGNATURE_NOT_DUE, /* the author declares no key */
	SIGNATURE_MISSING,
	SIGNATURE_BAD, /* not made by a key of the author that held that day */
	SIGNATURE_GOOD,
};

/* What a commit says of itself, and what comes of it. */
struct signature_claim {
	enum signature_state state;
	bool is_open;           /* the state is still to be found by signatures_verify() */
	struct slice payload;   /* what was signed */
	struct slice signature; /* armoured */
	struct list keys;       /* struct signing_key: those of the author that hold on the day of the commit */
	char digest[64 + 1];    /* of the commit and the keys: the name of the result in the cache */
};

struct signatures;

/* Opens the results found earlier, kept in `souci/signatures` under the git directory, which may be deleted at any
 * time. `repository` is borrowed. Free with signatures_free(), which keeps what was found since. */
struct signatures *signatures_new(git_repository *repository);
void signatures_free(struct signatures *signatures);

/* Takes the signature of a commit whose parent has the state given. Everything is copied into `arena`. */
struct signature_claim signature_claim(const struct signatures *signatures, struct arena *arena,
				       const struct state *state, const git_commit *commit);

/* Verifies those that are open, one for each processor at a time. Fails when a program that it takes is not installed.
 */
const struct failure *signatures_verify(struct signatures *signatures, struct signature_claim *claims, size_t count);

#endif
