#include "history/tree_compare.h"

#include "text/buffer.h"
#include "text/memory.h"
#include "text/translate.h"

#include <stdlib.h>
#include <string.h>

enum {
	SLOT_COUNT = 256,    /* trees kept: those of the parent were just read */
	DEPTH_MAXIMUM = 256, /* folders in folders */
};

struct tree_comparer {
	git_repository *repository;
	git_odb *odb;
	struct slice root;
	const struct slice *folders;
	size_t folder_count;
	git_odb_object *slots[SLOT_COUNT]; /* by the first byte of the id */
	struct buffer path;
	struct tree_change *found; /* owned, as are the paths in it until they are copied */
	size_t found_count;
	size_t found_capacity;
	struct arena *arena; /* of the comparison under way */
};

struct tree_comparer *tree_comparer_new(git_repository *repository, struct slice root, const struct slice *folders,
					size_t folder_count)
{
	struct tree_comparer *comparer = memory_allocate_zeroed(1, sizeof *comparer);
	comparer->repository = repository;
	comparer->root = root;
	comparer->folders = folders;
	comparer->folder_count = folder_count;
	return comparer;
}

void tree_comparer_free(struct tree_comparer *comparer)
{
	if (comparer == NULL) {
		return;
	}
	for (size_t i = 0; i < SLOT_COUNT; i++) {
		git_odb_object_free(comparer->slots[i]);
	}
	git_odb_free(comparer->odb);
	buffer_free(&comparer->path);
	free(comparer->found);
	free(comparer);
}

/* ---- reading trees ---- */

/* Reads a tree, or finds it among those kept; to be freed with git_odb_object_free(). */
static const struct failure *read_tree(struct tree_comparer *comparer, const git_oid *id, git_odb_object **tree)
{
	if (comparer->odb == NULL && git_repository_odb(&comparer->odb, comparer->repository) != 0) {
		return repository_failure(_("cannot read the objects of the repository"));
	}
	git_odb_object **slot = &comparer->slots[id->id[0] % SLOT_COUNT];
	if (*slot == NULL || !git_oid_equal(git_odb_object_id(*slot), id)) {
		git_odb_object *read = NULL;
		int status = git_odb_read(&read, comparer->odb, id);
		if (status != 0) {
			return repository_object_failure(comparer->repository, id, status);
		}
		if (git_odb_object_type(read) != GIT_OBJECT_TREE) {
			git_odb_object_free(read);
			return failure_new(_("a commit of this repository names as its folder what is none"));
		}
		git_odb_object_free(*slot);
		*slot = read;
	}
	return git_odb_object_dup(tree, *slot) == 0 ? NULL : repository_failure(_("cannot read a folder of a commit"));
}

/* What a tree holds: `MODE NAME`, a NUL and the id, one after the other, folders in order as if `/` followed. */
struct entry {
	struct slice name;
	git_oid id;
	uint32_t mode; /* 0: there is none left */
};

/* Takes the first entry of `rest`, sized `taken` bytes with its id; false when it is none. */
static bool read_entry(struct slice rest, struct entry *entry, size_t *taken)
{
	uint32_t mode = 0;
	size_t place = 0;
	for (; place < rest.size && rest.data[place] >= '0' && rest.data[place] <= '7' && mode <= 0777777; place++) {
		mode = mode * 8 + (uint32_t)(rest.data[place] - '0');
	}
	if (mode == 0 || place >= rest.size || rest.data[place] != ' ') {
		return false;
	}
	struct slice name = slice_from(rest, place + 1);
	const char *end = memchr(name.data, '\0', name.size);
	if (end == NULL || end == name.data || (size_t)(name.data + name.size - end) <= GIT_OID_RAWSZ) {
		return false;
	}
	name.size = (size_t)(end - name.data);
	entry->mode = mode;
	entry->name = name;
	memcpy(entry->id.id, end + 1, GIT_OID_RAWSZ);
	*taken = (size_t)(end + 1 - rest.data) + GIT_OID_RAWSZ;
	return true;
}

