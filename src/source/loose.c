#include "source/loose.h"

#include "source/object_file.h"
#include "source/pack_index.h"
#include "text/arena.h"
#include "text/buffer.h"
#include "text/memory.h"

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	PRIORITY = 2, /* behind packs, which have the same and came before; libgit2's own reader has 1 */
	ALTERNATES_DEPTH_MAXIMUM = 5,       /* as git */
	FILE_NAME_SIZE = GIT_OID_HEXSZ - 2, /* behind the folder of the first two digits */
};

struct loose {
	git_odb_backend backend; /* first: libgit2 hands back its address */
	struct arena *arena;
	struct slice folder;
};

/* ---- reading ---- */

static int report(enum object_fault fault, const char *path)
{
	char text[PATH_MAX + 128];
	if (fault == OBJECT_SOUND || fault == OBJECT_MISSING) {
		return fault == OBJECT_SOUND ? 0 : GIT_ENOTFOUND;
	}
	snprintf(text, sizeof text, object_fault_words(fault), path);
	git_error_set_str(GIT_ERROR_ODB, text);
	return GIT_ERROR;
}

/* `folder/12/3456…`; false when that is too long to be a path. */
static bool path_of(const struct loose *loose, const git_oid *id, char path[PATH_MAX])
{
	char digits[GIT_OID_HEXSZ + 1];
	git_oid_tostr(digits, sizeof digits, id);
	int size = snprintf(path, PATH_MAX, "%.*s/%.2s/%s", SLICE_ARGUMENTS(loose->folder), digits, digits + 2);
	return size > 0 && size < PATH_MAX;
}

/* Opens the file of an object; to be closed whatever this returns. */
static int open_object(git_odb_backend *backend, const git_oid *id, struct object_file *file, char path[PATH_MAX])
{
	if (!path_of((struct loose *)backend, id, path)) {
		file->descriptor = -1;
		return GIT_ENOTFOUND;
	}
	return report(object_file_open(file, path), path);
}

static int read_header(size_t *size, git_object_t *type, git_odb_backend *backend, const git_oid *id)
{
	char path[PATH_MAX];
	struct object_file file;
	int status = open_object(backend, id, &file, path);
	if (status == 0) {
		*size = file.size;
		*type = file.type;
	}
	object_file_close(&file);
	return status;
}

/* Reads an opened file into memory of libgit2's, which wants a byte behind it. */
static int read_content(void **content, git_odb_backend *backend, struct object_file *file, const char *path)
{
	char *bytes = git_odb_backend_data_alloc(backend, file->size + 1);
	if (bytes == NULL) {
		return GIT_ERROR; /* libgit2 has said that memory is short */
	}
	int status = report(object_file_read(file, bytes), path);
	if (status != 0) {
		git_odb_backend_data_free(backend, bytes);
		return status;
	}
	bytes[file->size] = '\0';
	*content = bytes;
	return 0;
}

static int read_object(void **content, size_t *size, git_object_t *type, git_odb_backend *backend, const git_oid *id)
{
	char path[PATH_MAX];
	struct object_file file;
	int status = open_object(backend, id, &file, path);
	if (status == 0) {
		status = read_content(content, backend, &file, path);
	}
	if (status == 0) {
		*size = file.size;
		*type = file.type;
	}
	object_file_close(&file);
	return status;
}

/* The only file whose digits begin as `digits`, which it completes. */
static int complete_digits(const struct loose *loose, char digits[GIT_OID_HEXSZ + 1], size_t known)
{
	char path[PATH_MAX];
	char found[FILE_NAME_SIZE + 1];
	size_t count = 0;
	int size = snprintf(path, sizeof path, "%.*s/%.2s", SLICE_ARGUMENTS(loose->folder), digits);
	DIR *folder = size > 0 && size < PATH_MAX ? opendir(path) : NULL;
	if (folder == NULL) {
		return GIT_ENOTFOUND;
	}
	for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
		if (strlen(entry->d_name) == FILE_NAME_SIZE && strncmp(entry->d_name, digits + 2, known - 2) == 0) {
			memcpy(found, entry->d_name, sizeof found);
			count++;
		}
	}
	closedir(folder);
	if (count == 1) {
		memcpy(digits + 2, found, sizeof found);
	}
	return count == 1 ? 0 : count == 0 ? GIT_ENOTFOUND : GIT_EAMBIGUOUS;
}

