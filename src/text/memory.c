#include "text/memory.h"

#include <stdint.h>
#include <stdlib.h>

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

void *memory_allocate(size_t size)
{
	return checked(malloc(size == 0 ? 1 : size));
}

void *memory_allocate_zeroed(size_t count, size_t size)
{
	return checked(calloc(count == 0 ? 1 : count, size == 0 ? 1 : size));
}

void *memory_resize(void *old, size_t count, size_t size)
{
	size_t bytes;
	if (__builtin_mul_overflow(count, size, &bytes)) {
		bytes = SIZE_MAX;
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
