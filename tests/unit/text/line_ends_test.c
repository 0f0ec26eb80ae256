#include "text/line_ends.h"

#include "random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static void pairs_become_line_feeds_and_nothing_else_does(void **unused)
{
	(void)unused;
	const struct {
		struct slice stored;
		struct slice read;
	} cases[] = {
	    {SLICE(""), SLICE("")},
	    {SLICE("a\nb\n"), SLICE("a\nb\n")},
	    {SLICE("a\r\nb\r\n"), SLICE("a\nb\n")},
	    {SLICE("\r\n\r\n"), SLICE("\n\n")},
	    {SLICE("a\r\nb\nc"), SLICE("a\nb\nc")},
	    {SLICE("a\rb\r\nc\r"), SLICE("a\rb\nc\r")},
	    {SLICE("a\r\r\n"), SLICE("a\r\n")},
	    {SLICE("a\rb\r"), SLICE("a\rb\r")},
	    {SLICE("a\r\n\0"), SLICE("a\r\n\0")}, /* no text */
	};
	struct arena *arena = arena_new();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct slice read = text_with_line_feeds(arena, cases[i].stored);
		assert_true(slice_equal(read, cases[i].read));
		assert_int_equal(read.size == 0 ? 0 : read.data[read.size], 0);
		assert_true(read.size < cases[i].stored.size || read.data == cases[i].stored.data);
	}
	arena_free(arena);
}

/* What git does when it checks text out, undone. */
static void any_text_survives_a_checkout_on_windows(void **unused)
{
	(void)unused;
	enum { ROUNDS = 2000, SIZE = 40 };
	uint64_t state = 7;
	struct arena *arena = arena_new();
	for (size_t round = 0; round < ROUNDS; round++) {
		char text[SIZE];
		char checked_out[2 * SIZE];
		size_t size = random_next(&state) % SIZE;
		size_t stored = 0;
		for (size_t i = 0; i < size; i++) {
			text[i] = "\nab"[random_next(&state) % 3];
			if (text[i] == '\n') {
				checked_out[stored++] = '\r';
			}
			checked_out[stored++] = text[i];
		}
		struct slice read = text_with_line_feeds(arena, (struct slice){checked_out, stored});
		assert_true(slice_equal(read, (struct slice){text, size}));
	}
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(pairs_become_line_feeds_and_nothing_else_does),
	    cmocka_unit_test(any_text_survives_a_checkout_on_windows),
	};
	return cmocka_run_group_tests_name("text/line_ends", tests, NULL, NULL);
}
