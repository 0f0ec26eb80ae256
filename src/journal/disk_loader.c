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
	FOLDER_DEPTH_MAXIMUM = 32, /* that `**` in an include looks into */
};

/* A text_file first, so that the one leads to the other. */
struct disk_file {
	struct text_file file;
	size_t mapped_size; /* 0 for an empty file, which is not mapped */
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

/* A file without a name, in /tmp, that goes when it is closed. */
static int open_spool(void)
{
	int spool = open("/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	return spool >= 0 ? spool : memfd_create("souci", MFD_CLOEXEC);
}

static bool write_all(int descriptor, const char *bytes, size_t size)
{
	while (size > 0) {
		ssize_t count = write(descriptor, bytes, size);
		if (count < 0 && errno != EINTR) {
			return false;
		}
		bytes += count > 0 ? count : 0;
		size -= count > 0 ? (size_t)count : 0;
	}
	return true;
}

/* Copies a stream to a file, so that it can be read like one however long it is: memory holds only what is looked at.
 */
static bool spool_stream(int descriptor, int spool)
{
	char *block = memory_allocate(PIPE_BLOCK_BYTES);
	bool is_good = true;
	while (is_good) {
		ssize_t count = read(descriptor, block, PIPE_BLOCK_BYTES);
		if (count == 0) {
			break;
		}
		is_good = count < 0 ? errno == EINTR : write_all(spool, block, (size_t)count);
	}
	free(block);
	return is_good;
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

static bool is_readable(const struct stat *status, int descriptor, struct slice *reason)
{
	bool is_stream = S_ISFIFO(status->st_mode) || S_ISSOCK(status->st_mode) || descriptor == STDIN_FILENO;
	*reason = S_ISDIR(status->st_mode) ? SLICE("it is a folder") : SLICE("it is not a regular file");
	return !S_ISDIR(status->st_mode) && (S_ISREG(status->st_mode) || is_stream);
}

static struct disk_file *fail(struct disk_loader *loader, struct slice *reason)
{
	*reason = arena_copy(loader->arena, slice_of(strerror(errno)));
	return NULL;
}

/* Maps a regular file. A large one is kept open too, to be copied from. */
static struct disk_file *map_descriptor(struct disk_loader *loader, int descriptor, size_t size, struct slice *reason)
{
	struct slice bytes;
	if (!map_file(descriptor, size, &bytes)) {
		return fail(loader, reason);
	}
	struct disk_file *file = arena_new_object(loader->arena, struct disk_file);
	*file = (struct disk_file){{SLICE(""), bytes}, size, -1};
	if (size >= LARGE_FILE_BYTES && loader->open_count < OPEN_FILES_MAXIMUM) {
		file->descriptor = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
		loader->open_count++;
	}
	return file;
}

/* Reads what an open descriptor stands for; NULL, with its reason, when it is no text. */
static struct disk_file *read_descriptor(struct disk_loader *loader, int descriptor, const struct stat *status,
					 struct slice *reason)
{
	if (!is_readable(status, descriptor, reason)) {
		return NULL;
	}
	if (S_ISREG(status->st_mode)) {
		return map_descriptor(loader, descriptor, (size_t)status->st_size, reason);
	}
	int spool = open_spool();
	struct stat spooled;
	struct disk_file *file = NULL;
	if (spool < 0 || !spool_stream(descriptor, spool) || fstat(spool, &spooled) != 0) {
		file = fail(loader, reason);
	} else {
		file = map_descriptor(loader, spool, (size_t)spooled.st_size, reason);
	}
	if (spool >= 0) {
		close(spool);
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

/* The paths found so far. */
struct found_paths {
	struct disk_loader *loader;
	struct slice *items; /* in memory of its own */
	size_t count;
	size_t capacity;
};

/* Adds the files that match a pattern without `**`. */
static void add_matches(struct found_paths *found, struct slice pattern)
{
	glob_t matches = {0};
	if (glob(pattern.data, GLOB_MARK, NULL, &matches) == 0) {
		for (size_t i = 0; i < matches.gl_pathc; i++) {
			struct slice path = slice_of(matches.gl_pathv[i]);
			if (!slice_ends_with(path, SLICE("/"))) {
				found->items =
				    memory_grow(found->items, found->count, &found->capacity, sizeof *found->items);
				found->items[found->count++] = arena_copy(found->loader->arena, path);
			}
		}
	}
	globfree(&matches);
}

static bool has_folders(struct slice pattern)
{
	glob_t matches = {0};
	bool is_any = glob(pattern.data, GLOB_ONLYDIR | GLOB_NOSORT, NULL, &matches) == 0;
	globfree(&matches);
	return is_any;
}

/* Where `**` and the slash behind it begin; the size of the pattern when there is none. */
static size_t find_any_depth(struct slice pattern)
{
	size_t place = 0;
	while (place < pattern.size && !slice_starts_with(slice_from(pattern, place), SLICE("**/"))) {
		place++;
	}
	return place;
}

static struct slice join_two(struct disk_loader *loader, struct slice a, struct slice b)
{
	const struct slice parts[] = {a, b};
	return arena_join(loader->arena, parts, 2, SLICE(""));
}

/* `**` stands for no folder, one within the other, and so on as deep as there are any. */
static void add_at_any_depth(struct found_paths *found, struct slice pattern)
{
	size_t place = find_any_depth(pattern);
	if (place == pattern.size) {
		add_matches(found, pattern);
		return;
	}
	struct slice before = slice_part(pattern, 0, place);
	struct slice behind = slice_from(pattern, place + 3);
	for (size_t depth = 0; depth <= FOLDER_DEPTH_MAXIMUM; depth++) {
		add_matches(found, join_two(found->loader, before, behind));
		before = join_two(found->loader, before, SLICE("*/"));
		if (!has_folders(before)) {
			break;
		}
	}
}

static int compare_paths(const void *a, const void *b)
{
	return slice_compare(*(const struct slice *)a, *(const struct slice *)b);
}

static size_t list(void *context, struct slice pattern, struct slice **paths)
{
	struct disk_loader *loader = context;
	struct found_paths found = {.loader = loader};
	add_at_any_depth(&found, arena_copy(loader->arena, expand_home(loader, pattern)));
	if (found.count > 0) {
		qsort(found.items, found.count, sizeof *found.items, compare_paths);
		*paths = arena_new_array(loader->arena, struct slice, found.count);
		memcpy(*paths, found.items, found.count * sizeof **paths);
	}
	free(found.items);
	return found.count;
}

static bool copy(void *context, const struct text_file *file, size_t place, char *room, size_t size)
{
	(void)context;
	const struct disk_file *own = (const struct disk_file *)(const void *)file;
	return own->descriptor >= 0 && pread(own->descriptor, room, size, (off_t)place) == (ssize_t)size;
}

/* The pages stay in the system's cache and come back when they are looked at all the same. */
static void forget(void *context, const struct text_file *file, size_t from, size_t to)
{
	(void)context;
	const struct disk_file *own = (const struct disk_file *)(const void *)file;
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	from = from / page * page;
	to = to / page * page;
	if (own->mapped_size > 0 && to > from) {
		madvise((void *)((uintptr_t)file->bytes.data + from), to - from, MADV_DONTNEED);
	}
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
	loader->loader = (struct journal_loader){
	    .load = load, .list = list, .copy = copy, .forget = forget, .release = release, .context = loader};
	return &loader->loader;
}
