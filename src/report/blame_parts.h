/* The parts of a file that are blamed one by one: the fields of records, the entries of journals. For src/report/
 * only. */
#ifndef SOUCI_REPORT_BLAME_PARTS_H
#define SOUCI_REPORT_BLAME_PARTS_H

#include "decision/fold.h"

struct blame_part {
	struct slice heading; /* the record it belongs to: `Decision 2`; empty in journals */
	struct slice field;   /* name of the field; date of an entry, word of a directive */
	struct slice value;
	size_t line;           /* its first, from 1 */
	size_t line_count;     /* with continuation lines, with the postings of an entry */
	struct slice decision; /* references of those it comes from, parted by spaces, or empty */
};

/* The fields of a record file (struct blame_part), in their order; only those of the record at `only` when it is a
 * place in the file. The fold knows which decision a record comes from. Made in `arena`. */
struct list record_parts(struct arena *arena, const struct fold *fold, const struct text_file *file,
			 const struct location *only);

/* The entries and directives of a journal, whether they balance or not. */
struct list journal_parts(struct arena *arena, const struct text_file *file);

#endif
