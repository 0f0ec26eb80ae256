/* Opening a repository as git would: where git's own variables say. */
#include "source/environment.h"
#include "source/loose.h"
#include "source/repository.h"
#include "text/buffer.h"
#include "text/translate.h"

#include <stdlib.h>
#include <unistd.h>

/* ---- what cannot be opened ---- */

/* libgit2 passes over a repository that belongs to someone else as if there were none. */
static const struct failure *not_found(struct slice folder)
{
	git_buf path = {0};
	struct arena *arena = arena_new();
	const struct failure *failure;
	if (git_repository_discover(&path, arena_copy(arena, folder).data, 0, git_environment()->ceilings) == 0) {
		failure =
		    failure_new(_("the git repository %s belongs to someone else; if you trust its owner, git config "
				  "--global --add safe.directory says so"),
				path.ptr);
	} else {
		failure =
		    failure_new(_("%.*s is not in a git repository; git init makes one"), SLICE_ARGUMENTS(folder));
	}
	git_buf_dispose(&path);
	arena_free(arena);
	return failure;
}

/* Kinds of repository that git makes and libgit2 does not read, by the extension they are marked with. */
static const struct {
	const char *extension;
	const char *name;
} kinds_unread[] = {
    {"extensions.objectformat", N_("a SHA-256 repository")},
    {"extensions.refstorage", N_("a repository that keeps its references as reftable")},
};

static const struct failure *opening_failure(struct slice folder, int status)
{
	const git_error *error = git_error_last();
	if (status == GIT_ENOTFOUND) {
		return not_found(folder);
	}
	for (size_t i = 0; error != NULL && i < sizeof kinds_unread / sizeof *kinds_unread; i++) {
		if (slice_ends_with(slice_of(error->message), slice_of(kinds_unread[i].extension))) {
			return failure_new(
			    _("this is %s, which this version of libgit2 does not read; its files can be checked, "
			      "its history cannot"),
			    _(kinds_unread[i].name));
		}
	}
	return repository_failure(_("cannot open the git repository"));
}

/* ---- where its objects are ---- */

static int add_alternate(git_odb *database, const char *folder)
{
	int status = git_odb_add_disk_alternate(database, folder);
	return status == 0 ? objects_guard(database, folder, true) : status;
}

/* Folders parted by colons. */
static int add_alternates(git_odb *database, struct arena *arena, struct slice rest)
{
	struct slice folder;
	int status = 0;
	while (status == 0 && slice_next_word(&rest, ":", &folder)) {
		status = add_alternate(database, arena_copy(arena, folder).data);
	}
	return status;
}

static int open_database(git_repository *repository, struct arena *arena, git_odb **database)
{
	const struct git_environment *environment = git_environment();
	const char *folder = environment->objects;
	int status;
	if (folder == NULL) {
		folder = arena_format(arena, "%sobjects", git_repository_commondir(repository)).data;
		status = git_repository_odb(database, repository);
	} else {
		status = git_odb_open(database, folder);
		status = status == 0 ? git_repository_set_odb(repository, *database) : status;
	}
	status = status == 0 ? objects_guard(*database, folder, false) : status;
	return status == 0 ? add_alternates(*database, arena, slice_of(environment->alternates)) : status;
}

static const struct failure *open_objects(git_repository *repository, struct arena *arena)
{
	git_odb *database = NULL;
	int status = open_database(repository, arena, &database);
	git_odb_free(database);
	return status == 0 ? NULL : repository_failure(_("cannot read the objects of the repository"));
}

/* ---- where its files are ---- */

static bool is_set(git_repository *repository, const char *name)
{
	git_config *config = NULL;
	const char *value = NULL;
	bool is = git_repository_config_snapshot(&config, repository) == 0 &&
		  git_config_get_string(&value, config, name) == 0;
	git_config_free(config);
	return is;
}

