#include "history/audited.h"

#include "text/line_ends.h"
#include "text/memory.h"
#include "text/translate.h"

#include <stdlib.h>
#include <string.h>

/* ---- trees ---- */

bool tree_entry_id(const git_tree *tree, struct slice path, struct arena *arena, git_oid *id)
{
	git_tree_entry *entry = NULL;
	if (tree == NULL || git_tree_entry_bypath(&entry, tree, arena_copy(arena, path).data) != 0) {
		return false;
	}
	git_oid_cpy(id, git_tree_entry_id(entry));
	git_tree_entry_free(entry);
	return true;
}

static const struct failure *compare_trees(struct arena *arena, struct tree_comparer *comparer, const git_tree *before,
					   const git_tree *after, struct tree_changes *changes)
{
	return tree_compare(comparer, before == NULL ? NULL : git_tree_id(before),
			    after == NULL ? NULL : git_tree_id(after), arena, changes);
}

static struct list paths_of(struct arena *arena, struct tree_changes changes)
{
	struct list paths = {arena_new_array(arena, struct slice, changes.count), changes.count};
	for (size_t i = 0; i < changes.count; i++) {
		LIST_AT(paths, struct slice, i) = changes.items[i].path;
	}
	return paths;
}

const struct failure *changed_paths(struct arena *arena, struct tree_comparer *comparer, const git_tree *before,
				    const git_tree *after, struct list *paths)
{
	struct tree_changes changes = {NULL, 0};
	const struct failure *failure = compare_trees(arena, comparer, before, after, &changes);
	*paths = paths_of(arena, changes);
	return failure;
}

struct slice audited_bytes(const struct audited *audited, const git_tree *tree, struct slice path)
{
	git_oid id;
	struct slice bytes;
	if (!tree_entry_id(tree, path, audited->arena, &id)) {
		return SLICE("");
	}
	if (!file_cache_read(audited->cache, &id, &bytes)) {
		char text[GIT_OID_HEXSZ + 1];
		return arena_copy(audited->arena, slice_of(git_oid_tostr(text, sizeof text, &id)));
	}
	return text_with_line_feeds(audited->arena, bytes);
}

/* ---- the commit ---- */

bool paths_hold(struct list paths, struct slice path)
{
	size_t low = 0;
	size_t high = paths.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = slice_compare(LIST_AT(paths, struct slice, middle), path);
		if (order == 0) {
			return true;
		}
		if (order < 0) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	return false;
}

/* What differs from every parent is what the commit itself brought. */
static const struct failure *find_changed(struct audited *audited)
{
	if (audited->parent_count == 0) {
		return changed_paths(audited->arena, audited->comparer, NULL, audited->tree, &audited->changed);
	}
	struct list first = audited->parents[0].changed;
	audited->changed = (struct list){arena_new_array(audited->arena, struct slice, first.count), 0};
	for (size_t i = 0; i < first.count; i++) {
		struct slice path = LIST_AT(first, struct slice, i);
		bool everywhere = true;
		for (size_t j = 1; everywhere && j < audited->parent_count; j++) {
			everywhere = paths_hold(audited->parents[j].changed, path);
		}
		if (everywhere) {
			LIST_AT(audited->changed, struct slice, audited->changed.count++) = path;
		}
	}
	return NULL;
}

static const struct failure *open_parent(struct audited *audited, unsigned index)
{
	struct audited_parent *parent = &audited->parents[index];
	const git_oid *id = git_commit_parent_id(audited->commit, index);
	int status = git_commit_parent(&parent->commit, audited->commit, index);
	if (status != 0) {
		return repository_object_failure(audited->home.repository, id, status);
	}
	const struct failure *failure = network_tree_open(audited->home, parent->commit, &parent->tree);
	if (failure == NULL) {
		failure =
		    compare_trees(audited->arena, audited->comparer, parent->tree, audited->tree, &parent->changes);
	}
	parent->changed = paths_of(audited->arena, parent->changes);
	return failure;
}

static void describe(struct audited *audited)
{
	const git_signature *author = git_commit_author(audited->commit);
	git_time time = {git_commit_time(audited->commit), git_commit_time_offset(audited->commit), '+'};
	audited->day = day_of_time(time);
	audited->author = arena_format(audited->arena, "%s <%s>", author->name, author->email);
}

const struct failure *audited_open(struct audited *audited, const git_oid *id)
{
	audited->arena = arena_new();
	git_oid_tostr(audited->id, sizeof audited->id, id);
	int status = git_commit_lookup(&audited->commit, audited->home.repository, id);
	if (status != 0) {
		return repository_object_failure(audited->home.repository, id, status);
	}
	describe(audited);
	audited->parents =
	    arena_new_array(audited->arena, struct audited_parent, git_commit_parentcount(audited->commit));
	const struct failure *failure = network_tree_open(audited->home, audited->commit, &audited->tree);
	for (unsigned i = 0; failure == NULL && i < git_commit_parentcount(audited->commit); i++) {
		audited->parent_count = i + 1;
		failure = open_parent(audited, i);
	}
	return failure != NULL ? failure : find_changed(audited);
}

void audited_close(struct audited *audited)
{
	for (size_t i = 0; i < audited->parent_count; i++) {
		git_tree_free(audited->parents[i].tree);
		git_commit_free(audited->parents[i].commit);
	}
	git_tree_free(audited->tree);
	git_commit_free(audited->commit);
	arena_free(audited->arena);
}

struct finding *audited_add(const struct audited *audited, enum finding_id id, struct slice path,
			    const struct slice *more, size_t more_count)
{
	enum { ABBREVIATED = 10, ABOUT_COMMIT = 3 };
	char day[DATE_TEXT_SIZE];
	struct slice arguments[FINDING_ARGUMENTS_MAXIMUM + 1] = {
	    SLICE(""), {audited->id, ABBREVIATED}, audited->author, slice_of(date_write(audited->day, day))};
	for (size_t i = 0; i < more_count; i++) {
		arguments[ABOUT_COMMIT + 1 + i] = more[i];
	}
	struct text_file *file = NULL;
	if (path.size > 0) {
		file = arena_new_object(audited->findings_arena, struct text_file);
		file->path = arena_copy(audited->findings_arena, path);
	}
	struct finding *finding = findings_add_list(audited->findings, id, (struct location){file, 0, 0}, arguments,
						    ABOUT_COMMIT + 1 + more_count);
	finding->commit = arena_copy(audited->findings_arena, slice_of(audited->id));
	finding->history_place = audited->place;
	return finding;
}
