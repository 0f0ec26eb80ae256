#include "source/source.h"
#include "text/arena.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool holds(const char *folder, const char *name)
{
	char path[PATH_MAX];
	struct stat status;
	size_t size = strlen(folder);
	if (size + strlen(name) + 2 > sizeof path) {
		return false;
	}
	memcpy(path, folder, size);
	path[size] = '/';
	memcpy(path + size + 1, name, strlen(name) + 1);
	return stat(path, &status) == 0;
}

const struct failure *source_find_root(struct slice start, char **root)
{
	struct arena *arena = arena_new();
	char *folder = realpath(arena_copy(arena, start).data, NULL);
	arena_free(arena);
	if (folder == NULL) {
		return failure_from_errno("cannot open %.*s", SLICE_ARGUMENTS(start));
	}
	for (;;) {
		if (holds(folder, "circles")) {
			*root = folder;
			return NULL;
		}
		char *slash = strrchr(folder, '/');
		if (holds(folder, ".git") || slash == NULL || slash == folder) {
			break;
		}
		*slash = '\0';
	}
	free(folder);
	return failure_new("there is no circles/ folder in %.*s nor above it; souci init starts one",
			   SLICE_ARGUMENTS(start));
}