static int read_prefix(git_oid *id, void **content, size_t *size, git_object_t *type, git_odb_backend *backend,
		       const git_oid *prefix, size_t known)
{
	char digits[GIT_OID_HEXSZ + 1];
	git_oid_tostr(digits, sizeof digits, prefix);
	int status = complete_digits((struct loose *)backend, digits, known);
	if (status == 0 && git_oid_fromstrn(id, digits, GIT_OID_HEXSZ) != 0) {
		status = GIT_ENOTFOUND; /* the name of something else */
	}
	return status == 0 ? read_object(content, size, type, backend, id) : status;
}

/* ---- where ---- */

static void free_loose(git_odb_backend *backend)
{
	struct loose *loose = (struct loose *)backend;
	arena_free(loose->arena);
	free(loose);
}

static int add_reader(git_odb *database, struct slice folder, bool is_alternate)
{
	struct loose *loose = memory_allocate_zeroed(1, sizeof *loose);
	loose->backend.version = GIT_ODB_BACKEND_VERSION;
	loose->backend.read = read_object;
	loose->backend.read_prefix = read_prefix;
	loose->backend.read_header = read_header;
	loose->backend.free = free_loose;
	loose->arena = arena_new();
	loose->folder = arena_copy(loose->arena, folder);
	int status = is_alternate ? git_odb_add_alternate(database, &loose->backend, PRIORITY)
				  : git_odb_add_backend(database, &loose->backend, PRIORITY);
	if (status != 0) {
		free_loose(&loose->backend);
	}
	return status;
}

static struct slice read_alternates(struct arena *arena, struct slice folder)
{
	FILE *file = fopen(arena_format(arena, "%.*s/info/alternates", SLICE_ARGUMENTS(folder)).data, "re");
	if (file == NULL) {
		return SLICE("");
	}
	struct buffer text = BUFFER_EMPTY;
	char bytes[4096];
	for (size_t size = fread(bytes, 1, sizeof bytes, file); size > 0; size = fread(bytes, 1, sizeof bytes, file)) {
		buffer_add(&text, (struct slice){bytes, size});
	}
	fclose(file);
	struct slice copy = arena_copy(arena, buffer_view(&text));
	buffer_free(&text);
	return copy;
}

struct guarded {
	struct slice folder; /* its real path */
	const struct guarded *before;
};

struct guarding {
	git_odb *database;
	struct arena *arena;
	const struct guarded *latest; /* each folder once: alternates may name one another */
};

/* The real path of a folder that is not guarded yet, noted as guarded; empty when it is, or when there is none. */
static struct slice note_folder(struct guarding *guarding, struct slice folder)
{
	char *path = realpath(arena_copy(guarding->arena, folder).data, NULL);
	struct slice real = arena_copy(guarding->arena, slice_of(path));
	free(path);
	for (const struct guarded *known = guarding->latest; known != NULL; known = known->before) {
		if (slice_equal(known->folder, real)) {
			return SLICE("");
		}
	}
	struct guarded *noted = arena_new_object(guarding->arena, struct guarded);
	*noted = (struct guarded){real, guarding->latest};
	guarding->latest = noted;
	return real;
}

static int guard(struct guarding *guarding, struct slice named, bool is_alternate, unsigned depth)
{
	struct slice folder = note_folder(guarding, named);
	struct slice rest = folder.size == 0 ? folder : read_alternates(guarding->arena, folder);
	struct slice line;
	int status = folder.size == 0                 ? 0
		     : pack_indexes_are_sound(folder) ? add_reader(guarding->database, folder, is_alternate)
						      : GIT_ERROR;
	while (status == 0 && depth < ALTERNATES_DEPTH_MAXIMUM && slice_next_word(&rest, "\r\n", &line)) {
		bool is_relative = line.data[0] != '/';
		struct slice path = is_relative ? arena_format(guarding->arena, "%.*s/%.*s", SLICE_ARGUMENTS(folder),
							       SLICE_ARGUMENTS(line))
						: line;
		status = line.data[0] == '#' ? 0 : guard(guarding, path, true, depth + 1);
	}
	return status;
}

int objects_guard(git_odb *database, const char *folder, bool is_alternate)
{
	struct guarding guarding = {database, arena_new(), NULL};
	int status = guard(&guarding, slice_of(folder), is_alternate, 0);
	arena_free(guarding.arena);
	return status;
}
