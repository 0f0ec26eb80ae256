/* A source whose files stand in memory, listed in any order: for tests of what is read, not of how. */
#ifndef SOUCI_TESTS_MEMORY_SOURCE_H
#define SOUCI_TESTS_MEMORY_SOURCE_H

#include "source/backend.h"
#include "text/memory.h"

#include "random.h"

#include <stdlib.h>

struct memory_file {
	struct slice path;
	struct slice bytes;
	bool is_hidden; /* as if it were not there */
};

struct memory_files {
	struct memory_file *files;
	size_t count;
	size_t capacity;
	uint64_t seed; /* of the order they are listed in */
};

static inline struct memory_file *memory_files_find(struct memory_files *files, struct slice path)
{
	for (size_t i = 0; i < files->count; i++) {
		if (slice_equal(files->files[i].path, path)) {
			return &files->files[i];
		}
	}
	return NULL;
}

/* Adds a file, or changes it. Path and bytes are borrowed. */
static inline void memory_files_put(struct memory_files *files, struct slice path, struct slice bytes)
{
	struct memory_file *file = memory_files_find(files, path);
	if (file == NULL) {
		files->files = memory_grow(files->files, files->count, &files->capacity, sizeof *files->files);
		file = &files->files[files->count++];
	}
	*file = (struct memory_file){path, bytes, false};
}

/* The folders on the way to a file, once each: with the first file that lies in them. */
static inline void memory_list_folders(const struct memory_files *files, const struct memory_file *file,
				       struct slice folder, struct source_collector *collector)
{
	for (size_t size = folder.size + 1; size < file->path.size; size++) {
		struct slice start = slice_part(file->path, 0, size + 1);
		size_t first = 0;
		while (!slice_starts_with(files->files[first].path, start) || files->files[first].is_hidden) {
			first++;
		}
		if (file->path.data[size] == '/' && &files->files[first] == file) {
			source_collect(collector, slice_part(file->path, 0, size), SOURCE_FOLDER);
		}
	}
}

static inline const struct failure *memory_list(void *state, struct slice folder, struct source_collector *collector)
{
	struct memory_files *files = state;
	size_t start = files->count == 0 ? 0 : random_below(&files->seed, files->count);
	for (size_t i = 0; i < files->count; i++) {
		const struct memory_file *file = &files->files[(start + i * 7919) % files->count];
		bool is_below = slice_starts_with(file->path, folder) && file->path.size > folder.size &&
				file->path.data[folder.size] == '/';
		if (is_below && !file->is_hidden) {
			memory_list_folders(files, file, folder, collector);
			source_collect(collector, file->path, SOURCE_FILE);
		}
	}
	return NULL;
}

static inline enum source_kind memory_read(void *state, struct arena *arena, struct slice path, struct slice *bytes)
{
	const struct memory_file *file = memory_files_find(state, path);
	if (file == NULL || file->is_hidden) {
		return SOURCE_MISSING;
	}
	*bytes = arena_copy(arena, file->bytes);
	return SOURCE_FILE;
}

static inline void memory_keep(void *state)
{
	(void)state; /* the test's own */
}

/* A source of the files; they must outlive it. Free with source_free(). */
static inline struct source *memory_source_new(struct memory_files *files)
{
	static const struct source_backend backend = {memory_list, memory_read, memory_keep, NULL};
	return source_new(&backend, files);
}

#endif
