/* A growing run of bytes: what is written before it goes to a file or a terminal. */
#ifndef SOUCI_TEXT_BUFFER_H
#define SOUCI_TEXT_BUFFER_H

#include "text/slice.h"

struct buffer {
	char *data; /* owned */
	size_t size;
	size_t capacity;
};

#define BUFFER_EMPTY ((struct buffer){NULL, 0, 0})

void buffer_free(struct buffer *buffer);
void buffer_add(struct buffer *buffer, struct slice text);
void buffer_add_byte(struct buffer *buffer, char byte);

/* `count` times `byte`. */
void buffer_add_repeated(struct buffer *buffer, char byte, size_t count);

void buffer_format(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* All that was added; borrowed until the next change. */
struct slice buffer_view(const struct buffer *buffer);

#endif
