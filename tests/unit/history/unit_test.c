#include "history/unit.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static size_t shared(const char *path, const char *before, const char *after)
{
	return units_shared(slice_of(path), slice_of(before), slice_of(after));
}

static void what_a_journal_begins_with_is_shared(void **state)
{
	(void)state;
	const char *bank = "ledger/bank/2024.journal";
	assert_int_equal(shared(bank, "one\n\ntwo\n", "one\n\ntwo\n\nthree\n"), 5);
	assert_int_equal(shared(bank, "one\n\ntwo\n\n", "one\n\ntwo\n\nthree\n"), 10);
	assert_int_equal(shared(bank, "one\n\ntwo\n", "one\n\ntwo, and more\n"), 5);
	assert_int_equal(shared(bank, "one\n", "two\n"), 0);
	assert_int_equal(shared(bank, "", "one\n"), 0);
}

static void records_and_generated_files_are_compared_whole(void **state)
{
	(void)state;
	const char *text = "a: b\n\nc: d\n\n";
	assert_int_equal(shared("circles/people.rec", text, text), 0);
	assert_int_equal(shared("ledger/generated.journal", text, text), 0);
}

/* What is read behind the shared beginning differs exactly where the whole does. */
static void units_behind_it_tell_the_same_difference(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct slice path = slice_of("ledger/bank/2024.journal");
	struct slice before = slice_of("; x\n\none\n\ntwo\n");
	struct slice after = slice_of("; x\n\none\n\ntwo\n\nthree\n");
	size_t start = units_shared(path, before, after);
	struct unit_list old = units_read(arena, path, slice_from(before, start));
	struct unit_list now = units_read(arena, path, slice_from(after, start));
	size_t new_count = 0;
	for (size_t i = 0; i < now.count; i++) {
		new_count += unit_find(&old, now.units[i].key) == NULL;
	}
	assert_int_equal(new_count, 1);
	assert_non_null(unit_find(&now, slice_of("three")));
	assert_int_equal(old.count, 1);
	arena_free(arena);
}

static struct slice said(struct arena *arena, const char *record)
{
	struct slice bytes = arena_format(arena, "%%rec: Contribution\n\nDate: 2024-02-06\n%s", record);
	struct unit_list units = units_read(arena, slice_of("circles/arles/contributions/2024/tom.rec"), bytes);
	assert_int_equal(units.count, 1);
	return units.units[0].text;
}

static void how_a_record_is_written_is_no_difference(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct slice plain = said(arena, "Action: cafe\nTime: 2h\nAsked: 1200.00 EUR\n");
	assert_true(slice_equal(plain, said(arena, "Action: cafe\nAsked: 1200.00 EUR\nTime: 2h\n")));
	assert_true(slice_equal(plain, said(arena, "Action: cafe\nTemps: 120 min\nDemande: 1 200,00 €\n")));
	assert_false(slice_equal(plain, said(arena, "Action: cafe\nTime: 2h01\nAsked: 1200.00 EUR\n")));
	assert_false(slice_equal(plain, said(arena, "Action: cafe\nTime: 2 d\nAsked: 1200.00 EUR\n")));
	assert_false(slice_equal(plain, said(arena, "Action: cafe\nTime: 2h\nAsked: 1200.00 CHF\n")));
	/* What cannot be read is compared as it stands. */
	assert_false(slice_equal(said(arena, "Time: soon\n"), said(arena, "Time: later\n")));
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_a_journal_begins_with_is_shared),
	    cmocka_unit_test(records_and_generated_files_are_compared_whole),
	    cmocka_unit_test(units_behind_it_tell_the_same_difference),
	    cmocka_unit_test(how_a_record_is_written_is_no_difference),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
