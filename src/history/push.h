/* Judging a push: what the server hook lets in. */
#ifndef SOUCI_HISTORY_PUSH_H
#define SOUCI_HISTORY_PUSH_H

#include "history/audit.h"
#include "model/records.h"

/* A reference as the push would change it; an id of zeros stands for none. */
struct pushed_ref {
	struct slice name; /* `refs/heads/main` */
	git_oid before;
	git_oid after;
};

struct push_rules {
	const struct slice
	    *protected; /* patterns of shell (fnmatch) for names behind refs/heads/, besides the main branch */
	size_t protected_count;
};

struct push {
	struct findings *findings;
	struct audit *audits; /* whose files the findings name */
	size_t audit_count;
};

/* Reads the lines that git gives a pre-receive hook, `before after name`. Lives in `arena`. */
const struct failure *push_read_received(struct arena *arena, struct slice lines, struct list *refs);

/* Reads the lines that git gives a pre-push hook, `local after remote before`. */
const struct failure *push_read_sent(struct arena *arena, struct slice lines, struct list *refs);

/* Where the network lies that a push to this repository is judged by: as the branch has it that HEAD names, else as the
 * first pushed reference that has one. Lives in `arena`. */
const struct failure *push_find_root(struct arena *arena, git_repository *repository, struct list refs,
				     struct slice *root);

/* Judges a push to this repository: protected references (the branch that HEAD names, those of the rules, every tag)
 * are not deleted nor rewritten and keep their seals, and every commit that comes is audited. Free with push_free(),
 * also after a failure. */
const struct failure *push_judge_received(struct network_home home, struct list refs, struct push_rules rules,
					  struct push *push);

/* Judges what is about to be pushed elsewhere: the commits that no remote is known to have. */
const struct failure *push_judge_sent(struct network_home home, struct list refs, struct push *push);

void push_free(struct push *push);

#endif
