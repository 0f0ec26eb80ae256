/* Paths that come with a commit and that not every computer tells from others. */
#include "history/audited.h"
#include "history/identity.h"
#include "text/utf8.h"

#include <string.h>

/* The entry of a folder whose name is another one than this and the same once folded; NULL when there is none. */
static const char *find_rival(const git_tree *folder, const char *name)
{
	for (size_t i = 0; i < git_tree_entrycount(folder); i++) {
		const char *other = git_tree_entry_name(git_tree_entry_byindex(folder, i));
		if (strcmp(other, name) != 0 && utf8_equal_folded(slice_of(other), slice_of(name))) {
			return other;
		}
	}
	return NULL;
}

/* The path of such an entry, in any of the folders of a path that the commit has; empty when there is none. */
static const struct failure *find_rival_path(const struct audited *audited, struct slice path, struct slice *rival)
{
	git_tree *folder = NULL;
	struct slice rest = path;
	struct slice name;
	const struct failure *failure = NULL;
	*rival = SLICE("");
	int status = git_tree_lookup(&folder, audited->home.repository, git_tree_id(audited->tree));
	while (status == 0 && folder != NULL && rival->size == 0 && slice_next_word(&rest, "/", &name)) {
		struct slice above = slice_part(path, 0, (size_t)(name.data - path.data));
		const char *bytes = arena_copy(audited->arena, name).data;
		const char *other = find_rival(folder, bytes);
		const git_tree_entry *entry = git_tree_entry_byname(folder, bytes);
		if (other != NULL) {
			*rival = arena_format(audited->arena, "%.*s%s", SLICE_ARGUMENTS(above), other);
		}
		git_tree *below = NULL;
		if (entry != NULL && git_tree_entry_type(entry) == GIT_OBJECT_TREE) {
			status = git_tree_lookup(&below, audited->home.repository, git_tree_entry_id(entry));
		}
		git_tree_free(folder);
		folder = below;
	}
	if (status != 0) {
		failure = repository_failure("cannot read a folder of a commit");
	}
	git_tree_free(folder);
	return failure;
}

static void judge_mailmap(const struct audited *audited)
{
	git_oid id;
	if (paths_hold(audited->changed, SLICE(".mailmap")) &&
	    tree_entry_id(audited->tree, SLICE(".mailmap"), audited->arena, &id) &&
	    !mailmap_is_read(audited->home.repository, &id)) {
		audited_add(audited, FINDING_AUDIT_MAILMAP_LARGE, SLICE(".mailmap"), NULL, 0);
	}
}

const struct failure *judge_paths(const struct audited *audited)
{
	struct slice told = SLICE("");
	judge_mailmap(audited);
	for (size_t i = 0; i < audited->changed.count; i++) {
		struct slice path = LIST_AT(audited->changed, struct slice, i);
		git_oid id;
		bool was_there =
		    audited->parent_count > 0 && tree_entry_id(audited->parents[0].tree, path, audited->arena, &id);
		if (was_there || !tree_entry_id(audited->tree, path, audited->arena, &id)) {
			continue;
		}
		struct slice rival;
		const struct failure *failure = find_rival_path(audited, path, &rival);
		if (failure != NULL) {
			return failure;
		}
		if (rival.size > 0 && !slice_equal(rival, told)) {
			audited_add(audited, FINDING_AUDIT_PATH_CASE, path, &rival, 1);
			told = rival;
		}
	}
	return NULL;
}
