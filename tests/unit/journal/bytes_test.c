#include "journal/bytes.h"

#include "random.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TEXT_BYTES = 300, ROUNDS = 200000 };

/* Bits of text, mostly sound, to be put one behind the other. */
static const char *const pieces[] = {
    "plain ",
    "é",
    "€",
    "𝄞",
    "日本",
    "\n",
    "Banque ",
    "\xC2\xA0",
    "\xE2\x80\xAF",
    "a long run of plain letters ",
    "\xF4\x8F\xBF\xBF",
    "\xED\x9F\xBF",
    "\xC3",
    "\xE2\x82",
    "\xC0\x80",
    "\xE0\x80\x80",
    "\xED\xA0\x80",
    "\xF4\x90\x80\x80",
    "\xF8",
    "\x80",
};

enum { SOUND_PIECES = 12 };

static size_t make_text(uint64_t *state, char text[TEXT_BYTES])
{
	size_t size = 0;
	size_t choices = random_below(state, 3) == 0 ? sizeof pieces / sizeof pieces[0] : SOUND_PIECES;
	while (random_below(state, 20) != 0) {
		const char *piece = pieces[random_below(state, choices)];
		size_t length = strlen(piece);
		if (size + length > TEXT_BYTES) {
			break;
		}
		memcpy(text + size, piece, length);
		size += length;
	}
	return size;
}

/* Reads the text in steps of any size, as the reader does: seeing no more of it than a last character needs. */
static size_t first_fault(struct slice text, size_t step, enum bytes_fault *fault)
{
	size_t at = 0;
	*fault = BYTES_SOUND;
	while (at < text.size && *fault == BYTES_SOUND) {
		size_t until = text.size - at < step ? text.size : at + step;
		*fault = bytes_check(slice_part(text, 0, until + 3), &at, until);
	}
	return at;
}

static void agrees_with_the_plain_check(void **unused)
{
	(void)unused;
	uint64_t state = 1;
	for (int round = 0; round < ROUNDS; round++) {
		char room[TEXT_BYTES];
		size_t size = make_text(&state, room);
		char *exact =
		    malloc(size == 0 ? 1 : size); /* so that reading beyond the end is seen by the sanitizer */
		assert_non_null(exact);
		memcpy(exact, room, size);
		struct slice text = {exact, size};
		enum bytes_fault fault;
		size_t found = first_fault(text, 1 + random_below(&state, TEXT_BYTES), &fault);
		size_t expected = utf8_find_invalid(text);
		assert_int_equal(found >= text.size ? text.size : found, expected);
		assert_int_equal(fault, expected == text.size ? BYTES_SOUND : BYTES_NOT_UTF8);
		free(exact);
	}
}

static void finds_nul_and_lone_returns(void **unused)
{
	(void)unused;
	enum bytes_fault fault;
	const char with_nul[] = "a long line of text, longer than a vector of the processor\0and more";
	assert_int_equal(first_fault((struct slice){with_nul, sizeof with_nul - 1}, 1000, &fault), 58);
	assert_int_equal(fault, BYTES_NUL);
	assert_int_equal(first_fault(SLICE("good\r\nlines\r\nin the end\r"), 1000, &fault), 23);
	assert_int_equal(fault, BYTES_LONE_RETURN);
	first_fault(SLICE("good\r\nlines\r\n"), 1000, &fault);
	assert_int_equal(fault, BYTES_SOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(agrees_with_the_plain_check),
	    cmocka_unit_test(finds_nul_and_lone_returns),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
