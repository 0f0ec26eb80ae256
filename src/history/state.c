#include "history/state.h"

#include "history/identity.h"
#include "history/later.h"
#include "rule/judge.h"
#include "text/address.h"
#include "text/memory.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { STATES_KEPT = 4, VERDICTS_KEPT = 4096, JUDGED_FOLDER_COUNT = 2 };

/* What a verdict depends on. */
static const struct slice judged_folders[JUDGED_FOLDER_COUNT] = {{"circles", 7}, {"ledger", 6}};

/* Verdicts by the trees of circles/ and ledger/; of twice as many as VERDICTS_KEPT, the older half is forgotten. */
struct verdict_table {
	struct arena *arena;
	struct symbols *keys;
	struct verdict *verdicts; /* by symbol */
	size_t capacity;
	struct symbols **identities; /* of those with errors */
	size_t identities_count;
	size_t identities_capacity;
};

struct states {
	git_repository *repository;
	struct tree_comparer *comparer; /* of what is judged */
	struct file_cache *cache;       /* borrowed; NULL when none is followed */
	struct state kept[STATES_KEPT];
	uint64_t used[STATES_KEPT]; /* when each was last asked for; 0: empty */
	uint64_t clock;
	struct verdict_table recent;
	struct verdict_table older;
	struct symbols *nothing; /* the identities of no error */
	git_oid network_id;      /* of the circles/network.rec that was looked at last */
	bool network_may_set_authority;
};

/* ---- tables of verdicts ---- */

static void open_table(struct verdict_table *table)
{
	*table = (struct verdict_table){.arena = arena_new(), .keys = symbols_new()};
}

static void close_table(struct verdict_table *table)
{
	for (size_t i = 0; i < table->identities_count; i++) {
		symbols_free(table->identities[i]);
	}
	symbols_free(table->keys);
	arena_free(table->arena);
	free(table->identities);
	free(table->verdicts);
}

static const struct verdict *find_verdict(const struct verdict_table *table, struct slice key)
{
	uint32_t symbol = symbols_find(table->keys, key);
	return symbol == SYMBOL_NONE ? NULL : &table->verdicts[symbol];
}

static const struct verdict *known_verdict(const struct states *states, struct slice key)
{
	const struct verdict *verdict = find_verdict(&states->recent, key);
	return verdict != NULL ? verdict : find_verdict(&states->older, key);
}

/* Room for the verdict of a new key, which is without errors so far. */
static struct verdict *add_verdict(struct states *states, struct slice key)
{
	if (symbols_count(states->recent.keys) == VERDICTS_KEPT) {
		close_table(&states->older);
		states->older = states->recent;
		open_table(&states->recent);
	}
	struct verdict_table *table = &states->recent;
	if (table->capacity == 0) { /* what was given out must not move */
		table->verdicts = memory_allocate_zeroed(VERDICTS_KEPT, sizeof *table->verdicts);
		table->capacity = VERDICTS_KEPT;
	}
	struct verdict *verdict = &table->verdicts[symbols_intern(table->keys, key)];
	*verdict = (struct verdict){{NULL, 0}, states->nothing};
	return verdict;
}

/* ---- beginning and end ---- */

struct states *states_new(git_repository *repository)
{
	struct states *states = memory_allocate_zeroed(1, sizeof *states);
	states->repository = repository;
	states->comparer = tree_comparer_new(repository, SLICE(""), judged_folders, JUDGED_FOLDER_COUNT);
	states->nothing = symbols_new();
	open_table(&states->recent);
	open_table(&states->older);
	return states;
}

void states_follow_with(struct states *states, struct file_cache *cache)
{
	states->cache = cache;
}

static void release_state(struct state *state)
{
	succession_free(state->succession);
	git_mailmap_free(state->mailmap);
	fold_free(state->fold);
	snapshot_free(state->snapshot);
	findings_free(state->findings);
	source_free(state->source);
	*state = (struct state){.source = NULL};
}

