#include "journal/window.h"

#include "journal/reader.h"
#include "text/memory.h"

#include <stdlib.h>

enum { WINDOW_BYTES = 256 * 1024 };

void window_release(struct window *window)
{
	free(window->room);
	*window = (struct window){0};
}

void window_close(struct window *window)
{
	window->size = 0;
}

bool window_move(struct reader *reader, size_t place)
{
	struct window *window = &reader->window;
	const struct journal_loader *loader = reader->loader;
	struct slice rest = slice_from(reader->file->bytes, place);
	size_t size = rest.size < WINDOW_BYTES ? rest.size : WINDOW_BYTES;
	if (window->room == NULL) {
		window->room = memory_allocate(WINDOW_BYTES);
	}
	bool is_copied = loader->copy != NULL && loader->copy(loader->context, reader->file, place, window->room, size);
	window->bytes = is_copied ? window->room : rest.data;
	window->place = place;
	window->size = size;
	reader_check_bytes(reader, window->bytes, place, size);
	return true;
}

const char *window_original(const struct reader *reader, const char *byte)
{
	return reader->file->bytes.data + reader->window.place + (byte - reader->window.bytes);
}
