/* Whether the author of a commit may touch what it touches, by the rules and mandates of the commit before. */
#include "history/audited.h"
#include "history/identity.h"
#include "history/range.h"
#include "history/signing.h"
#include "text/translate.h"

/* ---- what was touched ---- */

struct touched {
	const struct audited *audited;
	const struct audited_parent **parents; /* those whose authority is set */
	size_t parent_count;
	struct list units; /* struct unit; in the commit's arena */
};

static void add_touched(struct touched *touched, const struct unit *unit)
{
	struct arena *arena = touched->audited->arena;
	size_t count = touched->units.count;
	if ((count & (count - 1)) == 0) { /* doubles at each power of two */
		struct unit *units = arena_new_array(arena, struct unit, count == 0 ? 1 : 2 * count);
		for (size_t i = 0; i < count; i++) {
			units[i] = LIST_AT(touched->units, struct unit, i);
		}
		touched->units.items = units;
	}
	LIST_AT(touched->units, struct unit, touched->units.count++) = *unit;
}

/* A unit was touched when it is now as no parent has it. */
static bool differs_from_all(const struct unit_list *before, size_t count, struct slice key, const struct unit *now)
{
	for (size_t i = 0; i < count; i++) {
		if (unit_equal(unit_find(&before[i], key), now)) {
			return false;
		}
	}
	return true;
}

static void add_touched_of_file(struct touched *touched, struct slice path)
{
	const struct audited *audited = touched->audited;
	struct slice bytes = audited_bytes(audited, audited->tree, path);
	struct slice first = audited_bytes(audited, touched->parents[0]->tree, path);
	size_t shared = touched->parent_count == 1 ? units_shared(path, first, bytes) : 0;
	struct unit_list now = units_read(audited->arena, path, slice_from(bytes, shared));
	struct unit_list *before = arena_new_array(audited->arena, struct unit_list, touched->parent_count);
	size_t known = touched->units.count;
	for (size_t i = 0; i < touched->parent_count; i++) {
		struct slice old = audited_bytes(audited, touched->parents[i]->tree, path);
		before[i] = units_read(audited->arena, path, slice_from(old, shared));
	}
	for (size_t i = 0; i < now.count; i++) {
		if (differs_from_all(before, touched->parent_count, now.units[i].key, &now.units[i])) {
			add_touched(touched, &now.units[i]);
		}
	}
	for (size_t i = 0; i < before[0].count; i++) {
		struct slice key = before[0].units[i].key;
		if (unit_find(&now, key) == NULL && differs_from_all(before, touched->parent_count, key, NULL)) {
			add_touched(touched, &before[0].units[i]);
		}
	}
	if (touched->units.count == known && touched->parent_count == 1) { /* only its layout changed */
		add_touched(touched, &(struct unit){path, SLICE(""), SUBJECT_OTHER, SLICE(""), SLICE("")});
	}
}

/* ---- who may ---- */

/* Mandates that are held for the whole network, in its council. */
static bool is_council_role(int role)
{
	return role == ROLE_TREASURER || role == ROLE_SUPPORT || role == ROLE_AUDITOR;
}

/* The circle whose mandates count: that of the unit once it was founded, else the council. */
static const struct circle *circle_for(const struct state *state, const struct unit *unit)
{
	const struct model *model = state->snapshot->model;
	const struct circle *circle = unit->circle.size == 0 ? NULL : model_find_circle(model, unit->circle);
	bool is_founded = circle != NULL && state->fold->founded[circle->index] != NULL;
	return is_founded ? circle : model->council;
}

static bool holds_role(const struct state *state, const struct circle *circle, const struct party *person, int role,
		       struct date day)
{
	const struct circle *council = state->snapshot->model->council;
	const struct circle *where = is_council_role(role) ? council : circle;
	return where != NULL && fold_mandate(state->fold, where, person, role, NULL, day) != NULL;
}

static bool is_named(const struct authority_line *line, const struct party *person)
{
	for (size_t i = 0; i < line->persons.count; i++) {
		if (LIST_AT(line->persons, struct party *, i) == person) {
			return true;
		}
	}
	return false;
}

