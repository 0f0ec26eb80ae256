/* Who wrote what of a file, in which commit, under which decision. */
#ifndef SOUCI_REPORT_BLAME_H
#define SOUCI_REPORT_BLAME_H

#include "decision/fold.h"
#include "format/table.h"
#include "history/origin.h"

/* A file that blame knows the parts of: records (`.rec`) or a journal. */
bool blame_knows(struct slice path);

/* A row for each field of the records, or each entry and directive of the journal, in the order of the file: value,
 * commit, author, date, decision. `only`, when not NULL, is the place of the one record that is asked about. The
 * origins must have been asked for the file. Free with table_free(). */
struct table *blame_report(const struct fold *fold, const struct origins *origins, const struct text_file *file,
			   const struct location *only);

/* What people read of a commit: its first letters, or that there is none yet. For machines the whole id, or nothing. */
struct cell cell_commit(struct arena *arena, const struct origin *origin);

#endif
