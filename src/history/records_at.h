/* The records of a network as a commit has them. For src/history/ and the reports on it. */
#ifndef SOUCI_HISTORY_RECORDS_AT_H
#define SOUCI_HISTORY_RECORDS_AT_H

#include "model/model.h"
#include "source/repository.h"

struct records_at {
	git_tree *tree; /* of the network; NULL: nothing was read */
	struct source *source;
	struct findings *findings; /* what is wrong with them */
	struct model *model;
};

/* Reads them from the tree of a commit; `root` ("" or "folder/") is where in it the network lies. Fails when the commit
 * has no such folder or an object is missing. Release with records_at_release(), also after a failure. */
const struct failure *records_at_read(git_repository *repository, const git_oid *tree, struct slice root,
				      struct records_at *records);

/* The same of a commit. */
const struct failure *records_at_commit(git_repository *repository, const git_oid *commit, struct slice root,
					struct records_at *records);

/* Leaves it empty. */
void records_at_release(struct records_at *records);

/* The id of a file of the network (relative to its root), or zeros where there is none; NUL behind the path. */
git_oid records_at_file(const struct records_at *records, struct slice path);

/* The same of a file in the tree of a commit, whatever the network. */
git_oid file_in_tree(git_repository *repository, const git_oid *tree, struct slice path);

#endif
