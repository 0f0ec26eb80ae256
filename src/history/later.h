/* What changed from one tree of the repository to another, for a succession to follow. For src/history/ only. */
#ifndef SOUCI_HISTORY_LATER_H
#define SOUCI_HISTORY_LATER_H

#include "history/tree_compare.h"
#include "rule/succession.h"
#include "source/repository.h"

struct later {
	struct arena *arena;
	git_repository *repository; /* borrowed */
	struct later_files files;
	struct list paths;           /* struct slice: of the files */
	struct tree_changes changes; /* the same */
	git_blob **blobs;            /* those that were read */
};

/* Compares two trees by a comparer that looks below circles/ and ledger/. False when something is gone, is not a
 * regular file, or cannot be read: then there is nothing to follow. Free with later_free() in either case. */
bool later_find(struct later *later, git_repository *repository, struct tree_comparer *comparer, const git_oid *before,
		const git_oid *after);
void later_free(struct later *later);

#endif
