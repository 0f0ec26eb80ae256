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
	struct tree_changes changes; /* the same */
};

/* Compares two trees by a comparer that looks below circles/ and ledger/; the files are read from the cache. False when
 * something is gone, is not a regular file, or cannot be read: then there is nothing to follow. Free with later_free()
 * in either case. */
bool later_find(struct later *later, struct file_cache *cache, struct tree_comparer *comparer, const git_oid *before,
		const git_oid *after);
void later_free(struct later *later);

#endif
