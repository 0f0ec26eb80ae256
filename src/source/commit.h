/* Writing one git commit. The only place that writes with libgit2. */
#ifndef SOUCI_SOURCE_COMMIT_H
#define SOUCI_SOURCE_COMMIT_H

#include "source/replace.h"

/* Fails when commit_changes() could not commit: no repository, no identity, or a merge, cherry-pick or revert under
 * way, which the commit would not end. To be asked before the files are written. */
const struct failure *commit_is_possible(struct slice root);

/* Commits exactly `changes` on top of HEAD, in the repository of which `root` is the work tree or a folder: whatever
 * else is changed or staged stays as it is. Author and committer are those that authorship_find() finds. Sets `id` to
 * the commit's 40 hexadecimal digits, or to "" when HEAD holds all of it already. Fails when there is no identity, no
 * repository, or HEAD cannot move. */
const struct failure *commit_changes(struct slice root, const struct file_change *changes, size_t count,
				     struct slice message, char id[41]);

/* Whether git is configured to sign commits (commit.gpgsign), which commit_changes() does not. */
bool commit_should_be_signed(struct slice root);

/* Whether the file at a path (relative to `root`) stands in HEAD with exactly these bytes, or with their lines ended by
 * CR LF. */
const struct failure *commit_holds(struct slice root, struct slice path, struct slice bytes, bool *holds);

#endif
