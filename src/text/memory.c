#include "text/memory.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Having the system hand out a large block page by page costs more than filling it: those get huge pages where there
 * are any. Below two of them it is not worth it. */
enum { HUGE_PAGE_BYTES = 2 << 20, LARGE_BYTES = 2 * HUGE_PAGE_BYTES };

/* Of a smaller block the pages are asked for in one call; a few are touched one by one as cheaply. */
enum { EXPECT_LEAST_BYTES = 32 * 1024 };

static memory_exhausted_handler *exhausted_handler = abort;

void memory_on_exhausted(memory_exhausted_handler *handler)
{
	exhausted_handler = handler == NULL ? abort : handler;
}

static void *checked(void *block)
{
	if (block == NULL) {
		exhausted_handler();
		abort();
	}
	return block;
}

/* Like any other block it may be given to free(). */
static void *allocate_large(size_t size)
{
	size_t whole = (size + HUGE_PAGE_BYTES - 1) / HUGE_PAGE_BYTES * HUGE_PAGE_BYTES;
	void *block = whole < size ? NULL : aligned_alloc(HUGE_PAGE_BYTES, whole);
	if (block != NULL) {
		madvise(block, whole, MADV_HUGEPAGE);
	}
	return block;
}

static void *resize_to_large(void *old, size_t size)
{
	void *block = allocate_large(size);
	if (block != NULL && old != NULL) {
		size_t old_size = malloc_usable_size(old);
		memcpy(block, old, old_size < size ? old_size : size);
		free(old);
	}
	return block;
}

void *memory_allocate(size_t size)
{
	return checked(size >= LARGE_BYTES ? allocate_large(size) : malloc(size == 0 ? 1 : size));
}

void *memory_allocate_zeroed(size_t count, size_t size)
{
	size_t bytes;
	if (!__builtin_mul_overflow(count, size, &bytes) && bytes >= LARGE_BYTES) {
		return memset(memory_allocate(bytes), 0, bytes);
	}
	return checked(calloc(count == 0 ? 1 : count, size == 0 ? 1 : size));
}

void *memory_resize(void *old, size_t count, size_t size)
{
	size_t bytes;
	if (__builtin_mul_overflow(count, size, &bytes)) {
		bytes = SIZE_MAX;
	}
	if (bytes >= LARGE_BYTES) {
		return checked(resize_to_large(old, bytes));
	}
	return checked(realloc(old, bytes == 0 ? 1 : bytes));
}

void *memory_grow(void *array, size_t count, size_t *capacity, size_t size)
{
	if (array != NULL && count < *capacity) {
		return array;
	}
	*capacity = *capacity < 8 ? 8 : *capacity * 2;
	return memory_resize(array, *capacity, size);
}

void memory_expect(void *block, size_t size)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	uintptr_t start = ((uintptr_t)block + page - 1) & ~(page - 1);
	uintptr_t end = ((uintptr_t)block + size) & ~(page - 1);
	if (size >= EXPECT_LEAST_BYTES && size < LARGE_BYTES && end > start) {
		madvise((void *)start, end - start, MADV_POPULATE_WRITE); /* older kernels know no such advice */
	}
}
