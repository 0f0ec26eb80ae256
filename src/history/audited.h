/* A commit being audited: its files beside those of its parents. For src/history/ only. */
#ifndef SOUCI_HISTORY_AUDITED_H
#define SOUCI_HISTORY_AUDITED_H

#include "history/commit_text.h"
#include "history/file_cache.h"
#include "history/state.h"
#include "history/tree_compare.h"
#include "history/unit.h"
#include "source/network_tree.h"

struct signing; /* history/signing.h */

struct audited_parent {
	git_commit *commit;
	git_tree *tree;              /* of the network; NULL when it is not there yet */
	struct tree_changes changes; /* from this parent */
	struct list changed;         /* struct slice: their paths, in byte order */
};

struct audited {
	struct arena *arena;            /* for as long as the commit is looked at */
	struct network_home home;       /* paths are relative to its root */
	struct tree_comparer *comparer; /* borrowed */
	struct file_cache *cache;       /* borrowed */
	git_commit *commit;
	git_tree *tree; /* of the network; NULL when the commit has none */
	struct audited_parent *parents;
	size_t parent_count;
	struct list changed; /* struct slice: paths that differ from every parent; all files of a first commit */
	size_t place;        /* in the audit, from 1 */
	char id[GIT_OID_HEXSZ + 1];
	struct slice author;          /* name and address, as a person reads them */
	struct date day;              /* of the committer, where the committer was */
	struct arena *findings_arena; /* owns the files that findings name */
	struct findings *findings;
};

/* Opens a commit and compares its network with that of its parents, by the home and the comparer that were set; files
 * are read from the cache. Close with audited_close(), also after a failure. */
const struct failure *audited_open(struct audited *audited, const git_oid *id);
void audited_close(struct audited *audited);

/* Adds a finding about the commit; `{1}` to `{3}` are the commit, its author and its day, `more` the ones from `{4}`
 * on. `path` may be empty. */
struct finding *audited_add(const struct audited *audited, enum finding_id id, struct slice path,
			    const struct slice *more, size_t more_count);

/* The bytes of the file at a path of a tree; empty when none is there. They live until file_cache_settle(). Files
 * larger than FILE_SIZE_READ count as their id. */
struct slice audited_bytes(const struct audited *audited, const git_tree *tree, struct slice path);

/* The paths that differ between two trees (NULL is an empty one), in byte order, in `arena`. */
const struct failure *changed_paths(struct arena *arena, struct tree_comparer *comparer, const git_tree *before,
				    const git_tree *after, struct list *paths);

/* Whether a list of paths in byte order holds one. */
bool paths_hold(struct list paths, struct slice path);

/* Whether a tree holds something at a path, and its id. */
bool tree_entry_id(const git_tree *tree, struct slice path, struct arena *arena, git_oid *id);

/* ---- what is judged of it ---- */

/* Seals and sealed minutes stay what they were. */
void judge_seals(const struct audited *audited);

/* Whether the path is that of a seal which the tree before has and the commit has not, or with another content than the
 * digest of bytes, or with one that is not that of its minutes. */
bool seal_is_broken(const struct audited *audited, const git_tree *before, struct slice path);

/* Looks for such a seal, of all that one commit has, in a later one; `path` is empty when there is none, and lives in
 * `arena`. */
const struct failure *find_broken_seal(struct network_home home, const git_oid *before, const git_oid *after,
				       struct arena *arena, struct slice *path);

/* No path that comes is told from another by the case of its letters alone, or by how its accents are written; and
 * .mailmap is not too large to be read. */
const struct failure *judge_paths(const struct audited *audited);

/* A merge keeps what each side brought. */
const struct failure *judge_merge(const struct audited *audited);

/* Its author may touch what it touches. Sets `binding` to the state that it was judged by, that of the first parent
 * which sets authority; NULL when none does. */
const struct failure *judge_authority(const struct audited *audited, struct states *states,
				      const struct state **binding);

/* Of a merge, commits that one side has and another has not: their authors might still do what they did, by what that
 * other side, or else the merge, knows of the day. A mandate that ended, or a key that was revoked, does not live on in
 * a branch. */
const struct failure *judge_brought(const struct audited *audited, struct states *states, struct signing *signing);

#endif
