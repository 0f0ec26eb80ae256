/* Which commits of a history: a range, as `git log` takes it. */
#ifndef SOUCI_HISTORY_RANGE_H
#define SOUCI_HISTORY_RANGE_H

#include "source/repository.h"

/* All that can be reached from the tips and not from the hidden ones. */
struct commit_range {
	git_oid *tips;
	size_t tip_count;
	git_oid *hidden;
	size_t hidden_count;
};

/* Reads `A..B` or `B` (all its history; HEAD when empty) into a range whose arrays live in `arena`. Fails when a commit
 * is not there, or there is none yet. */
const struct failure *commit_range_read(struct arena *arena, git_repository *repository, struct slice text,
					struct commit_range *range);

/* A walk over the commits of a range, parents before their children; to be freed with git_revwalk_free(), also after a
 * failure. */
const struct failure *commit_range_walk(git_repository *repository, struct commit_range range, git_revwalk **walk);

/* Such a walk could not be begun, or go on. */
const struct failure *commit_range_failure(git_repository *repository);

#endif
