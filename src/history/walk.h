/* Walking a history: each commit of a range once, with the files that it changed. Folders are compared by their ids, so
 * that only what changed is read; nothing is kept of a commit but its place in the order (some 80 bytes). */
#ifndef SOUCI_HISTORY_WALK_H
#define SOUCI_HISTORY_WALK_H

#include "history/commit_text.h"
#include "history/range.h"
#include "history/tree_compare.h"

enum walk_order {
	WALK_NEWEST_FIRST, /* no commit before its children, lines of history not mixed: `git log --topo-order` */
	WALK_OLDEST_FIRST, /* the same turned round: no commit before its parents */
};

struct walk_options {
	struct commit_range range;
	enum walk_order order;
	bool is_first_parent;        /* only the commits that HEAD has been at: `git log --first-parent` */
	struct slice root;           /* "" or "folder/": where in the repository the network lies */
	const struct slice *folders; /* below the root, the only ones looked into; none: all */
	size_t folder_count;
};

/* A parent, and how the commit differs from it. */
struct walk_parent {
	git_oid id;
	struct tree_changes changes;
};

struct walked_commit {
	git_oid id;
	struct commit_text text;
	struct walk_parent *parents; /* the first alone when only first parents are walked */
	size_t parent_count;
	struct tree_changes changes; /* from the first parent; all files of a commit without parents */
	size_t place;                /* from 1, in the order of the walk */
};

struct walk;

/* Finds the commits of a range. `options`, with all it points to, is borrowed. Fails when an object is missing and
 * says so of a shallow clone. Free with walk_free(). */
const struct failure *walk_new(git_repository *repository, const struct walk_options *options, struct walk **walk);
void walk_free(struct walk *walk);

/* How many commits there are in all. */
size_t walk_count(const struct walk *walk);

/* Goes to the next commit, which is valid until the next call; NULL when there is none left. */
const struct failure *walk_next(struct walk *walk, const struct walked_commit **commit);

#endif
