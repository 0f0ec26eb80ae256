#include "source/patch.h"

#include "source/repository.h"
#include "text/arena.h"

static const struct failure *add_patch(struct buffer *text, struct arena *arena, const struct text_file *file,
				       const struct file_change *change)
{
	git_patch *patch = NULL;
	git_buf written = {0};
	const struct failure *failure = NULL;
	const char *path = arena_copy(arena, change->path).data;
	/* Without bytes libgit2 takes a side for absent. */
	const char *before = file == NULL ? NULL : file->bytes.data;
	const char *after = change->is_removed ? NULL : change->bytes.data;
	if (git_patch_from_buffers(&patch, before, file == NULL ? 0 : file->bytes.size, path, after, change->bytes.size,
				   path, NULL) != 0 ||
	    git_patch_to_buf(&written, patch) != 0) {
		failure = repository_failure("cannot make a patch");
	} else {
		buffer_add(text, (struct slice){written.ptr, written.size});
	}
	git_buf_dispose(&written);
	git_patch_free(patch);
	return failure;
}

const struct failure *patch_write(struct buffer *text, struct source *source, const struct file_change *changes,
				  size_t count)
{
	const struct failure *failure = libgit2_start();
	if (failure != NULL) {
		return failure;
	}
	struct arena *arena = arena_new();
	for (size_t i = 0; failure == NULL && i < count; i++) {
		const struct text_file *file = NULL;
		if (source_read(source, changes[i].path, &file) != SOURCE_FILE) {
			file = NULL;
		}
		failure = add_patch(text, arena, file, &changes[i]);
	}
	libgit2_stop();
	arena_free(arena);
	return failure;
}
