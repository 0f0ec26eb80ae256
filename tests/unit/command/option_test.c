#include "command/general_options.h"
#include "command/option.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

struct values {
	bool tree;
	bool flat;
	struct slice name;
	struct option_date day;
	struct option_number depth;
	struct text_list circles;
};

static const struct option options[] = {
    {"tree", 't', OPTION_FLAG, NULL, NULL, "", offsetof(struct values, tree)},
    {"flat", 'l', OPTION_FLAG, NULL, NULL, "", offsetof(struct values, flat)},
    {"name", 'n', OPTION_TEXT, "NAME", "tom lea", "", offsetof(struct values, name)},
    {"day", 0, OPTION_DATE, "DATE", NULL, "", offsetof(struct values, day)},
    {"depth", 'd', OPTION_NUMBER, "N", NULL, "", offsetof(struct values, depth)},
    {"circle", 'c', OPTION_LIST, "CIRCLE", NULL, "", offsetof(struct values, circles)},
    {.name = NULL},
};

static const struct option_group group = {"Options", options, sizeof(struct values)};

/* Reads up to six words, NULL ending them, all of them options; NULL when that goes well. */
static const struct failure *read_all(struct arena *arena, struct values *values, const char *const *given)
{
	char *words[7] = {NULL};
	struct word_list list = {words, 0, 0};
	for (; given[list.count] != NULL; list.count++) {
		words[list.count] = (char *)arena_copy(arena, slice_of(given[list.count])).data;
	}
	*values = (struct values){0};
	struct option_target target = {&group, values};
	const struct failure *failure = NULL;
	while (failure == NULL && list.next < list.count) {
		failure = option_read(arena, &target, 1, &list);
	}
	return failure;
}

#define READ(arena, values, ...) read_all((arena), (values), (const char *const[]){__VA_ARGS__, NULL})

static void every_way_of_writing_a_value(void **unused)
{
	(void)unused;
	struct arena *arena = arena_new();
	struct values values;
	assert_null(READ(arena, &values, "--name=tom", "--depth", "3", "-tl", "-cnord"));
	assert_true(values.tree && values.flat && values.depth.is_given);
	assert_true(slice_equal(values.name, SLICE("tom")));
	assert_int_equal(values.depth.number, 3);
	assert_null(READ(arena, &values, "-tn", "lea", "-d12", "--day", "2024-02-29"));
	assert_true(values.tree && !values.flat && values.day.is_given);
	assert_true(slice_equal(values.name, SLICE("lea")));
	assert_int_equal(values.depth.number, 12);
	arena_free(arena);
}

static void lists_grow_in_order(void **unused)
{
	(void)unused;
	struct arena *arena = arena_new();
	struct values values;
	assert_null(READ(arena, &values, "-ca", "--circle", "b", "--circle=c", "-c", "--tree"));
	const char *const expected[] = {"a", "b", "c", "--tree"};
	assert_int_equal(values.circles.count, 4);
	for (size_t i = 0; i < values.circles.count; i++) {
		assert_true(slice_equal(values.circles.items[i], slice_of(expected[i])));
	}
	arena_free(arena);
}

static void assert_refused(const char *first, const char *second, const char *sentence)
{
	struct arena *arena = arena_new();
	struct values values;
	const struct failure *failure = READ(arena, &values, first, second);
	assert_non_null(failure);
	assert_string_equal(failure->text, sentence);
	arena_free(arena);
}

static void what_is_wrong_is_said(void **unused)
{
	(void)unused;
	assert_refused("--tre", NULL, "unknown option --tre; did you mean --tree?");
	assert_refused("--zzzzzzzz", NULL, "unknown option --zzzzzzzz");
	assert_refused("-tz", NULL, "unknown option -z");
	assert_refused("--tree=yes", NULL, "--tree takes no value");
	assert_refused("--depth", NULL, "--depth needs a value: N");
	assert_refused("-d", NULL, "--depth needs a value: N");
	assert_refused("--depth", "-1", "--depth needs a whole number, not “-1”");
	assert_refused("--depth", "4294967296", "--depth needs a whole number, not “4294967296”");
	assert_refused("--day=2023-02-29", NULL, "--day needs a day that exists, written 2023-02-28, not “2023-02-29”");
	assert_refused("--name", "eve", "--name cannot be “eve”; choose one of: tom lea");
	assert_refused("--circle=", NULL, "--circle needs a value that is not empty");
}

static void only_dashed_words_are_options(void **unused)
{
	(void)unused;
	assert_true(is_option_word("-x") && is_option_word("--x"));
	assert_false(is_option_word("-") || is_option_word("x") || is_option_word(""));
}

static void assert_span(struct filter_options asked, const char *first, const char *last)
{
	struct filter filter = filter_open();
	struct date date = {0};
	assert_null(filter_from_options(&asked, (struct text_list){NULL, 0}, &filter));
	assert_true(date_parse(slice_of(first), &date));
	assert_int_equal(filter.first.days, date.days);
	assert_true(date_parse(slice_of(last), &date));
	assert_int_equal(filter.end.days, date.days + 1);
}

static void spans_of_dates(void **unused)
{
	(void)unused;
	assert_span((struct filter_options){.period = SLICE("2024-Q2")}, "2024-04-01", "2024-06-30");
	assert_span((struct filter_options){.from = SLICE("2024-04-11"), .to = SLICE("2024-04-11")}, "2024-04-11",
		    "2024-04-11");
	assert_span((struct filter_options){.from = SLICE("2023"), .to = SLICE("2024-02")}, "2023-01-01", "2024-02-29");
	assert_span((struct filter_options){.from = SLICE("2024-02"), .period = SLICE("2024")}, "2024-02-01",
		    "2024-12-31");
}

static void spans_that_hold_no_day_are_refused(void **unused)
{
	(void)unused;
	struct filter filter = filter_open();
	struct filter_options asked = {.from = SLICE("2024-05"), .to = SLICE("2024-04")};
	assert_non_null(filter_from_options(&asked, (struct text_list){NULL, 0}, &filter));
	asked = (struct filter_options){.period = SLICE("2024-Q5")};
	assert_non_null(filter_from_options(&asked, (struct text_list){NULL, 0}, &filter));
	asked = (struct filter_options){.monthly = true, .yearly = true};
	assert_non_null(filter_from_options(&asked, (struct text_list){NULL, 0}, &filter));
	const struct slice pattern = SLICE("caf\xe9");
	asked = (struct filter_options){.monthly = true};
	assert_non_null(filter_from_options(&asked, (struct text_list){&pattern, 1}, &filter));
	assert_int_equal(filter.interval, INTERVAL_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_way_of_writing_a_value),
	    cmocka_unit_test(lists_grow_in_order),
	    cmocka_unit_test(what_is_wrong_is_said),
	    cmocka_unit_test(only_dashed_words_are_options),
	    cmocka_unit_test(spans_of_dates),
	    cmocka_unit_test(spans_that_hold_no_day_are_refused),
	};
	return cmocka_run_group_tests_name("command/option", tests, NULL, NULL);
}
