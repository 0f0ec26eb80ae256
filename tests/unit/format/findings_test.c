#include "format/findings_writer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define TEXT(literal)                                                                                                  \
	{                                                                                                              \
		literal, sizeof(literal) - 1                                                                           \
	}

static const struct text_file meeting = {TEXT("meetings/2024-04-11.rec"),
					 TEXT("Title: Été\n\tAmount:\t地図 \x1b[2Jx\nlast\xff")};
static const struct text_file unread = {TEXT("circles/a.rec"), {NULL, 0}};

static void assert_written(struct findings *findings,
			   void (*write)(struct findings *, struct text_look, struct buffer *), struct text_look look,
			   const char *expected)
{
	struct buffer out = BUFFER_EMPTY;
	write(findings, look, &out);
	buffer_add_byte(&out, '\0');
	assert_string_equal(out.data, expected);
	buffer_free(&out);
	findings_free(findings);
}

static struct findings *one(const struct text_file *file, size_t start, size_t length)
{
	struct findings *findings = findings_new();
	findings_add(findings, FINDING_FILE_NOT_UTF8, ((struct location){file, start, length}), SLICE("0xFF"));
	return findings;
}

static const struct text_look plain = {.width = 0};

static void nothing_found_is_no_worry(void **unused)
{
	(void)unused;
	assert_written(findings_new(), findings_write_text, plain, "Pas de souci.\n");
	assert_written(findings_new(), findings_write_json, plain, "[]\n");
}

static void the_caret_stands_under_accents(void **unused)
{
	(void)unused;
	assert_written(one(&meeting, 7, 5), findings_write_text, plain,
		       "meetings/2024-04-11.rec:1:8: error: this is not UTF-8 text: byte 0xFF [file-not-utf8]\n"
		       "Title: Été\n"
		       "       ^~~\n"
		       "  hint: save the file as UTF-8\n"
		       "\n"
		       "1 souci (1 error)\n");
}

static void the_caret_minds_tabs_wide_characters_and_escapes(void **unused)
{
	(void)unused;
	size_t map = (size_t)(strstr(meeting.bytes.data, "地") - meeting.bytes.data);
	assert_written(one(&meeting, map + 3, 3), findings_write_text, plain,
		       "meetings/2024-04-11.rec:2:11: error: this is not UTF-8 text: byte 0xFF [file-not-utf8]\n"
		       "\tAmount:\t地図 \\x1b[2Jx\n"
		       "\t       \t  ^~\n"
		       "  hint: save the file as UTF-8\n"
		       "\n"
		       "1 souci (1 error)\n");
	assert_written(one(&meeting, map + 11, 1), findings_write_text, plain,
		       "meetings/2024-04-11.rec:2:17: error: this is not UTF-8 text: byte 0xFF [file-not-utf8]\n"
		       "\tAmount:\t地図 \\x1b[2Jx\n"
		       "\t       \t            ^\n"
		       "  hint: save the file as UTF-8\n"
		       "\n"
		       "1 souci (1 error)\n");
}

static void a_point_at_the_end_of_a_line_gets_its_caret(void **unused)
{
	(void)unused;
	assert_written(one(&meeting, meeting.bytes.size, 0), findings_write_text, plain,
		       "meetings/2024-04-11.rec:3:6: error: this is not UTF-8 text: byte 0xFF [file-not-utf8]\n"
		       "last\\xff\n"
		       "        ^\n"
		       "  hint: save the file as UTF-8\n"
		       "\n"
		       "1 souci (1 error)\n");
}

static void without_a_place_only_the_sentence_is_shown(void **unused)
{
	(void)unused;
	assert_written(one(NULL, 0, 0), findings_write_text, plain,
		       "error: this is not UTF-8 text: byte 0xFF [file-not-utf8]\n"
		       "  hint: save the file as UTF-8\n"
		       "\n"
		       "1 souci (1 error)\n");
	assert_written(one(&unread, 0, 0), findings_write_text, plain,
		       "circles/a.rec: error: this is not UTF-8 text: byte 0xFF [file-not-utf8]\n"
		       "  hint: save the file as UTF-8\n"
		       "\n"
		       "1 souci (1 error)\n");
}