void states_forget(struct states *states)
{
	for (size_t i = 0; i < STATES_KEPT; i++) {
		release_state(&states->kept[i]);
		states->used[i] = 0;
	}
}

void states_free(struct states *states)
{
	if (states == NULL) {
		return;
	}
	states_forget(states);
	close_table(&states->recent);
	close_table(&states->older);
	tree_comparer_free(states->comparer);
	symbols_free(states->nothing);
	free(states);
}

/* ---- which state it is ---- */

static struct slice key_of_tree(const git_tree *tree, char text[STATE_KEY_SIZE])
{
	memset(text, '-', STATE_KEY_SIZE - 1);
	text[STATE_KEY_SIZE - 1] = '\0';
	for (size_t i = 0; tree != NULL && i < JUDGED_FOLDER_COUNT; i++) {
		const git_tree_entry *entry = git_tree_entry_byname(tree, judged_folders[i].data);
		if (entry != NULL) {
			git_oid_fmt(text + i * GIT_OID_HEXSZ, git_tree_entry_id(entry));
		}
	}
	return slice_of(text);
}

static void name_state(struct state *state, const git_tree *tree)
{
	state->tree = tree != NULL ? *git_tree_id(tree) : (git_oid){{0}};
	state->key = key_of_tree(tree, state->key_text);
}

/* Reads the mailmap of a tree, unless it is the one that is known. libgit2 tells large letters from small ones in it,
 * git does not. */
static void read_mailmap(const struct states *states, struct state *state, const git_tree *tree)
{
	const git_tree_entry *entry = tree == NULL ? NULL : git_tree_entry_byname(tree, ".mailmap");
	git_oid id = {{0}};
	git_blob *blob = NULL;
	if (entry != NULL) {
		git_oid_cpy(&id, git_tree_entry_id(entry));
	}
	if (state->mailmap != NULL && git_oid_equal(&id, &state->mailmap_id)) {
		return;
	}
	git_mailmap_free(state->mailmap);
	git_oid_cpy(&state->mailmap_id, &id);
	struct slice text = SLICE("");
	if (entry != NULL && mailmap_is_read(states->repository, &id) &&
	    git_blob_lookup(&blob, states->repository, &id) == 0) {
		text = (struct slice){git_blob_rawcontent(blob), (size_t)git_blob_rawsize(blob)};
	}
	struct arena *arena = arena_new();
	text = address_folded(arena, text);
	if (git_mailmap_from_buffer(&state->mailmap, text.data, text.size) != 0) {
		git_mailmap_new(&state->mailmap);
	}
	arena_free(arena);
	git_blob_free(blob);
}

/* Field names in either language, whatever their case: `Authority`, `Autorite`. */
static bool names_authority(struct slice text)
{
	for (size_t i = 0; i < text.size; i++) {
		struct slice rest = slice_from(text, i);
		if ((rest.size >= 9 && strncasecmp(rest.data, "authority", 9) == 0) ||
		    (rest.size >= 8 && strncasecmp(rest.data, "autorite", 8) == 0)) {
			return true;
		}
	}
	return false;
}

bool states_may_set_authority(struct states *states, const git_tree *tree)
{
	git_tree_entry *entry = NULL;
	git_blob *blob = NULL;
	bool may = true;
	if (tree == NULL || git_tree_entry_bypath(&entry, tree, "circles/network.rec") != 0) {
		return false;
	}
	if (git_oid_equal(git_tree_entry_id(entry), &states->network_id)) {
		may = states->network_may_set_authority;
	} else if (git_blob_lookup(&blob, states->repository, git_tree_entry_id(entry)) == 0) {
		may = names_authority((struct slice){git_blob_rawcontent(blob), (size_t)git_blob_rawsize(blob)});
		states->network_may_set_authority = may;
		git_oid_cpy(&states->network_id, git_tree_entry_id(entry));
	}
	git_blob_free(blob);
	git_tree_entry_free(entry);
	return may;
}

/* ---- reading a state ---- */

