/* Dates of the proleptic Gregorian calendar, as a number of days: no time, no zone, no clock. */
#ifndef SOUCI_TEXT_DATE_H
#define SOUCI_TEXT_DATE_H

#include "text/slice.h"

struct date {
	int32_t days; /* since 1970-01-01 */
};

/* Before and after every date that can be written. */
#define DATE_MINIMUM ((struct date){INT32_MIN})
#define DATE_MAXIMUM ((struct date){INT32_MAX})

enum { DATE_TEXT_SIZE = sizeof "YYYY-MM-DD" };

/* Whether year (1..9999), month and day name a day that exists; sets `date` if so. */
bool date_from_civil(int year, int month, int day, struct date *date);

/* The year, month and day of a date within the years 1 to 9999. */
void date_to_civil(struct date date, int *year, int *month, int *day);

/* Exactly `YYYY-MM-DD`, naming a day that exists; false, leaving `date` alone, otherwise. */
bool date_parse(struct slice text, struct date *date);

/* The day that a date in another form seems to be, for hints: `31/12/2026`, `31.12.26`, `1er janvier 2026`,
 * `2026-31-12`; the last day of its month for one beyond it. False, leaving `date` alone, when none is near. */
bool date_meant(struct slice text, struct date *date);

/* Writes `YYYY-MM-DD` and a NUL into `text`. Returns `text`. */
char *date_write(struct date date, char text[DATE_TEXT_SIZE]);

/* 0 for Monday up to 6 for Sunday. */
int date_weekday(struct date date);

int date_year(struct date date);

/* Negative, zero or positive as `a` is before, at or after `b`. */
int date_compare(struct date a, struct date b);

/* `days` later, or earlier when negative; stays within int32. */
struct date date_add_days(struct date date, int32_t days);

/* A period `[first, end)`: `2024`, `2024-Q2`, `2024-04` or `2024-04-11`; false otherwise. */
bool date_parse_period(struct slice text, struct date *first, struct date *end);

#endif
