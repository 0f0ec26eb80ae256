/* A growing run of bytes: what is written before it goes to a file or a terminal. */
#ifndef SOUCI_TEXT_BUFFER_H
#define SOUCI_TEXT_BUFFER_H

#include "text/slice.h"

#include <string.h>

struct buffer {
	char *data; /* owned */
	size_t size;
	size_t capacity;
};

#define BUFFER_EMPTY ((struct buffer){NULL, 0, 0})

void buffer_free(struct buffer *buffer);

/* Makes room for `size` more bytes behind the others. */
void buffer_reserve(struct buffer *buffer, size_t size);

static inline void buffer_add(struct buffer *buffer, struct slice text)
{
	if (text.size > 0) {
		if (buffer->capacity - buffer->size < text.size) {
			buffer_reserve(buffer, text.size);
		}
		memcpy(buffer->data + buffer->size, text.data, text.size);
		buffer->size += text.size;
	}
}

static inline void buffer_add_byte(struct buffer *buffer, char byte)
{
	if (buffer->capacity == buffer->size) {
		buffer_reserve(buffer, 1);
	}
	buffer->data[buffer->size++] = byte;
}

/* `count` times `byte`. */
void buffer_add_repeated(struct buffer *buffer, char byte, size_t count);

void buffer_format(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* All that was added; borrowed until the next change. */
struct slice buffer_view(const struct buffer *buffer);

#endif
