#include "text/line_ends.h"

#include <string.h>

/* The first CR that stands before an LF; `bytes.size` when there is none. */
static size_t find_pair(struct slice bytes)
{
	size_t place = slice_find(bytes, '\r');
	while (place < bytes.size && (place + 1 == bytes.size || bytes.data[place + 1] != '\n')) {
		place++;
		place += slice_find(slice_from(bytes, place), '\r');
	}
	return place;
}

struct slice text_with_line_feeds(struct arena *arena, struct slice bytes)
{
	size_t pair = find_pair(bytes);
	if (pair == bytes.size || slice_find(bytes, '\0') < bytes.size) {
		return bytes;
	}
	char *text = arena_allocate(arena, bytes.size, 1); /* one CR less leaves room for the NUL */
	size_t size = 0;
	while (bytes.size > 0) {
		memcpy(text + size, bytes.data, pair);
		size += pair;
		bytes = slice_from(bytes, pair + 1);
		pair = find_pair(bytes);
	}
	return (struct slice){text, size};
}
