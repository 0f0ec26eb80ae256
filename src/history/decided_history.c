#include "history/decided_history.h"

#include "decision/meaning.h"
#include "history/seals.h"
#include "history/unit.h"
#include "text/memory.h"
#include "text/symbols.h"
#include "text/translate.h"
#include "text/words.h"

#include <stdlib.h>

enum { CHANGES_MAXIMUM = 1000 }; /* a chain of cancellations is never that long; one that names itself is */

struct decided_history {
	const struct decided_options *options; /* borrowed */
	struct walk_options walk_options;
	struct walk *walk;
	struct blobs *blobs;
	bool *is_applied;        /* by the index of a meeting at the end: its seal is there and says the same */
	bool *is_concerned;      /* by the same: some decision of it concerns what is asked for */
	struct symbols *others;  /* meetings with a seal that the end has not, or not the same */
	struct list are_applied; /* bool, by symbol of `others` */
	size_t capacity;
	size_t other_count;    /* how many of them are applied now */
	git_oid first_rules;   /* of network.rec at the end */
	bool has_first_rules;  /* of the end, at the commit reached */
	struct records_at own; /* of the commit, where the end does not tell */
	struct fold *fold;
	struct arena *arena; /* of the step */
	struct decided_step step;
	bool is_touched; /* by the commit being read */
};

/* ---- which decisions ---- */

/* What a cancellation is in the end about; else the decision itself. */
static const struct decision *undone_by(const struct model *model, const struct decision *decision)
{
	for (size_t i = 0; i < CHANGES_MAXIMUM && decision->kind == KIND_CANCEL; i++) {
		const struct decision *cancelled = model_find_decision(model, decision->of);
		if (cancelled == NULL) {
			break;
		}
		decision = cancelled;
	}
	return decision;
}

static bool concerns(const struct decided_history *history, const struct model *model, const struct decision *decision)
{
	const struct decision *about = undone_by(model, decision);
	return decision_is_adopted(decision) && about->kind >= 0 &&
	       history->options->concerns(history->options->context, about);
}

/* Whether minutes say what was sealed of them; others are read as the commits have them. */
static bool is_as_sealed(const struct meeting *meeting)
{
	char digest[DIGEST_TEXT_SIZE];
	return meeting->seal != NULL &&
	       slice_equal(meeting->seal->meaning_digest, slice_of(meeting_meaning_digest(meeting, digest)));
}

static void find_concerned(struct decided_history *history)
{
	const struct model *model = history->options->end->model;
	history->is_applied = memory_allocate_zeroed(model->meetings.count + 1, sizeof *history->is_applied);
	history->is_concerned = memory_allocate_zeroed(model->meetings.count + 1, sizeof *history->is_concerned);
	for (size_t i = 0; i < model->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(model->meetings, struct meeting *, i);
		for (size_t j = 0; j < meeting->decisions.count && !history->is_concerned[meeting->index]; j++) {
			history->is_concerned[meeting->index] =
			    concerns(history, model, LIST_AT(meeting->decisions, struct decision *, j));
		}
	}
}

/* ---- beginning and end ---- */

const struct failure *decided_history_new(const struct decided_options *options, struct decided_history **history)
{
	static const struct slice folders[] = {{"circles", sizeof "circles" - 1}};
	struct decided_history *made = memory_allocate_zeroed(1, sizeof *made);
	made->options = options;
	made->others = symbols_new();
	made->arena = arena_new();
	made->walk_options = (struct walk_options){
	    .range = {.tips = (git_oid *)&options->tip, .tip_count = 1},
	    .order = WALK_OLDEST_FIRST,
	    .is_first_parent = true,
	    .root = options->root,
	    .folders = folders,
	    .folder_count = 1,
	};
	made->first_rules = records_at_file(options->end, SLICE("circles/network.rec"));
	made->has_first_rules = git_oid_is_zero(&made->first_rules) != 0;
	find_concerned(made);
	const struct failure *failure = walk_new(options->repository, &made->walk_options, &made->walk);
	if (failure == NULL) {
		failure = blobs_new(options->repository, &made->blobs);
	}
	if (failure != NULL) {
		decided_history_free(made);
		return failure;
	}
	*history = made;
	return NULL;
}

