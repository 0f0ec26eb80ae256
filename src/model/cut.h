/* Files that may be incomplete: they end in the middle of a line, are empty, or are not there at all. Many an editor
 * leaves a file so, and absent files are empty, which harms nothing; but where something is missing that should stand
 * there, one thing is told of the file, and the rest follows. For src/model/ only. */
#ifndef SOUCI_MODEL_CUT_H
#define SOUCI_MODEL_CUT_H

#include "model/missing.h"

struct cut_file {
	unsigned types; /* which it may hold, in which folder, as unread_note() takes them */
	const struct circle *circle;
	struct slice name;
	struct location end;         /* its last line, as far as it goes; of a file that holds nothing, all of it */
	const struct record *record; /* the last in it; NULL when there is none */
	struct entry *entry;         /* of that record, once it is bound */
	size_t first_finding;        /* of those about the file */
	struct missing_list missing;
	struct cut_file *next;
};

/* A file that was read as text, and which `like` describes; NULL when it holds records and its last line ends as it
 * should. */
struct cut_file *cut_begin(struct model *model, struct cut_file like, const struct record_file *records);

/* Whether a place lies in what is left of the last line; false without a file. */
bool cut_is_at(const struct cut_file *cut, struct location location);

/* Whether it was told that something is wrong where the file ends. */
bool cut_is_told(const struct model *model, const struct cut_file *cut);

/* Something is wrong where the file ends, and was told: what it lacks, and what its last record says, is unknown. */
void cut_doubt(struct model *model, const struct cut_file *cut);

/* Takes over a reference that names nothing, when a file that should hold it is incomplete. `circle` is that of
 * a file of contributions which is named after nobody, else NULL. */
bool cut_takes(struct model *model, enum record_type type, struct slice id, struct location location,
	       const struct circle *circle);

/* Tells the references taken over: one where it stands; several, by the file that lacks them. */
void cut_report(struct model *model);

#endif
