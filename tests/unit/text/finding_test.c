#include "souci/finding.h"

#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define TEXT(literal)                                                                                                  \
	{                                                                                                              \
		literal, sizeof literal - 1                                                                            \
	}

static const struct text_file first = {TEXT("a.rec"), TEXT("Name: été\r\nDate: 2024\n\nEnd")};
static const struct text_file second = {TEXT("b.rec"), TEXT("x")};
static const struct text_file unread = {TEXT("c.rec"), {NULL, 0}};

static void order_is_path_place_id_then_discovery(void **unused)
{
	(void)unused;
	struct findings *findings = findings_new();
	findings_add(findings, FINDING_FILE_BOM, ((struct location){&second, 0, 0}), SLICE(""));
	findings_add(findings, FINDING_FILE_CRLF, ((struct location){&first, 5, 0}), SLICE("second"));
	findings_add(findings, FINDING_FILE_CRLF, ((struct location){&first, 5, 0}), SLICE("third"));
	findings_add(findings, FINDING_FILE_BOM, ((struct location){&first, 5, 0}), SLICE("first"));
	findings_add(findings, FINDING_FILE_NOT_UTF8, ((struct location){NULL, 0, 0}), SLICE("whole"));
	findings_add(findings, FINDING_FILE_CRLF, ((struct location){&first, 2, 0}), SLICE("before"));
	findings_sort(findings);
	const char *const expected[] = {"whole", "before", "first", "second", "third", ""};
	for (size_t i = 0; i < findings_count(findings); i++) {
		assert_true(slice_equal(findings_at(findings, i)->arguments[0], slice_of(expected[i])));
	}
	findings_free(findings);
}

static void severities_are_counted_from_the_least(void **unused)
{
	(void)unused;
	struct findings *findings = findings_new();
	findings_add(findings, FINDING_FILE_BOM, ((struct location){&first, 0, 0}), SLICE(""));
	findings_add(findings, FINDING_FILE_NOT_UTF8, ((struct location){&first, 0, 0}), SLICE(""));
	findings_add(findings, FINDING_FILE_NOT_UTF8, ((struct location){&first, 0, 0}), SLICE(""))->severity =
	    SEVERITY_NOTICE;
	assert_int_equal(findings_count_from(findings, SEVERITY_ERROR), 1);
	assert_int_equal(findings_count_from(findings, SEVERITY_WARNING), 2);
	assert_int_equal(findings_count_from(findings, SEVERITY_NOTICE), 3);
	findings_free(findings);
}

static void messages_are_filled_in_and_arguments_copied(void **unused)
{
	(void)unused;
	struct findings *findings = findings_new();
	struct arena *arena = arena_new();
	char byte[] = "0xE9";
	findings_add(findings, FINDING_FILE_NOT_UTF8, ((struct location){&first, 0, 0}), slice_of(byte));
	memset(byte, 'x', sizeof byte - 1);
	struct slice message = finding_message(arena, findings_at(findings, 0));
	assert_true(slice_equal(message, SLICE("this is not UTF-8 text: byte 0xE9")));
	arena_free(arena);
	findings_free(findings);
}

static void assert_position(const struct text_file *file, size_t start, size_t line, size_t column, const char *text)
{
	struct location location = {file, start, 0};
	struct position position = position_of(location);
	assert_int_equal(position.line, line);
	assert_int_equal(position.column, column);
	assert_true(slice_equal(location_line(location), slice_of(text)));
}

static void places_are_lines_and_characters(void **unused)
{
	(void)unused;
	assert_position(&first, 0, 1, 1, "Name: été");
	assert_position(&first, 8, 1, 8, "Name: été");
	assert_position(&first, 13, 2, 1, "Date: 2024");
	assert_position(&first, 24, 3, 1, "");
	assert_position(&first, 25, 4, 1, "End");
	assert_position(&first, 28, 4, 4, "End");
	assert_position(&unread, 0, 0, 0, "");
	assert_position(NULL, 0, 0, 0, "");
}

static bool is_id(const char *id)
{
	size_t size = strlen(id);
	return size > 0 && strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == size && id[0] != '-' &&
	       id[size - 1] != '-';
}

static void every_row_of_the_tables_is_complete(void **unused)
{
	(void)unused;
	for (size_t i = 0; i < FINDING_COUNT; i++) {
		const struct finding_definition *definition = finding_definition((enum finding_id)i);
		assert_true(is_id(definition->id));
		assert_int_equal(finding_by_id(slice_of(definition->id)), i);
		assert_true(definition->message[0] != '\0' && definition->explanation[0] != '\0');
		const char *const texts[] = {definition->message, definition->hint, definition->explanation};
		for (size_t j = 0; j < sizeof texts / sizeof *texts; j++) {
			struct slice text = slice_of(texts[j]);
			assert_int_equal(utf8_find_invalid(text), text.size);
			assert_false(slice_ends_with(text, SLICE(" ")));
		}
		assert_false(slice_ends_with(slice_of(definition->message), SLICE(".")));
	}
	assert_int_equal(finding_by_id(SLICE("no-such-id")), FINDING_COUNT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(order_is_path_place_id_then_discovery),
	    cmocka_unit_test(severities_are_counted_from_the_least),
	    cmocka_unit_test(messages_are_filled_in_and_arguments_copied),
	    cmocka_unit_test(places_are_lines_and_characters),
	    cmocka_unit_test(every_row_of_the_tables_is_complete),
	};
	return cmocka_run_group_tests_name("findings", tests, NULL, NULL);
}
