#include "source/repository.h"

#include "text/arena.h"
#include "text/translate.h"

#include <stdlib.h>
#include <string.h>

const struct failure *repository_failure(const char *what)
{
	const git_error *error = git_error_last();
	if (error != NULL && error->klass == GIT_ERROR_ODB &&
	    slice_starts_with(slice_of(error->message), SLICE("object not found"))) {
		return failure_new(_("%s: something that history names is missing from this repository; git fsck says "
				     "what, and in a partial clone git fetch --refetch --no-filter brings it"),
				   what);
	}
	return failure_new("%s: %s", what, error == NULL ? "unknown reason" : error->message);
}

bool repository_read_header(git_repository *repository, git_odb **objects, const git_oid *id, size_t *size,
			    git_object_t *type)
{
	return (*objects != NULL || git_repository_odb(objects, repository) == 0) &&
	       git_odb_read_header(size, type, *objects, id) == 0;
}

void repository_verify_objects(bool are_verified)
{
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, are_verified ? 1 : 0);
}

/* `main` of `refs/heads/main`, `v1` of `refs/tags/v1`, `origin/main` of `refs/remotes/origin/main`. */
static struct slice short_name(const char *reference)
{
	struct slice name = slice_of(reference);
	if (!slice_starts_with(name, SLICE("refs/"))) {
		return name;
	}
	name = slice_from(name, strlen("refs/"));
	return slice_from(name, slice_find(name, '/') + 1);
}

bool repository_is_absent(int status)
{
	const git_error *error = git_error_last();
	return status == GIT_ENOTFOUND && (error == NULL || error->klass != GIT_ERROR_ODB);
}

/* Names are compared here: git_config_foreach_match() loses memory at each that does not match its expression. */
static int note_promise(const git_config_entry *entry, void *is_partial)
{
	struct slice name = slice_of(entry->name);
	bool is_promise = slice_starts_with(name, SLICE("remote.")) && slice_ends_with(name, SLICE(".promisor"));
	if (is_promise && (entry->value == NULL || strcmp(entry->value, "false") != 0)) {
		*(bool *)is_partial = true;
	}
	return 0;
}

/* Whether a remote has promised to send later what it kept back: `git clone --filter=blob:none`. */
static bool is_partial_clone(git_repository *repository)
{
	git_config *config = NULL;
	bool is_partial = false;
	if (git_repository_config_snapshot(&config, repository) == 0) {
		git_config_foreach(config, note_promise, &is_partial);
	}
	git_config_free(config);
	return is_partial;
}

/* Why not all of its history is in the clone; NULL when there is no reason. */
static const struct failure *incomplete_failure(git_repository *repository)
{
	if (git_repository_is_shallow(repository) == 1) {
		return failure_new(
		    _("this is a shallow clone, its history is not all here; git fetch --unshallow brings the rest"));
	}
	return is_partial_clone(repository)
		   ? failure_new(_("this is a partial clone, its files are not all here; git fetch --refetch "
				   "--no-filter brings the rest"))
		   : NULL;
}

static const struct failure *missing_revision(git_repository *repository, const char *revision)
{
	const struct failure *failure = incomplete_failure(repository);
	return failure != NULL
		   ? failure
		   : failure_new(_("what “%s” names is missing from this repository; git fsck says more"), revision);
}

const struct failure *repository_reference_failure(git_repository *repository, const char *what)
{
	const git_error *error = git_error_last();
	bool is_packed =
	    error != NULL && slice_equal(slice_of(error->message), SLICE("corrupted packed references file"));
	return is_packed
		   ? failure_new(_("%spacked-refs is damaged, so that branches and tags cannot be read; restore it, "
				   "or take the last commit of each branch from %slogs"),
				 git_repository_commondir(repository), git_repository_commondir(repository))
		   : repository_failure(what);
}

const struct failure *repository_head_is_unborn(git_repository *repository, bool *is_unborn)
{
	git_repository *again = NULL;
	const struct failure *failure = NULL;
	*is_unborn = git_repository_head_unborn(repository) == 1;
	/* Libgit2 tells that packed-refs is damaged when it first reads it, and takes it for empty afterwards. */
	if (*is_unborn &&
	    git_repository_open_ext(&again, git_repository_path(repository),
				    GIT_REPOSITORY_OPEN_NO_SEARCH | GIT_REPOSITORY_OPEN_NO_DOTGIT, NULL) == 0 &&
	    git_repository_head_unborn(again) < 0) {
		failure = repository_reference_failure(repository, _("cannot read HEAD"));
	}
	git_repository_free(again);
	return failure;
}

static bool is_id(struct slice word)
{
	return word.size >= GIT_OID_MINPREFIXLEN && strspn(word.data, "0123456789abcdef") == word.size;
}