static void notices_are_counted_apart(void **unused)
{
	(void)unused;
	struct findings *findings = one(NULL, 0, 0);
	findings_at(findings, 0)->severity = SEVERITY_NOTICE;
	assert_written(findings, findings_write_text, plain,
		       "notice: this is not UTF-8 text: byte 0xFF [file-not-utf8]\n"
		       "  hint: save the file as UTF-8\n"
		       "\n"
		       "Pas de souci. (1 notice)\n");
	findings = one(NULL, 0, 0);
	findings_add(findings, FINDING_FILE_BOM, ((struct location){NULL, 0, 0}), SLICE(""));
	struct buffer out = BUFFER_EMPTY;
	findings_write_text(findings, plain, &out);
	assert_true(slice_ends_with(buffer_view(&out), SLICE("\n2 soucis (1 error, 1 warning)\n")));
	buffer_free(&out);
	findings_free(findings);
}

static void colours_are_given_only_when_asked_for(void **unused)
{
	(void)unused;
	assert_written(one(&unread, 0, 0), findings_write_text, (struct text_look){.colour = true},
		       "\x1b[1mcircles/a.rec\x1b[0m: \x1b[1;31merror:\x1b[0m this is not UTF-8 text: byte 0xFF "
		       "[file-not-utf8]\n"
		       "  \x1b[1;36mhint:\x1b[0m save the file as UTF-8\n"
		       "\n"
		       "\x1b[1;31m1 souci\x1b[0m (1 error)\n");
}

/* Of a line of a megabyte only what is around the place is shown, cut between characters. */
static void long_lines_are_cut_around_the_place(void **unused)
{
	(void)unused;
	enum { CHARACTERS = 500000 };
	struct buffer bytes = BUFFER_EMPTY;
	for (int i = 0; i < CHARACTERS; i++) {
		buffer_add(&bytes, SLICE("é"));
	}
	struct text_file file = {SLICE("long.rec"), buffer_view(&bytes)};
	struct buffer out = BUFFER_EMPTY;
	struct findings *findings = one(&file, CHARACTERS, 2);
	findings_write_text(findings, (struct text_look){.width = 80}, &out);
	assert_true(out.size < 600);
	buffer_add_byte(&out, '\0');
	assert_non_null(strstr(out.data, "long.rec:1:250001: "));
	assert_null(strstr(out.data, "\\x"));
	buffer_free(&out);
	buffer_free(&bytes);
	findings_free(findings);
}

static void json_says_the_same(void **unused)
{
	(void)unused;
	struct findings *findings = one(&meeting, 7, 5);
	findings_add(findings, FINDING_FILE_BOM, ((struct location){NULL, 0, 0}), SLICE(""));
	assert_written(
	    findings, findings_write_json, plain,
	    "[\n"
	    "  {\"id\": \"file-not-utf8\", \"severity\": \"error\", \"file\": \"meetings/2024-04-11.rec\", "
	    "\"line\": 1, \"column\": 8, \"message\": \"this is not UTF-8 text: byte 0xFF\", "
	    "\"hint\": \"save the file as UTF-8\"},\n"
	    "  {\"id\": \"file-bom\", \"severity\": \"warning\", \"file\": null, \"line\": null, \"column\": null, "
	    "\"message\": \"the file begins with a byte order mark\", \"hint\": \"run souci fmt to remove it\"}\n"
	    "]\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(nothing_found_is_no_worry),
	    cmocka_unit_test(the_caret_stands_under_accents),
	    cmocka_unit_test(the_caret_minds_tabs_wide_characters_and_escapes),
	    cmocka_unit_test(a_point_at_the_end_of_a_line_gets_its_caret),
	    cmocka_unit_test(without_a_place_only_the_sentence_is_shown),
	    cmocka_unit_test(notices_are_counted_apart),
	    cmocka_unit_test(colours_are_given_only_when_asked_for),
	    cmocka_unit_test(long_lines_are_cut_around_the_place),
	    cmocka_unit_test(json_says_the_same),
	};
	return cmocka_run_group_tests_name("format/findings", tests, NULL, NULL);
}
