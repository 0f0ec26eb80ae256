/* Who makes a commit and when, as git would have it: its variables first, then its configuration. */
#ifndef SOUCI_SOURCE_AUTHORSHIP_H
#define SOUCI_SOURCE_AUTHORSHIP_H

#include "source/libgit2.h"

struct authorship {
	git_signature *author;
	git_signature *committer;
};

/* Free with authorship_free(), also after a failure; `authorship` must be zero before. Fails when a name or an address
 * is missing, or a date is none. */
const struct failure *authorship_find(git_repository *repository, struct authorship *authorship);

void authorship_free(struct authorship *authorship);

#endif
