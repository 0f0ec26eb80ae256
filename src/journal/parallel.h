/* Reading one large file with several threads, when only balances are asked for. The file is cut at the starts of
 * transactions; each part but the first is read by a thread of its own as if what was in force at the cut were so to
 * its end. The first directive in a part, or anything that depends on the parts before it, ends the reading of that
 * part; the main reader goes on alone from there. So the outcome is the same as with one thread. */
#ifndef SOUCI_JOURNAL_PARALLEL_H
#define SOUCI_JOURNAL_PARALLEL_H

#include "journal/reader.h"

/* Starts threads for the rest of the file if it is large enough, cutting `reader->end` to the reader's own part. */
void parallel_start(struct reader *reader);

/* The reader is at the end of its part: adds what the threads have read, and leaves the reader where the first of them
 * stopped, with the rest of the file before it. */
void parallel_finish(struct reader *reader);

/* Something was read that changes what follows: takes the rest of the file back, and lets the threads' work go. */
void parallel_cancel(struct reader *reader);

/* The reader is one of the threads and has met what it must leave to the main reader, at `place` of the file. */
void parallel_give_up(struct reader *reader, const char *place);

#endif
