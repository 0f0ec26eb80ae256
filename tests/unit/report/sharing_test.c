#include "report/contribution_facts.h"
#include "report/contribution_shares.h"
#include "report/intervals.h"

#include "random.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static struct amount euros(const char *text)
{
	struct amount amount = NO_MONEY;
	assert_true(amount_parse(slice_of(text), &amount));
	assert_true(amount_rescale(amount, MONEY_SCALE, &amount));
	return amount;
}

static void assert_same(struct amount actual, struct amount expected)
{
	assert_int_equal(amount_compare(actual, expected), 0);
}

/* ---- proportional parts ---- */

static void a_third_of_a_euro_leaves_no_cent_behind(void **unused)
{
	(void)unused;
	struct amount one = euros("1.00");
	struct amount three = euros("3.00");
	assert_same(proportional_part(one, euros("0.00"), euros("1.00"), three), euros("0.33"));
	assert_same(proportional_part(one, euros("1.00"), euros("2.00"), three), euros("0.34"));
	assert_same(proportional_part(one, euros("2.00"), euros("3.00"), three), euros("0.33"));
}

static void nothing_is_shared_when_the_whole_is_nothing(void **unused)
{
	(void)unused;
	assert_same(proportional_part(euros("10.00"), euros("0.00"), euros("0.00"), euros("0.00")), euros("0.00"));
}

static void what_goes_back_is_shared_too(void **unused)
{
	(void)unused;
	struct amount whole = euros("-4.00");
	assert_same(proportional_part(euros("-10.00"), euros("0.00"), euros("-1.00"), whole), euros("-2.50"));
	assert_same(proportional_part(euros("-10.00"), euros("-1.00"), euros("-4.00"), whole), euros("-7.50"));
}

/* Whatever the weights, the parts add up to the total and none is a cent or more away from its due. */
static void parts_add_up_to_the_total(void **unused)
{
	(void)unused;
	uint64_t random = 2024;
	for (int round = 0; round < 2000; round++) {
		struct amount weights[8];
		struct amount whole = NO_MONEY;
		size_t count = 1 + random_below(&random, 8);
		for (size_t i = 0; i < count; i++) {
			weights[i] = (struct amount){(int128)random_below(&random, 1000000), MONEY_SCALE};
			sum_add(&whole, weights[i]);
		}
		struct amount total = {(int128)random_below(&random, 100000000), MONEY_SCALE};
		struct amount from = NO_MONEY;
		struct amount sum = NO_MONEY;
		for (size_t i = 0; i < count; i++) {
			struct amount to = from;
			sum_add(&to, weights[i]);
			struct amount part = proportional_part(total, from, to, whole);
			/* part / total against weight / whole, within a cent: both times `whole` */
			int128 distance = part.units * whole.units - total.units * weights[i].units;
			assert_true(distance <= whole.units && -distance <= whole.units);
			sum_add(&sum, part);
			from = to;
		}
		if (amount_sign(whole) != 0) {
			assert_same(sum, total);
		}
	}
}

/* ---- the value of volunteer time ---- */

static struct setting_value rate(const char *text)
{
	struct setting_value value = {0};
	struct money_style style = {.currency = SLICE("EUR")};
	assert_true(setting_parse(SETTING_VOLUNTEER_VALUE, slice_of(text), style, &value));
	return value;
}

static void half_a_cent_of_volunteer_time_is_rounded_up(void **unused)
{
	(void)unused;
	struct setting_value hourly = rate("12.30 EUR/h");
	assert_same(volunteer_value(&hourly, 25, 420), euros("5.13")); /* 5.125 */
	assert_same(volunteer_value(&hourly, 1, 420), euros("0.21"));  /* 0.205 */
	assert_same(volunteer_value(&hourly, 2, 420), euros("0.41"));
	assert_same(volunteer_value(&hourly, 0, 420), euros("0.00"));
	assert_same(volunteer_value(&hourly, 60, 420), euros("12.30"));
}

static void a_daily_value_is_by_the_length_of_a_day(void **unused)
{
	(void)unused;
	struct setting_value daily = rate("100.00 EUR/d");
	assert_same(volunteer_value(&daily, 420, 420), euros("100.00"));
	assert_same(volunteer_value(&daily, 60, 420), euros("14.29")); /* a seventh */
	assert_same(volunteer_value(&daily, 60, 480), euros("12.50"));
}

/* ---- intervals ---- */

static struct date day(const char *text)
{
	struct date date = {0};
	assert_true(date_parse(slice_of(text), &date));
	return date;
}

static void quarters_have_no_holes_and_keep_to_the_dates_asked_for(void **unused)
{
	(void)unused;
	struct arena *arena = arena_new();
	struct filter filter = filter_open();
	filter.interval = INTERVAL_QUARTER;
	filter.first = day("2023-11-15");
	filter.end = day("2024-08-01");
	struct intervals intervals = intervals_start(arena, &filter);
	intervals_note(&intervals, day("2024-07-31"));
	intervals_note(&intervals, day("2023-11-15"));
	intervals_note(&intervals, day("2023-11-14")); /* not asked for */
	intervals_note(&intervals, day("2024-08-01"));
	intervals_close(&intervals);
	static const char *const names[] = {"2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3"};
	assert_int_equal(intervals.count, 4);
	for (size_t i = 0; i < 4; i++) {
		assert_true(slice_equal(intervals.items[i].name, slice_of(names[i])));
	}
	assert_int_equal(intervals.items[3].end.days, day("2024-08-01").days);
	assert_int_equal(intervals_find(&intervals, day("2023-11-15")), 0);
	assert_int_equal(intervals_find(&intervals, day("2023-12-31")), 0);
	assert_int_equal(intervals_find(&intervals, day("2024-01-01")), 1);
	assert_int_equal(intervals_find(&intervals, day("2024-07-31")), 3);
	arena_free(arena);
}

static void there_are_no_intervals_when_none_is_asked_for(void **unused)
{
	(void)unused;
	struct arena *arena = arena_new();
	struct filter filter = filter_open();
	struct intervals none = intervals_start(arena, &filter);
	intervals_note(&none, day("2024-01-01"));
	intervals_close(&none);
	assert_int_equal(none.count, 0);
	filter.interval = INTERVAL_MONTH;
	struct intervals empty = intervals_start(arena, &filter);
	intervals_close(&empty);
	assert_int_equal(empty.count, 0);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(a_third_of_a_euro_leaves_no_cent_behind),
	    cmocka_unit_test(nothing_is_shared_when_the_whole_is_nothing),
	    cmocka_unit_test(what_goes_back_is_shared_too),
	    cmocka_unit_test(parts_add_up_to_the_total),
	    cmocka_unit_test(half_a_cent_of_volunteer_time_is_rounded_up),
	    cmocka_unit_test(a_daily_value_is_by_the_length_of_a_day),
	    cmocka_unit_test(quarters_have_no_holes_and_keep_to_the_dates_asked_for),
	    cmocka_unit_test(there_are_no_intervals_when_none_is_asked_for),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
