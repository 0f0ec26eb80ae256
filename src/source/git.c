/* Sources out of git's object database: the index and revisions. */
#include "source/backend.h"
#include "source/network_tree.h"
#include "source/repository.h"
#include "text/memory.h"
#include "text/translate.h"

#include <stdlib.h>
#include <string.h>

struct git_source {
	git_repository *repository;
	bool is_borrowed;    /* the repository is the caller's */
	struct arena *arena; /* of the prefix and of paths while they are looked up */
	struct slice prefix; /* of the root in the repository: "" or "folder/" */
	git_index *index;    /* for the index, else NULL */
	git_tree *tree;      /* for a revision, else NULL; NULL for both: nothing is there */
	git_odb *objects;    /* for the sizes of blobs, once one was asked for; else NULL */
};

static enum source_kind kind_of_filemode(unsigned mode)
{
	switch (mode) {
	case GIT_FILEMODE_TREE: return SOURCE_FOLDER;
	case GIT_FILEMODE_LINK: return SOURCE_LINK;
	case GIT_FILEMODE_BLOB:
	case GIT_FILEMODE_BLOB_EXECUTABLE: return SOURCE_FILE;
	default: return SOURCE_SPECIAL;
	}
}

static bool is_below(struct slice path, struct slice folder)
{
	return path.size > folder.size && path.data[folder.size] == '/' && slice_starts_with(path, folder);
}

/* A path of the source as the repository knows it. */
static struct slice whole_path(const struct git_source *git, struct arena *arena, struct slice path)
{
	return arena_format(arena, "%.*s%.*s", SLICE_ARGUMENTS(git->prefix), SLICE_ARGUMENTS(path));
}

/* The index has no folders: each is collected when its first file comes by. */
static void collect_folders(struct slice path, struct slice *previous, struct slice folder,
			    struct source_collector *collector)
{
	for (size_t i = folder.size + 1; i < path.size; i++) {
		struct slice parent = slice_part(path, 0, i);
		if (path.data[i] == '/' && !is_below(*previous, parent)) {
			source_collect(collector, parent, SOURCE_FOLDER);
		}
	}
	*previous = path;
}

static const struct failure *list_index(struct git_source *git, struct slice folder, struct source_collector *collector)
{
	struct slice previous = SLICE("");
	for (size_t i = 0; i < git_index_entrycount(git->index); i++) {
		const git_index_entry *entry = git_index_get_byindex(git->index, i);
		struct slice path = slice_from(slice_of(entry->path), git->prefix.size);
		if (!slice_starts_with(slice_of(entry->path), git->prefix) || !is_below(path, folder)) {
			continue;
		}
		if (git_index_entry_is_conflict(entry) != 0) {
			return failure_new("%s is in conflict; resolve it and git add it", entry->path);
		}
		collect_folders(path, &previous, folder, collector);
		source_collect(collector, path, kind_of_filemode(entry->mode));
	}
	return NULL;
}

struct tree_walk {
	struct slice folder;
	struct source_collector *collector;
	struct arena *arena;
};

static int collect_tree_entry(const char *root, const git_tree_entry *entry, void *payload)
{
	struct tree_walk *walk = payload;
	struct slice path =
	    arena_format(walk->arena, "%.*s/%s%s", SLICE_ARGUMENTS(walk->folder), root, git_tree_entry_name(entry));
	source_collect(walk->collector, path, kind_of_filemode(git_tree_entry_filemode(entry)));
	return 0;
}

static const struct failure *list_tree(struct git_source *git, struct slice folder, struct source_collector *collector)
{
	struct arena *arena = arena_new();
	git_tree_entry *entry = NULL;
	git_tree *tree = NULL;
	const struct failure *failure = NULL;
	int status = git_tree_entry_bypath(&entry, git->tree, whole_path(git, arena, folder).data);
	if (status == 0 && git_tree_entry_filemode(entry) == GIT_FILEMODE_TREE) {
		struct tree_walk walk = {folder, collector, arena};
		if (git_tree_lookup(&tree, git->repository, git_tree_entry_id(entry)) != 0 ||
		    git_tree_walk(tree, GIT_TREEWALK_PRE, collect_tree_entry, &walk) != 0) {
			failure = repository_failure("cannot read a folder of the revision");
		}
	} else if (status != 0 && status != GIT_ENOTFOUND) {
		failure = repository_failure("cannot read the revision");
	}
	git_tree_free(tree);
	git_tree_entry_free(entry);
	arena_free(arena);
	return failure;
}

static const struct failure *git_list(void *state, struct slice folder, struct source_collector *collector)
{
	struct git_source *git = state;
	return git->index != NULL  ? list_index(git, folder, collector)
	       : git->tree != NULL ? list_tree(git, folder, collector)
				   : NULL;
}

/* Finds the blob at a path; what else stands there otherwise. */
static enum source_kind find_blob(struct git_source *git, const char *path, git_oid *id)
{
	if (git->index != NULL) {
		const git_index_entry *staged = git_index_get_bypath(git->index, path, 0);
		if (staged == NULL) {
			return SOURCE_MISSING;
		}
		git_oid_cpy(id, &staged->id);
		return kind_of_filemode(staged->mode);
	}
	git_tree_entry *entry = NULL;
	if (git->tree == NULL) {
		return SOURCE_MISSING;
	}
	int status = git_tree_entry_bypath(&entry, git->tree, path);
	if (status != 0) {
		return repository_is_absent(status) ? SOURCE_MISSING : SOURCE_DAMAGED;
	}
	git_oid_cpy(id, git_tree_entry_id(entry));
	enum source_kind kind = kind_of_filemode(git_tree_entry_filemode(entry));
	git_tree_entry_free(entry);
	return kind;
}

