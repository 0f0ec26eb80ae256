#include "history/chronicle.h"

#include "history/blobs.h"
#include "history/commit_words.h"
#include "history/records_at.h"
#include "history/seals.h"
#include "history/signature.h"
#include "history/telling.h"
#include "history/unit.h"
#include "history/written.h"
#include "text/line_ends.h"
#include "text/memory.h"
#include "text/translate.h"

#include <stdlib.h>
#include <string.h>

/* The records of a commit, by which decisions are told. */
struct reading {
	struct records_at records;
	struct telling *telling; /* NULL: nothing was read */
};

struct chronicle {
	git_repository *repository;              /* borrowed */
	const struct chronicle_options *options; /* borrowed */
	struct walk_options walk_options;
	struct walk *walk;
	struct blobs *blobs;
	struct reading end; /* of the range */
	struct reading own; /* of the commit being told, when the end has not what it brought */
	struct states *states;
	struct signatures *signatures;
	struct arena *arena; /* of the commit being told */
	struct event_list events;
	struct tree_changes changes; /* of the commit being told: from all its parents */
	struct told_commit told;
};

/* ---- records at a commit ---- */

static void reading_release(struct reading *reading)
{
	telling_free(reading->telling);
	reading->telling = NULL;
	records_at_release(&reading->records);
}

static const struct failure *read_commit(const struct chronicle *chronicle, const git_oid *commit,
					 struct reading *reading)
{
	const struct failure *failure =
	    records_at_commit(chronicle->repository, commit, chronicle->options->root, &reading->records);
	if (failure == NULL) {
		reading->telling = telling_new(reading->records.model);
	}
	return failure;
}

/* ---- opening ---- */

const struct failure *chronicle_new(git_repository *repository, const struct chronicle_options *options,
				    struct chronicle **chronicle)
{
	static const struct slice folders[] = {{"circles", sizeof "circles" - 1}, {"ledger", sizeof "ledger" - 1}};
	struct chronicle *made = memory_allocate_zeroed(1, sizeof *made);
	made->repository = repository;
	made->options = options;
	made->walk_options = (struct walk_options){
	    .range = options->range,
	    .order = options->order,
	    .root = options->root,
	    .folders = folders,
	    .folder_count = options->decisions_only ? 1 : 2,
	};
	repository_verify_objects(false); /* an audit does, a story need not */
	const struct failure *failure = blobs_new(repository, &made->blobs);
	if (failure == NULL) {
		failure = read_commit(made, &options->range.tips[0], &made->end);
	}
	if (failure == NULL) {
		failure = walk_new(repository, &made->walk_options, &made->walk);
	}
	if (failure != NULL) {
		chronicle_free(made);
		made = NULL;
	}
	*chronicle = made;
	return failure;
}

void chronicle_free(struct chronicle *chronicle)
{
	if (chronicle == NULL) {
		return;
	}
	repository_verify_objects(true);
	signatures_free(chronicle->signatures);
	states_free(chronicle->states);
	walk_free(chronicle->walk);
	reading_release(&chronicle->own);
	reading_release(&chronicle->end);
	blobs_free(chronicle->blobs);
	free(chronicle->events.events);
	arena_free(chronicle->arena);
	free(chronicle);
}

const struct model *chronicle_model(const struct chronicle *chronicle)
{
	return chronicle->end.records.model;
}

/* ---- seals ---- */

/* Whether the end of the range has the very minutes of the commit, whose decisions its records then tell. */
static bool end_has_minutes(struct chronicle *chronicle, struct slice reference, const struct walked_commit *commit)
{
	size_t slash = slice_find(reference, '/');
	struct slice path = arena_format(chronicle->arena, "circles/%.*s/meetings/%.*s.rec",
					 SLICE_ARGUMENTS(slice_part(reference, 0, slash)),
					 SLICE_ARGUMENTS(slice_from(reference, slash + 1)));
	struct slice whole = arena_format(chronicle->arena, "%.*s%.*s", SLICE_ARGUMENTS(chronicle->options->root),
					  SLICE_ARGUMENTS(path));
	git_oid here = file_in_tree(chronicle->repository, &commit->text.tree, whole);
	git_oid at_end = records_at_file(&chronicle->end.records, path);
	return git_oid_is_zero(&here) == 0 && git_oid_equal(&here, &at_end) != 0;
}

