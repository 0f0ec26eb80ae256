#include "source/network_tree.h"

#include "text/translate.h"

#include <string.h>

/* ---- a folder that is known ---- */

static const struct failure *open_below(struct network_home home, const git_tree *top, git_tree **tree)
{
	git_tree_entry *entry = NULL;
	struct arena *arena = arena_new();
	struct slice folder = slice_part(home.root, 0, home.root.size - 1);
	const struct failure *failure = NULL;
	int status = git_tree_entry_bypath(&entry, top, arena_copy(arena, folder).data);
	if (status == 0 && git_tree_entry_type(entry) == GIT_OBJECT_TREE) {
		status = git_tree_lookup(tree, home.repository, git_tree_entry_id(entry));
		failure =
		    status == 0 ? NULL : repository_object_failure(home.repository, git_tree_entry_id(entry), status);
	} else if (status != 0 && status != GIT_ENOTFOUND) {
		failure = repository_failure(_("cannot read a folder of a commit"));
	}
	git_tree_entry_free(entry);
	arena_free(arena);
	return failure;
}

const struct failure *network_tree_open(struct network_home home, const git_commit *commit, git_tree **tree)
{
	git_tree *top = NULL;
	*tree = NULL;
	int status = git_commit_tree(&top, commit);
	if (status != 0) {
		return repository_object_failure(home.repository, git_commit_tree_id(commit), status);
	}
	if (home.root.size == 0) {
		*tree = top;
		return NULL;
	}
	const struct failure *failure = open_below(home, top, tree);
	git_tree_free(top);
	return failure;
}

const struct failure *network_tree_find(struct network_home home, const git_oid *commit, git_tree **tree)
{
	git_commit *opened = NULL;
	*tree = NULL;
	int status = git_commit_lookup(&opened, home.repository, commit);
	const struct failure *failure = status == 0 ? network_tree_open(home, opened, tree)
						    : repository_object_failure(home.repository, commit, status);
	git_commit_free(opened);
	return failure;
}

/* ---- a folder that is looked for ---- */

struct search {
	struct arena *arena;
	struct slice root;
	struct slice other; /* a second one, or empty */
	bool is_found;
};

/* A network's own ledger/ and reports/ hold a folder circles/ too: nothing below a network is another one. */
static int look_at_entry(const char *parents, const git_tree_entry *entry, void *payload)
{
	enum { GO_DOWN = 0, PASS_BY = 1 };
	struct search *search = payload;
	struct slice folder = slice_of(parents);
	if (git_tree_entry_type(entry) != GIT_OBJECT_TREE) {
		return GO_DOWN;
	}
	if (search->is_found && slice_starts_with(folder, search->root)) {
		return PASS_BY;
	}
	if (strcmp(git_tree_entry_name(entry), "circles") != 0) {
		return GO_DOWN;
	}
	if (search->is_found) {
		search->other = arena_copy(search->arena, folder);
	} else {
		search->root = arena_copy(search->arena, folder);
	}
	search->is_found = true;
	return PASS_BY;
}

const struct failure *network_tree_root(struct arena *arena, const git_tree *top, struct slice *root, bool *is_there)
{
	struct search search = {.arena = arena, .root = SLICE("")};
	*root = SLICE("");
	*is_there = git_tree_entry_byname(top, "circles") != NULL;
	if (*is_there) {
		return NULL;
	}
	if (git_tree_walk(top, GIT_TREEWALK_PRE, look_at_entry, &search) != 0) {
		return repository_failure(_("cannot read a folder of a commit"));
	}
	*root = search.root;
	*is_there = search.is_found;
	if (search.other.size > 0) {
		return failure_new(_("there are several networks in this repository without files of its own (%.*s and "
				     "%.*s): souci knows one; run it in a clone"),
				   SLICE_ARGUMENTS(search.root), SLICE_ARGUMENTS(search.other));
	}
	return NULL;
}

const struct failure *network_tree_root_at(struct arena *arena, git_repository *repository, const git_oid *commit,
					   struct slice *root, bool *is_there)
{
	git_tree *top = NULL;
	const struct failure *failure = network_tree_find((struct network_home){repository, SLICE("")}, commit, &top);
	if (failure == NULL) {
		failure = network_tree_root(arena, top, root, is_there);
	}
	git_tree_free(top);
	return failure;
}
