/* A column for each month, quarter or year of the dates asked for; where none are, those in which something happened.
 */
#ifndef SOUCI_REPORT_INTERVALS_H
#define SOUCI_REPORT_INTERVALS_H

#include "format/table.h"
#include "report/filter.h"

struct interval_span {
	struct date first;
	struct date end;   /* the day after its last */
	struct slice name; /* `2024-Q2` */
};

struct intervals {
	struct arena *arena;         /* borrowed */
	const struct filter *filter; /* borrowed */
	struct date first;           /* of all days noted */
	struct date last;
	struct interval_span *items; /* from intervals_close() on; without holes */
	size_t count;                /* 0 when no interval is asked for, or nothing happened and no dates are */
};

/* No days yet; `arena` and `filter` must outlive it. */
struct intervals intervals_start(struct arena *arena, const struct filter *filter);

/* Makes room for a day, when the filter accepts it. */
void intervals_note(struct intervals *intervals, struct date date);

/* All days were noted: makes the spans. */
void intervals_close(struct intervals *intervals);

/* The place among the spans of a day that was noted. */
size_t intervals_find(const struct intervals *intervals, struct date date);

/* A column for each span, called by the span and, when it is not empty, the word: `2024-Q2 time`. */
void intervals_add_columns(const struct intervals *intervals, struct table *table, const char *word,
			   enum column_kind kind);

#endif
