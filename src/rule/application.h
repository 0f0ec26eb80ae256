/* Applying meetings: which, what it would change, and what stands in the way. Writes nothing itself. */
#ifndef SOUCI_RULE_APPLICATION_H
#define SOUCI_RULE_APPLICATION_H

#include "rule/snapshot.h"
#include "source/replace.h"

struct application {
	struct list meetings; /* struct meeting *: those being applied, in their total order */
	struct list changes;  /* struct file_change: seals first, in that order, then generated files */
	struct list sealed;   /* struct meeting *: all that are sealed then */
	struct list files;    /* struct file_change: all files as they are to stand: the seals of `sealed`, in the same
				 order, then the generated ones, then those to be removed */
};

/* Prepares applying the meetings named (`circle/meeting`, or the path of its file), or all adopted ones that are not
 * applied yet when `count` is 0. Fails when a name is no adopted meeting, or an earlier meeting must be applied first.
 * Judges the state they would make: errors that stand in the way are among the snapshot's findings, see
 * application_obstacles(). All is allocated in the snapshot's arena. */
const struct failure *application_prepare(struct snapshot *snapshot, const struct slice *names, size_t count,
					  struct application *application);

/* Adds to `obstacles` the errors that stand in the way of the application prepared last; returns how many it holds
 * then. */
size_t application_obstacles(const struct snapshot *snapshot, struct findings *obstacles);

/* The message of a commit that applies: a title, the decisions one a line, and trailers (`Souci-Meeting:
 * circle/meeting`). */
struct slice application_message(struct arena *arena, const struct snapshot *snapshot,
				 const struct application *application);

#endif
