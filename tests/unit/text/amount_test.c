#include "text/amount.h"

#include "random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { ROUNDS = 20000 };

static struct amount amount(const char *text)
{
	struct amount result = AMOUNT_ZERO;
	assert_true(amount_parse(slice_of(text), &result));
	return result;
}

static void assert_amount(struct amount actual, const char *expected)
{
	char text[AMOUNT_TEXT_SIZE];
	assert_string_equal(amount_write(actual, text), expected);
}

/* Up to `digits` digits, of any sign, up to 12 decimals. */
static struct amount random_amount(uint64_t *state, unsigned digits)
{
	int128 units = (int128)((uint128)random_next(state) << 62 | random_next(state) >> 2);
	units %= amount_power_of_ten((unsigned)random_below(state, digits) + 1);
	return (struct amount){random_below(state, 2) == 0 ? units : -units, (uint8_t)random_below(state, 13)};
}

static void what_is_written_reads_back(void **unused)
{
	(void)unused;
	uint64_t state = 1;
	for (int i = 0; i < ROUNDS; i++) {
		struct amount before = random_amount(&state, AMOUNT_DIGITS_MAXIMUM);
		struct amount after = AMOUNT_ZERO;
		char text[AMOUNT_TEXT_SIZE];
		assert_true(amount_parse(slice_of(amount_write(before, text)), &after));
		assert_true(before.units == after.units && before.scale == after.scale);
	}
}

static void what_is_read_is_written_the_same(void **unused)
{
	(void)unused;
	const char *const texts[] = {"0",
				     "0.00",
				     "1200.00",
				     "-0.05",
				     "7",
				     "99999999999999999999999999999999999999",
				     "-9.9999999999999999999999999999999999999",
				     "0.0000000000000000000000000000000000001"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		assert_amount(amount(texts[i]), texts[i]);
	}
	assert_amount(amount("007.5"), "7.5");
	assert_amount(amount("-0"), "0");
}

static void other_forms_are_refused_and_change_nothing(void **unused)
{
	(void)unused;
	const char *const texts[] = {"",
				     "-",
				     ".",
				     "1.",
				     ".5",
				     "+1",
				     "1,5",
				     "1 000",
				     "1e3",
				     "--1",
				     "1-",
				     "0x10",
				     "1..2",
				     "1.2.3",
				     " 1",
				     "1 ",
				     "١",
				     "1.5 EUR",
				     "-.5",
				     "999999999999999999999999999999999999999",
				     "0.00000000000000000000000000000000000001"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct amount result = {42, 1};
		assert_false(amount_parse(slice_of(texts[i]), &result));
		assert_true(result.units == 42 && result.scale == 1);
	}
	struct amount result = {42, 1};
	assert_false(amount_parse((struct slice){"1\0", 2}, &result));
}

static bool sum(struct amount a, struct amount b, struct amount c, struct amount *result)
{
	return amount_add(a, b, result) && amount_add(*result, c, result);
}

static void sums_do_not_depend_on_order_or_grouping(void **unused)
{
	(void)unused;
	uint64_t state = 2;
	for (int i = 0; i < ROUNDS; i++) {
		struct amount a = random_amount(&state, 24);
		struct amount b = random_amount(&state, 24);
		struct amount c = random_amount(&state, 24);
		struct amount left = AMOUNT_ZERO;
		struct amount right = AMOUNT_ZERO;
		struct amount back = AMOUNT_ZERO;
		assert_true(sum(a, b, c, &left) && sum(c, b, a, &right));
		assert_true(left.units == right.units && left.scale == right.scale);
		assert_true(amount_subtract(left, c, &back) && amount_subtract(back, b, &back));
		assert_int_equal(amount_compare(back, a), 0);
	}
}

static void products_distribute_over_sums(void **unused)
{
	(void)unused;
	uint64_t state = 3;
	for (int i = 0; i < ROUNDS; i++) {
		struct amount a = random_amount(&state, 9);
		struct amount b = random_amount(&state, 9);
		struct amount c = random_amount(&state, 9);
		struct amount whole = AMOUNT_ZERO;
		struct amount first = AMOUNT_ZERO;
		struct amount second = AMOUNT_ZERO;
		assert_true(amount_add(a, b, &whole) && amount_multiply(whole, c, &whole));
		assert_true(amount_multiply(a, c, &first) && amount_multiply(b, c, &second));
		assert_true(amount_add(first, second, &first));
		assert_int_equal(amount_compare(whole, first), 0);
	}
}