static bool may_touch(const struct state *state, const struct unit *unit, const struct party *person, struct date day)
{
	const struct authority_line *line = &state->authority.lines[unit->subject];
	if ((line->bearers & BEARER_ANYONE) != 0) {
		return true;
	}
	if (person == NULL) {
		return false;
	}
	const struct circle *circle = circle_for(state, unit);
	bool is_self = unit->owner.size > 0 && slice_equal(unit->owner, person->id);
	bool is_member = circle != NULL && fold_membership(state->fold, circle, person, day) != NULL;
	if ((line->bearers & BEARER_KNOWN) != 0 || ((line->bearers & BEARER_SELF) != 0 && is_self) ||
	    ((line->bearers & BEARER_MEMBER) != 0 && is_member) || is_named(line, person)) {
		return true;
	}
	for (int role = 0; role_choices[role].name != NULL; role++) {
		if ((line->bearers & (1U << (unsigned)role)) != 0 && holds_role(state, circle, person, role, day)) {
			return true;
		}
	}
	return false;
}

/* ---- the commit ---- */

/* What was touched, for people: `bank`, or the record and the subject. */
static struct slice describe_unit(struct arena *arena, const struct unit *unit)
{
	struct slice key = slice_part(unit->key, 0, slice_find(unit->key, '\n'));
	return arena_format(arena, "%.*s (%.*s)", SLICE_ARGUMENTS(subject_name(unit->subject)), SLICE_ARGUMENTS(key));
}

/* One finding for each subject and file is enough. */
static bool is_told(const struct touched *touched, size_t index, size_t from)
{
	const struct unit *unit = &LIST_AT(touched->units, struct unit, index);
	for (size_t i = from; i < index; i++) {
		const struct unit *other = &LIST_AT(touched->units, struct unit, i);
		if (other->subject == unit->subject && slice_equal(other->owner, unit->owner)) {
			return true;
		}
	}
	return false;
}

static void judge_touched(struct touched *touched, const struct state *state, const struct identity *author,
			  size_t from, struct slice path)
{
	const struct audited *audited = touched->audited;
	for (size_t i = from; i < touched->units.count; i++) {
		const struct unit *unit = &LIST_AT(touched->units, struct unit, i);
		if (may_touch(state, unit, author->person, audited->day) || is_told(touched, i, from)) {
			continue;
		}
		struct slice what = describe_unit(audited->arena, unit);
		if (author->claimants.size > 0) {
			audited_add(audited, FINDING_AUDIT_AUTHOR_SHARED, path,
				    (struct slice[]){what, author->claimants}, 2);
		} else if (author->person == NULL) {
			audited_add(audited, FINDING_AUDIT_AUTHOR_UNKNOWN, path, &what, 1);
		} else {
			struct slice words = authority_words(audited->arena, &state->authority.lines[unit->subject]);
			audited_add(audited, FINDING_AUDIT_UNAUTHORISED, path, (struct slice[]){what, words}, 2);
		}
	}
}

/* Whether a file is as no binding parent has it. */
static bool differs_everywhere(const struct touched *touched, struct slice path)
{
	for (size_t i = 0; i < touched->parent_count; i++) {
		if (!paths_hold(touched->parents[i]->changed, path)) {
			return false;
		}
	}
	return true;
}

/* The parents whose network.rec sets authority, the first of them first: what grew from before that binds nobody, so
 * what comes from there counts as touched by the merge. */
static const struct failure *find_binding(struct touched *touched, struct states *states)
{
	const struct audited *audited = touched->audited;
	touched->parents = arena_new_array(audited->arena, const struct audited_parent *, audited->parent_count);
	for (size_t i = 0; i < audited->parent_count; i++) {
		struct state *state = NULL;
		if (!states_may_set_authority(states, audited->parents[i].tree)) {
			continue;
		}
		const struct failure *failure = states_at(states, audited->parents[i].tree, &state);
		if (failure != NULL) {
			return failure;
		}
		if (state->authority.is_set) {
			touched->parents[touched->parent_count++] = &audited->parents[i];
		}
	}
	return NULL;
}

