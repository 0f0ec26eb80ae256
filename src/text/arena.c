#include "text/arena.h"

#include "text/memory.h"

#include <assert.h>
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Blocks double from the first to the largest: an arena for one message costs little, one for a network few blocks. */
enum {
	BLOCK_SIZE_FIRST_BYTES = 1024,
	BLOCK_SIZE_LARGEST_BYTES = 256 * 1024,
};

struct block {
	struct block *next;
	size_t used;
	size_t size;
	alignas(max_align_t) char bytes[];
};

struct arena {
	struct block *blocks; /* the first one is the one being filled */
};

struct arena *arena_new(void)
{
	return memory_allocate_zeroed(1, sizeof(struct arena));
}

static void free_blocks(struct block *block)
{
	while (block != NULL) {
		struct block *next = block->next;
		free(block);
		block = next;
	}
}

void arena_free(struct arena *arena)
{
	if (arena != NULL) {
		free_blocks(arena->blocks);
		free(arena);
	}
}

void arena_clear(struct arena *arena)
{
	if (arena->blocks != NULL) {
		free_blocks(arena->blocks->next);
		arena->blocks->next = NULL;
		arena->blocks->used = 0;
	}
}

static struct block *block_new(size_t size)
{
	struct block *block = memory_allocate(sizeof *block + size);
	memory_expect(block, sizeof *block + size);
	block->next = NULL;
	block->used = 0;
	block->size = size;
	return block;
}

/* A request too large for the block in use gets one of its own, behind it, so that the room left is not lost. */
static struct block *block_with_room(struct arena *arena, size_t size)
{
	struct block *first = arena->blocks;
	if (first != NULL && first->size - first->used >= size) {
		return first;
	}
	if (size > BLOCK_SIZE_LARGEST_BYTES / 4 && first != NULL) {
		struct block *own = block_new(size);
		own->next = first->next;
		first->next = own;
		return own;
	}
	size_t next_size = first == NULL ? BLOCK_SIZE_FIRST_BYTES : first->size * 2;
	next_size = next_size > BLOCK_SIZE_LARGEST_BYTES ? BLOCK_SIZE_LARGEST_BYTES : next_size;
	struct block *block = block_new(size > next_size ? size : next_size);
	block->next = first;
	arena->blocks = block;
	return block;
}

/* `count` items of `size` bytes that the caller fills; sets `reserved` to how many bytes those are, rounded up. */
static void *reserve(struct arena *arena, size_t count, size_t size, size_t *reserved)
{
	size_t bytes;
	size_t padding = alignof(max_align_t) - 1;
	if (__builtin_mul_overflow(count, size, &bytes) || __builtin_add_overflow(bytes, padding, &bytes)) {
		bytes = SIZE_MAX / 2; /* no such block: the memory handler says so */
	}
	bytes &= ~padding;
	struct block *block = block_with_room(arena, bytes);
	void *result = block->bytes + block->used;
	block->used += bytes;
	*reserved = bytes;
	return result;
}

void *arena_allocate(struct arena *arena, size_t count, size_t size)
{
	size_t bytes;
	void *result = reserve(arena, count, size, &bytes);
	return memset(result, 0, bytes);
}

/* Room for a text of `size` bytes, with its NUL set. */
static char *reserve_text(struct arena *arena, size_t size)
{
	size_t bytes;
	char *text = reserve(arena, size + 1, 1, &bytes);
	text[size] = '\0';
	return text;
}

struct slice arena_copy(struct arena *arena, struct slice slice)
{
	char *copy = reserve_text(arena, slice.size);
	if (slice.size > 0) {
		memcpy(copy, slice.data, slice.size);
	}
	return (struct slice){copy, slice.size};
}

/* Printed where the next text would go: once, when it fits there. */
struct slice arena_format_list(struct arena *arena, const char *format, va_list arguments)
{
	va_list again;
	va_copy(again, arguments);
	struct block *block = block_with_room(arena, 1);
	int size = vsnprintf(block->bytes + block->used, block->size - block->used, format, arguments);
	if (size < 0) {
		va_end(again);
		return SLICE("");
	}
	bool is_whole = (size_t)size < block->size - block->used;
	char *text = reserve_text(arena, (size_t)size);
	assert(!is_whole || arena->blocks == block);
	if (!is_whole) {
		vsnprintf(text, (size_t)size + 1, format, again);
	}
	va_end(again);
	return (struct slice){text, (size_t)size};
}

struct slice arena_format(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	struct slice text = arena_format_list(arena, format, arguments);
	va_end(arguments);
	return text;
}

struct slice arena_join(struct arena *arena, const struct slice *parts, size_t count, struct slice separator)
{
	size_t size = 0;
	for (size_t i = 0; i < count; i++) {
		size += parts[i].size + (i > 0 ? separator.size : 0);
	}
	char *text = reserve_text(arena, size);
	size_t used = 0;
	for (size_t i = 0; i < count; i++) {
		if (i > 0 && separator.size > 0) {
			memcpy(text + used, separator.data, separator.size);
			used += separator.size;
		}
		if (parts[i].size > 0) {
			memcpy(text + used, parts[i].data, parts[i].size);
			used += parts[i].size;
		}
	}
	return (struct slice){text, used};
}

/* The next power of two. */
static size_t room_for(size_t count)
{
	size_t room = 1;
	while (room < count) {
		room *= 2;
	}
	return room;
}

void *arena_lengthen(struct arena *arena, void *items, size_t known, size_t count, size_t size)
{
	if (items != NULL && room_for(known) >= count) {
		return items;
	}
	void *longer = arena_allocate(arena, room_for(count), size);
	if (known > 0) {
		memcpy(longer, items, known * size);
	}
	return longer;
}
