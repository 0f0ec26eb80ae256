#include "history/line_map.h"

#include "random.h"
#include "source/libgit2.h"
#include "text/buffer.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { ROUNDS = 400, LINES_MOST = 40, TEXT_MOST = 64 };

/* Says the lines of `after` with where each stood before, or `-`. */
static struct slice told(struct arena *arena, const char *before, const char *after)
{
	struct list runs = {NULL, 0};
	struct slice text = SLICE("");
	assert_null(line_map(arena, slice_of(before), slice_of(after), &runs));
	for (size_t line = 0; line < line_count(slice_of(after)); line++) {
		struct slice place = SLICE("-");
		for (size_t i = 0; i < runs.count; i++) {
			const struct line_run *run = &LIST_AT(runs, struct line_run, i);
			if (run->here <= line && line < run->here + run->count) {
				place = arena_format(arena, "%zu", line - run->here + run->there);
			}
		}
		text = arena_format(arena, "%.*s%.*s ", SLICE_ARGUMENTS(text), SLICE_ARGUMENTS(place));
	}
	return text;
}

static void lines_that_stayed_moved_or_came(void **unused)
{
	(void)unused;
	struct arena *arena = arena_new();
	assert_string_equal(told(arena, "a\nb\n", "a\nb\n").data, "0 1 ");
	assert_string_equal(told(arena, "a\nb\n", "a\nb\nc\n").data, "0 1 - ");
	assert_string_equal(told(arena, "a\nb\n", "c\na\nb\n").data, "- 0 1 ");
	assert_string_equal(told(arena, "a\nb\nc\n", "a\nx\nc\n").data, "0 - 2 ");
	assert_string_equal(told(arena, "a\n\nb\n", "").data, "");
	assert_string_equal(told(arena, "", "a\n").data, "- ");
	/* A line that did not end is another one until enough of it says that it is the same. */
	assert_string_equal(told(arena, "a\nb", "a\nb\nc").data, "0 - - ");
	/* What says too little is not known to have moved. */
	assert_string_equal(told(arena, "one\ntwo\nthree\n", "three\none\ntwo\n").data, "- 0 1 ");
	assert_string_equal(told(arena, "first\nsecond\nthe monthly coffee of February\n",
				 "the monthly coffee of February\nfirst\nsecond\n")
				.data,
			    "2 0 1 ");
	arena_free(arena);
}

static struct slice random_text(struct arena *arena, uint64_t *state)
{
	struct buffer text = BUFFER_EMPTY;
	uint64_t lines = random_below(state, LINES_MOST);
	for (uint64_t i = 0; i < lines; i++) {
		buffer_format(&text, "a line that says the number %d\n", (int)random_below(state, LINES_MOST / 2));
	}
	struct slice copy = arena_copy(arena, buffer_view(&text));
	buffer_free(&text);
	return copy;
}

static struct slice line_at(struct slice text, size_t line)
{
	while (line-- > 0) {
		text = slice_from(text, slice_find(text, '\n') + 1);
	}
	return slice_part(text, 0, slice_find(text, '\n'));
}

/* Whatever is matched is alike, and no line is matched twice. */
static void matched_lines_are_alike(void **unused)
{
	(void)unused;
	uint64_t state = 1;
	for (size_t round = 0; round < ROUNDS; round++) {
		struct arena *arena = arena_new();
		struct slice before = random_text(arena, &state);
		struct slice after = random_text(arena, &state);
		bool here_is_seen[TEXT_MOST] = {false};
		bool there_is_seen[TEXT_MOST] = {false};
		struct list runs = {NULL, 0};
		assert_null(line_map(arena, before, after, &runs));
		for (size_t i = 0; i < runs.count; i++) {
			const struct line_run *run = &LIST_AT(runs, struct line_run, i);
			for (uint32_t j = 0; j < run->count; j++) {
				assert_true(
				    slice_equal(line_at(after, run->here + j), line_at(before, run->there + j)));
				assert_false(here_is_seen[run->here + j] || there_is_seen[run->there + j]);
				here_is_seen[run->here + j] = true;
				there_is_seen[run->there + j] = true;
			}
		}
		arena_free(arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(lines_that_stayed_moved_or_came),
	    cmocka_unit_test(matched_lines_are_alike),
	};
	assert_null(libgit2_start());
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	libgit2_stop();
	return failed;
}