void decided_history_free(struct decided_history *history)
{
	if (history == NULL) {
		return;
	}
	fold_free(history->fold);
	records_at_release(&history->own);
	walk_free(history->walk);
	blobs_free(history->blobs);
	symbols_free(history->others);
	free(history->are_applied.items);
	free(history->is_applied);
	free(history->is_concerned);
	arena_free(history->arena);
	free(history);
}

/* ---- seals ---- */

static void set_other(struct decided_history *history, struct slice reference, bool is_applied)
{
	if (!is_applied && symbols_find(history->others, reference) == SYMBOL_NONE) {
		return;
	}
	uint32_t symbol = symbols_intern(history->others, reference);
	if (symbol == history->are_applied.count) {
		history->are_applied.items =
		    memory_grow(history->are_applied.items, symbol, &history->capacity, sizeof(bool));
		LIST_AT(history->are_applied, bool, history->are_applied.count++) = false;
	}
	bool *known = &LIST_AT(history->are_applied, bool, symbol);
	history->is_touched = history->is_touched || *known || is_applied;
	history->other_count += (size_t)is_applied;
	history->other_count -= (size_t)*known;
	*known = is_applied;
}

/* Whether the seal that a commit brought says what the end has. */
static const struct failure *is_of_end(struct decided_history *history, const struct tree_change *change,
				       const struct meeting *meeting, bool *is)
{
	git_oid at_end = records_at_file(history->options->end, arena_copy(history->arena, change->path));
	*is = false;
	/* Of what does not concern anybody it does not matter what the minutes say. */
	if (meeting == NULL || (history->is_concerned[meeting->index] && !is_as_sealed(meeting))) {
		return NULL;
	}
	return seals_say_the_same(history->blobs, &at_end, &change->after, is);
}

static void add_decisions(struct decided_history *history, const struct model *model, const struct meeting *meeting)
{
	for (size_t i = 0; i < meeting->decisions.count; i++) {
		const struct decision *decision = LIST_AT(meeting->decisions, struct decision *, i);
		if (concerns(history, model, decision)) {
			history->step.decisions =
			    words_add(history->arena, history->step.decisions, ' ', decision->reference);
		}
	}
}

static void add_note(struct decided_history *history, const char *phrase, struct slice reference)
{
	const struct slice parts[] = {history->step.note,
				      arena_format(history->arena, phrase, SLICE_ARGUMENTS(reference))};
	bool is_first = history->step.note.size == 0;
	history->step.note =
	    arena_join(history->arena, parts + is_first, (sizeof parts / sizeof *parts) - is_first, SLICE("; "));
}

static const struct failure *take_seal(struct decided_history *history, const struct tree_change *change)
{
	const struct model *model = history->options->end->model;
	struct slice reference = seal_meeting(history->arena, change->path);
	const struct meeting *meeting = model_find_meeting(model, reference);
	bool is_known = meeting == NULL || history->is_concerned[meeting->index];
	bool is_same = true;
	bool is_end = false;
	const struct failure *failure = NULL;
	if (change->before_mode != 0 && change->after_mode != 0) {
		failure = seals_say_the_same(history->blobs, &change->before, &change->after, &is_same);
	}
	if (failure == NULL && change->after_mode != 0) {
		failure = is_of_end(history, change, meeting, &is_end);
	}
	if (failure != NULL) {
		return failure;
	}
	if (meeting != NULL && history->is_applied[meeting->index] != is_end) {
		history->is_applied[meeting->index] = is_end;
		if (history->is_concerned[meeting->index]) {
			history->is_touched = true;
			add_decisions(history, model, meeting);
		}
	}
	set_other(history, reference, change->after_mode != 0 && !is_end);
	if (!is_known) { /* of what does not concern anybody nothing is told */
		return NULL;
	}
	if (change->after_mode == 0) {
		add_note(history, _("took away the seal of %.*s: its decisions count no more"), reference);
	} else if (!is_same) {
		add_note(history, _("replaced the seal of %.*s"), reference);
	}
	return NULL;
}

