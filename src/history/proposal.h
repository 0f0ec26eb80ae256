/* A proposal: what a change brought, compared with the state it started from. */
#ifndef SOUCI_HISTORY_PROPOSAL_H
#define SOUCI_HISTORY_PROPOSAL_H

#include "souci/finding.h"
#include "source/source.h"

/* Opens the state that a change grew from: where `base` and `head` (a revision; empty for HEAD) parted, or `base`
 * itself when they have nothing in common. Free with source_free(). */
const struct failure *proposal_open_base(struct slice root, struct slice base, struct slice head,
					 struct source **source);

/* Adds to `brought` the findings of `after` that are not among those of `before`, told apart by what they say and not
 * by their lines. When stale generated files are all that is wrong with them, these are notices: `apply` mends them,
 * and who proposes a change in a web editor cannot run it. */
void proposal_brought(struct findings *before, struct findings *after, struct findings *brought);

#endif