static bool is_folder(const struct entry *entry)
{
	return entry->mode == GIT_FILEMODE_TREE;
}

/* In the order of trees; one without a name comes last. */
static int compare_entries(const struct entry *left, const struct entry *right)
{
	if (left->mode == 0 || right->mode == 0) {
		return (left->mode == 0) - (right->mode == 0);
	}
	size_t common = left->name.size < right->name.size ? left->name.size : right->name.size;
	int order = memcmp(left->name.data, right->name.data, common);
	if (order != 0) {
		return order;
	}
	int left_next = left->name.size > common ? (unsigned char)left->name.data[common] : is_folder(left) ? '/' : 0;
	int right_next = right->name.size > common ? (unsigned char)right->name.data[common]
			 : is_folder(right)        ? '/'
						   : 0;
	return left_next - right_next;
}

/* One of the two trees while they are read side by side. */
struct cursor {
	git_odb_object *tree; /* NULL for an empty one */
	struct slice rest;
	struct entry entry; /* at the start of `rest`, once read */
	size_t size;        /* of that entry; 0: not read yet */
};

static const struct failure *open_cursor(struct tree_comparer *comparer, const git_oid *id, struct cursor *cursor)
{
	*cursor = (struct cursor){.rest = SLICE("")};
	if (id == NULL) {
		return NULL;
	}
	const struct failure *failure = read_tree(comparer, id, &cursor->tree);
	if (failure == NULL) {
		cursor->rest = (struct slice){git_odb_object_data(cursor->tree), git_odb_object_size(cursor->tree)};
	}
	return failure;
}

static bool read_cursor(struct cursor *cursor)
{
	if (cursor->rest.size == 0) {
		cursor->entry = (struct entry){.mode = 0};
		return true;
	}
	return cursor->size > 0 || read_entry(cursor->rest, &cursor->entry, &cursor->size);
}

static void advance(struct cursor *cursor)
{
	cursor->rest = slice_from(cursor->rest, cursor->size);
	cursor->size = 0;
}

/* ---- comparing ---- */

bool path_is_within(struct slice path, struct slice outer)
{
	return slice_starts_with(path, outer) && (path.size == outer.size || path.data[outer.size] == '/');
}

/* Whether a path is looked at: for a folder, also when a folder asked for lies below it. */
static bool is_asked_for(const struct tree_comparer *comparer, struct slice path, bool is_folder_path)
{
	for (size_t i = 0; i < comparer->folder_count; i++) {
		if (path_is_within(path, comparer->folders[i]) ||
		    (is_folder_path && path_is_within(comparer->folders[i], path))) {
			return true;
		}
	}
	return comparer->folder_count == 0;
}

static const struct failure *compare_folders(struct tree_comparer *comparer, const git_oid *before,
					     const git_oid *after, size_t depth);

static void add_change(struct tree_comparer *comparer, const struct entry *before, const struct entry *after)
{
	comparer->found =
	    memory_grow(comparer->found, comparer->found_count, &comparer->found_capacity, sizeof *comparer->found);
	struct tree_change *change = &comparer->found[comparer->found_count++];
	*change = (struct tree_change){.path = arena_copy(comparer->arena, buffer_view(&comparer->path))};
	if (before != NULL) {
		change->before = before->id;
		change->before_mode = before->mode;
	}
	if (after != NULL) {
		change->after = after->id;
		change->after_mode = after->mode;
	}
}

/* Two entries of the same name, either of which may be NULL. */
static const struct failure *compare_entry(struct tree_comparer *comparer, const struct entry *before,
					   const struct entry *after, size_t depth)
{
	const struct entry *any = before != NULL ? before : after;
	const struct failure *failure = NULL;
	size_t size_before = comparer->path.size;
	if (size_before > 0) {
		buffer_add_byte(&comparer->path, '/');
	}
	buffer_add(&comparer->path, any->name);
	if (is_asked_for(comparer, buffer_view(&comparer->path), is_folder(any))) {
		if (is_folder(any)) {
			failure = compare_folders(comparer, before == NULL ? NULL : &before->id,
						  after == NULL ? NULL : &after->id, depth + 1);
		} else {
			add_change(comparer, before, after);
		}
	}
	comparer->path.size = size_before;
	return failure;
}