/* Whether the records at the end of the range tell the meeting that was sealed. */
static const struct failure *end_tells(struct chronicle *chronicle, const struct tree_change *change,
				       struct slice reference, const struct walked_commit *commit, bool *tells)
{
	git_oid at_end = records_at_file(&chronicle->end.records, arena_copy(chronicle->arena, change->path));
	const struct failure *failure = seals_say_the_same(chronicle->blobs, &at_end, &change->after, tells);
	*tells = *tells || (failure == NULL && end_has_minutes(chronicle, reference, commit));
	return failure;
}

static void add_seal_event(struct chronicle *chronicle, const struct tree_change *change, enum event_change what,
			   const char *phrase)
{
	struct event *event = event_add(&chronicle->events, "seal", what);
	event->about.circle = circle_of_path(change->path);
	event->decision = seal_meeting(chronicle->arena, change->path);
	event->name = event->decision;
	event->what = arena_format(chronicle->arena, phrase, SLICE_ARGUMENTS(event->name));
}

static void tell_meeting(struct chronicle *chronicle, const struct reading *reading, const struct meeting *meeting)
{
	for (size_t i = 0; i < meeting->decisions.count; i++) {
		const struct decision *decision = LIST_AT(meeting->decisions, struct decision *, i);
		telling_add(reading->telling, &chronicle->events, decision);
		if (chronicle->options->tells_accounts) {
			chronicle->events.events[chronicle->events.count - 1].accounts =
			    telling_accounts(reading->telling, decision);
		}
	}
}

/* A meeting was applied: its decisions took effect. */
static const struct failure *tell_new_seal(struct chronicle *chronicle, const struct tree_change *change,
					   const struct walked_commit *commit)
{
	const struct reading *reading = &chronicle->end;
	struct slice reference = seal_meeting(chronicle->arena, change->path);
	const struct meeting *meeting = model_find_meeting(reading->records.model, reference);
	bool is_told_by_end = false;
	const struct failure *failure = end_tells(chronicle, change, reference, commit, &is_told_by_end);
	if (failure == NULL && (meeting == NULL || !is_told_by_end)) {
		reading = &chronicle->own;
		failure = reading->telling == NULL ? read_commit(chronicle, &commit->id, &chronicle->own) : NULL;
		meeting = failure == NULL ? model_find_meeting(reading->records.model, reference) : NULL;
	}
	if (failure == NULL && meeting == NULL) {
		add_seal_event(chronicle, change, EVENT_ADDED, _("sealed %.*s, whose minutes are not there"));
	} else if (failure == NULL) {
		tell_meeting(chronicle, reading, meeting);
	}
	return failure;
}

static const struct failure *tell_seal(struct chronicle *chronicle, const struct tree_change *change,
				       const struct walked_commit *commit)
{
	bool is_same = false;
	if (change->before_mode == 0) {
		return tell_new_seal(chronicle, change, commit);
	}
	if (change->after_mode == 0) {
		add_seal_event(chronicle, change, EVENT_REMOVED,
			       _("took away the seal of %.*s: its decisions count no more"));
		return NULL;
	}
	const struct failure *failure = seals_say_the_same(chronicle->blobs, &change->before, &change->after, &is_same);
	if (failure == NULL && !is_same) {
		add_seal_event(chronicle, change, EVENT_CHANGED, _("replaced the seal of %.*s"));
	}
	return failure;
}

/* ---- what people wrote ---- */

/* Reads the file on both sides. Whether its lines only end otherwise. */
static const struct failure *read_sides(struct chronicle *chronicle, const struct tree_change *change,
					struct written_file *file, bool *ends_otherwise)
{
	struct arena *arena = chronicle->events.arena;
	const struct failure *failure =
	    blobs_read(chronicle->blobs, &change->before, change->before_mode, &file->before);
	if (failure == NULL) {
		failure = blobs_read(chronicle->blobs, &change->after, change->after_mode, &file->after);
	}
	bool has_same_size = file->before.size == file->after.size;
	file->before = text_with_line_feeds(arena, file->before);
	file->after = text_with_line_feeds(arena, file->after);
	*ends_otherwise = !has_same_size && slice_equal(file->before, file->after);
	return failure;
}