const struct failure *repository_unknown_revision(git_repository *repository, const char *revision)
{
	git_strarray references = {NULL, 0};
	struct slice word = slice_of(revision);
	if (!repository_is_absent(GIT_ENOTFOUND) || (is_id(word) && git_repository_is_shallow(repository) == 1)) {
		return missing_revision(repository, revision);
	}
	if (slice_starts_with(word, SLICE("HEAD"))) {
		bool is_unborn;
		const struct failure *failure = repository_head_is_unborn(repository, &is_unborn);
		if (failure != NULL || is_unborn) {
			return failure != NULL ? failure : failure_new(_("this repository has no commit yet"));
		}
	}
	if (git_reference_list(&references, repository) != 0) {
		return failure_new(_("no revision “%s” in this repository"), revision);
	}
	struct arena *arena = arena_new();
	struct slice *names = arena_new_array(arena, struct slice, references.count + 1);
	for (size_t i = 0; i < references.count; i++) {
		names[i] = short_name(references.strings[i]);
	}
	size_t nearest = slice_nearest(word, names, references.count);
	size_t limit = word.size / 3;
	bool is_near = nearest < references.count && slice_distance(word, names[nearest], limit) <= limit;
	const struct failure *failure =
	    is_near ? failure_new(_("no revision “%s” in this repository; did you mean “%.*s”?"), revision,
				  SLICE_ARGUMENTS(names[nearest]))
		    : failure_new(_("no revision “%s” in this repository"), revision);
	git_strarray_dispose(&references);
	arena_free(arena);
	return failure;
}

const struct failure *repository_find_commit(git_repository *repository, const char *revision, git_oid *id)
{
	git_object *object = NULL;
	git_object *commit = NULL;
	const struct failure *failure = NULL;
	int status = git_revparse_single(&object, repository, revision);
	if (status == 0) {
		status = git_object_peel(&commit, object, GIT_OBJECT_COMMIT);
	}
	if (status == 0) {
		git_oid_cpy(id, git_object_id(commit));
	} else if (status == GIT_ENOTFOUND || status == GIT_EINVALIDSPEC || status == GIT_EAMBIGUOUS) {
		failure = repository_unknown_revision(repository, revision);
	} else {
		failure = repository_reference_failure(repository, _("cannot read the revision"));
	}
	git_object_free(commit);
	git_object_free(object);
	return failure;
}

const struct failure *repository_file_failure(git_repository *repository, struct slice path)
{
	const struct failure *failure = incomplete_failure(repository);
	return failure != NULL
		   ? failure
		   : failure_new(_("%.*s: its object in the repository is missing or damaged; git fsck says more"),
				 SLICE_ARGUMENTS(path));
}

const struct failure *repository_object_failure(git_repository *repository, const git_oid *id, int status)
{
	char text[GIT_OID_HEXSZ + 1];
	git_oid_tostr(text, sizeof text, id);
	if (status != GIT_ENOTFOUND) {
		const git_error *error = git_error_last();
		return failure_new(_("cannot read the object %s: %s"), text,
				   error == NULL ? "unknown reason" : error->message);
	}
	const struct failure *failure = incomplete_failure(repository);
	return failure != NULL
		   ? failure
		   : failure_new(_("the object %s is missing from this repository, though its history names it"), text);
}

const struct failure *repository_prefix(git_repository *repository, struct slice folder, struct arena *arena,
					struct slice *prefix)
{
	const char *top = git_repository_workdir(repository);
	if (top == NULL) {
		return failure_new("this repository has no work tree");
	}
	char *real_top = realpath(top, NULL);
	char *real_folder = realpath(arena_copy(arena, folder).data, NULL);
	const struct failure *failure = NULL;
	if (real_top == NULL || real_folder == NULL || !slice_starts_with(slice_of(real_folder), slice_of(real_top))) {
		failure = failure_new("%.*s is not in the work tree of its repository", SLICE_ARGUMENTS(folder));
	} else {
		struct slice below = slice_from(slice_of(real_folder), strlen(real_top));
		below = slice_from(below, slice_starts_with(below, SLICE("/")) ? 1 : 0);
		*prefix = below.size == 0 ? SLICE("") : arena_format(arena, "%.*s/", SLICE_ARGUMENTS(below));
	}
	free(real_top);
	free(real_folder);
	return failure;
}

/* The day on which a commit was made, where its committer was. */
static struct date day_of_commit(const git_commit *commit)
{
	enum { SECONDS_IN_DAY = 24 * 60 * 60 };
	int64_t seconds = git_commit_time(commit) + git_commit_time_offset(commit) * 60;
	int64_t days = seconds / SECONDS_IN_DAY - (seconds % SECONDS_IN_DAY < 0 ? 1 : 0);
	return (struct date){days > INT32_MAX ? INT32_MAX : days < INT32_MIN ? INT32_MIN : (int32_t)days};
}

const struct failure *repository_commit_by(git_repository *repository, struct date day, git_oid *id)
{
	git_oid at;
	char text[DATE_TEXT_SIZE];
	const struct failure *failure = repository_find_commit(repository, "HEAD", &at);
	bool is_found = false;
	while (failure == NULL && !is_found) {
		git_commit *commit = NULL;
		int status = git_commit_lookup(&commit, repository, &at);
		if (status != 0) {
			return repository_object_failure(repository, &at, status);
		}
		is_found = date_compare(day_of_commit(commit), day) <= 0;
		if (is_found) {
			git_oid_cpy(id, &at);
		} else if (git_commit_parentcount(commit) == 0) {
			failure = failure_new(_("this repository had no commit yet on %s"), date_write(day, text));
		} else {
			git_oid_cpy(&at, git_commit_parent_id(commit, 0));
		}
		git_commit_free(commit);
	}
	return failure;
}
