#include "text/utf8.h"

#include "text/escape.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void ill_formed_bytes_are_found_where_they_stand(void **unused)
{
	(void)unused;
	const struct {
		struct slice text;
		size_t invalid;
	} cases[] = {
	    {SLICE(""), 0},
	    {SLICE("abcdefghijkl"), 12},
	    {SLICE("é€😀"), 9},
	    {SLICE("abcdefgh\xff"), 8},
	    {SLICE("caf\xe9"), 3},           /* Latin-1 */
	    {SLICE("\xc0\x80"), 0},          /* overlong */
	    {SLICE("\xe0\x80\xaf"), 0},      /* overlong */
	    {SLICE("\xed\xa0\x80"), 0},      /* surrogate */
	    {SLICE("a\xf4\x90\x80\x80"), 1}, /* beyond U+10FFFF */
	    {SLICE("a\xf5\x80\x80\x80"), 1},
	    {SLICE("abcdefghijklmno\xe2\x82"), 15}, /* cut short */
	    {SLICE("\x80"), 0},
	    {SLICE("a\0b"), 3},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(utf8_find_invalid(cases[i].text), cases[i].invalid);
	}
}

static void every_character_decodes_to_itself(void **unused)
{
	(void)unused;
	for (uint32_t character = 0x80; character < 0x110000; character++) {
		if (character >= 0xD800 && character < 0xE000) {
			continue;
		}
		char bytes[4];
		size_t expected = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
		uint32_t rest = character;
		for (size_t i = expected - 1; i > 0; i--) {
			bytes[i] = (char)(0x80U | (rest & 0x3FU));
			rest >>= 6;
		}
		bytes[0] = (char)((0xF00U >> expected & 0xFFU) | rest);
		struct slice text = {bytes, expected};
		size_t size = 0;
		assert_int_equal(utf8_find_invalid(text), expected);
		assert_int_equal(utf8_decode(text, &size), character);
		assert_int_equal(size, expected);
	}
}

static void width_counts_terminal_columns(void **unused)
{
	(void)unused;
	assert_int_equal(utf8_width(SLICE("été")), 3);
	assert_int_equal(utf8_width(SLICE("e\xCC\x81te\xCC\x81")), 3); /* combining accents */
	assert_int_equal(utf8_width(SLICE("地図")), 4);
	assert_int_equal(utf8_width(SLICE("│█▏…─")), 5);
	assert_int_equal(utf8_width(SLICE("")), 0);
	assert_int_equal(utf8_length(SLICE("été€😀")), 5);
}

/* Each byte, wherever it stands among letters, before the same letters as before it. */
static void printable_ascii_ends_at_the_first_other_byte(void **unused)
{
	(void)unused;
	for (unsigned byte = 0; byte < 256; byte++) {
		for (size_t place = 0; place < 20; place++) {
			char text[20];
			memset(text, '~', sizeof text);
			text[place] = (char)byte;
			bool is_printable = byte >= 0x20 && byte < 0x7F;
			struct slice slice = {text, sizeof text};
			assert_int_equal(utf8_skip_printable_ascii(slice, 0), is_printable ? sizeof text : place);
			assert_int_equal(utf8_skip_printable_ascii(slice, place + 1), sizeof text);
		}
	}
}

static void text_is_fitted_between_characters(void **unused)
{
	(void)unused;
	assert_true(slice_equal(utf8_fit(SLICE("地図"), 3), SLICE("地")));
	assert_true(slice_equal(utf8_fit(SLICE("été"), 2), SLICE("ét")));
	assert_true(slice_equal(utf8_fit(SLICE("e\xCC\x81t"), 1), SLICE("e\xCC\x81")));
	assert_true(slice_equal(utf8_fit(SLICE("ab"), 0), SLICE("")));
	assert_true(slice_equal(utf8_fit(SLICE("ab"), 5), SLICE("ab")));
}

static void look_alikes(void **unused)
{
	(void)unused;
	assert_int_equal(utf8_ascii_look_alike(0x0430), 'a');
	assert_int_equal(utf8_ascii_look_alike(0xE9), 'e');
	assert_int_equal(utf8_ascii_look_alike(0xFF11), '1');
	assert_int_equal(utf8_ascii_look_alike(0x2011), '-');
	assert_int_equal(utf8_ascii_look_alike(0x5730), 0);
}

static void names_are_told_apart_as_other_computers_do(void **state)
{
	(void)state;
	assert_true(utf8_equal_folded(SLICE("Plan.TXT"), SLICE("plan.txt")));
	assert_true(utf8_equal_folded(SLICE("\xC3\x89t\xC3\xA9"), SLICE("e\xCC\x81te\xCC\x81")));
	assert_true(utf8_equal_folded(SLICE("stra\xC3\x9F"
					    "e"),
				      SLICE("STRASSE")));
	assert_true(utf8_equal_folded(SLICE("\xE2\x84\xAA"), SLICE("k"))); /* the kelvin sign */
	assert_true(utf8_equal_folded(SLICE("A\xFF"), SLICE("a\xFF")));
	assert_false(utf8_equal_folded(SLICE("\xC3\xA9"), SLICE("e")));
	assert_false(utf8_equal_folded(SLICE("\xFF"), SLICE("\xFE")));
	assert_false(utf8_equal_folded(SLICE("plan"), SLICE("plans")));
	assert_false(utf8_equal_folded(SLICE(""), SLICE("a")));
}

static void terminals_get_no_control_characters(void **unused)
{
	(void)unused;
	struct arena *arena = arena_new();
	struct slice clean = SLICE("Réunion d'été 地図");
	assert_ptr_equal(escape_for_terminal(arena, clean).data, clean.data);
	const struct {
		struct slice text;
		struct slice shown;
	} cases[] = {
	    {SLICE("a\x1b[2J"), SLICE("a\\x1b[2J")},
	    {SLICE("caf\xe9!"), SLICE("caf\\xe9!")},
	    {SLICE("\xe2\x82"), SLICE("\\xe2\\x82")},
	    {SLICE("x\xe2\x80\xaey"), SLICE("x\\u{202e}y")},
	    {SLICE("\xc2\x9b"
		   "1m"),
	     SLICE("\\u{9b}1m")},
	    {SLICE("a\nb\0c"), SLICE("a\\x0ab\\x00c")},
	    {SLICE("\x7f"), SLICE("\\x7f")},
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_true(slice_equal(escape_for_terminal(arena, cases[i].text), cases[i].shown));
	}
	arena_free(arena);
}

static void pages_get_no_markup(void **unused)
{
	(void)unused;
	struct arena *arena = arena_new();
	assert_true(slice_equal(escape_for_html(arena, SLICE("<a href=\"x\">'é' & b</a>")),
				SLICE("&lt;a href=&quot;x&quot;&gt;&#39;é&#39; &amp; b&lt;/a&gt;")));
	assert_true(slice_equal(escape_for_html(arena, SLICE("")), SLICE("")));
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(ill_formed_bytes_are_found_where_they_stand),
	    cmocka_unit_test(every_character_decodes_to_itself),
	    cmocka_unit_test(width_counts_terminal_columns),
	    cmocka_unit_test(printable_ascii_ends_at_the_first_other_byte),
	    cmocka_unit_test(text_is_fitted_between_characters),
	    cmocka_unit_test(look_alikes),
	    cmocka_unit_test(names_are_told_apart_as_other_computers_do),
	    cmocka_unit_test(terminals_get_no_control_characters),
	    cmocka_unit_test(pages_get_no_markup),
	};
	return cmocka_run_group_tests_name("text/utf8 and text/escape", tests, NULL, NULL);
}
