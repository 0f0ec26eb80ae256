/* The parts of a file that are judged one by one: its records, or the paragraphs of a file that holds none. Compared by
 * what they say, so that layout, order, comments and the language of field names are no change. */
#ifndef SOUCI_HISTORY_UNIT_H
#define SOUCI_HISTORY_UNIT_H

#include "model/authority.h"

struct unit {
	struct slice key;  /* what it is: `Person tom`; for a paragraph its text and which of several alike it is */
	struct slice text; /* what it says: a record in English field names, or the paragraph */
	enum subject subject;
	struct slice owner;  /* id of the person whose it is, or empty */
	struct slice circle; /* id of the circle in whose folder it lies, or empty */
};

struct unit_list {
	struct unit *units; /* in byte order of their keys */
	size_t count;
};

/* What a path of the repository holds, when it holds no records of several kinds. */
enum subject subject_of_path(struct slice path);

/* The circle in whose folder a path lies, or empty. */
struct slice circle_of_path(struct slice path);

/* Whether only `apply` writes the path, seals apart: such a file follows from the others. */
bool path_is_generated(struct slice path);

/* `circles/ID/sealed/DATE.rec`, and `circles/ID/meetings/DATE.rec`. */
bool path_is_seal(struct slice path);
bool path_is_meeting(struct slice path);

/* The units of a file with these bytes; none when `bytes` is empty. Made in `arena`; slices point into it and the
 * bytes. */
struct unit_list units_read(struct arena *arena, struct slice path, struct slice bytes);

/* How many bytes at the start of two contents of a file hold the same units, which need not be read to compare them; 0
 * for a file of records. */
size_t units_shared(struct slice path, struct slice before, struct slice after);

/* The unit of that key, or NULL. */
const struct unit *unit_find(const struct unit_list *list, struct slice key);

/* The first line of what a record says in a field, by its English name; empty when it does not say it. */
struct slice unit_value(const struct unit *unit, struct slice field);

/* The English names of the fields by which two records differ, each once, parted by ", ". */
struct slice unit_changes(struct arena *arena, const struct unit *before, const struct unit *after);

/* Whether two units, either of which may be NULL for none, say the same. */
bool unit_equal(const struct unit *a, const struct unit *b);

#endif
