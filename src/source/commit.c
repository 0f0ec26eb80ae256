#include "source/commit.h"

#include "source/authorship.h"
#include "source/repository.h"
#include "text/line_ends.h"
#include "text/translate.h"

#include <sys/stat.h>
#include <unistd.h>

struct committing {
	struct arena *arena;
	git_repository *repository;
	struct slice prefix; /* of `root` in the work tree: "" or "folder/" */
	git_commit *parent;  /* NULL on an unborn branch */
	git_tree *base;
	git_index *staged;  /* the repository's own index */
	git_index *planned; /* the tree of the new commit, in memory */
	struct authorship authorship;
};

static const struct failure *open_head(struct committing *committing)
{
	git_object *head = NULL;
	int status = git_revparse_single(&head, committing->repository, "HEAD^{commit}");
	if (status == GIT_ENOTFOUND || status == GIT_EUNBORNBRANCH) {
		return NULL;
	}
	if (status != 0) {
		return repository_failure(_("cannot read HEAD"));
	}
	committing->parent = (git_commit *)head;
	return git_commit_tree(&committing->base, committing->parent) == 0 ? NULL
									   : repository_failure(_("cannot read HEAD"));
}

static const struct failure *begin(struct committing *committing, struct slice root)
{
	*committing = (struct committing){.arena = arena_new()};
	const struct failure *failure = repository_open(root, &committing->repository);
	if (failure == NULL) {
		failure = repository_prefix(committing->repository, root, committing->arena, &committing->prefix);
	}
	return failure == NULL ? open_head(committing) : failure;
}

static void end(struct committing *committing)
{
	authorship_free(&committing->authorship);
	git_index_free(committing->planned);
	git_index_free(committing->staged);
	git_tree_free(committing->base);
	git_commit_free(committing->parent);
	repository_close(committing->repository);
	arena_free(committing->arena);
}

static const char *whole_path(const struct committing *committing, struct slice path)
{
	return arena_format(committing->arena, "%.*s%.*s", SLICE_ARGUMENTS(committing->prefix), SLICE_ARGUMENTS(path))
	    .data;
}

static const struct failure *open_indexes(struct committing *committing)
{
	const struct failure *failure = repository_index(committing->repository, &committing->staged);
	if (failure != NULL) {
		return failure;
	}
	if (git_index_new(&committing->planned) != 0) {
		return repository_failure(_("cannot open the index"));
	}
	if (committing->base != NULL && git_index_read_tree(committing->planned, committing->base) != 0) {
		return repository_failure(_("cannot read HEAD"));
	}
	return authorship_find(committing->repository, &committing->authorship);
}

/* Whether a file of a commit is this text, be it that its lines end in CR LF there. */
static bool is_same_text(const struct committing *committing, const git_oid *id, struct slice text)
{
	git_oid plain;
	git_blob *blob = NULL;
	bool is_same =
	    git_odb_hash(&plain, text.data, text.size, GIT_OBJECT_BLOB) == 0 && git_oid_equal(id, &plain) == 1;
	if (!is_same && git_blob_lookup(&blob, committing->repository, id) == 0) {
		struct slice stored = {git_blob_rawcontent(blob), (size_t)git_blob_rawsize(blob)};
		is_same = slice_equal(text_with_line_feeds(committing->arena, stored), text);
	}
	git_blob_free(blob);
	return is_same;
}

/* Stages what is committed, with the times of the file, which stands in the work tree already: git does not look at it
 * again. Adding the file by its path would pass it through git's filters, which may refuse it (core.safecrlf). */
static const struct failure *stage(const struct committing *committing, const git_index_entry *entry)
{
	struct stat status;
	git_index_entry staged = *entry;
	const char *top = git_repository_workdir(committing->repository);
	const git_index_entry *known = git_index_get_bypath(committing->staged, entry->path, 0);
	if (known != NULL && git_oid_equal(&known->id, &entry->id) == 1) {
		return NULL;
	}
	if (top != NULL && lstat(arena_format(committing->arena, "%s%s", top, entry->path).data, &status) == 0) {
		staged.ctime = (git_index_time){(int32_t)status.st_ctim.tv_sec, (uint32_t)status.st_ctim.tv_nsec};
		staged.mtime = (git_index_time){(int32_t)status.st_mtim.tv_sec, (uint32_t)status.st_mtim.tv_nsec};
		staged.dev = (uint32_t)status.st_dev;
		staged.ino = (uint32_t)status.st_ino;
		staged.uid = status.st_uid;
		staged.gid = status.st_gid;
		staged.file_size = (uint32_t)status.st_size;
	}
	return git_index_add(committing->staged, &staged) == 0 ? NULL : repository_failure(_("cannot stage a file"));
}