/* Whether authority is set in a commit before two of those that bind. */
static const struct failure *sets_authority(const struct touched *touched, struct states *states, const git_oid *commit,
					    bool *is_set)
{
	const struct audited *audited = touched->audited;
	struct slice path = SLICE("circles/network.rec");
	git_tree *tree = NULL;
	git_oid of_base;
	git_oid of_parent;
	struct state *state = NULL;
	*is_set = false;
	const struct failure *failure = network_tree_find(audited->home, commit, &tree);
	bool has_network = failure == NULL && tree_entry_id(tree, path, audited->arena, &of_base);
	for (size_t i = 0; has_network && !*is_set && i < touched->parent_count; i++) {
		*is_set = tree_entry_id(touched->parents[i]->tree, path, audited->arena, &of_parent) &&
			  git_oid_equal(&of_base, &of_parent);
	}
	if (has_network && !*is_set && states_may_set_authority(states, tree)) {
		failure = states_at(states, tree, &state);
		*is_set = failure == NULL && state->authority.is_set;
	}
	git_tree_free(tree);
	return failure;
}

/* The commits that two sides of a merge parted from; none when they have nothing in common. */
static const struct failure *find_pair_bases(const struct audited *audited, const git_oid sides[2], git_oidarray *bases)
{
	int status = git_merge_bases_many(bases, audited->home.repository, 2, sides);
	return status == 0 || status == GIT_ENOTFOUND
		   ? NULL
		   : repository_failure(_("cannot find where the sides of a merge parted"));
}

/* Whether the sides of a merge set authority each for itself: they have nothing in common, or did not when they parted.
 * Then neither answers for what the other may. */
static const struct failure *find_apart(const struct touched *touched, struct states *states, bool *are_apart)
{
	const struct failure *failure = NULL;
	*are_apart = false;
	for (size_t i = 1; failure == NULL && !*are_apart && i < touched->parent_count; i++) {
		git_oidarray bases = {NULL, 0};
		git_oid sides[] = {*git_commit_id(touched->parents[0]->commit),
				   *git_commit_id(touched->parents[i]->commit)};
		failure = find_pair_bases(touched->audited, sides, &bases);
		*are_apart = failure == NULL && bases.count == 0;
		for (size_t j = 0; failure == NULL && !*are_apart && j < bases.count; j++) {
			bool is_set = false;
			failure = sets_authority(touched, states, &bases.ids[j], &is_set);
			*are_apart = !is_set;
		}
		git_oidarray_dispose(&bases);
	}
	return failure;
}

/* Judges what was touched by the authority of the first of the parents. */
static const struct failure *judge_by_first(struct touched *touched, struct states *states, struct state **state)
{
	const struct failure *failure = states_at(states, touched->parents[0]->tree, state);
	if (failure != NULL) {
		return failure;
	}
	struct identity author = identity_of_author(touched->audited->arena, *state, touched->audited->commit);
	struct list paths = touched->parents[0]->changed;
	for (size_t i = 0; i < paths.count; i++) {
		size_t from = touched->units.count;
		struct slice path = LIST_AT(paths, struct slice, i);
		if (differs_everywhere(touched, path)) {
			add_touched_of_file(touched, path);
			judge_touched(touched, *state, &author, from, path);
		}
	}
	return NULL;
}

const struct failure *judge_authority(const struct audited *audited, struct states *states,
				      const struct state **binding)
{
	struct touched touched = {.audited = audited};
	struct state *state = NULL;
	bool are_apart = false;
	*binding = NULL;
	const struct failure *failure = find_binding(&touched, states);
	if (failure != NULL || touched.parent_count == 0) {
		return failure;
	}
	failure = find_apart(&touched, states, &are_apart);
	for (size_t i = touched.parent_count; failure == NULL && are_apart && i-- > 1;) {
		struct touched alone = {.audited = audited, .parents = &touched.parents[i], .parent_count = 1};
		failure = judge_by_first(&alone, states, &state);
	}
	if (failure == NULL) {
		touched.parent_count = are_apart ? 1 : touched.parent_count;
		failure = judge_by_first(&touched, states, &state);
	}
	*binding = failure == NULL ? state : NULL;
	return failure;
}

/* ---- what a merge brings together ---- */

/* Whether a side of a merge changed who may do what since it parted from the others: by decisions that took effect,
 * people, or the lines of authority. */
