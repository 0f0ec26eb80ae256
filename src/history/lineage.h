/* Following lines of files back to the commits that brought them, many files in one walk. For src/history/ only.
 *
 * A suspect is a file of a commit and those of its lines that nobody was blamed for yet. From the newest commit to the
 * oldest, each gives its suspects to the parents that had the same lines; what no parent had is its own. Trees are
 * compared by their ids, so that a commit costs what it changed, and files are read only where they changed. */
#ifndef SOUCI_HISTORY_LINEAGE_H
#define SOUCI_HISTORY_LINEAGE_H

#include "history/line_map.h"
#include "source/libgit2.h"
#include "text/slice.h"

struct suspect {
	uint32_t subject;  /* whose lines these are, as the caller counts them */
	bool is_whole;     /* the file is one thing, whatever lines it holds: its runs are one line */
	struct slice path; /* in the repository, NUL behind; it changes when the file was renamed */
	git_oid blob;      /* its content at the commit */
	git_blob *content; /* the same once it was read, or NULL; owned */
	struct list runs;  /* struct line_run, by `here`: lines of this version, and where they stand in the subject;
			      in ordinary memory, owned */
};

struct suspects {
	struct suspect *items; /* by path */
	size_t count;
	size_t capacity;
};

void suspect_free(struct suspect *suspect);

/* Adds one, which is taken over. */
void suspects_add(struct suspects *suspects, struct suspect suspect);

/* Told of the lines of a suspect that a commit brought. `is_cut`: its parents are not in the repository, so that it may
 * only be the oldest commit that is here. */
typedef void lineage_blame(void *context, const git_commit *commit, bool is_cut, const struct suspect *suspect);

/* Follows the suspects, files of the commit `tip`, until somebody is blamed for each line. Takes them over. */
const struct failure *lineage_walk(git_repository *repository, const git_oid *tip, struct suspects suspects,
				   lineage_blame *blame, void *context);

/* Splits the runs of a suspect by those that an earlier version has (struct line_run): what it has, with `here` in that
 * version and by it, and the rest. Both are in ordinary memory. */
void runs_split(struct list runs, struct list known, struct list *passed, struct list *rest);

#endif
