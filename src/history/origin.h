/* Where lines come from: the commit that brought each line of a file, its author, its day, its signature. Files are
 * asked for first, all are looked for in one walk through the history, and answers are kept. */
#ifndef SOUCI_HISTORY_ORIGIN_H
#define SOUCI_HISTORY_ORIGIN_H

#include "text/date.h"
#include "text/failure.h"
#include "text/slice.h"

#include <stdbool.h>

enum origin_signature {
	ORIGIN_UNSIGNED,          /* and its author declares no key */
	ORIGIN_SIGNATURE_UNKNOWN, /* signed, with no key that its author declares: none is */
	ORIGIN_SIGNATURE_MISSING, /* though its author declares keys */
	ORIGIN_SIGNATURE_BAD,
	ORIGIN_SIGNATURE_GOOD,
};

/* A commit that brought something. */
struct origin {
	char commit[40 + 1]; /* its id */
	struct slice author; /* name, once .mailmap was looked up */
	struct slice address;
	struct date day; /* of the committer, where the committer was */
	enum origin_signature signature;
	bool is_cut;  /* what came before is not in the repository (a shallow clone): it may be older */
	int64_t time; /* of the commit, in seconds since 1970 */
	size_t place; /* in the walk: newer commits come first */
};

struct origins;

/* Opens the history that leads to a revision of the repository around `root`; to HEAD when `revision` is empty. Outside
 * of any repository there is none: origins_are_known() is false and nothing has an origin. Free with origins_free(). */
const struct failure *origins_open(struct slice root, struct slice revision, struct origins **origins);
void origins_free(struct origins *origins);

bool origins_are_known(const struct origins *origins);

/* Asks for each line of a file (the same path again: no matter), or, when `is_whole`, for the file as one thing:
 * evidence that may be no text. `path` is relative to the root; `bytes` is what stands in it now, committed or not, and
 * is borrowed. */
void origins_ask(struct origins *origins, struct slice path, struct slice bytes, bool is_whole);

/* Looks for all that was asked since the last time. */
const struct failure *origins_find(struct origins *origins);

/* Looks at the signatures of the commits found, with the keys that people.rec declared in the commit before each. */
const struct failure *origins_verify(struct origins *origins);

/* The newest commit that brought one of `count` lines from `first` (from 1) of a file asked for; NULL when one of them
 * is not committed. Lives as long as the origins. */
const struct origin *origin_of_lines(const struct origins *origins, struct slice path, size_t first, size_t count);

/* The same of a whole file. */
const struct origin *origin_of_file(const struct origins *origins, struct slice path);

#endif
