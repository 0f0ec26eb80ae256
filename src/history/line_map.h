/* Which lines of a file stood in an earlier version of it. For src/history/ only. */
#ifndef SOUCI_HISTORY_LINE_MAP_H
#define SOUCI_HISTORY_LINE_MAP_H

#include "model/records.h"
#include "text/arena.h"
#include "text/failure.h"

/* Lines `[here, here + count)` of one version are lines `[there, there + count)` of another; both count from 0. */
struct line_run {
	uint32_t here;
	uint32_t there;
	uint32_t count;
};

/* How many lines the bytes hold; a last one need not end. */
size_t line_count(struct slice bytes);

/* Finds the lines of `after` that stand in `before`: `runs` (struct line_run, by `here`) say where they stood. First
 * those that kept their order, as a diff tells; then those that moved, in runs that hold at least as many letters and
 * digits as chance does not repeat. Allocated in `arena`. */
const struct failure *line_map(struct arena *arena, struct slice before, struct slice after, struct list *runs);

#endif