static void results_beyond_38_digits_are_refused_and_change_nothing(void **unused)
{
	(void)unused;
	struct amount most = amount("99999999999999999999999999999999999999");
	struct amount least = amount_negate(most);
	struct amount one = amount("1");
	struct amount result = {42, 1};
	assert_false(amount_add(most, one, &result));
	assert_false(amount_subtract(least, one, &result));
	assert_false(amount_add(most, amount("0.1"), &result));
	assert_false(amount_multiply(most, amount("2"), &result));
	assert_false(amount_multiply(most, most, &result));
	assert_false(amount_multiply(amount("1.00000000000000000001"), amount("1.00000000000000000001"), &result));
	assert_false(amount_rescale(most, 1, &result));
	assert_false(amount_rescale(one, AMOUNT_SCALE_MAXIMUM, &result));
	assert_false(amount_fraction(most, 2, 1, &result));
	assert_true(result.units == 42 && result.scale == 1);
	assert_true(amount_add(most, least, &result));
	assert_int_equal(amount_sign(result), 0);
	assert_true(amount_subtract(most, amount("0"), &result));
	assert_amount(result, "99999999999999999999999999999999999999");
}

static void rescaling_never_loses_a_digit(void **unused)
{
	(void)unused;
	struct amount result = AMOUNT_ZERO;
	assert_true(amount_rescale(amount("1.50"), 1, &result));
	assert_amount(result, "1.5");
	assert_false(amount_rescale(amount("1.55"), 1, &result));
	assert_amount(amount_strip(amount("100.5000")), "100.5");
	assert_amount(amount_strip(amount("0.000")), "0");
}

static void halves_round_away_from_zero(void **unused)
{
	(void)unused;
	assert_amount(amount_round(amount("2.345"), 2), "2.35");
	assert_amount(amount_round(amount("-2.345"), 2), "-2.35");
	assert_amount(amount_round(amount("2.3449"), 2), "2.34");
	assert_amount(amount_round(amount("2.3"), 2), "2.3");
	struct amount third = AMOUNT_ZERO;
	assert_true(amount_fraction(amount("100.00"), 1, 3, &third));
	assert_amount(third, "33.33");
	assert_true(amount_fraction(amount("-0.05"), 1, 2, &third));
	assert_amount(third, "-0.03");
	assert_true(amount_fraction(amount("35.00"), 210, 420, &third));
	assert_amount(third, "17.50");
}

static void comparison_minds_value_not_scale(void **unused)
{
	(void)unused;
	assert_int_equal(amount_compare(amount("1.50"), amount("1.5")), 0);
	assert_true(amount_compare(amount("1.49"), amount("1.5")) < 0);
	assert_true(amount_compare(amount("-1"), amount("0.0000001")) < 0);
	struct amount huge = amount("99999999999999999999999999999999999999");
	struct amount fine = amount("0.0000000000000000000000000000000000001");
	assert_true(amount_compare(huge, fine) > 0);
	assert_true(amount_compare(fine, huge) < 0);
	assert_true(amount_compare(amount_negate(huge), fine) < 0);
	assert_true(amount_compare(fine, amount_negate(huge)) > 0);
	uint64_t state = 4;
	for (int i = 0; i < ROUNDS; i++) {
		struct amount a = random_amount(&state, 20);
		struct amount b = random_amount(&state, 20);
		struct amount difference = AMOUNT_ZERO;
		assert_true(amount_subtract(a, b, &difference));
		assert_int_equal(amount_compare(a, b), amount_sign(difference));
		assert_int_equal(amount_compare(b, a), -amount_sign(difference));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_written_reads_back),
	    cmocka_unit_test(what_is_read_is_written_the_same),
	    cmocka_unit_test(other_forms_are_refused_and_change_nothing),
	    cmocka_unit_test(sums_do_not_depend_on_order_or_grouping),
	    cmocka_unit_test(products_distribute_over_sums),
	    cmocka_unit_test(results_beyond_38_digits_are_refused_and_change_nothing),
	    cmocka_unit_test(rescaling_never_loses_a_digit),
	    cmocka_unit_test(halves_round_away_from_zero),
	    cmocka_unit_test(comparison_minds_value_not_scale),
	};
	return cmocka_run_group_tests_name("text/amount", tests, NULL, NULL);
}
