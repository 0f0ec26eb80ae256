/* Who made a commit, as the records knew it. */
#ifndef SOUCI_HISTORY_IDENTITY_H
#define SOUCI_HISTORY_IDENTITY_H

#include "history/state.h"

/* The person of people.rec that has the author's address, once .mailmap was looked up; NULL when there is none. */
struct party *identity_of_author(const struct state *state, const git_commit *commit);

#endif
