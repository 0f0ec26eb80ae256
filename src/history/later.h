/* What changed from one tree of the repository to another, for a succession to follow. For src/history/ only. */
#ifndef SOUCI_HISTORY_LATER_H
#define SOUCI_HISTORY_LATER_H

#include "history/file_cache.h"
#include "history/tree_compare.h"
#include "rule/succession.h"
#include "source/repository.h"

struct later {
	struct arena *arena;
	struct file_cache *cache; /* borrowed */
	struct later_files files;
	struct list paths;           /* struct slice: of the files */
	struct tree_changes changes; /* the same; borrowed */
};

/* Takes changes below circles/ and ledger/, which are borrowed; the files are read from the cache. False when something
 * is gone, or is not a regular file: then there is nothing to follow. Free with later_free() in either case. */
bool later_take(struct later *later, struct file_cache *cache, struct tree_changes changes);
void later_free(struct later *later);

#endif