static const struct failure *read_state(struct states *states, const git_tree *tree, struct state *state)
{
	name_state(state, tree);
	state->findings = findings_new();
	const struct failure *failure =
	    source_open_tree(states->repository, tree == NULL ? NULL : git_tree_id(tree), &state->source);
	if (failure == NULL) {
		failure = snapshot_read(state->source, state->findings, &state->snapshot);
	}
	if (failure == NULL) {
		failure = source_damage(state->source); /* nobody's fault, and no state */
	}
	if (failure != NULL) {
		release_state(state);
		return failure;
	}
	state->fold = snapshot_fold(state->snapshot, DATE_MAXIMUM);
	authority_read(state->snapshot->model, &state->authority, NULL);
	read_mailmap(states, state, tree);
	return NULL;
}

/* The place of the state with that key, or of the one to give up for it. */
static size_t find_place(const struct states *states, struct slice key)
{
	size_t oldest = 0;
	for (size_t i = 0; i < STATES_KEPT; i++) {
		if (states->used[i] > 0 && slice_equal(states->kept[i].key, key)) {
			return i;
		}
		oldest = states->used[i] < states->used[oldest] ? i : oldest;
	}
	return oldest;
}

const struct failure *states_at(struct states *states, const git_tree *tree, struct state **state)
{
	char text[STATE_KEY_SIZE];
	struct slice key = key_of_tree(tree, text);
	size_t place = find_place(states, key);
	struct state *found = &states->kept[place];
	const struct failure *failure = NULL;
	if (states->used[place] > 0 && slice_equal(found->key, key)) {
		read_mailmap(states, found, tree);
	} else {
		release_state(found);
		states->used[place] = 0;
		failure = read_state(states, tree, found);
	}
	if (failure == NULL) {
		states->used[place] = ++states->clock;
		*state = found;
	}
	return failure;
}

/* ---- judging what follows a state ---- */

/* The changes from a state to a tree below the folders that are judged; false when they cannot be found. */
static bool find_changes(const struct states *states, const struct state *state, const git_tree *tree,
			 struct known_changes known, struct arena *arena, struct tree_changes *changes)
{
	if (known.before == NULL || !git_oid_equal(git_tree_id(known.before), &state->tree)) {
		return tree_compare(states->comparer, &state->tree, git_tree_id(tree), arena, changes) == NULL;
	}
	*changes = (struct tree_changes){arena_new_array(arena, struct tree_change, known.changes.count), 0};
	for (size_t i = 0; i < known.changes.count; i++) {
		struct tree_change change = known.changes.items[i];
		if (path_is_within(change.path, judged_folders[0]) || path_is_within(change.path, judged_folders[1])) {
			changes->items[changes->count++] = change;
		}
	}
	return true;
}

static bool follow(struct states *states, size_t place, const git_tree *tree, struct known_changes known)
{
	struct state *state = &states->kept[place];
	struct arena *arena = arena_new();
	struct tree_changes changes;
	struct later later = {.arena = NULL};
	bool has_followed = false;
	if (find_changes(states, state, tree, known, arena, &changes) && later_take(&later, states->cache, changes) &&
	    succession_prepare(state->succession, later.files)) {
		has_followed =
		    source_go_on(state->source, git_tree_id(tree), later.paths.items, later.paths.count) == NULL &&
		    succession_follow(state->succession);
		if (has_followed) {
			name_state(state, tree);
			read_mailmap(states, state, tree);
			states->used[place] = ++states->clock;
		} else {
			release_state(state);
			states->used[place] = 0;
		}
	}
	later_free(&later);
	arena_free(arena);
	return has_followed;
}

/* The first of the states that are kept, the latest tried first, that could be followed; NULL when none could. */
static const struct state *follow_any(struct states *states, const git_tree *tree, struct known_changes known)
{
	uint64_t before = UINT64_MAX;
	for (size_t tried = 0; tried < STATES_KEPT; tried++) {
		size_t latest = STATES_KEPT;
		for (size_t i = 0; i < STATES_KEPT; i++) {
			bool is_next = states->used[i] > 0 && states->used[i] < before &&
				       (latest == STATES_KEPT || states->used[i] > states->used[latest]);
			latest = is_next ? i : latest;
		}
		if (latest == STATES_KEPT) {
			return NULL;
		}
		before = states->used[latest];
		if (states->kept[latest].succession != NULL && follow(states, latest, tree, known)) {
			return &states->kept[latest];
		}
	}
	return NULL;
}

