#include "history/later.h"

enum { FILE_SIZE_FOLLOWED = 64 << 20 };

static bool read_blob(void *context, size_t index, struct slice *bytes)
{
	struct later *later = context;
	if (later->blobs[index] == NULL &&
	    git_blob_lookup(&later->blobs[index], later->repository, &later->changes.items[index].after) != 0) {
		return false;
	}
	const git_blob *blob = later->blobs[index];
	*bytes = (struct slice){git_blob_rawcontent(blob), (size_t)git_blob_rawsize(blob)};
	return bytes->size <= FILE_SIZE_FOLLOWED;
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
	later->blobs = arena_new_array(later->arena, git_blob *, count);
	later->files = (struct later_files){files, count, read_blob, later};
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

bool later_find(struct later *later, git_repository *repository, struct tree_comparer *comparer, const git_oid *before,
		const git_oid *after)
{
	*later = (struct later){.arena = arena_new(), .repository = repository};
	return tree_compare(comparer, before, after, later->arena, &later->changes) == NULL && take_changes(later);
}

void later_free(struct later *later)
{
	for (size_t i = 0; later->blobs != NULL && i < later->files.count; i++) {
		git_blob_free(later->blobs[i]);
	}
	arena_free(later->arena);
}
