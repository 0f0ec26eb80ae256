#include "source/changed.h"

#include "source/backend.h"
#include "text/memory.h"

#include <stdlib.h>

struct changed {
	struct source *below;
	const struct file_change *changes;
	size_t count;
};

static const struct file_change *find_change(const struct changed *changed, struct slice path)
{
	for (size_t i = 0; i < changed->count; i++) {
		if (slice_equal(changed->changes[i].path, path)) {
			return &changed->changes[i];
		}
	}
	return NULL;
}

static bool stands_below(const struct source_list *list, struct slice path)
{
	for (size_t i = 0; i < list->count; i++) {
		if (slice_equal(list->entries[i].path, path)) {
			return true;
		}
	}
	return false;
}

/* The file of a change and the folders on the way to it, where they are new. */
static void list_new(const struct file_change *change, struct slice folder, const struct source_list *below,
		     struct source_collector *collector)
{
	if (change->is_removed || !slice_starts_with(change->path, folder)) {
		return;
	}
	for (size_t size = folder.size + 1; size < change->path.size; size++) {
		struct slice way = slice_part(change->path, 0, size);
		if (change->path.data[size] == '/' && !stands_below(below, way)) {
			source_collect(collector, way, SOURCE_FOLDER);
		}
	}
	if (!stands_below(below, change->path)) {
		source_collect(collector, change->path, SOURCE_FILE);
	}
}

static const struct failure *changed_list(void *state, struct slice folder, struct source_collector *collector)
{
	const struct changed *changed = state;
	struct source_list below;
	const struct failure *failure = source_list(changed->below, folder, &below);
	if (failure != NULL) {
		return failure;
	}
	for (size_t i = 0; i < below.count; i++) {
		const struct file_change *change = find_change(changed, below.entries[i].path);
		if (change == NULL) {
			source_collect(collector, below.entries[i].path, below.entries[i].kind);
		} else if (!change->is_removed) {
			source_collect(collector, change->path, SOURCE_FILE);
		}
	}
	for (size_t i = 0; i < changed->count; i++) {
		list_new(&changed->changes[i], folder, &below, collector);
	}
	return NULL;
}

static enum source_kind changed_read(void *state, struct arena *arena, struct slice path, struct slice *bytes)
{
	const struct changed *changed = state;
	const struct file_change *change = find_change(changed, path);
	const struct text_file *file;
	if (change == NULL) {
		enum source_kind kind = source_read(changed->below, path, &file);
		*bytes = source_stored(changed->below, file);
		return kind;
	}
	*bytes = arena_copy(arena, change->bytes);
	return change->is_removed ? SOURCE_MISSING : SOURCE_FILE;
}

/* What the changes hold is never damaged. */
static const struct failure *changed_damage(void *state, struct slice path)
{
	const struct changed *changed = state;
	(void)path;
	return source_damage(changed->below);
}

static const struct source_backend changed_backend = {changed_list, changed_read, free, changed_damage};

struct source *source_open_changed(struct source *below, const struct file_change *changes, size_t count)
{
	struct changed *changed = memory_allocate_zeroed(1, sizeof *changed);
	*changed = (struct changed){below, changes, count};
	return source_new(&changed_backend, changed);
}
