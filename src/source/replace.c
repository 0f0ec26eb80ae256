#include "source/replace.h"

#include "text/arena.h"
#include "text/translate.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct replacing {
	struct arena *arena;
	int root; /* descriptor, locked */
	const struct file_change *changes;
	size_t count;
};

/* `circles/x/.souci-register.rec.new` for `circles/x/register.rec`. */
static const char *temporary_path(struct arena *arena, struct slice path)
{
	size_t slash = slice_find_last(path, '/');
	size_t folder = slash == path.size ? 0 : slash + 1;
	return arena_format(arena, "%.*s.souci-%.*s.new", SLICE_ARGUMENTS(slice_part(path, 0, folder)),
			    SLICE_ARGUMENTS(slice_from(path, folder)))
	    .data;
}

bool path_is_half_written(struct slice path)
{
	struct slice name = slice_from(path, slice_find_last(path, '/') + 1);
	return slice_starts_with(name, SLICE(".souci-")) && slice_ends_with(name, SLICE(".new"));
}

/* Makes each folder on the way, none of which may be a link. */
static const struct failure *make_folders(const struct replacing *replacing, struct slice path)
{
	for (size_t i = 0; i < path.size; i++) {
		if (path.data[i] != '/') {
			continue;
		}
		const char *folder = arena_copy(replacing->arena, slice_part(path, 0, i)).data;
		struct stat status;
		if (mkdirat(replacing->root, folder, 0777) != 0 && errno != EEXIST) {
			return failure_from_errno(_("cannot make the folder %s"), folder);
		}
		if (fstatat(replacing->root, folder, &status, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISDIR(status.st_mode)) {
			return failure_new(_("cannot write below %s: it is not a folder"), folder);
		}
	}
	return NULL;
}

static bool write_fully(int descriptor, struct slice bytes)
{
	while (bytes.size > 0) {
		ssize_t written = write(descriptor, bytes.data, bytes.size);
		if (written < 0 && errno == EINTR) {
			continue;
		}
		if (written < 0) {
			return false;
		}
		bytes = slice_from(bytes, (size_t)written);
	}
	return true;
}

/* A folder is not replaced by a file: found before anything is, so that all stays as it was. */
static const struct failure *refuse_folder(const struct replacing *replacing, struct slice path)
{
	struct stat status;
	bool is_there =
	    fstatat(replacing->root, arena_copy(replacing->arena, path).data, &status, AT_SYMLINK_NOFOLLOW) == 0;
	return is_there && S_ISDIR(status.st_mode)
		   ? failure_new(_("cannot write %.*s: a folder stands there; rename it"), SLICE_ARGUMENTS(path))
		   : NULL;
}

static const struct failure *prepare(const struct replacing *replacing, const struct file_change *change)
{
	const char *temporary = temporary_path(replacing->arena, change->path);
	const struct failure *failure = make_folders(replacing, change->path);
	if (failure == NULL) {
		failure = refuse_folder(replacing, change->path);
	}
	if (failure != NULL) {
		return failure;
	}
	unlinkat(replacing->root, temporary, 0); /* left by a run that was killed */
	int descriptor = openat(replacing->root, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
	if (descriptor < 0) {
		return failure_from_errno(_("cannot write %.*s"), SLICE_ARGUMENTS(change->path));
	}
	if (!write_fully(descriptor, change->bytes)) {
		failure = failure_from_errno(_("cannot write %.*s"), SLICE_ARGUMENTS(change->path));
	}
	if (close(descriptor) != 0 && failure == NULL) {
		failure = failure_from_errno(_("cannot write %.*s"), SLICE_ARGUMENTS(change->path));
	}
	return failure;
}

static void remove_prepared(const struct replacing *replacing)
{
	for (size_t i = 0; i < replacing->count; i++) {
		unlinkat(replacing->root, temporary_path(replacing->arena, replacing->changes[i].path), 0);
	}
}

static const struct failure *prepare_all(const struct replacing *replacing)
{
	for (size_t i = 0; i < replacing->count; i++) {
		if (replacing->changes[i].is_removed) {
			continue;
		}
		const struct failure *failure = prepare(replacing, &replacing->changes[i]);
		if (failure != NULL) {
			remove_prepared(replacing);
			return failure;
		}
	}
	/* Once for all of them: a file must be whole on the disk before its name points to it. */
	if (syncfs(replacing->root) != 0) {
		const struct failure *failure = failure_from_errno(_("cannot write to the disk"));
		remove_prepared(replacing);
		return failure;
	}
	return NULL;
}

static const struct failure *put_in_place(const struct replacing *replacing)
{
	for (size_t i = 0; i < replacing->count; i++) {
		const struct file_change *change = &replacing->changes[i];
		const char *path = arena_copy(replacing->arena, change->path).data;
		int status = change->is_removed
				 ? unlinkat(replacing->root, path, 0)
				 : renameat(replacing->root, temporary_path(replacing->arena, change->path),
					    replacing->root, path);
		if (status != 0 && !(change->is_removed && errno == ENOENT)) {
			return failure_from_errno(_("cannot replace %s; run the command again to mend what is left"),
						  path);
		}
	}
	return NULL;
}

const struct failure *replace_files(struct slice root, const struct file_change *changes, size_t count)
{
	struct replacing replacing = {arena_new(), -1, changes, count};
	const struct failure *failure = NULL;
	replacing.root = open(arena_copy(replacing.arena, root).data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (replacing.root < 0) {
		failure = failure_from_errno(_("cannot open the folder %.*s"), SLICE_ARGUMENTS(root));
	} else if (flock(replacing.root, LOCK_EX | LOCK_NB) != 0) {
		failure = failure_new(_("another souci is writing here; try again in a moment"));
	}
	if (failure == NULL) {
		failure = prepare_all(&replacing);
	}
	if (failure == NULL) {
		failure = put_in_place(&replacing);
	}
	if (replacing.root >= 0) {
		close(replacing.root);
	}
	arena_free(replacing.arena);
	return failure;
}
