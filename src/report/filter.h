/* What a report is asked to show: plain values, as the command line (or a program) gives them. */
#ifndef SOUCI_REPORT_FILTER_H
#define SOUCI_REPORT_FILTER_H

#include "text/date.h"

struct text_list {
	const struct slice *items; /* borrowed */
	size_t count;
};

enum interval {
	INTERVAL_NONE,
	INTERVAL_MONTH,
	INTERVAL_QUARTER,
	INTERVAL_YEAR,
};

/* A list that is empty asks for nothing in particular: everything passes. */
struct filter {
	struct text_list circles;
	struct text_list actions;
	struct text_list funds;
	struct text_list people;
	struct text_list patterns; /* regular expressions, as written */
	struct date first;         /* DATE_MINIMUM when open */
	struct date end;           /* the day after the last; DATE_MAXIMUM when open */
	enum interval interval;    /* a column for each, when not INTERVAL_NONE */
};

/* A filter that lets everything pass. */
struct filter filter_open(void);

/* Whether `list` is empty or holds `text`. */
bool filter_list_accepts(struct text_list list, struct slice text);

/* Whether it asks for some circles, actions, funds or people. */
bool filter_names_any(const struct filter *filter);

/* Whether a date lies within [first, end). */
bool filter_accepts_date(const struct filter *filter, struct date date);

/* The first day of the month, quarter or year (or the date itself for INTERVAL_NONE) that holds `date`. */
struct date interval_start(enum interval interval, struct date date);

/* The first day of the next month, quarter or year (the next day for INTERVAL_NONE). */
struct date interval_end(enum interval interval, struct date date);

/* Widens the intervals from `first` to `last` (none when `first` is after `last`), in which something happened, to the
 * dates asked for, so that a year asked for by quarters has four. Dates far from them are only a way to say “all”. */
void filter_widen(const struct filter *filter, struct date *first, struct date *last);

enum { INTERVAL_TEXT_SIZE = DATE_TEXT_SIZE };

/* How the interval that holds `date` is called: `2024-04`, `2024-Q2`, `2024`, or the date. Returns `text`. */
char *interval_write(enum interval interval, struct date date, char text[INTERVAL_TEXT_SIZE]);

#endif
