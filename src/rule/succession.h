/* A network that was judged, and what came next: most commits only add minutes and seals behind all others,
 * contributions, evidence, or lines at the end of a journal. Then what was judged stands (a decision is judged once, at
 * its own place in the order), errors included, and only what came is judged.
 *
 * A succession never says what is wrong: it either knows for sure that the errors are those that stood when it began,
 * as judging all files would have found, or it gives up, and they are judged in full. */
#ifndef SOUCI_RULE_SUCCESSION_H
#define SOUCI_RULE_SUCCESSION_H

#include "rule/snapshot.h"

/* A file that came, or has another content. */
struct later_file {
	struct slice path;
	bool is_new;
};

struct later_files {
	const struct later_file *items; /* regular files, all that changed below circles/ and ledger/; none is gone */
	size_t count;
	/* Gives the bytes of one, which live until the succession has followed. False when they cannot be had. */
	bool (*read)(void *context, size_t index, struct slice *bytes);
	void *context;
};

struct succession;

/* Begins with a snapshot that was judged; NULL when what may come after it cannot be judged apart. The
 * snapshot and the fold of its applied meetings are borrowed, and change as the succession follows; the judgement is
 * taken over, with its fold. Free with succession_free() before the snapshot. */
struct succession *succession_new(struct snapshot *snapshot, struct judgement *judgement, struct fold *applied);
void succession_free(struct succession *succession);

/* Whether these files can be followed, by their paths and how they grew. Nothing is changed yet. */
bool succession_prepare(struct succession *succession, struct later_files files);

/* Follows the files that were prepared, once the snapshot's source gives them. True: the snapshot and the fold are
 * those of now, with the errors that stood at the beginning and no others. False: it is not known what they are;
 * nothing but freeing them makes sense. */
bool succession_follow(struct succession *succession);

#endif
