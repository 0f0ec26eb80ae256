/* Dates as journals write them: `2024-04-11`, `2024/4/11`, `2024.04.11`, or `04-11` after a default year. */
#ifndef SOUCI_JOURNAL_CALENDAR_H
#define SOUCI_JOURNAL_CALENDAR_H

#include "text/date.h"

enum calendar_status {
	CALENDAR_READ,
	CALENDAR_MALFORMED,   /* not written as a date */
	CALENDAR_NO_YEAR,     /* month and day only, and no default year */
	CALENDAR_NO_SUCH_DAY, /* 2023-02-29 */
	CALENDAR_MIXED_MARKS, /* 2024/1-5 */
};

/* Reads the date at the start of `*rest` and moves past it, whatever the status (so that `*rest` ends the text of a
 * wrong one). `default_year` is 0 when there is none. */
enum calendar_status calendar_read(struct slice *rest, int default_year, struct date *date);

/* Reads a year, quarter, month or day as queries name them, the day after its last in `*end`: `2024`, `2024Q2`,
 * `2024-4`, `2024/04`, `202404`, `2024.4.11`, `20240411`. False, with the dates left alone, when it is none of these.
 */
bool calendar_read_period(struct slice text, struct date *first, struct date *end);

#endif