static const struct failure *tell_written(struct chronicle *chronicle, const struct tree_change *change)
{
	struct written_file file = {
	    .path = change->path, .was_there = change->before_mode != 0, .is_there = change->after_mode != 0};
	const struct failure *failure = NULL;
	bool is_journal = slice_ends_with(change->path, SLICE(".journal"));
	bool is_record = slice_ends_with(change->path, SLICE(".rec"));
	bool ends_otherwise = false;
	if (is_journal || is_record || (file.was_there && file.is_there)) {
		failure = read_sides(chronicle, change, &file, &ends_otherwise);
	}
	if (failure != NULL || ends_otherwise) {
		return failure;
	}
	if (is_record) {
		written_add_records(&chronicle->events, &file);
	} else if (is_journal) {
		written_add_entries(&chronicle->events, &file, chronicle->end.records.model);
	} else {
		written_add_file(&chronicle->events, &file);
	}
	return NULL;
}

static const struct failure *tell_change(struct chronicle *chronicle, const struct tree_change *change,
					 const struct walked_commit *commit)
{
	if (path_is_generated(change->path)) {
		return NULL;
	}
	if (path_is_seal(change->path)) {
		return tell_seal(chronicle, change, commit);
	}
	return chronicle->options->decisions_only ? NULL : tell_written(chronicle, change);
}

/* ---- commits ---- */

static bool changes_hold(const struct tree_changes *changes, struct slice path)
{
	size_t low = 0;
	size_t high = changes->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = slice_compare(changes->items[middle].path, path);
		if (order == 0) {
			return true;
		}
		low = order < 0 ? middle + 1 : low;
		high = order < 0 ? high : middle;
	}
	return false;
}

/* What the commit has from none of its parents: the rest was told of the commits on their sides. */
static struct tree_changes own_changes(struct arena *arena, const struct walked_commit *commit)
{
	if (commit->parent_count < 2) {
		return commit->changes;
	}
	struct tree_changes own = {arena_new_array(arena, struct tree_change, commit->changes.count), 0};
	for (size_t i = 0; i < commit->changes.count; i++) {
		const struct tree_change *change = &commit->changes.items[i];
		bool is_own = true;
		for (size_t j = 1; j < commit->parent_count && is_own; j++) {
			is_own = changes_hold(&commit->parents[j].changes, change->path);
		}
		if (is_own) {
			own.items[own.count++] = *change;
		}
	}
	return own;
}

static void tell_who(struct chronicle *chronicle, const struct walked_commit *commit)
{
	struct told_commit *told = &chronicle->told;
	struct slice encoding = SLICE("");
	commit_text_header(&commit->text, SLICE("encoding"), &encoding);
	*told = (struct told_commit){
	    .commit = commit,
	    .author = commit_words(chronicle->arena, commit->text.author.name, encoding),
	    .address = commit_words(chronicle->arena, commit->text.author.address, encoding),
	    .message = commit_words(chronicle->arena, commit->text.message, encoding),
	    .day = day_of_time(commit->text.author.time),
	};
}

static void forget_commit(struct chronicle *chronicle)
{
	arena_free(chronicle->arena);
	reading_release(&chronicle->own);
	chronicle->arena = arena_new();
	chronicle->events.arena = chronicle->arena;
	chronicle->events.count = 0;
}

/* The next commit within the days asked for; NULL when there is none left. */
static const struct failure *next_within(struct chronicle *chronicle, const struct walked_commit **commit)
{
	const struct failure *failure = NULL;
	bool is_within = false;
	do {
		failure = walk_next(chronicle->walk, commit);
		if (failure == NULL && *commit != NULL) {
			struct date day = day_of_time((*commit)->text.author.time);
			is_within = date_compare(day, chronicle->options->first) >= 0 &&
				    date_compare(day, chronicle->options->end) < 0;
		}
	} while (failure == NULL && *commit != NULL && !is_within);
	return failure;
}

const struct failure *chronicle_next(struct chronicle *chronicle, const struct told_commit **told)
{
	const struct walked_commit *commit = NULL;
	*told = NULL;
	forget_commit(chronicle);
	const struct failure *failure = next_within(chronicle, &commit);
	if (failure != NULL || commit == NULL) {
		return failure;
	}
	tell_who(chronicle, commit);
	chronicle->changes = own_changes(chronicle->arena, commit);
	for (size_t i = 0; failure == NULL && i < chronicle->changes.count; i++) {
		failure = tell_change(chronicle, &chronicle->changes.items[i], commit);
	}
	chronicle->told.events = chronicle->events.events;
	chronicle->told.event_count = chronicle->events.count;
	*told = failure == NULL ? &chronicle->told : NULL;
	return failure;
}

