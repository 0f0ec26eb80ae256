#include "text/slice.h"

#include "random.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct slice nothing = {NULL, 0};

static void no_bytes_are_as_good_as_the_empty_text(void **unused)
{
	(void)unused;
	assert_true(slice_equal(nothing, SLICE("")));
	assert_int_equal(slice_from(nothing, 0).size, 0);
	assert_int_equal(slice_part(nothing, 3, 3).size, 0);
	assert_int_equal(slice_trim(nothing).size, 0);
	assert_int_equal(slice_find(nothing, 'x'), 0);
	assert_int_equal(slice_find_last(nothing, 'x'), 0);
	assert_true(slice_contains(nothing, nothing));
	assert_true(slice_starts_with(nothing, SLICE("")));
	assert_true(slice_ends_with(SLICE("ab"), nothing));
	assert_int_equal(slice_compare(nothing, SLICE("a")), -1);
	assert_int_equal(slice_distance(nothing, SLICE("ab"), 5), 2);
	assert_int_equal(slice_of(NULL).size, 0);
}

static void order_is_that_of_bytes(void **unused)
{
	(void)unused;
	assert_true(slice_compare(SLICE("Z"), SLICE("a")) < 0);
	assert_true(slice_compare(SLICE("z"), SLICE("é")) < 0);
	assert_true(slice_compare(SLICE("ab"), SLICE("abc")) < 0);
	assert_true(slice_compare(SLICE("a\0b"), SLICE("a\0a")) > 0);
	assert_int_equal(slice_compare(SLICE("ab"), SLICE("ab")), 0);
}

static void parts(void **unused)
{
	(void)unused;
	assert_true(slice_equal(slice_from(SLICE("abc"), 1), SLICE("bc")));
	assert_true(slice_equal(slice_from(SLICE("abc"), 9), SLICE("")));
	assert_true(slice_equal(slice_part(SLICE("abc"), 1, 1), SLICE("b")));
	assert_true(slice_equal(slice_part(SLICE("abc"), 1, 9), SLICE("bc")));
	assert_true(slice_equal(slice_trim(SLICE(" \ta b\t ")), SLICE("a b")));
	assert_true(slice_starts_with(SLICE("abc"), SLICE("ab")));
	assert_false(slice_starts_with(SLICE("a"), SLICE("ab")));
	assert_true(slice_ends_with(SLICE("abc"), SLICE("bc")));
	assert_false(slice_ends_with(SLICE("c"), SLICE("bc")));
	assert_int_equal(slice_find(SLICE("abab"), 'b'), 1);
	assert_int_equal(slice_find_last(SLICE("abab"), 'b'), 3);
	assert_true(slice_contains(SLICE("abab"), SLICE("ba")));
	assert_false(slice_contains(SLICE("abab"), SLICE("bb")));
}

static void words(void **unused)
{
	(void)unused;
	struct slice rest = SLICE("  tom, lea\xC3\xA9 ,,");
	struct slice word = nothing;
	assert_true(slice_next_word(&rest, " ,", &word));
	assert_true(slice_equal(word, SLICE("tom")));
	assert_true(slice_next_word(&rest, " ,", &word));
	assert_true(slice_equal(word, SLICE("leaé")));
	assert_false(slice_next_word(&rest, " ,", &word));
	assert_true(slice_equal(word, SLICE("leaé")));
}

static void a_nul_byte_parts_no_words(void **unused)
{
	(void)unused;
	struct slice rest = SLICE("a\0b c");
	struct slice word = nothing;
	assert_true(slice_next_word(&rest, " ", &word));
	assert_true(slice_equal(word, SLICE("a\0b")));
}

static void whole_numbers(void **unused)
{
	(void)unused;
	uint64_t number = 7;
	assert_true(slice_to_number(SLICE("0042"), 42, &number));
	assert_int_equal(number, 42);
	assert_true(slice_to_number(SLICE("18446744073709551615"), UINT64_MAX, &number));
	assert_true(number == UINT64_MAX);
	const struct slice refused[] = {SLICE(""),
					SLICE("-1"),
					SLICE("+1"),
					SLICE("1 "),
					SLICE("1a"),
					SLICE("43"),
					SLICE("99999999999999999999999")};
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		number = 7;
		assert_false(slice_to_number(refused[i], 42, &number));
		assert_int_equal(number, 7);
	}
}

static void distances(void **unused)
{
	(void)unused;
	assert_int_equal(slice_distance(SLICE("budget"), SLICE("budget"), 5), 0);
	assert_int_equal(slice_distance(SLICE("bugdet"), SLICE("budget"), 5), 1);
	assert_int_equal(slice_distance(SLICE("budet"), SLICE("budget"), 5), 1);
	assert_int_equal(slice_distance(SLICE("budgets"), SLICE("budget"), 5), 1);
	assert_int_equal(slice_distance(SLICE("bodget"), SLICE("budget"), 5), 1);
	assert_int_equal(slice_distance(SLICE(""), SLICE("abc"), 5), 3);
	assert_int_equal(slice_distance(SLICE("abcdef"), SLICE("uvwxyz"), 2), 3);
}

static struct slice random_word(uint64_t *state, char letters[8])
{
	size_t size = random_below(state, 8);
	for (size_t i = 0; i < size; i++) {
		letters[i] = (char)('a' + (char)random_below(state, 3));
	}
	return (struct slice){letters, size};
}

static void distance_is_symmetric_and_zero_only_among_equals(void **unused)
{
	(void)unused;
	uint64_t state = 5;
	for (int i = 0; i < 20000; i++) {
		char first[8];
		char second[8];
		struct slice a = random_word(&state, first);
		struct slice b = random_word(&state, second);
		size_t distance = slice_distance(a, b, 100);
		assert_int_equal(distance, slice_distance(b, a, 100));
		assert_int_equal(distance == 0, slice_equal(a, b));
		assert_true(distance <= (a.size > b.size ? a.size : b.size));
	}
}

static void the_nearest_name(void **unused)
{
	(void)unused;
	const struct slice names[] = {SLICE("balance"), SLICE("budget"), SLICE("budgets"), SLICE("check")};
	assert_int_equal(slice_nearest(SLICE("budgt"), names, 4), 1);
	assert_int_equal(slice_nearest(SLICE("budgest"), names, 4), 1);
	assert_int_equal(slice_nearest(SLICE("chek"), names, 4), 3);
	assert_int_equal(slice_nearest(SLICE("zzzzzz"), names, 4), 4);
	assert_int_equal(slice_nearest(SLICE("x"), names, 0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(no_bytes_are_as_good_as_the_empty_text),
	    cmocka_unit_test(order_is_that_of_bytes),
	    cmocka_unit_test(parts),
	    cmocka_unit_test(words),
	    cmocka_unit_test(a_nul_byte_parts_no_words),
	    cmocka_unit_test(whole_numbers),
	    cmocka_unit_test(distances),
	    cmocka_unit_test(distance_is_symmetric_and_zero_only_among_equals),
	    cmocka_unit_test(the_nearest_name),
	};
	return cmocka_run_group_tests_name("text/slice", tests, NULL, NULL);
}
