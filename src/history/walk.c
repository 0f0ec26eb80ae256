#include "history/walk.h"

#include "history/commit_order.h"
#include "text/memory.h"
#include "text/translate.h"

#include <stdlib.h>

struct walk {
	git_repository *repository; /* borrowed */
	git_odb *objects;
	const struct walk_options *options; /* borrowed */
	struct commit_order *order;
	struct tree_comparer *comparer;
	size_t place; /* commits walked */
	struct walked_commit commit;
	git_odb_object *object; /* what the texts of `commit` lie in */
	struct arena *arena;    /* of `commit` */
};

const struct failure *walk_new(git_repository *repository, const struct walk_options *options, struct walk **walk)
{
	struct walk *made = memory_allocate_zeroed(1, sizeof *made);
	made->repository = repository;
	made->options = options;
	const struct failure *failure =
	    git_repository_odb(&made->objects, repository) == 0
		? commit_order_new(repository, made->objects, &options->range, options->is_first_parent, &made->order)
		: repository_failure(_("cannot read the objects of the repository"));
	if (failure != NULL) {
		walk_free(made);
		return failure;
	}
	made->comparer = tree_comparer_new(repository, options->root, options->folders, options->folder_count);
	*walk = made;
	return NULL;
}

void walk_free(struct walk *walk)
{
	if (walk != NULL) {
		tree_comparer_free(walk->comparer);
		commit_order_free(walk->order);
		arena_free(walk->arena);
		git_odb_object_free(walk->object);
		git_odb_free(walk->objects);
		free(walk);
	}
}

size_t walk_count(const struct walk *walk)
{
	return commit_order_count(walk->order);
}

static const struct failure *read_commit(struct walk *walk, const git_oid *id)
{
	struct walked_commit *commit = &walk->commit;
	git_odb_object_free(walk->object);
	walk->object = NULL;
	int status = git_odb_read(&walk->object, walk->objects, id);
	if (status != 0) {
		return repository_object_failure(walk->repository, id, status);
	}
	struct slice text = {git_odb_object_data(walk->object), git_odb_object_size(walk->object)};
	*commit = (struct walked_commit){.id = *id, .place = walk->place};
	return commit_text_read(text, &commit->text)
		   ? NULL
		   : failure_new(_("a commit of this repository is damaged: git fsck says more"));
}

static const struct failure *compare_with_parents(struct walk *walk, size_t index)
{
	struct walked_commit *commit = &walk->commit;
	const struct failure *failure = NULL;
	bool is_first_alone = walk->options->is_first_parent && commit->text.parent_count > 1;
	commit->parent_count = is_first_alone ? 1 : commit->text.parent_count;
	commit->parents = arena_new_array(walk->arena, struct walk_parent, commit->parent_count);
	for (size_t i = 0; failure == NULL && i < commit->parent_count; i++) {
		struct walk_parent *parent = &commit->parents[i];
		git_oid tree;
		failure = commit_order_parent(walk->order, index, i, &parent->id, &tree);
		if (failure == NULL) {
			failure =
			    tree_compare(walk->comparer, &tree, &commit->text.tree, walk->arena, &parent->changes);
		}
	}
	if (failure == NULL && commit->parent_count == 0) {
		return tree_compare(walk->comparer, NULL, &commit->text.tree, walk->arena, &commit->changes);
	}
	commit->changes = commit->parent_count > 0 ? commit->parents[0].changes : commit->changes;
	return failure;
}

const struct failure *walk_next(struct walk *walk, const struct walked_commit **commit)
{
	size_t count = commit_order_count(walk->order);
	arena_free(walk->arena);
	walk->arena = NULL;
	*commit = NULL;
	if (walk->place == count) {
		return NULL;
	}
	walk->arena = arena_new();
	size_t index = walk->options->order == WALK_OLDEST_FIRST ? count - 1 - walk->place : walk->place;
	walk->place++;
	const struct failure *failure = read_commit(walk, commit_order_id(walk->order, index));
	if (failure == NULL) {
		failure = compare_with_parents(walk, index);
	}
	if (failure == NULL) {
		*commit = &walk->commit;
	}
	return failure;
}