/* ---- signatures ---- */

static enum told_signature signature_of(const struct signature_claim *claim)
{
	if (claim->is_open) {
		return TOLD_NOT_CHECKED;
	}
	return claim->state == SIGNATURE_GOOD ? TOLD_GOOD : claim->state == SIGNATURE_BAD ? TOLD_BAD : TOLD_NOT_CHECKED;
}

/* By the keys that the end of the range declares: each says on which days it held. */
static const struct failure *look_up(struct chronicle *chronicle, git_commit *commit, enum told_signature *signature)
{
	struct state *state = NULL;
	if (chronicle->states == NULL) {
		chronicle->states = states_new(chronicle->repository);
		chronicle->signatures = signatures_new(chronicle->repository);
	}
	const struct failure *failure = states_at(chronicle->states, chronicle->end.records.tree, &state);
	if (failure != NULL) {
		return failure;
	}
	struct signature_claim claim = signature_claim(chronicle->signatures, chronicle->arena, state, commit);
	if (claim.is_open && chronicle->options->verifies) {
		failure = signatures_verify(chronicle->signatures, &claim, 1);
	}
	*signature = signature_of(&claim);
	return failure;
}

const struct failure *chronicle_signature(struct chronicle *chronicle, enum told_signature *signature)
{
	const struct walked_commit *walked = chronicle->told.commit;
	git_commit *commit = NULL;
	struct slice armour;
	*signature = TOLD_UNSIGNED;
	if (!commit_text_header(&walked->text, SLICE("gpgsig"), &armour)) {
		return NULL;
	}
	int status = git_commit_lookup(&commit, chronicle->repository, &walked->id);
	if (status != 0) {
		return repository_object_failure(chronicle->repository, &walked->id, status);
	}
	const struct failure *failure = look_up(chronicle, commit, signature);
	git_commit_free(commit);
	return failure;
}

/* ---- patches ---- */

static int write_patch(struct chronicle *chronicle, git_tree *before, git_tree *after, struct buffer *text)
{
	struct tree_changes changes = chronicle->changes;
	git_diff *diff = NULL;
	git_buf written = {NULL, 0, 0};
	git_diff_options options;
	git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
	char **paths = arena_new_array(chronicle->arena, char *, changes.count);
	for (size_t i = 0; i < changes.count; i++) {
		paths[i] = (char *)arena_format(chronicle->arena, "%.*s%.*s", SLICE_ARGUMENTS(chronicle->options->root),
						SLICE_ARGUMENTS(changes.items[i].path))
			       .data;
	}
	options.pathspec = (git_strarray){paths, changes.count};
	options.flags = GIT_DIFF_DISABLE_PATHSPEC_MATCH;
	int status = git_diff_tree_to_tree(&diff, chronicle->repository, before, after, &options);
	status = status == 0 ? git_diff_to_buf(&written, diff, GIT_DIFF_FORMAT_PATCH) : status;
	if (status == 0) {
		buffer_add(text, (struct slice){written.ptr, written.size});
	}
	git_buf_dispose(&written);
	git_diff_free(diff);
	return status;
}

const struct failure *chronicle_patch(struct chronicle *chronicle, struct buffer *text)
{
	const struct walked_commit *walked = chronicle->told.commit;
	git_commit *parent = NULL;
	git_tree *before = NULL;
	git_tree *after = NULL;
	if (chronicle->changes.count == 0) {
		return NULL; /* no path would mean all of them */
	}
	int status = git_tree_lookup(&after, chronicle->repository, &walked->text.tree);
	if (status == 0 && walked->parent_count > 0) {
		status = git_commit_lookup(&parent, chronicle->repository, &walked->parents[0].id);
		status = status == 0 ? git_commit_tree(&before, parent) : status;
	}
	status = status == 0 ? write_patch(chronicle, before, after, text) : status;
	git_tree_free(before);
	git_tree_free(after);
	git_commit_free(parent);
	return status == 0 ? NULL : repository_failure(_("cannot make a patch"));
}
