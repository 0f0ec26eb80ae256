#include "text/arena.h"

#include "text/buffer.h"

#include "random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void every_block_is_zeroed_aligned_and_its_own(void **unused)
{
	(void)unused;
	enum { BLOCKS = 2000 };
	static struct {
		unsigned char *bytes;
		size_t size;
	} blocks[BLOCKS];
	struct arena *arena = arena_new();
	uint64_t state = 6;
	for (size_t i = 0; i < BLOCKS; i++) {
		size_t size = random_below(&state, i % 100 == 0 ? 200000 : 300);
		unsigned char *bytes = arena_allocate(arena, size, 1);
		assert_int_equal((uintptr_t)bytes % _Alignof(max_align_t), 0);
		for (size_t j = 0; j < size; j++) {
			assert_int_equal(bytes[j], 0);
		}
		memset(bytes, (int)(i % 256), size);
		blocks[i].bytes = bytes;
		blocks[i].size = size;
	}
	for (size_t i = 0; i < BLOCKS; i++) {
		for (size_t j = 0; j < blocks[i].size; j++) {
			assert_int_equal(blocks[i].bytes[j], i % 256);
		}
	}
	arena_free(arena);
	arena_free(NULL);
}

static void texts_are_copied_formatted_and_joined(void **unused)
{
	(void)unused;
	struct arena *arena = arena_new();
	const struct slice parts[] = {SLICE("a"), {NULL, 0}, SLICE("é")};
	assert_true(slice_equal(arena_copy(arena, SLICE("a\0b")), SLICE("a\0b")));
	assert_int_equal(arena_copy(arena, (struct slice){NULL, 0}).data[0], '\0');
	assert_true(slice_equal(arena_format(arena, "%s-%d", "x", 7), SLICE("x-7")));
	assert_true(slice_equal(arena_join(arena, parts, 3, SLICE(", ")), SLICE("a, , é")));
	assert_true(slice_equal(arena_join(arena, parts, 0, SLICE(", ")), SLICE("")));
	arena_free(arena);
}

static void arrays_are_lengthened_by_doubling(void **unused)
{
	(void)unused;
	struct arena *arena = arena_new();
	int *items = NULL;
	size_t moves = 0;
	for (size_t i = 0; i < 1000; i++) {
		int *longer = arena_lengthen(arena, items, i, i + 1, sizeof *items);
		moves += longer != items;
		items = longer;
		assert_int_equal(items[i], 0);
		items[i] = (int)i;
	}
	for (int i = 0; i < 1000; i++) {
		assert_int_equal(items[i], i);
	}
	assert_int_equal(moves, 11);
	arena_free(arena);
}

static void what_was_cleared_is_given_out_again_zeroed(void **unused)
{
	(void)unused;
	struct arena *arena = arena_new();
	arena_clear(arena);
	for (size_t round = 0; round < 100; round++) {
		for (size_t size = 1; size < 100000; size *= 7) {
			char *block = arena_allocate(arena, size, 1);
			for (size_t i = 0; i < size; i++) {
				assert_int_equal(block[i], 0);
			}
			memset(block, 0xFF, size);
		}
		arena_clear(arena);
	}
	arena_free(arena);
}

static void buffers_keep_what_is_added(void **unused)
{
	(void)unused;
	struct buffer buffer = BUFFER_EMPTY;
	assert_int_equal(buffer_view(&buffer).size, 0);
	for (int i = 0; i < 1000; i++) {
		buffer_format(&buffer, "%03d", i);
		buffer_add_byte(&buffer, '\0');
		buffer_add(&buffer, SLICE("é"));
		buffer_add_repeated(&buffer, '.', 3);
	}
	for (size_t i = 0; i < 1000; i++) {
		char expected[10];
		snprintf(expected, sizeof expected, "%03zu", i);
		memcpy(expected + 4, "é...", sizeof expected - 4);
		assert_memory_equal(buffer.data + i * 9, expected, 9);
	}
	buffer_free(&buffer);
	assert_null(buffer.data);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_block_is_zeroed_aligned_and_its_own),
	    cmocka_unit_test(texts_are_copied_formatted_and_joined),
	    cmocka_unit_test(arrays_are_lengthened_by_doubling),
	    cmocka_unit_test(what_was_cleared_is_given_out_again_zeroed),
	    cmocka_unit_test(buffers_keep_what_is_added),
	};
	return cmocka_run_group_tests_name("text/arena and text/buffer", tests, NULL, NULL);
}
