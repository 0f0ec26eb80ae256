#include "text/symbols.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

enum { MANY = 50000 };

static struct slice numbered(char text[16], int number)
{
	return (struct slice){text, (size_t)snprintf(text, 16, "n%d", number)};
}

static void equal_names_share_a_number_in_order_of_first_use(void **unused)
{
	(void)unused;
	struct symbols *symbols = symbols_new();
	char text[16];
	for (int round = 0; round < 2; round++) {
		for (int i = 0; i < MANY; i++) {
			assert_int_equal(symbols_intern(symbols, numbered(text, i)), i);
		}
	}
	assert_int_equal(symbols_count(symbols), MANY);
	for (int i = 0; i < MANY; i++) {
		struct slice name = numbered(text, i);
		assert_true(slice_equal(symbols_name(symbols, (uint32_t)i), name));
		assert_int_equal(symbols_name(symbols, (uint32_t)i).data[name.size], '\0');
		assert_int_equal(symbols_find(symbols, name), i);
	}
	assert_int_equal(symbols_find(symbols, SLICE("absent")), SYMBOL_NONE);
	symbols_free(symbols);
}

static void names_are_bytes_of_any_kind(void **unused)
{
	(void)unused;
	struct symbols *symbols = symbols_new();
	assert_int_equal(symbols_intern(symbols, SLICE("")), 0);
	assert_int_equal(symbols_intern(symbols, (struct slice){NULL, 0}), 0);
	assert_int_equal(symbols_intern(symbols, SLICE("\0")), 1);
	assert_int_equal(symbols_intern(symbols, SLICE("\0\0")), 2);
	assert_int_equal(symbols_intern(symbols, SLICE("12345678")), 3);
	assert_int_equal(symbols_intern(symbols, SLICE("123456789")), 4);
	assert_int_equal(symbols_intern(symbols, SLICE("12345678\0")), 5);
	symbols_free(symbols);
	symbols_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(equal_names_share_a_number_in_order_of_first_use),
	    cmocka_unit_test(names_are_bytes_of_any_kind),
	};
	return cmocka_run_group_tests_name("text/symbols", tests, NULL, NULL);
}
