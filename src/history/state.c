#include "history/state.h"

#include "text/memory.h"

#include <stdlib.h>
#include <string.h>

enum { STATES_KEPT = 4 };

struct known_verdict {
	struct verdict verdict;
	struct symbols *identities;
};

struct states {
	git_repository *repository;
	struct arena *arena;
	struct state kept[STATES_KEPT];
	uint64_t used[STATES_KEPT]; /* when each was last asked for; 0: empty */
	uint64_t clock;
	struct symbols *judged;          /* the trees of circles/ and ledger/ of each verdict */
	struct known_verdict **verdicts; /* by symbol of `judged` */
	size_t capacity;
};

struct states *states_new(git_repository *repository)
{
	struct states *states = memory_allocate_zeroed(1, sizeof *states);
	states->repository = repository;
	states->arena = arena_new();
	states->judged = symbols_new();
	return states;
}

static void release_state(struct state *state)
{
	git_mailmap_free(state->mailmap);
	fold_free(state->fold);
	snapshot_free(state->snapshot);
	findings_free(state->findings);
	source_free(state->source);
	*state = (struct state){.source = NULL};
}

void states_free(struct states *states)
{
	if (states == NULL) {
		return;
	}
	for (size_t i = 0; i < STATES_KEPT; i++) {
		release_state(&states->kept[i]);
	}
	for (uint32_t i = 0; i < symbols_count(states->judged); i++) {
		symbols_free(states->verdicts[i]->identities);
	}
	symbols_free(states->judged);
	arena_free(states->arena);
	free(states->verdicts);
	free(states);
}

/* ---- reading a state ---- */

static void read_mailmap(struct state *state)
{
	const struct text_file *file;
	struct slice bytes = SLICE("");
	if (source_read(state->source, SLICE(".mailmap"), &file) == SOURCE_FILE) {
		bytes = file->bytes;
	}
	if (git_mailmap_from_buffer(&state->mailmap, bytes.data, bytes.size) != 0) {
		git_mailmap_new(&state->mailmap);
	}
}

static const struct failure *read_state(struct states *states, const git_oid *tree, struct state *state)
{
	git_oid_cpy(&state->tree, tree);
	state->findings = findings_new();
	const struct failure *failure = source_open_tree(states->repository, tree, &state->source);
	if (failure == NULL) {
		failure = snapshot_read(state->source, state->findings, &state->snapshot);
	}
	if (failure != NULL) {
		release_state(state);
		return failure;
	}
	state->fold = snapshot_fold(state->snapshot, DATE_MAXIMUM);
	authority_read(state->snapshot->model, &state->authority, NULL);
	read_mailmap(state);
	return NULL;
}

const struct failure *states_at(struct states *states, const git_tree *tree, struct state **state)
{
	size_t oldest = 0;
	for (size_t i = 0; i < STATES_KEPT; i++) {
		if (states->used[i] > 0 && git_oid_equal(&states->kept[i].tree, git_tree_id(tree))) {
			states->used[i] = ++states->clock;
			*state = &states->kept[i];
			return NULL;
		}
		oldest = states->used[i] < states->used[oldest] ? i : oldest;
	}
	release_state(&states->kept[oldest]);
	states->used[oldest] = 0;
	const struct failure *failure = read_state(states, git_tree_id(tree), &states->kept[oldest]);
	if (failure == NULL) {
		states->used[oldest] = ++states->clock;
		*state = &states->kept[oldest];
	}
	return failure;
}

/* ---- judging it ---- */

static void add_error(struct states *states, struct list *errors, struct symbols *identities,
		      const struct finding *finding)
{
	struct arena *arena = states->arena;
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

static const struct failure *judge_tree(struct states *states, const git_tree *tree, struct known_verdict **result)
{
	struct state *state = NULL;
	const struct failure *failure = states_at(states, tree, &state);
	if (failure != NULL) {
		return failure;
	}
	snapshot_check(state->snapshot);
	struct known_verdict *known = arena_new_object(states->arena, struct known_verdict);
	size_t count = findings_count_from(state->findings, SEVERITY_ERROR);
	struct list errors = {arena_new_array(states->arena, struct standing_error, count), 0};
	known->identities = symbols_new();
	for (size_t i = 0; i < findings_count(state->findings); i++) {
		const struct finding *finding = findings_at(state->findings, i);
		if (finding->severity == SEVERITY_ERROR) {
			add_error(states, &errors, known->identities, finding);
		}
	}
	known->verdict = (struct verdict){errors, known->identities};
	*result = known;
	return NULL;
}

/* What a verdict depends on: the trees below circles/ and ledger/. */
static struct slice judged_key(const git_tree *tree, char text[2 * GIT_OID_HEXSZ + 1])
{
	static const char *const folders[] = {"circles", "ledger"};
	memset(text, '-', (size_t)2 * GIT_OID_HEXSZ);
	text[2 * GIT_OID_HEXSZ] = '\0';
	for (size_t i = 0; i < 2; i++) {
		const git_tree_entry *entry = git_tree_entry_byname(tree, folders[i]);
		if (entry != NULL) {
			git_oid_fmt(text + i * GIT_OID_HEXSZ, git_tree_entry_id(entry));
		}
	}
	return slice_of(text);
}

const struct failure *states_verdict(struct states *states, const git_tree *tree, const struct verdict **verdict)
{
	char text[2 * GIT_OID_HEXSZ + 1];
	struct slice key = judged_key(tree, text);
	uint32_t symbol = symbols_find(states->judged, key);
	if (symbol == SYMBOL_NONE) {
		struct known_verdict *known = NULL;
		const struct failure *failure = judge_tree(states, tree, &known);
		if (failure != NULL) {
			return failure;
		}
		symbol = symbols_intern(states->judged, key);
		states->verdicts =
		    memory_grow(states->verdicts, symbol, &states->capacity, sizeof(struct known_verdict *));
		states->verdicts[symbol] = known;
	}
	*verdict = &states->verdicts[symbol]->verdict;
	return NULL;
}

bool verdict_holds(const struct verdict *verdict, struct slice identity)
{
	return symbols_find(verdict->identities, identity) != SYMBOL_NONE;
}