static const struct failure *take_change(struct decided_history *history, const struct tree_change *change)
{
	if (path_is_seal(change->path)) {
		return take_seal(history, change);
	}
	if (slice_equal(change->path, SLICE("circles/network.rec"))) {
		history->has_first_rules = git_oid_equal(&change->after, &history->first_rules) != 0;
		history->is_touched = history->is_touched || history->options->minds_first_rules;
	}
	return NULL;
}

/* ---- the state ---- */

static bool is_applied_at_end(void *context, struct fold *fold, struct decision *decision)
{
	const struct decided_history *history = context;
	uint32_t index = decision->meeting->index;
	return history->is_applied[index] && history->is_concerned[index] && concerns(history, fold->model, decision);
}

static bool is_concern(void *context, struct fold *fold, struct decision *decision)
{
	return concerns(context, fold->model, decision);
}

static const struct failure *fold_records(struct decided_history *history, const struct walked_commit *commit)
{
	const struct decided_options *options = history->options;
	struct model *model = options->end->model;
	bool is_told_by_end = history->other_count == 0 && (history->has_first_rules || !options->minds_first_rules);
	const struct fold_visitor visitor = {.context = history,
					     .before_decision = is_told_by_end ? is_applied_at_end : is_concern};
	const struct failure *failure = NULL;
	fold_free(history->fold);
	history->fold = NULL;
	records_at_release(&history->own);
	if (!is_told_by_end) {
		failure = records_at_read(options->repository, &commit->text.tree, options->root, &history->own);
		model = history->own.model;
	}
	if (failure == NULL) {
		struct fold_options fold_options = {.until = DATE_MAXIMUM, .sealed_only = true, .visitor = &visitor};
		history->fold = fold_new(model, fold_options);
		history->fold->options.visitor = NULL; /* it lives no longer */
	}
	return failure;
}

/* Decisions that came with seals which the end has not. */
static void add_own_decisions(struct decided_history *history, const struct walked_commit *commit)
{
	for (size_t i = 0; history->own.model != NULL && i < commit->changes.count; i++) {
		const struct tree_change *change = &commit->changes.items[i];
		const struct meeting *meeting =
		    change->after_mode == 0 || !path_is_seal(change->path)
			? NULL
			: model_find_meeting(history->own.model, seal_meeting(history->arena, change->path));
		if (meeting != NULL) {
			add_decisions(history, history->own.model, meeting);
		}
	}
}

static const struct failure *take_commit(struct decided_history *history, const struct walked_commit *commit)
{
	const struct failure *failure = NULL;
	arena_free(history->arena);
	history->arena = arena_new();
	history->step = (struct decided_step){.commit = commit, .decisions = SLICE(""), .note = SLICE("")};
	history->is_touched = false;
	for (size_t i = 0; failure == NULL && i < commit->changes.count; i++) {
		failure = take_change(history, &commit->changes.items[i]);
	}
	if (failure == NULL && history->is_touched) {
		failure = fold_records(history, commit);
	}
	if (failure == NULL && history->is_touched) {
		add_own_decisions(history, commit);
		history->step.fold = history->fold;
	}
	return failure;
}

const struct failure *decided_history_next(struct decided_history *history, const struct decided_step **step)
{
	const struct walked_commit *commit = NULL;
	const struct failure *failure = NULL;
	*step = NULL;
	do {
		failure = walk_next(history->walk, &commit);
		if (failure == NULL && commit != NULL) {
			failure = take_commit(history, commit);
		}
	} while (failure == NULL && commit != NULL && !history->is_touched);
	if (failure == NULL && commit != NULL) {
		*step = &history->step;
	}
	return failure;
}