/* Asked before a blob is read, which would hold all of it in memory only to refuse it. */
static bool is_too_large(struct git_source *git, const git_oid *id)
{
	size_t size;
	git_object_t type;
	return repository_read_header(git->repository, &git->objects, id, &size, &type) &&
	       size > SOURCE_FILE_SIZE_MAXIMUM;
}

static enum source_kind git_read(void *state, struct arena *arena, struct slice path, struct slice *bytes)
{
	struct git_source *git = state;
	git_oid id;
	git_blob *blob = NULL;
	enum source_kind kind = find_blob(git, whole_path(git, git->arena, path).data, &id);
	if (kind != SOURCE_FILE) {
		return kind;
	}
	if (is_too_large(git, &id)) {
		return SOURCE_TOO_LARGE;
	}
	if (git_blob_lookup(&blob, git->repository, &id) != 0) {
		return SOURCE_DAMAGED;
	}
	*bytes = arena_copy(arena, (struct slice){git_blob_rawcontent(blob), (size_t)git_blob_rawsize(blob)});
	git_blob_free(blob);
	return SOURCE_FILE;
}

static const struct failure *git_damage(void *state, struct slice path)
{
	struct git_source *git = state;
	return repository_file_failure(git->repository, path);
}

static void git_free(void *state)
{
	struct git_source *git = state;
	git_tree_free(git->tree);
	git_index_free(git->index);
	git_odb_free(git->objects);
	arena_free(git->arena);
	if (!git->is_borrowed) {
		repository_close(git->repository);
	}
	free(git);
}

static const struct source_backend git_backend = {git_list, git_read, git_free, git_damage};

static struct git_source *git_source_new(void)
{
	struct git_source *git = memory_allocate_zeroed(1, sizeof *git);
	git->arena = arena_new();
	git->prefix = SLICE("");
	return git;
}

/* Opens the repository around the root, and notes where in it the root lies. */
static const struct failure *open_around(struct git_source *git, struct slice root)
{
	const struct failure *failure = repository_open(root, &git->repository);
	if (failure == NULL && git_repository_workdir(git->repository) != NULL) {
		failure = repository_prefix(git->repository, root, git->arena, &git->prefix);
	}
	return failure;
}

const struct failure *source_open_index(struct slice root, struct source **source)
{
	struct git_source *git = git_source_new();
	const struct failure *failure = open_around(git, root);
	if (failure == NULL && git_repository_is_bare(git->repository) == 1) {
		failure = failure_new(_("this repository is bare: nothing is staged in it"));
	}
	if (failure == NULL) {
		failure = repository_index(git->repository, &git->index);
	}
	if (failure != NULL) {
		git_free(git);
		return failure;
	}
	*source = source_new(&git_backend, git);
	return NULL;
}

/* Peels what the revision names (a tag, a commit) to its tree. */
static const struct failure *find_tree(struct git_source *git, struct slice revision)
{
	struct arena *arena = arena_new();
	git_object *object = NULL;
	git_object *commit = NULL;
	const struct failure *failure = NULL;
	int status = git_revparse_single(&object, git->repository, arena_copy(arena, revision).data);
	if (status == GIT_ENOTFOUND || status == GIT_EINVALIDSPEC || status == GIT_EAMBIGUOUS) {
		failure = repository_unknown_revision(git->repository, arena_copy(arena, revision).data);
	} else if (status == 0 && git_object_peel(&commit, object, GIT_OBJECT_COMMIT) == 0) {
		/* Not peeled in one step, which would not tell why a tree cannot be read. */
		status = git_commit_tree(&git->tree, (git_commit *)commit);
	} else if (status == 0) {
		status = git_object_peel((git_object **)&git->tree, object, GIT_OBJECT_TREE);
	}
	if (failure == NULL && status != 0) {
		failure = repository_reference_failure(git->repository, _("cannot read the revision"));
	}
	git_object_free(commit);
	git_object_free(object);
	arena_free(arena);
	return failure;
}

const struct failure *source_open_revision(struct slice root, struct slice revision, struct source **source)
{
	struct git_source *git = git_source_new();
	bool is_there = false;
	const struct failure *failure = open_around(git, root);
	if (failure == NULL) {
		failure = find_tree(git, revision);
	}
	if (failure == NULL && git_repository_workdir(git->repository) == NULL) {
		failure = network_tree_root(git->arena, git->tree, &git->prefix, &is_there);
	}
	if (failure != NULL) {
		git_free(git);
		return failure;
	}
	*source = source_new(&git_backend, git);
	return NULL;
}

const struct failure *source_open_tree(git_repository *repository, const git_oid *tree, struct source **source)
{
	struct git_source *git = git_source_new();
	git->repository = repository;
	git->is_borrowed = true;
	if (tree != NULL && git_tree_lookup(&git->tree, repository, tree) != 0) {
		git_free(git);
		return repository_failure("cannot read the files of a commit");
	}
	*source = source_new(&git_backend, git);
	return NULL;
}

const struct failure *source_go_on(struct source *source, const git_oid *tree, const struct slice *changed,
				   size_t count)
{
	struct git_source *git = source_state(source);
	git_tree *next = NULL;
	if (git_tree_lookup(&next, git->repository, tree) != 0) {
		return repository_failure("cannot read the files of a commit");
	}
	git_tree_free(git->tree);
	git->tree = next;
	for (size_t i = 0; i < count; i++) {
		source_forget(source, changed[i]);
	}
	return NULL;
}
