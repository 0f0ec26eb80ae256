/* Which files differ between two trees of a repository. Folders of the same id are not looked into. */
#ifndef SOUCI_HISTORY_TREE_COMPARE_H
#define SOUCI_HISTORY_TREE_COMPARE_H

#include "source/repository.h"

/* A file that differs. Its mode is 0 and its id zeros where it is not there. A file that became a folder, or the other
 * way round, is one that goes and others that come. */
struct tree_change {
	struct slice path; /* relative to the root */
	git_oid before;
	git_oid after;
	uint32_t before_mode; /* git_filemode_t: files, links and submodules */
	uint32_t after_mode;
};

struct tree_changes {
	struct tree_change *items; /* in byte order of their paths */
	size_t count;
};

/* Whether a path is that of the file or folder `outer`, or of something below it. */
bool path_is_within(struct slice path, struct slice outer);

struct tree_comparer;

/* `root` ("" or "folder/") is where in the repository the network lies; of what is below it, only `folders` are looked
 * into, or everything when there are none. All is borrowed. Free with tree_comparer_free(). */
struct tree_comparer *tree_comparer_new(git_repository *repository, struct slice root, const struct slice *folders,
					size_t folder_count);
void tree_comparer_free(struct tree_comparer *comparer);

/* Compares two trees of the whole repository; NULL is an empty one. The changes live in `arena`. Fails when a tree is
 * missing or cannot be read. */
const struct failure *tree_compare(struct tree_comparer *comparer, const git_oid *before, const git_oid *after,
				   struct arena *arena, struct tree_changes *changes);

#endif