static const struct failure *plan_change(struct committing *committing, const struct file_change *change)
{
	const char *path = whole_path(committing, change->path);
	git_index_entry entry = {.mode = GIT_FILEMODE_BLOB, .path = path};
	if (change->is_removed) {
		git_index_remove(committing->planned, path, 0);
		git_index_remove(committing->staged, path, 0);
		return NULL;
	}
	const git_index_entry *known = git_index_get_bypath(committing->planned, path, 0);
	if (known != NULL && is_same_text(committing, &known->id, change->bytes)) {
		entry.id = known->id;
	} else if (git_blob_create_from_buffer(&entry.id, committing->repository, change->bytes.data,
					       change->bytes.size) != 0) {
		return repository_failure(_("cannot store a file in git"));
	}
	if (git_index_add(committing->planned, &entry) != 0) {
		return repository_failure(_("cannot store a file in git"));
	}
	return stage(committing, &entry);
}

static const struct failure *write_commit(struct committing *committing, struct slice message, char id[41])
{
	git_oid tree_id;
	git_oid commit_id;
	git_tree *tree = NULL;
	const git_commit *parents[] = {committing->parent};
	const struct failure *failure = NULL;
	if (git_index_write_tree_to(&tree_id, committing->planned, committing->repository) != 0) {
		return repository_failure(_("cannot commit"));
	}
	if (committing->base != NULL && git_oid_equal(&tree_id, git_tree_id(committing->base)) == 1) {
		id[0] = '\0';
		return NULL;
	}
	/* The index first: were HEAD to move and the index not, the next commit by hand would take back this one. */
	if (git_tree_lookup(&tree, committing->repository, &tree_id) != 0 || git_index_write(committing->staged) != 0 ||
	    git_commit_create(&commit_id, committing->repository, "HEAD", committing->authorship.author,
			      committing->authorship.committer, "UTF-8", arena_copy(committing->arena, message).data,
			      tree, committing->parent == NULL ? 0 : 1, parents) != 0) {
		failure = repository_failure(_("cannot commit"));
	} else {
		git_oid_tostr(id, 41, &commit_id);
	}
	git_tree_free(tree);
	return failure;
}

/* Git writes the index by way of a file beside it, which is there while it does, or since it was killed. */
static const struct failure *require_unlocked(const struct committing *committing)
{
	const char *index = git_index_path(committing->staged);
	const char *lock = index == NULL ? NULL : arena_format(committing->arena, "%s.lock", index).data;
	return lock == NULL || access(lock, F_OK) != 0
		   ? NULL
		   : failure_new(
			 _("git is at work in this repository (%s is there); try again when it has ended, or remove "
			   "that file when no git runs"),
			 lock);
}

/* Nothing under way that git commit would end, and this commit not. */
static const struct failure *require_rest(const struct committing *committing)
{
	switch (git_repository_state(committing->repository)) {
	case GIT_REPOSITORY_STATE_MERGE:
		return failure_new(_("git is in the midst of a merge; run souci apply, then git add and git commit"));
	case GIT_REPOSITORY_STATE_CHERRYPICK:
	case GIT_REPOSITORY_STATE_CHERRYPICK_SEQUENCE:
		return failure_new(
		    _("git is in the midst of a cherry-pick; run souci apply, then git add and git commit"));
	case GIT_REPOSITORY_STATE_REVERT:
	case GIT_REPOSITORY_STATE_REVERT_SEQUENCE:
		return failure_new(_("git is in the midst of a revert; run souci apply, then git add and git commit"));
	default: return NULL;
	}
}

const struct failure *commit_is_possible(struct slice root)
{
	struct committing committing;
	const struct failure *failure = begin(&committing, root);
	if (failure == NULL) {
		failure = require_rest(&committing);
	}
	if (failure == NULL) {
		failure = open_indexes(&committing);
	}
	if (failure == NULL) {
		failure = require_unlocked(&committing);
	}
	end(&committing);
	return failure;
}

const struct failure *commit_changes(struct slice root, const struct file_change *changes, size_t count,
				     struct slice message, char id[41])
{
	struct committing committing;
	const struct failure *failure = begin(&committing, root);
	if (failure == NULL) {
		failure = open_indexes(&committing);
	}
	for (size_t i = 0; failure == NULL && i < count; i++) {
		failure = plan_change(&committing, &changes[i]);
	}
	if (failure == NULL) {
		failure = write_commit(&committing, message, id);
	}
	end(&committing);
	return failure;
}

bool commit_should_be_signed(struct slice root)
{
	git_repository *repository = NULL;
	git_config *config = NULL;
	int should = 0;
	if (repository_open(root, &repository) == NULL && git_repository_config_snapshot(&config, repository) == 0 &&
	    git_config_get_bool(&should, config, "commit.gpgsign") != 0) {
		should = 0;
	}
	git_config_free(config);
	repository_close(repository);
	return should != 0;
}

const struct failure *commit_holds(struct slice root, struct slice path, struct slice bytes, bool *holds)
{
	struct committing committing;
	git_tree_entry *entry = NULL;
	const struct failure *failure = begin(&committing, root);
	*holds = false;
	if (failure == NULL && committing.base != NULL &&
	    git_tree_entry_bypath(&entry, committing.base, whole_path(&committing, path)) == 0) {
		*holds = is_same_text(&committing, git_tree_entry_id(entry), bytes);
	}
	git_tree_entry_free(entry);
	end(&committing);
	return failure;
}
