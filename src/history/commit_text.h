/* The text of a commit object:
 *
 *	tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904
 *	parent 9c3f...                                      (one line for each)
 *	author Tom Leroy <tom@example.org> 1712836800 +0200
 *	committer ...
 *	(other lines: encoding, signature, ...)
 *
 *	The message
 */
#ifndef SOUCI_HISTORY_COMMIT_TEXT_H
#define SOUCI_HISTORY_COMMIT_TEXT_H

#include "source/libgit2.h"
#include "text/date.h"
#include "text/slice.h"

/* Who made a commit or wrote what it holds, and when; as the commit says, no mailmap asked, perhaps not UTF-8. */
struct commit_signature {
	struct slice name;
	struct slice address;
	git_time time;
};

struct commit_text {
	git_oid tree;
	struct slice parents; /* its `parent` lines */
	size_t parent_count;
	struct commit_signature author;
	struct commit_signature committer;
	struct slice headers; /* the other lines: encoding, signature, … */
	struct slice message;
};

/* Takes it apart; slices point into `text`. False when it is no commit. */
bool commit_text_read(struct slice text, struct commit_text *commit);

/* The first line of one of the other headers (`encoding`, `gpgsig`); false when there is none of that name. */
bool commit_text_header(const struct commit_text *commit, struct slice name, struct slice *value);

/* The id of its parent number `index`. */
git_oid commit_text_parent(const struct commit_text *commit, size_t index);

/* The day of a moment where it was noted. */
struct date day_of_time(git_time time);

#endif