static const struct failure *knows_more(const struct audited *audited, const git_oid *base, const git_tree *side,
					bool *does)
{
	git_tree *tree = NULL;
	struct list paths = {NULL, 0};
	const struct failure *failure = network_tree_find(audited->home, base, &tree);
	if (failure == NULL) {
		failure = changed_paths(audited->arena, audited->comparer, tree, side, &paths);
	}
	for (size_t i = 0; i < paths.count; i++) {
		struct slice path = LIST_AT(paths, struct slice, i);
		*does |= path_is_seal(path) || slice_equal(path, SLICE("circles/people.rec")) ||
			 slice_equal(path, SLICE("circles/network.rec")) || slice_equal(path, SLICE(".mailmap"));
	}
	git_tree_free(tree);
	return failure;
}

/* Two sides of a merge: the commits that only one has are judged again by what the other knows. */
struct crossing {
	const struct audited *merge;
	const struct audited_parent *of;
	const struct audited_parent *by;
	struct states *states;
	struct signing *signing;
};

static bool has_finding(const struct audited *audited, enum finding_id id)
{
	for (size_t i = 0; i < findings_count(audited->findings); i++) {
		const struct finding *finding = findings_at(audited->findings, i);
		if (finding->id == id && slice_equal(finding->commit, slice_of(audited->id))) {
			return true;
		}
	}
	return false;
}

static bool was_told(const struct audited *audited)
{
	return has_finding(audited, FINDING_AUDIT_UNAUTHORISED) || has_finding(audited, FINDING_AUDIT_AUTHOR_UNKNOWN) ||
	       has_finding(audited, FINDING_AUDIT_AUTHOR_SHARED) || has_finding(audited, FINDING_AUDIT_LAPSED);
}

/* Whether the author might touch it by what stands in some files. */
static const struct failure *may_touch_by(const struct crossing *crossing, const struct audited *audited,
					  const struct unit *unit, const git_tree *tree, bool *may, struct slice *who)
{
	struct state *known = NULL;
	const struct failure *failure = states_at(crossing->states, tree, &known);
	if (failure == NULL) {
		const struct party *person = identity_of_author(audited->arena, known, audited->commit).person;
		*may = (tree == crossing->by->tree && !known->authority.is_set) ||
		       may_touch(known, unit, person, audited->day);
		*who = authority_words(audited->arena, &known->authority.lines[unit->subject]);
	}
	return failure;
}

/* Tells the first that neither the merge nor the other side allows: that may have come with the commits themselves. The
 * merge was judged just before, so that its state is there; that of the other side is read only where it matters. */
static const struct failure *tell_lapsed(const struct crossing *crossing, const struct touched *touched)
{
	enum { ABBREVIATED = 10 };
	const struct audited *audited = touched->audited;
	const struct failure *failure = NULL;
	bool is_told = false;
	for (size_t i = 0; failure == NULL && !is_told && i < touched->units.count; i++) {
		const struct unit *unit = &LIST_AT(touched->units, struct unit, i);
		struct slice who = SLICE("");
		bool may = false;
		failure = may_touch_by(crossing, audited, unit, crossing->merge->tree, &may, &who);
		if (failure == NULL && !may && !was_told(audited)) {
			failure = may_touch_by(crossing, audited, unit, crossing->by->tree, &may, &who);
			is_told = failure == NULL && !may;
		}
		if (is_told) {
			struct slice more[] = {
			    describe_unit(audited->arena, unit), who, {crossing->merge->id, ABBREVIATED}};
			audited_add(audited, FINDING_AUDIT_LAPSED, SLICE(""), more, 3);
		}
	}
	return failure;
}

/* Whether the signature counts by what stands in some files. */
static const struct failure *verify_by(const struct crossing *crossing, const struct audited *audited,
				       const git_tree *tree, enum signature_state *state)
{
	struct state *known = NULL;
	const struct failure *failure = states_at(crossing->states, tree, &known);
	if (failure != NULL || !known->authority.is_set) {
		*state = SIGNATURE_NOT_DUE;
		return failure;
	}
	return signing_verify(crossing->signing, audited, known, state);
}