/* ---- judging all of it ---- */

static void add_error(struct arena *arena, struct list *errors, struct symbols *identities,
		      const struct finding *finding)
{
	struct standing_error *error = &LIST_AT(*errors, struct standing_error, errors->count);
	struct slice path = finding->location.file == NULL ? SLICE("") : finding->location.file->path;
	struct slice message = finding_message(arena, finding);
	struct slice identity = arena_format(arena, "%s|%.*s|%.*s", finding_definition(finding->id)->id,
					     SLICE_ARGUMENTS(path), SLICE_ARGUMENTS(message));
	if (symbols_find(identities, identity) != SYMBOL_NONE) {
		return;
	}
	symbols_intern(identities, identity);
	*error = (struct standing_error){.identity = identity,
					 .id = finding->id,
					 .path = arena_copy(arena, path),
					 .message = message,
					 .decision = arena_copy(arena, finding->decision)};
	errors->count++;
}

static void note_errors(struct verdict_table *table, struct findings *findings, struct verdict *verdict)
{
	size_t count = findings_count_from(findings, SEVERITY_ERROR);
	struct symbols *identities = symbols_new();
	struct list errors = {arena_new_array(table->arena, struct standing_error, count), 0};
	table->identities = memory_grow(table->identities, table->identities_count, &table->identities_capacity,
					sizeof *table->identities);
	table->identities[table->identities_count++] = identities;
	for (size_t i = 0; i < findings_count(findings); i++) {
		const struct finding *finding = findings_at(findings, i);
		if (finding->severity == SEVERITY_ERROR) {
			add_error(table->arena, &errors, identities, finding);
		}
	}
	*verdict = (struct verdict){errors, identities};
}

/* The verdict of a state: the errors that were found when it was judged whole still stand in those that followed. */
static const struct verdict *note_verdict(struct states *states, const struct state *state, struct slice key)
{
	struct verdict *verdict = add_verdict(states, key);
	if (findings_count_from(state->findings, SEVERITY_ERROR) > 0) {
		note_errors(&states->recent, state->findings, verdict);
	}
	return verdict;
}

/* Judges a state whole; it may be followed. */
static void judge_state(struct state *state)
{
	struct judgement *judgement = snapshot_judge(state->snapshot);
	state->is_judged = true;
	state->succession = succession_new(state->snapshot, judgement, state->fold);
}

static const struct failure *judge_tree(struct states *states, const git_tree *tree, struct slice key,
					const struct verdict **verdict)
{
	struct state *state = NULL;
	const struct failure *failure = states_at(states, tree, &state);
	if (failure == NULL && state->is_judged) { /* so long ago that its verdict is forgotten */
		states_forget(states);
		failure = states_at(states, tree, &state);
	}
	if (failure != NULL) {
		return failure;
	}
	judge_state(state);
	failure = source_damage(state->source);
	if (failure != NULL) {
		return failure;
	}
	*verdict = note_verdict(states, state, key);
	return NULL;
}

const struct failure *states_verdict(struct states *states, const git_tree *tree, struct known_changes known,
				     const struct verdict **verdict)
{
	char text[STATE_KEY_SIZE];
	struct slice key = key_of_tree(tree, text);
	*verdict = known_verdict(states, key);
	if (*verdict != NULL) {
		return NULL;
	}
	const struct state *followed = states->cache == NULL || tree == NULL ? NULL : follow_any(states, tree, known);
	if (followed != NULL) {
		*verdict = note_verdict(states, followed, key);
		return NULL;
	}
	return judge_tree(states, tree, key, verdict);
}

bool verdict_holds(const struct verdict *verdict, struct slice identity)
{
	return symbols_find(verdict->identities, identity) != SYMBOL_NONE;
}
