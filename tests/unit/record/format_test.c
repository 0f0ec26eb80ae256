/* Laying records out: what is written stays, comments too; twice is once. */
#include "random.h"
#include "record/format.h"
#include "record/record.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static bool is_list(struct slice type, struct slice field)
{
	(void)type;
	return slice_equal(field, SLICE("Present"));
}

static struct buffer formatted(struct slice text)
{
	struct buffer out = BUFFER_EMPTY;
	record_format(&out, text, is_list);
	return out;
}

static void expect(const char *given, const char *expected)
{
	struct buffer out = formatted(slice_of(given));
	buffer_add_byte(&out, '\0');
	assert_string_equal(out.data, expected);
	buffer_free(&out);
}

static void blank_lines_and_spaces(void **unused)
{
	(void)unused;
	expect("", "");
	expect("\n\n", "");
	expect("%rec:  Meeting\nDate:2024-01-02\n", "%rec: Meeting\n\nDate: 2024-01-02\n");
	expect("\n# c \n\n\n%rec: A\n# d\n\n\nB: 1   \n\n\n\nB:  2", "# c\n\n%rec: A\n\n# d\n\nB: 1\n\nB: 2\n");
	expect("%rec: A\n\nB: 1\n%rec: C\n\nD: 2\n", "%rec: A\n\nB: 1\n\n%rec: C\n\nD: 2\n");
	expect("\xEF\xBB\xBF%rec: A\r\n\r\nB: 1\r\n", "%rec: A\n\nB: 1\n");
}

static void lists_have_one_id_a_line(void **unused)
{
	(void)unused;
	expect("Present: lea, tom sam\n", "Present: lea\nPresent: tom\nPresent: sam\n");
	expect("Present:\n+ lea\n+tom,\n", "Present: lea\nPresent: tom\n");
	expect("Present:\nTitle: x\n", "Present:\nTitle: x\n");
	expect("Present: lea\n# late\n+ tom\n", "Present: lea\n# late\nPresent: tom\n");
	expect("Title: lea, tom\n", "Title: lea, tom\n");
}

static void what_continues_keeps_its_spaces(void **unused)
{
	(void)unused;
	expect("Text: one\n+two\n+\n+   indented  \n", "Text: one\n+ two\n+\n+   indented  \n");
	expect("Text:\n+ one\n", "Text:\n+ one\n");
}

static void malformed_lines_stay(void **unused)
{
	(void)unused;
	expect("no field\n  indented: x\nÉté: 1\n+ more\n", "no field\n  indented: x\nÉté: 1\n+ more\n");
	expect("<<<<<<< HEAD\nA: 1\n=======\nA: 2\n>>>>>>> b\n", "<<<<<<< HEAD\nA: 1\n=======\nA: 2\n>>>>>>> b\n");
	expect("%reb:\r\r \nA: 1\r \r\n+ b \r\n", "%reb:\nA: 1\n+ b \n");
	expect("%key: Id\nA: 1\n", "%key: Id\nA: 1\n");
}

/* Random files out of the pieces records are made of. */
static struct slice random_text(uint64_t *random, char *text, size_t size)
{
	static const char *const pieces[] = {"%rec: A", "\n",         "\n\n",       "Name: value", "Present: lea tom",
					     "+ more",  "+",          "# c",        "\r\n",        ":",
					     " ",       "Présent: x", "+  two  \n", "B:",          "\\",
					     "\t",      "%key: x\n"};
	size_t length = 0;
	size_t count = random_below(random, 40);
	if (random_below(random, 8) == 0) {
		memcpy(text, "\xEF\xBB\xBF", 3);
		length = 3;
	}
	for (size_t i = 0; i < count; i++) {
		const char *piece = pieces[random_below(random, sizeof pieces / sizeof *pieces)];
		if (length + strlen(piece) < size) {
			memcpy(text + length, piece, strlen(piece));
			length += strlen(piece);
		}
	}
	return (struct slice){text, length};
}

/* Writes what was read, ids of lists one by one. */
static void add_meaning(struct buffer *out, struct slice text)
{
	struct arena *arena = arena_new();
	struct findings *findings = findings_new();
	struct text_file file = {SLICE("a.rec"), text};
	struct record_file read = record_read(arena, &file, findings);
	for (size_t i = 0; i < read.count; i++) {
		buffer_format(out, "[%.*s]\n", SLICE_ARGUMENTS(read.records[i].type));
		for (size_t j = 0; j < read.records[i].count; j++) {
			const struct record_field *field = &read.records[i].fields[j];
			struct slice rest = field->value;
			struct slice id;
			if (!is_list(SLICE(""), field->name)) {
				record_write_field(out, field->name, rest);
				continue;
			}
			while (slice_next_word(&rest, " ,\t\n", &id)) {
				record_write_field(out, field->name, id);
			}
		}
	}
	findings_free(findings);
	arena_free(arena);
}

static size_t count_of(struct slice text, char byte)
{
	size_t count = 0;
	for (size_t i = 0; i < text.size; i++) {
		count += text.data[i] == byte;
	}
	return count;
}

static void assert_says_the_same(struct slice given, struct slice laid_out)
{
	struct buffer before = BUFFER_EMPTY;
	struct buffer after = BUFFER_EMPTY;
	add_meaning(&before, given);
	add_meaning(&after, laid_out);
	if (!slice_equal(buffer_view(&before), buffer_view(&after))) {
		fail_msg("“%.*s” became “%.*s”", SLICE_ARGUMENTS(given), SLICE_ARGUMENTS(laid_out));
	}
	buffer_free(&before);
	buffer_free(&after);
}

static void any_text_says_the_same_and_settles_at_once(void **unused)
{
	(void)unused;
	uint64_t random = 7;
	for (int round = 0; round < 20000; round++) {
		char text[1024];
		struct slice given = random_text(&random, text, sizeof text);
		struct buffer once = formatted(given);
		struct buffer twice = formatted(buffer_view(&once));
		assert_true(slice_equal(buffer_view(&once), buffer_view(&twice)));
		assert_int_equal(count_of(given, '#'), count_of(buffer_view(&once), '#'));
		assert_says_the_same(given, buffer_view(&once));
		buffer_free(&once);
		buffer_free(&twice);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(blank_lines_and_spaces),
	    cmocka_unit_test(lists_have_one_id_a_line),
	    cmocka_unit_test(what_continues_keeps_its_spaces),
	    cmocka_unit_test(malformed_lines_stay),
	    cmocka_unit_test(any_text_says_the_same_and_settles_at_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
