#include "source/sparse.h"

#include "source/environment.h"
#include "source/repository.h"
#include "text/arena.h"
#include "text/translate.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* ---- whether git was asked for one ---- */

/* The folder that a file `.git` of a work tree or a submodule names; that of `folder` itself without such a file. */
static struct slice git_folder(struct arena *arena, struct slice folder)
{
	struct slice path = arena_format(arena, "%.*s/.git", SLICE_ARGUMENTS(folder));
	struct slice key = SLICE("gitdir: ");
	char line[FILENAME_MAX];
	FILE *file = fopen(path.data, "re");
	struct slice named = SLICE("");
	if (file != NULL && fgets(line, sizeof line, file) != NULL && slice_starts_with(slice_of(line), key)) {
		named = arena_copy(arena, slice_from(slice_part(slice_of(line), 0, strcspn(line, "\r\n")), key.size));
	}
	if (file != NULL) {
		fclose(file);
	}
	if (named.size == 0) {
		return path;
	}
	return named.data[0] == '/' ? named
				    : arena_format(arena, "%.*s/%.*s", SLICE_ARGUMENTS(folder), SLICE_ARGUMENTS(named));
}

static bool has_patterns(struct arena *arena, struct slice git_folder)
{
	return access(arena_format(arena, "%.*s/info/sparse-checkout", SLICE_ARGUMENTS(git_folder)).data, F_OK) == 0;
}

/* The patterns of a sparse checkout stay in their file when git goes back to a whole one. */
static bool may_be_sparse(struct arena *arena, struct slice root)
{
	const char *directory = git_environment()->directory;
	if (directory != NULL) {
		return has_patterns(arena, slice_of(directory));
	}
	for (struct slice folder = root;; folder = slice_part(folder, 0, slice_find_last(folder, '/'))) {
		if (access(arena_format(arena, "%.*s/.git", SLICE_ARGUMENTS(folder)).data, F_OK) == 0) {
			return has_patterns(arena, git_folder(arena, folder));
		}
		if (slice_find(folder, '/') == folder.size) {
			return false;
		}
	}
}

/* ---- what is left out ---- */

static bool is_of_network(struct slice path, struct slice prefix)
{
	struct slice below = slice_from(path, prefix.size);
	return slice_starts_with(path, prefix) &&
	       (slice_starts_with(below, SLICE("circles/")) || slice_starts_with(below, SLICE("ledger/")));
}

static const struct failure *find_left_out(git_repository *repository, struct slice prefix, struct arena *arena)
{
	git_index *index = NULL;
	const struct failure *failure = repository_index(repository, &index);
	const char *first = NULL;
	size_t count = 0;
	for (size_t i = 0; failure == NULL && i < git_index_entrycount(index); i++) {
		const git_index_entry *entry = git_index_get_byindex(index, i);
		if ((entry->flags_extended & GIT_INDEX_ENTRY_SKIP_WORKTREE) != 0 &&
		    is_of_network(slice_of(entry->path), prefix) &&
		    access(arena_format(arena, "%s%s", git_repository_workdir(repository), entry->path).data, F_OK) !=
			0) {
			first = first == NULL ? entry->path : first;
			count++;
		}
	}
	if (count > 0) {
		failure = failure_new(ngettext("this is a sparse checkout: %zu file of the network is in git and not "
					       "here, %s; git sparse-checkout disable brings it, and --at HEAD reads "
					       "what is committed",
					       "this is a sparse checkout: %zu files of the network are in git and not "
					       "here, the first is %s; git sparse-checkout disable brings them, and "
					       "--at HEAD reads what is committed",
					       count),
				      count, first);
	}
	git_index_free(index);
	return failure;
}

const struct failure *sparse_failure(struct slice root)
{
	struct arena *arena = arena_new();
	git_repository *repository = NULL;
	struct slice prefix = SLICE("");
	const struct failure *failure = NULL;
	if (may_be_sparse(arena, root) && repository_open(root, &repository) == NULL &&
	    repository_prefix(repository, root, arena, &prefix) == NULL) {
		failure = find_left_out(repository, prefix, arena);
	}
	repository_close(repository);
	arena_free(arena);
	return failure;
}
