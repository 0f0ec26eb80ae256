#include "report/filter.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct date day(const char *text)
{
	struct date date = {0};
	assert_true(date_parse(slice_of(text), &date));
	return date;
}

static void an_open_filter_lets_everything_pass(void **unused)
{
	(void)unused;
	struct filter filter = filter_open();
	assert_true(filter_accepts_date(&filter, day("0001-01-01")));
	assert_true(filter_accepts_date(&filter, day("9999-12-31")));
	assert_true(filter_list_accepts(filter.circles, SLICE("littoral")));
}

static void lists_and_dates_narrow_it(void **unused)
{
	(void)unused;
	const struct slice circles[] = {SLICE("littoral"), SLICE("oise")};
	struct filter filter = filter_open();
	filter.circles = (struct text_list){circles, 2};
	filter.first = day("2024-01-01");
	filter.end = day("2025-01-01");
	assert_true(filter_list_accepts(filter.circles, SLICE("oise")));
	assert_false(filter_list_accepts(filter.circles, SLICE("somme")));
	assert_false(filter_accepts_date(&filter, day("2023-12-31")));
	assert_true(filter_accepts_date(&filter, day("2024-12-31")));
	assert_false(filter_accepts_date(&filter, day("2025-01-01")));
}

/* Whatever the interval, the days of four centuries lie each in exactly one, and its name says which. */
static void intervals_part_time_without_gaps(void **unused)
{
	(void)unused;
	const enum interval intervals[] = {INTERVAL_NONE, INTERVAL_MONTH, INTERVAL_QUARTER, INTERVAL_YEAR};
	for (size_t i = 0; i < sizeof intervals / sizeof *intervals; i++) {
		struct date start = day("1900-01-01");
		for (struct date date = start; date_compare(date, day("2300-01-01")) < 0;
		     date = date_add_days(date, 1)) {
			if (date_compare(date, interval_end(intervals[i], start)) >= 0) {
				assert_int_equal(date.days, interval_end(intervals[i], start).days);
				start = date;
			}
			assert_int_equal(interval_start(intervals[i], date).days, start.days);
			char text[INTERVAL_TEXT_SIZE];
			struct date first = {0};
			struct date end = {0};
			assert_true(
			    date_parse_period(slice_of(interval_write(intervals[i], date, text)), &first, &end));
			assert_int_equal(first.days, start.days);
			assert_int_equal(end.days, interval_end(intervals[i], date).days);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(an_open_filter_lets_everything_pass),
	    cmocka_unit_test(lists_and_dates_narrow_it),
	    cmocka_unit_test(intervals_part_time_without_gaps),
	};
	return cmocka_run_group_tests_name("report/filter", tests, NULL, NULL);
}
