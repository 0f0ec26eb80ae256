/* The folder of the network in a commit, wherever in the repository it lies. */
#ifndef SOUCI_SOURCE_NETWORK_TREE_H
#define SOUCI_SOURCE_NETWORK_TREE_H

#include "source/repository.h"

/* Where a network lies. */
struct network_home {
	git_repository *repository;
	struct slice root; /* "" or "folder/": where in the repository */
};

/* Opens what a commit has at the network's home. `tree` is NULL when it has no such folder; free it with
 * git_tree_free(). Fails when the commit's own folders cannot be read. */
const struct failure *network_tree_open(struct network_home home, const git_commit *commit, git_tree **tree);

/* The same of the commit with that id. */
const struct failure *network_tree_find(struct network_home home, const git_oid *commit, git_tree **tree);

/* Where below the top of a commit's files a network lies, for a repository without a work tree. Sets `is_there` to
 * whether there is any, and `root` to "" when `circles/` stands at the top or nowhere, else to the one "folder/" that
 * holds it; it lives in `arena`. Fails when several do, with the first of them in `root`. */
const struct failure *network_tree_root(struct arena *arena, const git_tree *top, struct slice *root, bool *is_there);

/* The same of the commit with that id. */
const struct failure *network_tree_root_at(struct arena *arena, git_repository *repository, const git_oid *commit,
					   struct slice *root, bool *is_there);

#endif
