#include "text/buffer.h"

#include "text/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buffer_free(struct buffer *buffer)
{
	free(buffer->data);
	*buffer = BUFFER_EMPTY;
}

/* A large buffer grows in larger steps: what is not written to yet takes no memory, but copying does. */
static size_t next_capacity(size_t capacity)
{
	const size_t large = (size_t)4 << 20;
	return capacity < 1024 ? 1024 : capacity < large ? capacity * 2 : capacity * 4;
}

void buffer_reserve(struct buffer *buffer, size_t size)
{
	if (buffer->capacity - buffer->size < size) {
		size_t capacity = next_capacity(buffer->capacity);
		while (capacity - buffer->size < size) {
			capacity = next_capacity(capacity);
		}
		buffer->data = memory_resize(buffer->data, capacity, 1);
		buffer->capacity = capacity;
	}
}

/* Room for `size` more bytes; returns where they go. */
static char *make_room(struct buffer *buffer, size_t size)
{
	buffer_reserve(buffer, size);
	return buffer->data + buffer->size;
}

void buffer_add_repeated(struct buffer *buffer, char byte, size_t count)
{
	if (count > 0) {
		memset(make_room(buffer, count), byte, count);
		buffer->size += count;
	}
}

void buffer_format(struct buffer *buffer, const char *format, ...)
{
	va_list arguments;
	va_list again;
	va_start(arguments, format);
	va_copy(again, arguments);
	int size = vsnprintf(NULL, 0, format, arguments);
	if (size > 0) {
		vsnprintf(make_room(buffer, (size_t)size + 1), (size_t)size + 1, format, again);
		buffer->size += (size_t)size;
	}
	va_end(again);
	va_end(arguments);
}

struct slice buffer_view(const struct buffer *buffer)
{
	return (struct slice){buffer->data == NULL ? "" : buffer->data, buffer->size};
}
