/* The commits of a range in the order in which they are walked. For src/history/ only. */
#ifndef SOUCI_HISTORY_COMMIT_ORDER_H
#define SOUCI_HISTORY_COMMIT_ORDER_H

#include "history/range.h"

struct commit_order;

/* Reads the commits of a range, each once. Like git, it stops looking for hidden ones once all that are left are older
 * than those found: where clocks ran back by more than a week, a commit too many may be found, never one too few.
 * Free with commit_order_free(). */
const struct failure *commit_order_new(git_repository *repository, git_odb *objects, const struct commit_range *range,
				       bool is_first_parent, struct commit_order **order);
void commit_order_free(struct commit_order *order);

/* How many there are, and the id of one; newest first, no commit before its children. */
size_t commit_order_count(const struct commit_order *order);
const git_oid *commit_order_id(const struct commit_order *order, size_t index);

/* The parent number `parent` of one, and its tree, though it be outside of the range. */
const struct failure *commit_order_parent(struct commit_order *order, size_t index, size_t parent, git_oid *id,
					  git_oid *tree);

#endif