static const struct failure *compare_cursors(struct tree_comparer *comparer, struct cursor *left, struct cursor *right,
					     size_t depth)
{
	const struct failure *failure = NULL;
	while (failure == NULL && (left->rest.size > 0 || right->rest.size > 0)) {
		if (!read_cursor(left) || !read_cursor(right)) {
			return failure_new(_("a folder of a commit is damaged: git fsck says more"));
		}
		int order = compare_entries(&left->entry, &right->entry);
		if (order < 0) {
			failure = compare_entry(comparer, &left->entry, NULL, depth);
		} else if (order > 0) {
			failure = compare_entry(comparer, NULL, &right->entry, depth);
		} else if (left->entry.mode != right->entry.mode || !git_oid_equal(&left->entry.id, &right->entry.id)) {
			failure = compare_entry(comparer, &left->entry, &right->entry, depth);
		}
		if (order <= 0) {
			advance(left);
		}
		if (order >= 0) {
			advance(right);
		}
	}
	return failure;
}

static const struct failure *compare_folders(struct tree_comparer *comparer, const git_oid *before,
					     const git_oid *after, size_t depth)
{
	if (depth > DEPTH_MAXIMUM) {
		return failure_new(_("the folders of a commit are nested too deeply"));
	}
	struct cursor left;
	struct cursor right = {.rest = SLICE("")};
	const struct failure *failure = open_cursor(comparer, before, &left);
	if (failure == NULL) {
		failure = open_cursor(comparer, after, &right);
	}
	if (failure == NULL) {
		failure = compare_cursors(comparer, &left, &right, depth);
	}
	git_odb_object_free(left.tree);
	git_odb_object_free(right.tree);
	return failure;
}

/* Goes down from the tree of the repository to that of the root, whose id `id` becomes; `is_there` turns false when
 * there is no such folder. */
static const struct failure *find_root(struct tree_comparer *comparer, git_oid *id, bool *is_there)
{
	struct slice rest = comparer->root;
	struct slice name;
	const struct failure *failure = NULL;
	while (failure == NULL && *is_there && slice_next_word(&rest, "/", &name)) {
		struct cursor cursor;
		failure = open_cursor(comparer, id, &cursor);
		*is_there = false;
		for (; failure == NULL && !*is_there && cursor.rest.size > 0 && read_cursor(&cursor);
		     advance(&cursor)) {
			*is_there = is_folder(&cursor.entry) && slice_equal(cursor.entry.name, name);
			*id = *is_there ? cursor.entry.id : *id;
		}
		git_odb_object_free(cursor.tree);
	}
	return failure;
}

const struct failure *tree_compare(struct tree_comparer *comparer, const git_oid *before, const git_oid *after,
				   struct arena *arena, struct tree_changes *changes)
{
	git_oid roots[2];
	const git_oid *wholes[2] = {before, after};
	bool are_there[2];
	const struct failure *failure = NULL;
	for (size_t i = 0; failure == NULL && i < 2; i++) {
		are_there[i] = wholes[i] != NULL;
		roots[i] = are_there[i] ? *wholes[i] : (git_oid){{0}};
		failure = find_root(comparer, &roots[i], &are_there[i]);
	}
	comparer->arena = arena;
	comparer->found_count = 0;
	comparer->path.size = 0;
	if (failure == NULL && !(are_there[0] && are_there[1] && git_oid_equal(&roots[0], &roots[1]))) {
		failure =
		    compare_folders(comparer, are_there[0] ? &roots[0] : NULL, are_there[1] ? &roots[1] : NULL, 0);
	}
	if (failure == NULL) {
		struct tree_change *items = arena_new_array(arena, struct tree_change, comparer->found_count);
		if (comparer->found_count > 0) {
			memcpy(items, comparer->found, comparer->found_count * sizeof *items);
		}
		*changes = (struct tree_changes){items, comparer->found_count};
	}
	return failure;
}
