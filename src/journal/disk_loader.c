/* The loader over files anywhere on the disk. */
#include "journal/loader.h"
#include "journal/names.h"
#include "text/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	PIPE_BLOCK_BYTES = 1 << 20,
	LARGE_FILE_BYTES = 1 << 20,
	OPEN_FILES_MAXIMUM = 64,
};

/* A text_file first, so that the one leads to the other. */
struct disk_file {
	struct text_file file;
	size_t mapped_size; /* 0: the bytes are allocated, not mapped */
	int descriptor;     /* kept open for copying from large files; -1 otherwise */
};

struct disk_loader {
	struct journal_loader loader;
	struct arena *arena;
	struct slice home;
	struct names identities; /* device and inode: a file is read once, whatever it is called */
	struct disk_file **files;
	size_t file_capacity;
	size_t open_count;
};

static bool read_pipe(int descriptor, struct slice *bytes)
{
	char *data = NULL;
	size_t size = 0;
	size_t capacity = 0;
	while (true) {
		if (capacity - size < PIPE_BLOCK_BYTES) {
			capacity = capacity == 0 ? (size_t)2 * PIPE_BLOCK_BYTES : capacity * 2;
			data = memory_resize(data, capacity, 1);
		}
		ssize_t count = read(descriptor, data + size, capacity - size);
		if (count < 0 && errno != EINTR) {
			free(data);
			return false;
		}
		if (count == 0) {
			*bytes = (struct slice){data, size};
			return true;
		}
		size += count > 0 ? (size_t)count : 0;
	}
}

static bool map_file(int descriptor, size_t size, struct slice *bytes)
{
	if (size == 0) {
		*bytes = SLICE("");
		return true;
	}
	void *data = mmap(NULL, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
	if (data == MAP_FAILED) {
		return false;
	}
	madvise(data, size, MADV_SEQUENTIAL);
	*bytes = (struct slice){data, size};
	return true;
}

/* Reads what an open descriptor stands for; NULL, with its reason, when it is no text. */
static struct disk_file *read_descriptor(struct disk_loader *loader, int descriptor, const struct stat *status,
					 struct slice *reason)
{
	struct slice bytes;
	bool is_mapped = S_ISREG(status->st_mode);
	if (S_ISDIR(status->st_mode)) {
		*reason = SLICE("it is a folder");
		return NULL;
	}
	bool is_stream = S_ISFIFO(status->st_mode) || S_ISSOCK(status->st_mode) || descriptor == STDIN_FILENO;
	if (!is_mapped && !is_stream) {
		*reason = SLICE("it is not a regular file");
		return NULL;
	}
	if (is_mapped ? !map_file(descriptor, (size_t)status->st_size, &bytes) : !read_pipe(descriptor, &bytes)) {
		*reason = arena_copy(loader->arena, slice_of(strerror(errno)));
		return NULL;
	}
	struct disk_file *file = arena_new_object(loader->arena, struct disk_file);
	file->file.bytes = bytes;
	file->mapped_size = is_mapped ? bytes.size : 0;
	file->descriptor = -1;
	if (file->mapped_size >= LARGE_FILE_BYTES && loader->open_count < OPEN_FILES_MAXIMUM) {
		file->descriptor = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
		loader->open_count++;
	}
	return file;
}

static const struct text_file *remember(struct disk_loader *loader, struct disk_file *file, struct slice path,
					struct slice identity)
{
	file->file.path = arena_copy(loader->arena, path);
	uint32_t number = names_intern(&loader->identities, identity);
	loader->files = memory_grow(loader->files, number, &loader->file_capacity, sizeof *loader->files);
	loader->files[number] = file;
	return &file->file;
}

static const struct text_file *load_descriptor(struct disk_loader *loader, int descriptor, struct slice path,
					       struct slice *reason)
{
	struct stat status;
	if (fstat(descriptor, &status) != 0) {
		*reason = arena_copy(loader->arena, slice_of(strerror(errno)));
		return NULL;
	}
	uint64_t key[2] = {(uint64_t)status.st_dev, (uint64_t)status.st_ino};
	struct slice identity = {(const char *)key, sizeof key};
	uint32_t known = names_find(&loader->identities, identity);
	if (known != NAME_NONE) {
		return &loader->files[known]->file;
	}
	struct disk_file *file = read_descriptor(loader, descriptor, &status, reason);
	return file == NULL ? NULL : remember(loader, file, path, identity);
}

/* `~/` is the user's home. */
static struct slice expand_home(struct disk_loader *loader, struct slice path)
{
	if (!slice_starts_with(path, SLICE("~/")) || loader->home.size == 0) {
		return path;
	}
	struct slice parts[] = {loader->home, slice_from(path, 1)};
	return arena_join(loader->arena, parts, 2, SLICE(""));
}

static const struct text_file *load(void *context, struct slice path, struct slice *reason)
{
	struct disk_loader *loader = context;
	if (slice_equal(path, SLICE("-"))) {
		return load_descriptor(loader, STDIN_FILENO, path, reason);
	}
	path = expand_home(loader, path);
	/* Opened without waiting, so that a named pipe nobody writes to does not hang the run. */
	int descriptor = open(arena_copy(loader->arena, path).data, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (descriptor < 0) {
		*reason = arena_copy(loader->arena, slice_of(strerror(errno)));
		return NULL;
	}
	fcntl(descriptor, F_SETFL, 0);
	const struct text_file *file = load_descriptor(loader, descriptor, path, reason);
	close(descriptor);
	return file;
}

static size_t list(void *context, struct slice pattern, struct slice **paths)
{
	struct disk_loader *loader = context;
	glob_t found = {0};
	size_t count = 0;
	pattern = arena_copy(loader->arena, expand_home(loader, pattern));
	if (glob(pattern.data, GLOB_MARK, NULL, &found) == 0) {
		*paths = arena_new_array(loader->arena, struct slice, found.gl_pathc);
		for (size_t i = 0; i < found.gl_pathc; i++) {
			struct slice path = slice_of(found.gl_pathv[i]);
			if (!slice_ends_with(path, SLICE("/"))) {
				(*paths)[count++] = arena_copy(loader->arena, path);
			}
		}
	}
	globfree(&found);
	return count;
}

static bool copy(void *context, const struct text_file *file, size_t place, char *room, size_t size)
{
	(void)context;
	const struct disk_file *own = (const struct disk_file *)(const void *)file;
	return own->descriptor >= 0 && pread(own->descriptor, room, size, (off_t)place) == (ssize_t)size;
}

static void release(void *context)
{
	struct disk_loader *loader = context;
	for (uint32_t i = 0; i < loader->identities.count; i++) {
		struct disk_file *file = loader->files[i];
		if (file->descriptor >= 0) {
			close(file->descriptor);
		}
		if (file->mapped_size > 0) {
			munmap((void *)(uintptr_t)file->file.bytes.data, file->mapped_size);
		} else if (file->file.bytes.size > 0) {
			free((void *)(uintptr_t)file->file.bytes.data);
		}
	}
	free(loader->files);
	names_release(&loader->identities);
	arena_free(loader->arena);
	free(loader);
}

struct journal_loader *journal_loader_from_disk(struct slice home)
{
	struct disk_loader *loader = memory_allocate_zeroed(1, sizeof *loader);
	loader->arena = arena_new();
	loader->home = home;
	names_prepare(&loader->identities, loader->arena);
	loader->loader = (struct journal_loader){load, list, copy, release, loader, false};
	return &loader->loader;
}
