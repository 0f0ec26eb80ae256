#include "text/file.h"

#include "text/utf8.h"

#include <assert.h>

static size_t line_start(struct location location)
{
	struct slice before = slice_part(location.file->bytes, 0, location.start);
	size_t last = slice_find_last(before, '\n');
	return last == before.size ? 0 : last + 1;
}

struct position position_of(struct location location)
{
	if (location.file == NULL || location.file->bytes.size == 0) {
		return (struct position){0, 0};
	}
	size_t start = line_start(location);
	size_t line = 1;
	struct slice before = slice_part(location.file->bytes, 0, start);
	for (size_t i; (i = slice_find(before, '\n')) < before.size; before = slice_from(before, i + 1)) {
		line++;
	}
	struct slice in_line = slice_part(location.file->bytes, start, location.start - start);
	return (struct position){line, utf8_length(in_line) + 1};
}

size_t line_counter_at(struct line_counter *counter, size_t offset)
{
	if (offset < counter->offset) {
		*counter = (struct line_counter){counter->bytes, 0, 1};
	}
	while (counter->offset < offset && counter->offset < counter->bytes.size) {
		counter->line += counter->bytes.data[counter->offset++] == '\n';
	}
	return counter->line;
}

struct slice location_line(struct location location)
{
	if (location.file == NULL || location.file->bytes.size == 0) {
		return SLICE("");
	}
	struct slice line = slice_from(location.file->bytes, line_start(location));
	line.size = slice_find(line, '\n');
	if (line.size > 0 && line.data[line.size - 1] == '\r') {
		line.size--;
	}
	return line;
}

struct slice location_text(struct arena *arena, struct location location)
{
	return arena_format(arena, "%.*s:%zu", SLICE_ARGUMENTS(location.file->path), position_of(location).line);
}

struct location location_of_file(const struct text_file *file)
{
	return (struct location){file, 0, 0};
}

struct location location_of(const struct text_file *file, struct slice part)
{
	assert(part.data >= file->bytes.data && part.data + part.size <= file->bytes.data + file->bytes.size);
	return (struct location){file, (size_t)(part.data - file->bytes.data), part.size};
}
