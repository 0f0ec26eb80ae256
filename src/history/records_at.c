#include "history/records_at.h"

#include "text/translate.h"

/* The tree of the network in that of a commit. */
static const struct failure *find_network(git_repository *repository, const git_oid *tree, struct slice root,
					  git_tree **network)
{
	git_tree *whole = NULL;
	git_object *part = NULL;
	int status = git_tree_lookup(&whole, repository, tree);
	if (status != 0) {
		return repository_object_failure(repository, tree, status);
	}
	if (root.size == 0) {
		*network = whole;
		return NULL;
	}
	struct arena *arena = arena_new();
	struct slice path = arena_copy(arena, slice_part(root, 0, root.size - 1));
	status = git_object_lookup_bypath(&part, (git_object *)whole, path.data, GIT_OBJECT_TREE);
	const struct failure *failure =
	    status == 0 ? NULL : failure_new(_("the last commit has no folder %s"), path.data);
	*network = (git_tree *)part;
	git_tree_free(whole);
	arena_free(arena);
	return failure;
}

const struct failure *records_at_read(git_repository *repository, const git_oid *tree, struct slice root,
				      struct records_at *records)
{
	const struct failure *failure = find_network(repository, tree, root, &records->tree);
	if (failure == NULL) {
		records->findings = findings_new();
		failure = source_open_tree(repository, git_tree_id(records->tree), &records->source);
	}
	return failure != NULL ? failure : model_load(records->source, records->findings, &records->model);
}

const struct failure *records_at_commit(git_repository *repository, const git_oid *commit, struct slice root,
					struct records_at *records)
{
	git_commit *found = NULL;
	int status = git_commit_lookup(&found, repository, commit);
	if (status != 0) {
		return repository_object_failure(repository, commit, status);
	}
	const struct failure *failure = records_at_read(repository, git_commit_tree_id(found), root, records);
	git_commit_free(found);
	return failure;
}

void records_at_release(struct records_at *records)
{
	model_free(records->model);
	findings_free(records->findings);
	source_free(records->source);
	git_tree_free(records->tree);
	*records = (struct records_at){.tree = NULL};
}

static git_oid entry_of(const git_tree *tree, struct slice path)
{
	git_tree_entry *entry = NULL;
	git_oid id = {{0}};
	if (git_tree_entry_bypath(&entry, tree, path.data) == 0) {
		id = *git_tree_entry_id(entry);
		git_tree_entry_free(entry);
	}
	return id;
}

git_oid records_at_file(const struct records_at *records, struct slice path)
{
	return entry_of(records->tree, path);
}

git_oid file_in_tree(git_repository *repository, const git_oid *tree, struct slice path)
{
	git_tree *found = NULL;
	git_oid id = {{0}};
	if (git_tree_lookup(&found, repository, tree) == 0) {
		id = entry_of(found, path);
		git_tree_free(found);
	}
	return id;
}
