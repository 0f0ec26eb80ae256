/* Seals are written once, and sealed minutes stay. */
#include "history/audited.h"

#include "text/digest.h"

/* A seal without its digest of bytes, which follows the layout of the minutes. */
static struct slice without_bytes_digest(struct arena *arena, struct slice text)
{
	struct slice line = SLICE("\nBytes: ");
	for (size_t i = 0; i + line.size <= text.size; i++) {
		if (slice_equal(slice_part(text, i, line.size), line)) {
			struct slice rest = slice_from(text, i + 1);
			struct slice parts[] = {slice_part(text, 0, i), slice_from(rest, slice_find(rest, '\n'))};
			return arena_join(arena, parts, 2, SLICE(""));
		}
	}
	return text;
}

/* Whether what a seal says of the bytes of its minutes is so. */
static bool knows_its_minutes(const struct audited *audited, struct slice path, struct slice seal)
{
	char digest[DIGEST_TEXT_SIZE];
	struct slice circle = circle_of_path(path);
	struct slice name = slice_from(path, slice_find_last(path, '/') + 1);
	struct slice minutes =
	    arena_format(audited->arena, "circles/%.*s/meetings/%.*s", SLICE_ARGUMENTS(circle), SLICE_ARGUMENTS(name));
	digest_write(audited_bytes(audited, audited->tree, minutes), digest);
	return slice_contains(seal, arena_format(audited->arena, "\nBytes: %s\n", digest));
}

/* What a seal on another side than the first says may be dropped by a merge and applied again (design, “Authority”). */
static bool may_be_dropped(const struct audited *audited, size_t parent, struct slice path)
{
	git_oid id;
	return parent > 0 && !tree_entry_id(audited->parents[0].tree, path, audited->arena, &id);
}

bool seal_is_broken(const struct audited *audited, const git_tree *before, struct slice path)
{
	struct slice old = path_is_seal(path) ? audited_bytes(audited, before, path) : SLICE("");
	struct slice now = old.size == 0 ? SLICE("") : audited_bytes(audited, audited->tree, path);
	bool says_the_same =
	    slice_equal(without_bytes_digest(audited->arena, old), without_bytes_digest(audited->arena, now));
	return !says_the_same || (!slice_equal(old, now) && !knows_its_minutes(audited, path, now));
}

const struct failure *find_broken_seal(struct network_home home, const git_oid *before, const git_oid *after,
				       struct arena *arena, struct slice *path)
{
	struct audited audited = {.home = home,
				  .comparer = tree_comparer_new(home.repository, SLICE(""), NULL, 0),
				  .cache = file_cache_new(home.repository)};
	git_tree *tree = NULL;
	struct list paths = {NULL, 0};
	const struct failure *failure = audited_open(&audited, after);
	*path = SLICE("");
	if (failure == NULL) {
		failure = network_tree_find(home, before, &tree);
	}
	if (failure == NULL) {
		failure = changed_paths(audited.arena, audited.comparer, tree, audited.tree, &paths);
	}
	for (size_t i = 0; path->size == 0 && i < paths.count; i++) {
		if (seal_is_broken(&audited, tree, LIST_AT(paths, struct slice, i))) {
			*path = arena_copy(arena, LIST_AT(paths, struct slice, i));
		}
	}
	git_tree_free(tree);
	audited_close(&audited);
	tree_comparer_free(audited.comparer);
	file_cache_free(audited.cache);
	return failure;
}

static void judge_seal(const struct audited *audited, size_t parent, struct slice path)
{
	git_oid id;
	if (may_be_dropped(audited, parent, path) || !seal_is_broken(audited, audited->parents[parent].tree, path)) {
		return;
	}
	if (!tree_entry_id(audited->tree, path, audited->arena, &id)) {
		audited_add(audited, FINDING_AUDIT_SEAL_REMOVED, path, NULL, 0);
	} else if (parent == 0) { /* else it is as on the first side, which judge_merge() minds */
		audited_add(audited, FINDING_AUDIT_SEAL_REPLACED, path, NULL, 0);
	}
}

/* `circles/x/sealed/DATE.rec` of `circles/x/meetings/DATE.rec`. */
static struct slice seal_of_meeting(struct arena *arena, struct slice path)
{
	struct slice circle = circle_of_path(path);
	struct slice name = slice_from(path, slice_find_last(path, '/') + 1);
	return arena_format(arena, "circles/%.*s/sealed/%.*s", SLICE_ARGUMENTS(circle), SLICE_ARGUMENTS(name));
}

static void judge_meeting(const struct audited *audited, size_t parent, struct slice path)
{
	git_oid id;
	struct slice seal = seal_of_meeting(audited->arena, path);
	const git_tree *before = audited->parents[parent].tree;
	bool was_sealed =
	    tree_entry_id(before, path, audited->arena, &id) && tree_entry_id(before, seal, audited->arena, &id);
	if (was_sealed && !may_be_dropped(audited, parent, seal) &&
	    !tree_entry_id(audited->tree, path, audited->arena, &id)) {
		audited_add(audited, FINDING_AUDIT_SEALED_REMOVED, path, NULL, 0);
	}
}

void judge_seals(const struct audited *audited)
{
	for (size_t i = 0; i < audited->parent_count; i++) {
		struct list changed = audited->parents[i].changed;
		for (size_t j = 0; j < changed.count; j++) {
			struct slice path = LIST_AT(changed, struct slice, j);
			if (path_is_seal(path)) {
				judge_seal(audited, i, path);
			} else if (path_is_meeting(path)) {
				judge_meeting(audited, i, path);
			}
		}
	}
}
