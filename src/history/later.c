#include "history/later.h"

static bool read_file(void *context, size_t index, struct slice *bytes)
{
	const struct later *later = context;
	return file_cache_read(later->cache, &later->changes.items[index].after, bytes);
}

static bool is_regular(uint32_t mode)
{
	return mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE;
}

bool later_take(struct later *later, struct file_cache *cache, struct tree_changes changes)
{
	*later = (struct later){.arena = arena_new(), .cache = cache, .changes = changes};
	struct later_file *files = arena_new_array(later->arena, struct later_file, changes.count);
	later->paths = (struct list){arena_new_array(later->arena, struct slice, changes.count), changes.count};
	later->files = (struct later_files){files, changes.count, read_file, later};
	for (size_t i = 0; i < changes.count; i++) {
		const struct tree_change *change = &changes.items[i];
		bool is_new = change->before_mode == 0;
		if (!is_regular(change->after_mode) || (!is_new && !is_regular(change->before_mode))) {
			return false;
		}
		files[i] = (struct later_file){change->path, is_new};
		LIST_AT(later->paths, struct slice, i) = change->path;
	}
	return true;
}

void later_free(struct later *later)
{
	arena_free(later->arena);
}
