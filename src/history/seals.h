/* Seals as commits bring them, change them and take them away. For src/history/ only. */
#ifndef SOUCI_HISTORY_SEALS_H
#define SOUCI_HISTORY_SEALS_H

#include "history/blobs.h"
#include "history/tree_compare.h"

/* `arles/2024-04-02` of `circles/arles/sealed/2024-04-02.rec`. */
struct slice seal_meeting(struct arena *arena, struct slice path);

/* Whether two seals say the same, but for the digest of the bytes of their minutes: `fmt` changes that. Zeros stand for
 * no seal. */
const struct failure *seals_say_the_same(struct blobs *blobs, const git_oid *before, const git_oid *after,
					 bool *is_same);

#endif
