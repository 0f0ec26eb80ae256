#include "source/backend.h"
#include "source/sparse.h"
#include "text/memory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { FOLDER_DEPTH_MAXIMUM = 32 };

struct folder {
	int descriptor; /* of the root; all paths are opened below it */
};

static enum source_kind kind_of_mode(mode_t mode)
{
	if (S_ISREG(mode)) {
		return SOURCE_FILE;
	}
	if (S_ISDIR(mode)) {
		return SOURCE_FOLDER;
	}
	return S_ISLNK(mode) ? SOURCE_LINK : SOURCE_SPECIAL;
}

static enum source_kind kind_of_entry(int folder, const struct dirent *entry)
{
	struct stat status;
	switch (entry->d_type) {
	case DT_REG: return SOURCE_FILE;
	case DT_DIR: return SOURCE_FOLDER;
	case DT_LNK: return SOURCE_LINK;
	case DT_UNKNOWN:
		if (fstatat(folder, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0) {
			return kind_of_mode(status.st_mode);
		}
		return SOURCE_UNREADABLE;
	default: return SOURCE_SPECIAL;
	}
}

static void list_below(int parent, const char *name, struct slice path, unsigned depth,
		       struct source_collector *collector, struct arena *arena);

static void list_entry(int folder, const struct dirent *entry, struct slice path, unsigned depth,
		       struct source_collector *collector, struct arena *arena)
{
	enum source_kind kind = kind_of_entry(folder, entry);
	struct slice below = arena_format(arena, "%.*s/%s", SLICE_ARGUMENTS(path), entry->d_name);
	source_collect(collector, below, kind);
	if (kind == SOURCE_FOLDER && depth < FOLDER_DEPTH_MAXIMUM) {
		list_below(folder, entry->d_name, below, depth + 1, collector, arena);
	}
}

/* A folder that cannot be opened is listed as unreadable by whoever meets its entry. */
static void list_below(int parent, const char *name, struct slice path, unsigned depth,
		       struct source_collector *collector, struct arena *arena)
{
	int descriptor = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *folder = descriptor < 0 ? NULL : fdopendir(descriptor);
	if (folder == NULL) {
		if (descriptor >= 0) {
			close(descriptor);
		}
		if (errno != ENOENT) {
			source_collect(collector, path, SOURCE_UNREADABLE);
		}
		return;
	}
	for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
			list_entry(descriptor, entry, path, depth, collector, arena);
		}
	}
	closedir(folder);
}

static const struct failure *folder_list(void *state, struct slice path, struct source_collector *collector)
{
	struct folder *folder = state;
	struct arena *arena = arena_new();
	list_below(folder->descriptor, arena_copy(arena, path).data, path, 0, collector, arena);
	arena_free(arena);
	return NULL;
}

static bool read_fully(int descriptor, char *bytes, size_t size, size_t *got)
{
	*got = 0;
	while (*got < size) {
		ssize_t count = read(descriptor, bytes + *got, size - *got);
		if (count < 0 && errno == EINTR) {
			continue;
		}
		if (count < 0) {
			return false;
		}
		if (count == 0) {
			break;
		}
		*got += (size_t)count;
	}
	return true;
}

static enum source_kind read_descriptor(int descriptor, struct arena *arena, struct slice *bytes)
{
	struct stat status;
	if (fstat(descriptor, &status) != 0) {
		return SOURCE_UNREADABLE;
	}
	if (!S_ISREG(status.st_mode)) {
		return kind_of_mode(status.st_mode);
	}
	if ((uintmax_t)status.st_size > SOURCE_FILE_SIZE_MAXIMUM) {
		return SOURCE_TOO_LARGE;
	}
	size_t size = (size_t)status.st_size;
	char *content = arena_allocate(arena, size + 1, 1);
	size_t got = 0;
	if (!read_fully(descriptor, content, size, &got)) {
		return SOURCE_UNREADABLE;
	}
	*bytes = (struct slice){content, got};
	return SOURCE_FILE;
}

static enum source_kind kind_of_open_error(int folder, const char *path)
{
	struct stat status;
	if (errno == ELOOP) {
		return SOURCE_LINK;
	}
	if (errno == ENOENT || errno == ENOTDIR) {
		return SOURCE_MISSING;
	}
	if (errno == ENXIO && fstatat(folder, path, &status, AT_SYMLINK_NOFOLLOW) == 0) {
		return kind_of_mode(status.st_mode);
	}
	return SOURCE_UNREADABLE;
}

/* Opens a path one folder at a time, so that no link on the way is followed: for kernels without openat2(). */
static int open_step_by_step(int root, const char *path, int flags)
{
	int folder = root;
	for (;;) {
		const char *slash = strchr(path, '/');
		char name[NAME_MAX + 1];
		size_t size = slash == NULL ? strlen(path) : (size_t)(slash - path);
		if (size > NAME_MAX) {
			errno = ENAMETOOLONG;
			break;
		}
		memcpy(name, path, size);
		name[size] = '\0';
		int step = slash == NULL ? flags : O_PATH | O_DIRECTORY;
		int opened = openat(folder, name, step | O_NOFOLLOW | O_CLOEXEC);
		int reason = errno;
		if (folder != root) {
			close(folder);
		}
		errno = reason;
		if (opened < 0 || slash == NULL) {
			return opened;
		}
		folder = opened;
		path = slash + 1;
	}
	if (folder != root) {
		close(folder);
	}
	return -1;
}

/* The same in one system call: opening each folder on the way is most of what reading a network costs. */
static int open_below(int root, const char *path, int flags)
{
	struct open_how how = {.flags = (uint64_t)(unsigned)(flags | O_CLOEXEC),
			       .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS};
	int opened = (int)syscall(SYS_openat2, root, path, &how, sizeof how);
	bool is_unknown = opened < 0 && (errno == ENOSYS || errno == EPERM || errno == EINVAL || errno == E2BIG);
	return is_unknown ? open_step_by_step(root, path, flags) : opened;
}

static enum source_kind folder_read(void *state, struct arena *arena, struct slice path, struct slice *bytes)
{
	struct folder *folder = state;
	if (memchr(path.data, '\0', path.size) != NULL) {
		return SOURCE_MISSING;
	}
	/* Non-blocking: opening a pipe must not wait for a writer. */
	int descriptor = open_below(folder->descriptor, path.data, O_RDONLY | O_NONBLOCK);
	if (descriptor < 0) {
		return kind_of_open_error(folder->descriptor, path.data);
	}
	enum source_kind kind = read_descriptor(descriptor, arena, bytes);
	close(descriptor);
	return kind;
}

static void folder_free(void *state)
{
	struct folder *folder = state;
	close(folder->descriptor);
	free(folder);
}

static const struct source_backend folder_backend = {folder_list, folder_read, folder_free, NULL};

const struct failure *source_open_folder(struct slice root, struct source **source)
{
	const struct failure *failure = sparse_failure(root);
	if (failure != NULL) {
		return failure;
	}
	struct arena *arena = arena_new();
	int descriptor = open(arena_copy(arena, root).data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	arena_free(arena);
	if (descriptor < 0) {
		return failure_from_errno("cannot open the folder %.*s", SLICE_ARGUMENTS(root));
	}
	struct folder *folder = memory_allocate(sizeof *folder);
	folder->descriptor = descriptor;
	*source = source_new(&folder_backend, folder);
	return NULL;
}
