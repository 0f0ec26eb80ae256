/* The history of a network told by what each commit means: the decisions that took effect, what was paid and received,
 * what people wrote. Generated files follow from these and are not told. */
#ifndef SOUCI_HISTORY_CHRONICLE_H
#define SOUCI_HISTORY_CHRONICLE_H

#include "history/event.h"
#include "history/walk.h"
#include "text/buffer.h"

struct chronicle_options {
	struct commit_range range;
	enum walk_order order;
	struct slice root; /* "" or "folder/": where in the repository the network lies */
	struct date first; /* the author's day lies within [first, end) */
	struct date end;
	bool decisions_only; /* only decisions, and seals that go: the journals are not looked at */
	bool tells_accounts; /* of decisions too, which takes a fold of them all */
	bool verifies;       /* signatures that nobody looked at yet */
};

/* What is known of the signature of a commit, without running any program. */
enum told_signature {
	TOLD_UNSIGNED,
	TOLD_NOT_CHECKED, /* signed; nobody looked yet whether by its author */
	TOLD_GOOD,        /* an audit verified it with the keys of its author */
	TOLD_BAD,         /* an audit found that none of them made it */
};

struct told_commit {
	const struct walked_commit *commit;
	struct slice author; /* these three are well-formed UTF-8 whatever the commit holds */
	struct slice address;
	struct slice message;
	struct date day; /* on which the author made it, where the author was */
	const struct event *events;
	size_t event_count;
};

struct chronicle;

/* Opens the history. `repository` and `options` are borrowed. Fails when an object is missing. Free with
 * chronicle_free(), also after a failure, which leaves NULL. */
const struct failure *chronicle_new(git_repository *repository, const struct chronicle_options *options,
				    struct chronicle **chronicle);
void chronicle_free(struct chronicle *chronicle);

/* The network at the end of the range, by which decisions are told. */
const struct model *chronicle_model(const struct chronicle *chronicle);

/* Tells the next commit, valid until the next call; sets NULL when there is none left. */
const struct failure *chronicle_next(struct chronicle *chronicle, const struct told_commit **told);

/* What is known of the signature of the commit that was told last. */
const struct failure *chronicle_signature(struct chronicle *chronicle, enum told_signature *signature);

/* Adds what the commit told last changed in files, as git shows it. A merge shows only what it has from neither side.
 */
const struct failure *chronicle_patch(struct chronicle *chronicle, struct buffer *text);

#endif
