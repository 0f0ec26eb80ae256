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

static bool take_changes(struct later *later)
{
	size_t count = later->changes.count;
	struct later_file *files = arena_new_array(later->arena, struct later_file, count);
	later->paths = (struct list){arena_new_array(later->arena, struct slice, count), count};
	later->files = (struct later_files){files, count, read_file, later};
	for (size_t i = 0; i < count; i++) {
		const struct tree_change *change = &later->changes.items[i];
		bool is_new = change->before_mode == 0;
		if (!is_regular(change->after_mode) || (!is_new && !is_regular(change->before_mode))) {
			return false;
		}
		files[i] = (struct later_file){change->path, is_new};
		LIST_AT(later->paths, struct slice, i) = change->path;
	}
	return true;
}

bool later_find(struct later *later, struct file_cache *cache, struct tree_comparer *comparer, const git_oid *before,
		const git_oid *after)
{
	*later = (struct later){.arena = arena_new(), .cache = cache};
	return tree_compare(comparer, before, after, later->arena, &later->changes) == NULL && take_changes(later);
}

void later_free(struct later *later)
{
	arena_free(later->arena);
}