/* Tells a signature that was good by what its branch knows, and is so neither for the other side nor for the merge. */
static const struct failure *judge_key(const struct crossing *crossing, const struct touched *touched)
{
	enum { ABBREVIATED = 10 };
	const struct audited *audited = touched->audited;
	enum signature_state state = SIGNATURE_BAD;
	const struct failure *failure = verify_by(crossing, audited, crossing->merge->tree, &state);
	if (failure == NULL && state == SIGNATURE_BAD) {
		failure = verify_by(crossing, audited, crossing->by->tree, &state);
	}
	if (failure != NULL || state != SIGNATURE_BAD) {
		return failure;
	}
	failure = verify_by(crossing, audited, touched->parents[0]->tree, &state);
	if (failure == NULL && state == SIGNATURE_GOOD && !has_finding(audited, FINDING_AUDIT_KEY_LAPSED)) {
		struct slice merge = {crossing->merge->id, ABBREVIATED};
		audited_add(audited, FINDING_AUDIT_KEY_LAPSED, SLICE(""), &merge, 1);
	}
	return failure;
}

static const struct failure *judge_crossed(const struct crossing *crossing, const struct audited *audited)
{
	struct touched touched = {.audited = audited};
	touched.parents = arena_new_array(audited->arena, const struct audited_parent *, audited->parent_count);
	for (size_t i = 0; i < audited->parent_count; i++) {
		if (states_may_set_authority(crossing->states, audited->parents[i].tree)) {
			touched.parents[touched.parent_count++] = &audited->parents[i];
		}
	}
	if (touched.parent_count == 0) {
		return NULL;
	}
	struct list paths = touched.parents[0]->changed;
	for (size_t i = 0; i < paths.count; i++) {
		if (differs_everywhere(&touched, LIST_AT(paths, struct slice, i))) {
			add_touched_of_file(&touched, LIST_AT(paths, struct slice, i));
		}
	}
	const struct failure *failure = tell_lapsed(crossing, &touched);
	return failure != NULL ? failure : judge_key(crossing, &touched);
}

static const struct failure *judge_again(const struct crossing *crossing, const git_oid *id)
{
	const struct audited *merge = crossing->merge;
	struct audited audited = {.home = merge->home,
				  .comparer = merge->comparer,
				  .cache = merge->cache,
				  .place = merge->place,
				  .findings_arena = merge->findings_arena,
				  .findings = merge->findings};
	const struct failure *failure = audited_open(&audited, id);
	if (failure == NULL) {
		failure = judge_crossed(crossing, &audited);
	}
	audited_close(&audited);
	file_cache_settle(merge->cache);
	return failure;
}

static const struct failure *judge_crossing(const struct crossing *crossing)
{
	const struct audited *merge = crossing->merge;
	git_oid sides[] = {*git_commit_id(crossing->of->commit), *git_commit_id(crossing->by->commit)};
	git_oidarray bases = {NULL, 0};
	bool does_know_more = false;
	const struct failure *failure = find_pair_bases(merge, sides, &bases);
	for (size_t i = 0; failure == NULL && i < bases.count; i++) {
		failure = knows_more(merge, &bases.ids[i], crossing->by->tree, &does_know_more);
	}
	git_oidarray_dispose(&bases);
	if (failure != NULL || !does_know_more) {
		return failure;
	}
	git_revwalk *walk = NULL;
	git_oid id;
	struct commit_range range = {&sides[0], 1, &sides[1], 1};
	int status = 0;
	failure = commit_range_walk(merge->home.repository, range, &walk);
	while (failure == NULL && (status = git_revwalk_next(&id, walk)) == 0) {
		failure = judge_again(crossing, &id);
	}
	git_revwalk_free(walk);
	return failure != NULL || status == GIT_ITEROVER ? failure : commit_range_failure(merge->home.repository);
}

const struct failure *judge_brought(const struct audited *audited, struct states *states, struct signing *signing)
{
	const struct failure *failure = NULL;
	for (size_t i = 0; failure == NULL && i < audited->parent_count; i++) {
		for (size_t j = 0; failure == NULL && j < audited->parent_count; j++) {
			if (j != i && states_may_set_authority(states, audited->parents[j].tree)) {
				struct crossing crossing = {audited, &audited->parents[i], &audited->parents[j], states,
							    signing};
				failure = judge_crossing(&crossing);
			}
		}
	}
	return failure;
}
