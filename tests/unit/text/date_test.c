#include "text/date.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct date day(const char *text)
{
	struct date date = {0};
	assert_true(date_parse(slice_of(text), &date));
	return date;
}

static void every_day_of_400_years_round_trips(void **unused)
{
	(void)unused;
	struct date date = day("1800-01-01");
	struct date end = day("2200-01-01");
	int weekday = 2; /* 1800-01-01 was a Wednesday */
	int count = 0;
	for (; date_compare(date, end) < 0; date = date_add_days(date, 1)) {
		char text[DATE_TEXT_SIZE];
		assert_int_equal(day(date_write(date, text)).days, date.days);
		assert_int_equal(date_weekday(date), weekday);
		weekday = (weekday + 1) % 7;
		count++;
	}
	assert_int_equal(count, 146097);
}

static void known_days(void **unused)
{
	(void)unused;
	assert_int_equal(day("1970-01-01").days, 0);
	assert_int_equal(day("2000-03-01").days, 11017);
	assert_int_equal(day("0001-01-01").days, -719162);
	assert_int_equal(day("9999-12-31").days, 2932896);
	assert_int_equal(date_weekday(day("2024-04-11")), 3);
	assert_int_equal(date_weekday(day("1969-12-31")), 2);
	assert_int_equal(date_year(day("2024-12-31")), 2024);
}

static void days_that_do_not_exist_are_refused_and_change_nothing(void **unused)
{
	(void)unused;
	const char *const texts[] = {"2023-02-29",  "1900-02-29", "2024-04-31", "2024-13-01", "2024-00-10",
				     "2024-01-00",  "2024-01-32", "0000-01-01", "2024-4-11",  "2024/04/11",
				     "2024-04-11 ", "24-04-11",   "",           "2024-04-1a", "-024-04-11",
				     "2024-04-111", "+024-01-01", "2024-04"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct date date = {42};
		assert_false(date_parse(slice_of(texts[i]), &date));
		assert_int_equal(date.days, 42);
	}
	day("2024-02-29");
	day("2000-02-29");
}

static void assert_period(const char *text, const char *first, const char *end)
{
	struct date actual_first = {0};
	struct date actual_end = {0};
	assert_true(date_parse_period(slice_of(text), &actual_first, &actual_end));
	assert_int_equal(actual_first.days, day(first).days);
	assert_int_equal(actual_end.days, day(end).days);
}

static void periods(void **unused)
{
	(void)unused;
	assert_period("2024", "2024-01-01", "2025-01-01");
	assert_period("2024-Q1", "2024-01-01", "2024-04-01");
	assert_period("2024-Q4", "2024-10-01", "2025-01-01");
	assert_period("2024-T2", "2024-04-01", "2024-07-01");
	assert_period("2024-02", "2024-02-01", "2024-03-01");
	assert_period("2024-12", "2024-12-01", "2025-01-01");
	assert_period("2024-02-29", "2024-02-29", "2024-03-01");
	struct date first = {0};
	struct date end = {0};
	assert_true(date_parse_period(SLICE("9999-Q4"), &first, &end));
	assert_int_equal(end.days, DATE_MAXIMUM.days);
}

static void periods_that_are_none_are_refused_and_change_nothing(void **unused)
{
	(void)unused;
	const char *const texts[] = {"",      "2024-Q0", "2024-Q5", "2024-13", "2024-00", "0000",
				     "20245", "2024-Q",  "2024Q2",  "2024-1",  "2024-",   "2023-02-29",
				     "202a",  "2024-S1", "0000-Q1", "0000-01", "2024-Q23"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct date first = {42};
		struct date end = {43};
		assert_false(date_parse_period(slice_of(texts[i]), &first, &end));
		assert_int_equal(first.days, 42);
		assert_int_equal(end.days, 43);
	}
}

static void dates_in_other_forms(void **unused)
{
	(void)unused;
	const char *const pairs[][2] = {
	    {"31/12/2026", "2026-12-31"},    {"12/31/2026", "2026-12-31"},   {"1.2.2026", "2026-02-01"},
	    {"31-12-2026", "2026-12-31"},    {"31/12/26", "2026-12-31"},     {"2026/12/31", "2026-12-31"},
	    {"2026-31-12", "2026-12-31"},    {"2026-1-5", "2026-01-05"},     {"31 décembre 2026", "2026-12-31"},
	    {"1er août 2026", "2026-08-01"}, {"Dec 31, 2026", "2026-12-31"}, {"lundi 2 mars 2026", "2026-03-02"},
	    {"31/06/2026", "2026-06-30"},    {"2026-02-30", "2026-02-28"},   {"2024 juin 7", "2024-06-07"},
	};
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct date date = {0};
		char text[DATE_TEXT_SIZE];
		assert_true(date_meant(slice_of(pairs[i][0]), &date));
		assert_string_equal(date_write(date, text), pairs[i][1]);
	}
}

static void what_is_near_no_date(void **unused)
{
	(void)unused;
	const char *const texts[] = {"",          "demain",    "2026",       "décembre 2026", "12/2026",
				     "31/12",     "32/1/2026", "2026-13-13", "26-12-31",      "31/12/2026/1",
				     "31/12/126", "0/0/2026",  "1 2 99999",  "31 mars",       "mars 3 3 3",
				     "x/12/2026", "ju 3 2026", "2026-00-10"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct date date = {42};
		assert_false(date_meant(slice_of(texts[i]), &date));
		assert_int_equal(date.days, 42);
	}
}

static void adding_days_stops_at_the_ends(void **unused)
{
	(void)unused;
	assert_int_equal(date_add_days(DATE_MAXIMUM, 1).days, DATE_MAXIMUM.days);
	assert_int_equal(date_add_days(DATE_MINIMUM, -1).days, DATE_MINIMUM.days);
	assert_int_equal(date_add_days(day("2024-02-28"), 2).days, day("2024-03-01").days);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_day_of_400_years_round_trips),
	    cmocka_unit_test(known_days),
	    cmocka_unit_test(days_that_do_not_exist_are_refused_and_change_nothing),
	    cmocka_unit_test(periods),
	    cmocka_unit_test(periods_that_are_none_are_refused_and_change_nothing),
	    cmocka_unit_test(dates_in_other_forms),
	    cmocka_unit_test(what_is_near_no_date),
	    cmocka_unit_test(adding_days_stops_at_the_ends),
	};
	return cmocka_run_group_tests_name("text/date", tests, NULL, NULL);
}