static bool is_same_folder(const char *left, const char *right)
{
	char *real_left = realpath(left, NULL);
	char *real_right = realpath(right, NULL);
	bool is_same =
	    real_left != NULL && real_right != NULL && slice_equal(slice_of(real_left), slice_of(real_right));
	free(real_left);
	free(real_right);
	return is_same;
}

/* With GIT_DIR alone the current folder is the top of the work tree, as git has it for its hooks. */
static const struct failure *settle_work_tree(git_repository *repository)
{
	const struct git_environment *environment = git_environment();
	const char *folder = environment->work_tree;
	bool is_here = folder == NULL && environment->directory != NULL && git_repository_is_bare(repository) == 0 &&
		       !is_set(repository, "core.worktree") && !is_same_folder(git_repository_path(repository), ".");
	folder = is_here ? "." : folder;
	return folder == NULL || git_repository_set_workdir(repository, folder, 0) == 0
		   ? NULL
		   : repository_failure(_("cannot work in the folder that GIT_WORK_TREE names"));
}

/* ---- opening ---- */

static const struct failure *find_repository(struct slice folder, git_repository **repository)
{
	const struct git_environment *environment = git_environment();
	if (environment->directory == NULL) {
		struct arena *arena = arena_new();
		int status =
		    git_repository_open_ext(repository, arena_copy(arena, folder).data, 0, environment->ceilings);
		arena_free(arena);
		return status == 0 ? NULL : opening_failure(folder, status);
	}
	/* Whoever names a repository trusts its owner: git does not ask either. */
	git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
	int status = git_repository_open_ext(repository, environment->directory,
					     GIT_REPOSITORY_OPEN_NO_SEARCH | GIT_REPOSITORY_OPEN_NO_DOTGIT, NULL);
	if (status == GIT_ENOTFOUND) {
		return failure_new(_("GIT_DIR names %s, which is no git repository"), environment->directory);
	}
	return status == 0 ? NULL : opening_failure(folder, status);
}

const struct failure *repository_open(struct slice folder, git_repository **repository)
{
	const struct failure *failure = libgit2_start();
	git_repository *opened = NULL;
	if (failure != NULL) {
		return failure;
	}
	struct arena *arena = arena_new();
	failure = find_repository(folder, &opened);
	if (failure == NULL) {
		failure = open_objects(opened, arena);
	}
	if (failure == NULL) {
		failure = settle_work_tree(opened);
	}
	arena_free(arena);
	if (failure == NULL) {
		*repository = opened;
	} else {
		git_repository_free(opened);
		libgit2_stop();
	}
	return failure;
}

void repository_close(git_repository *repository)
{
	if (repository != NULL) {
		git_repository_free(repository);
		libgit2_stop();
	}
}

/* What an index may be that git reads and libgit2 does not, by what it says of it. */
static const struct failure *index_failure(void)
{
	const git_error *error = git_error_last();
	struct slice message = error == NULL ? SLICE("") : slice_of(error->message);
	if (slice_ends_with(message, SLICE("'link'"))) {
		return failure_new(_("git keeps the index of this repository in two files, which libgit2 does not "
				     "read; git update-index --no-split-index makes it one, when core.splitIndex is "
				     "not set"));
	}
	if (slice_ends_with(message, SLICE("'sdir'"))) {
		return failure_new(_("this is a sparse checkout whose index is sparse too, which libgit2 does not "
				     "read; git sparse-checkout disable makes both whole"));
	}
	return repository_failure(_("cannot open the index"));
}

const struct failure *repository_index(git_repository *repository, git_index **index)
{
	const char *path = git_environment()->index_file;
	const char *top = git_repository_workdir(repository);
	struct arena *arena = arena_new();
	int status;
	if (path == NULL) {
		status = git_repository_index(index, repository);
	} else {
		bool is_below = path[0] != '/' && top != NULL;
		status = git_index_open(index, is_below ? arena_format(arena, "%s%s", top, path).data : path);
		status = status == 0 ? git_repository_set_index(repository, *index) : status;
	}
	arena_free(arena);
	return status == 0 ? NULL : index_failure();
}
