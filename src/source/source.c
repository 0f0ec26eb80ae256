#include "source/backend.h"
#include "text/digest.h"
#include "text/line_ends.h"
#include "text/memory.h"
#include "text/symbols.h"

#include <assert.h>
#include <stdlib.h>

/* A file that was asked for: its content, or what stood there instead. */
struct read_file {
	struct text_file file;
	struct slice stored; /* the bytes before each CR LF was read as LF */
	enum source_kind kind;
};

struct source {
	const struct source_backend *backend;
	void *state;
	struct arena *arena;
	struct symbols *paths;    /* of the files read */
	struct read_file **files; /* by symbol; apart, so that a text_file never moves */
	size_t file_capacity;
	const struct text_file *damaged; /* the first one that is SOURCE_DAMAGED, or NULL */
};

struct source_collector {
	struct arena *arena;
	struct source_entry *entries;
	size_t count;
	size_t capacity;
};

struct source *source_new(const struct source_backend *backend, void *state)
{
	struct source *source = memory_allocate_zeroed(1, sizeof *source);
	source->backend = backend;
	source->state = state;
	source->arena = arena_new();
	source->paths = symbols_new();
	return source;
}

void source_free(struct source *source)
{
	if (source == NULL) {
		return;
	}
	source->backend->free(source->state);
	symbols_free(source->paths);
	arena_free(source->arena);
	free(source->files);
	free(source);
}

void source_collect(struct source_collector *collector, struct slice path, enum source_kind kind)
{
	collector->entries =
	    memory_grow(collector->entries, collector->count, &collector->capacity, sizeof *collector->entries);
	collector->entries[collector->count++] = (struct source_entry){arena_copy(collector->arena, path), kind};
}

static int compare_entries(const void *left, const void *right)
{
	const struct source_entry *a = left;
	const struct source_entry *b = right;
	return slice_compare(a->path, b->path);
}

const struct failure *source_list(struct source *source, struct slice folder, struct source_list *list)
{
	struct source_collector collector = {.arena = source->arena};
	const struct failure *failure = source->backend->list(source->state, folder, &collector);
	if (failure == NULL) {
		list->count = collector.count;
		list->entries = arena_new_array(source->arena, struct source_entry, collector.count);
		for (size_t i = 0; i < collector.count; i++) {
			list->entries[i] = collector.entries[i];
		}
		if (list->count > 1) {
			qsort(list->entries, list->count, sizeof *list->entries, compare_entries);
		}
	}
	free(collector.entries);
	return failure;
}

enum source_kind source_read(struct source *source, struct slice path, const struct text_file **file)
{
	uint32_t known = symbols_count(source->paths);
	uint32_t symbol = symbols_intern(source->paths, path);
	if (symbol == known) {
		source->files = memory_grow(source->files, known, &source->file_capacity, sizeof *source->files);
		source->files[symbol] = NULL;
	}
	if (source->files[symbol] == NULL) {
		struct read_file *read = arena_new_object(source->arena, struct read_file);
		read->file.path = symbols_name(source->paths, symbol);
		read->file.bytes = SLICE("");
		read->kind = source->backend->read(source->state, source->arena, read->file.path, &read->file.bytes);
		read->stored = read->file.bytes;
		read->file.bytes = text_with_line_feeds(source->arena, read->stored);
		if (read->kind == SOURCE_DAMAGED && source->damaged == NULL) {
			source->damaged = &read->file;
		}
		source->files[symbol] = read;
	}
	*file = &source->files[symbol]->file;
	return source->files[symbol]->kind;
}

struct slice source_stored(const struct source *source, const struct text_file *file)
{
	uint32_t symbol = symbols_find(source->paths, file->path);
	assert(symbol != SYMBOL_NONE && source->files[symbol] != NULL);
	return source->files[symbol]->stored;
}

bool source_has_digest(const struct source *source, const struct text_file *file, struct slice digest)
{
	char text[DIGEST_TEXT_SIZE];
	struct slice stored = source_stored(source, file);
	return slice_equal(slice_of(digest_write(file->bytes, text)), digest) ||
	       (stored.size != file->bytes.size && slice_equal(slice_of(digest_write(stored, text)), digest));
}

void *source_state(struct source *source)
{
	return source->state;
}

const struct source_backend *source_backend(const struct source *source)
{
	return source->backend;
}

void source_forget(struct source *source, struct slice path)
{
	uint32_t symbol = symbols_find(source->paths, path);
	if (symbol != SYMBOL_NONE) {
		source->files[symbol] = NULL;
	}
}

const struct failure *source_damage(const struct source *source)
{
	return source->damaged == NULL ? NULL : source->backend->damage(source->state, source->damaged->path);
}
