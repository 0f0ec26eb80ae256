/* Opening the git repository around a folder. */
#ifndef SOUCI_SOURCE_REPOSITORY_H
#define SOUCI_SOURCE_REPOSITORY_H

#include "source/libgit2.h"
#include "source/source.h"
#include "text/arena.h"
#include "text/date.h"
#include "text/failure.h"
#include "text/slice.h"

/* Opens the repository that `folder` lies in, or the one that git's variables name; starts libgit2 when needed. Free
 * with repository_close(). */
const struct failure *repository_open(struct slice folder, git_repository **repository);

/* Closes it and lets libgit2 go; NULL is allowed. */
void repository_close(git_repository *repository);

/* Its index, or the one that GIT_INDEX_FILE names; free with git_index_free(). */
const struct failure *repository_index(git_repository *repository, git_index **index);

/* Where a folder lies in the work tree of a repository: "" at its top, else "folder/". Sets `prefix`, allocated in
 * `arena`. Fails when there is no work tree, or the folder is not in it. */
const struct failure *repository_prefix(git_repository *repository, struct slice folder, struct arena *arena,
					struct slice *prefix);

/* Opens the files of a tree of a repository, which is borrowed and must outlive the source; NULL is a tree without any.
 * Free with source_free(). */
const struct failure *source_open_tree(git_repository *repository, const git_oid *tree, struct source **source);

/* Lets such a source go on to another tree, which differs from its own at these paths only. */
const struct failure *source_go_on(struct source *source, const git_oid *tree, const struct slice *changed,
				   size_t count);

/* What HEAD was at the end of a day: the last commit of its first-parent line that was made up to that day, by the date
 * its committer saw. Fails when there was none yet. */
const struct failure *repository_commit_by(git_repository *repository, struct date day, git_oid *id);

/* Whether HEAD names a branch that has no commit yet. Fails when branches cannot be read. */
const struct failure *repository_head_is_unborn(git_repository *repository, bool *is_unborn);

/* The last error of libgit2, met while it read references, as a failure that says `what` could not be done. */
const struct failure *repository_reference_failure(git_repository *repository, const char *what);

/* The commit that a revision names (`HEAD~3`, a tag, an id). */
const struct failure *repository_find_commit(git_repository *repository, const char *revision, git_oid *id);

/* An object that history names could not be read: says which, and whether that is because the clone is shallow or
 * partial. */
const struct failure *repository_object_failure(git_repository *repository, const git_oid *id, int status);

/* The same of a file by its path. */
const struct failure *repository_file_failure(git_repository *repository, struct slice path);

/* Whether such a status of a look-up says that there is nothing of that name, which a tree or the references tell, and
 * not that an object that was named is missing from the database. */
bool repository_is_absent(int status);

/* Nothing has the name of the revision: says so, with the branch or tag that it is nearest to, or that there is no
 * commit at all, or that what it names is missing. */
const struct failure *repository_unknown_revision(git_repository *repository, const char *revision);

/* The size and type of an object, which is not read; false when it cannot be found. `*objects` is the database of the
 * repository, opened when it is NULL; the caller frees it. */
bool repository_read_header(git_repository *repository, git_odb **objects, const git_oid *id, size_t *size,
			    git_object_t *type);

/* Whether the digest of each object is computed again when it is read, as libgit2 does unless told otherwise. Git
 * itself leaves that to fsck; it takes as long as all the rest of reading. For the whole process. */
void repository_verify_objects(bool are_verified);

/* A failure with the latest words of libgit2 behind `what`. */
const struct failure *repository_failure(const char *what);

#endif
