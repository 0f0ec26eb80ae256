/* Whether a merge kept what each side brought since they parted. */
#include "history/audited.h"

#include "text/translate.h"

/* The states the sides parted from; several when histories crossed. */
struct bases {
	git_tree **trees; /* of the network; NULL where it was not there */
	size_t count;
};

static const struct failure *find_bases(const struct audited *audited, struct bases *bases)
{
	git_oidarray found = {NULL, 0};
	git_oid *ids = arena_new_array(audited->arena, git_oid, audited->parent_count);
	for (size_t i = 0; i < audited->parent_count; i++) {
		git_oid_cpy(&ids[i], git_commit_id(audited->parents[i].commit));
	}
	int status = git_merge_bases_many(&found, audited->home.repository, audited->parent_count, ids);
	if (status != 0 && status != GIT_ENOTFOUND) {
		return repository_failure(_("cannot find where the sides of a merge parted"));
	}
	const struct failure *failure = NULL;
	bases->trees = arena_new_array(audited->arena, git_tree *, found.count);
	for (size_t i = 0; failure == NULL && i < found.count; i++) {
		failure = network_tree_find(audited->home, &found.ids[i], &bases->trees[bases->count++]);
	}
	git_oidarray_dispose(&found);
	return failure;
}

/* One file as the bases, the sides and the merge have it. */
struct compared {
	struct unit_list *bases;
	size_t base_count;
	struct unit_list *sides;
	size_t side_count;
	struct unit_list merged;
};

static struct unit_list units_of(const struct audited *audited, const git_tree *tree, struct slice path)
{
	return units_read(audited->arena, path, audited_bytes(audited, tree, path));
}

static struct compared compare_file(const struct audited *audited, const struct bases *bases, struct slice path)
{
	struct compared compared = {
	    .bases = arena_new_array(audited->arena, struct unit_list, bases->count),
	    .base_count = bases->count,
	    .sides = arena_new_array(audited->arena, struct unit_list, audited->parent_count),
	    .side_count = audited->parent_count,
	    .merged = units_of(audited, audited->tree, path),
	};
	for (size_t i = 0; i < bases->count; i++) {
		compared.bases[i] = units_of(audited, bases->trees[i], path);
	}
	for (size_t i = 0; i < audited->parent_count; i++) {
		compared.sides[i] = units_of(audited, audited->parents[i].tree, path);
	}
	return compared;
}

static bool is_as_some_base(const struct compared *compared, struct slice key, const struct unit *unit)
{
	for (size_t i = 0; i < compared->base_count; i++) {
		if (unit_equal(unit_find(&compared->bases[i], key), unit)) {
			return true;
		}
	}
	return compared->base_count == 0 && unit == NULL;
}

/* Lost: a side made something of it that no base had, and the merge has it as some base had it. */
static bool is_lost(const struct compared *compared, size_t side, struct slice key)
{
	const struct unit *brought = unit_find(&compared->sides[side], key);
	const struct unit *merged = unit_find(&compared->merged, key);
	return !unit_equal(brought, merged) && !is_as_some_base(compared, key, brought) &&
	       is_as_some_base(compared, key, merged);
}

static struct slice first_line(struct slice text)
{
	return slice_part(text, 0, slice_find(text, '\n'));
}

static void judge_file(const struct audited *audited, const struct bases *bases, size_t side, struct slice path)
{
	struct compared compared = compare_file(audited, bases, path);
	for (size_t i = 0; i < compared.sides[side].count; i++) {
		struct slice key = compared.sides[side].units[i].key;
		if (is_lost(&compared, side, key)) {
			struct slice what = first_line(key);
			audited_add(audited, FINDING_AUDIT_MERGE_LOST, path, &what, 1);
		}
	}
	/* What a side removed and the merge brought back. */
	for (size_t i = 0; i < compared.merged.count; i++) {
		struct slice key = compared.merged.units[i].key;
		if (unit_find(&compared.sides[side], key) == NULL && is_lost(&compared, side, key)) {
			struct slice what =
			    arena_format(audited->arena, _("the removal of %.*s"), SLICE_ARGUMENTS(first_line(key)));
			audited_add(audited, FINDING_AUDIT_MERGE_LOST, path, &what, 1);
		}
	}
}

static bool all_sides_have(const struct compared *compared, const struct unit *unit)
{
	for (size_t i = 0; i < compared->side_count; i++) {
		const struct unit *other = unit_find(&compared->sides[i], unit->key);
		if (other == NULL || !unit_equal(other, unit)) {
			return false;
		}
	}
	return true;
}

/* What no side removed, and the merge does not have. */
static void judge_removed(const struct audited *audited, const struct bases *bases, struct slice path)
{
	struct compared compared = compare_file(audited, bases, path);
	for (size_t i = 0; i < compared.sides[0].count; i++) {
		const struct unit *unit = &compared.sides[0].units[i];
		if (unit_find(&compared.merged, unit->key) == NULL && all_sides_have(&compared, unit)) {
			struct slice what = first_line(unit->key);
			audited_add(audited, FINDING_AUDIT_MERGE_REMOVED, path, &what, 1);
		}
	}
}

/* Whether a side left the file as some base has it: then it brought nothing that could be lost. */
static bool side_is_as_base(const struct audited *audited, const struct bases *bases, size_t side, struct slice path)
{
	git_oid of_side;
	git_oid of_base;
	bool in_side = tree_entry_id(audited->parents[side].tree, path, audited->arena, &of_side);
	for (size_t i = 0; i < bases->count; i++) {
		bool in_base = tree_entry_id(bases->trees[i], path, audited->arena, &of_base);
		if (in_side == in_base && (!in_side || git_oid_equal(&of_side, &of_base))) {
			return true;
		}
	}
	return false;
}

/* Seals of another side than the first do not bind: dropped they are applied again, forged they are better gone. */
static bool is_written_again(size_t side, struct slice path)
{
	return path_is_generated(path) || (side > 0 && path_is_seal(path));
}

/* Whether what stands there is a record of the network, or an entry of its books. */
static bool is_of_network(struct slice path)
{
	return slice_starts_with(path, SLICE("circles/")) || slice_starts_with(path, SLICE("ledger/"));
}

const struct failure *judge_merge(const struct audited *audited)
{
	struct bases bases = {NULL, 0};
	const struct failure *failure = audited->parent_count < 2 ? NULL : find_bases(audited, &bases);
	for (size_t i = 0; failure == NULL && audited->parent_count > 1 && i < audited->parent_count; i++) {
		struct list changed = audited->parents[i].changed;
		for (size_t j = 0; j < changed.count; j++) {
			struct slice path = LIST_AT(changed, struct slice, j);
			if (!is_written_again(i, path) && !side_is_as_base(audited, &bases, i, path)) {
				judge_file(audited, &bases, i, path);
			}
		}
	}
	for (size_t i = 0; failure == NULL && audited->parent_count > 1 && i < audited->changed.count; i++) {
		struct slice path = LIST_AT(audited->changed, struct slice, i);
		if (is_of_network(path) && !path_is_generated(path) && !path_is_seal(path)) {
			judge_removed(audited, &bases, path);
		}
	}
	for (size_t i = 0; i < bases.count; i++) {
		git_tree_free(bases.trees[i]);
	}
	return failure;
}
