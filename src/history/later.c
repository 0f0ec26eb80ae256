#include "history/later.h"

enum { FILE_SIZE_FOLLOWED = 64 << 20 };

static bool read_blob(void *context, size_t index, struct slice *bytes)
{
	struct later *later = context;
	if (later->blobs[index] == NULL &&
	    git_blob_lookup(&later->blobs[index], later->repository, &later->ids[index]) != 0) {
		return false;
	}
	const git_blob *blob = later->blobs[index];
	*bytes = (struct slice){git_blob_rawcontent(blob), (size_t)git_blob_rawsize(blob)};
	return bytes->size <= FILE_SIZE_FOLLOWED;
}

static bool is_regular(uint16_t mode)
{
	return mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE;
}

static bool take_changes(struct later *later, const git_diff *diff)
{
	size_t count = git_diff_num_deltas(diff);
	struct later_file *files = arena_new_array(later->arena, struct later_file, count);
	later->paths = (struct list){arena_new_array(later->arena, struct slice, count), count};
	later->ids = arena_new_array(later->arena, git_oid, count);
	later->blobs = arena_new_array(later->arena, git_blob *, count);
	later->files = (struct later_files){files, count, read_blob, later};
	for (size_t i = 0; i < count; i++) {
		const git_diff_delta *delta = git_diff_get_delta(diff, i);
		bool is_new = delta->status == GIT_DELTA_ADDED;
		if (!is_regular(delta->new_file.mode) || (!is_new && !is_regular(delta->old_file.mode))) {
			return false;
		}
		files[i] = (struct later_file){arena_copy(later->arena, slice_of(delta->new_file.path)), is_new};
		LIST_AT(later->paths, struct slice, i) = files[i].path;
		later->ids[i] = delta->new_file.id;
	}
	return true;
}

bool later_find(struct later *later, git_repository *repository, const git_oid *before, const git_tree *after)
{
	char *folders[] = {(char[]){"circles"}, (char[]){"ledger"}};
	git_tree *known = NULL;
	git_diff *diff = NULL;
	git_diff_options options;
	*later = (struct later){.arena = arena_new(), .repository = repository};
	git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
	options.flags = GIT_DIFF_SKIP_BINARY_CHECK | GIT_DIFF_INCLUDE_TYPECHANGE | GIT_DIFF_DISABLE_PATHSPEC_MATCH;
	options.pathspec = (git_strarray){folders, sizeof folders / sizeof *folders};
	bool is_found = git_tree_lookup(&known, repository, before) == 0 &&
			git_diff_tree_to_tree(&diff, repository, known, (git_tree *)(uintptr_t)after, &options) == 0 &&
			take_changes(later, diff);
	git_diff_free(diff);
	git_tree_free(known);
	return is_found;
}

void later_free(struct later *later)
{
	for (size_t i = 0; later->blobs != NULL && i < later->files.count; i++) {
		git_blob_free(later->blobs[i]);
	}
	arena_free(later->arena);
}
