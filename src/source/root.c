#include "source/source.h"
#include "text/arena.h"
#include "text/translate.h"

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

/* A network's ledger/ and reports/ hold a folder circles/ too, and a circle may bear that name: the network is the
 * folder above them. Somebody who books the bank stands in one of these. */
static bool is_part_of_network(const char *folder)
{
	static const char *const parts[] = {"circles", "ledger", "reports"};
	char parent[PATH_MAX];
	const char *slash = strrchr(folder, '/');
	bool is_part = false;
	if (slash == NULL || (size_t)(slash - folder) >= sizeof parent) {
		return false;
	}
	memcpy(parent, folder, (size_t)(slash - folder));
	parent[slash - folder] = '\0';
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		is_part = is_part || strcmp(slash + 1, parts[i]) == 0;
	}
	return is_part && holds(parent, "circles");
}

const struct failure *source_find_root(struct slice start, char **root)
{
	struct arena *arena = arena_new();
	char *folder = realpath(arena_copy(arena, start).data, NULL);
	arena_free(arena);
	if (folder == NULL) {
		return failure_from_errno(_("cannot open %.*s"), SLICE_ARGUMENTS(start));
	}
	for (;;) {
		if (holds(folder, "circles") && !is_part_of_network(folder)) {
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
	return failure_new(_("there is no circles/ folder here (%.*s) nor above; souci init starts one"),
			   SLICE_ARGUMENTS(start));
}
