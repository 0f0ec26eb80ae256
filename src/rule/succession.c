#include "rule/succession_parts.h"

#include "decision/seal.h"
#include "model/unread.h"
#include "rule/bank.h"
#include "text/memory.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* ---- beginning and end ---- */

static bool can_begin(const struct snapshot *snapshot, const struct fold *applied)
{
	const struct model *model = snapshot->model;
	return model->unread.count == 0 && model->seals.count > 0 && applied->meetings.count > 0;
}

struct succession *succession_new(struct snapshot *snapshot, struct judgement *judgement, struct fold *applied)
{
	struct succession *succession = memory_allocate_zeroed(1, sizeof *succession);
	succession->snapshot = snapshot;
	succession->model = snapshot->model;
	succession->judgement = judgement;
	succession->decided = judge_fold(judgement);
	succession->applied = applied;
	succession->arena = arena_new();
	succession->known_journals.paths = symbols_new();
	succession->known_records.paths = symbols_new();
	bank_make_room(succession);
	if (!can_begin(snapshot, applied) || !standing_begin(succession) || !bank_begin(succession)) {
		succession_free(succession);
		return NULL;
	}
	dues_begin(succession);
	generated_begin(succession);
	return succession;
}

static void free_texts(struct growing_texts *texts)
{
	for (uint32_t i = 0; i < symbols_count(texts->paths); i++) {
		buffer_free(&texts->texts[i].bytes);
	}
	symbols_free(texts->paths);
	free(texts->texts);
}

void succession_free(struct succession *succession)
{
	if (succession == NULL) {
		return;
	}
	judge_close(succession->judgement);
	fold_free(succession->decided);
	for (size_t i = 0; succession->registers != NULL && i < succession->model->circles.count; i++) {
		buffer_free(&succession->registers[i]);
	}
	free(succession->registers);
	free_texts(&succession->known_journals);
	free_texts(&succession->known_records);
	buffer_free(&succession->declarations);
	buffer_free(&succession->accounts);
	buffer_free(&succession->includes);
	findings_free(succession->findings);
	free(succession->journals.items);
	free(succession->records.items);
	free(succession->generated.items);
	free(succession->due_accounts);
	arena_free(succession->arena);
	free(succession);
}

/* ---- which files can be followed ---- */

enum follower {
	FOLLOWER_JOURNAL,   /* that grows */
	FOLLOWER_GENERATED, /* written by apply */
	FOLLOWER_RECORDS,   /* contributions, actions, people, funds, that come or grow */
	FOLLOWER_MEETING,   /* minutes, that come or take the place of a draft */
	FOLLOWER_SEAL,      /* that comes */
	FOLLOWER_EVIDENCE,  /* that comes */
	FOLLOWER_NONE,
};

static enum follower follower_in_circle(struct slice rest)
{
	size_t slash = slice_find_last(rest, '/');
	struct slice folder = slash == rest.size ? SLICE("") : slice_part(rest, 0, slash + 1);
	struct slice name = slice_from(rest, folder.size);
	bool is_record = slice_ends_with(name, SLICE(".rec")) && name.data[0] != '.';
	if (slice_starts_with(rest, SLICE("evidence/"))) {
		return FOLLOWER_EVIDENCE;
	}
	if (slice_equal(rest, SLICE("register.rec"))) {
		return FOLLOWER_GENERATED;
	}
	if (is_record && slice_equal(folder, SLICE("meetings/"))) {
		return FOLLOWER_MEETING;
	}
	if (is_record && slice_equal(folder, SLICE("sealed/"))) {
		return FOLLOWER_SEAL;
	}
	bool is_of_year = slice_starts_with(folder, SLICE("contributions/")) && folder.size == 19;
	bool is_programme = slice_equal(rest, SLICE("programme.rec"));
	return is_record && (is_of_year || is_programme) ? FOLLOWER_RECORDS : FOLLOWER_NONE;
}

static bool is_registry(struct slice path)
{
	static const char *const registries[] = {"circles/people.rec", "circles/parties.rec", "circles/funds.rec",
						 "circles/places.rec"};
	for (size_t i = 0; i < sizeof registries / sizeof *registries; i++) {
		if (slice_equal(path, slice_of(registries[i]))) {
			return true;
		}
	}
	return false;
}

static enum follower follower_of(const struct succession *succession, struct slice path)
{
	struct slice circles = SLICE("circles/");
	if (utf8_find_invalid(path) < path.size) {
		return FOLLOWER_NONE;
	}
	if (is_generated_journal(path)) {
		return FOLLOWER_GENERATED;
	}
	if (!slice_starts_with(path, circles)) {
		return FOLLOWER_JOURNAL;
	}
	if (is_registry(path)) {
		return FOLLOWER_RECORDS;
	}
	struct slice below = slice_from(path, circles.size);
	size_t slash = slice_find(below, '/');
	const struct circle *circle = model_find_circle(succession->model, slice_part(below, 0, slash));
	bool is_known = slash < below.size && circle != NULL && circle->entry.record != NULL;
	return is_known ? follower_in_circle(slice_from(below, slash + 1)) : FOLLOWER_NONE;
}

static void add_growth(struct growth_list *list, struct growth growth)
{
	list->items = memory_grow(list->items, list->count, &list->capacity, sizeof *list->items);
	list->items[list->count++] = growth;
}

/* Sets how much of a file that grew was there before; false when it did anything else. */
static bool measure(struct growth *growth, struct slice before)
{
	growth->known = before.size;
	bool ends_line = before.size == 0 || before.data[before.size - 1] == '\n';
	return ends_line && growth->whole.size > before.size && slice_starts_with(growth->whole, before);
}

/* What stood in a file of records. */
static bool find_records(const struct succession *succession, struct slice path, struct slice *bytes)
{
	const struct growing_text *known = text_known(&succession->known_records, path);
	const struct text_file *file;
	if (known != NULL) {
		*bytes = buffer_view(&known->bytes);
		return true;
	}
	bool is_there = source_read(succession->model->source, path, &file) == SOURCE_FILE;
	*bytes = file->bytes;
	return is_there;
}

/* Records that came must stand apart from those that were there, under the same type. */
static bool records_stand_apart(const struct growth *growth)
{
	struct slice before = slice_part(growth->whole, 0, growth->known);
	struct slice added = slice_from(growth->whole, growth->known);
	bool is_apart = slice_ends_with(before, SLICE("\n\n")) || added.data[0] == '\n';
	return is_apart && added.data[0] != '%' && !slice_contains(added, SLICE("\n%")) &&
	       slice_find(growth->whole, '\r') == growth->whole.size;
}

static bool prepare_records(struct succession *succession, struct growth growth, bool is_new)
{
	struct slice before = SLICE("");
	if (!is_new && (!find_records(succession, growth.path, &before) || !measure(&growth, before) ||
			!records_stand_apart(&growth))) {
		return false;
	}
	add_growth(&succession->records, growth);
	return true;
}

/* The minutes at a path, as long as they took no part in anything; NULL when they did or cannot be told. */
static const struct meeting *find_draft(const struct succession *succession, struct slice path)
{
	const struct model *model = succession->model;
	for (size_t i = model->meetings.count; i-- > 0;) {
		const struct meeting *meeting = LIST_AT(model->meetings, struct meeting *, i);
		if (slice_equal(meeting->entry.file->path, path)) {
			bool is_draft = meeting->status == MEETING_DRAFT || meeting->status == MEETING_CONVENED ||
					meeting->status == MEETING_CANCELLED;
			return is_draft && meeting->seal == NULL ? meeting : NULL;
		}
	}
	return NULL;
}

static bool prepare_meeting(struct succession *succession, struct growth growth, bool is_new)
{
	growth.replaced = is_new ? NULL : find_draft(succession, growth.path);
	add_growth(&succession->records, growth);
	return is_new || growth.replaced != NULL;
}

static bool prepare_journal(struct succession *succession, struct growth growth)
{
	const struct growing_text *known = text_known(&succession->known_journals, growth.path);
	if (known == NULL || !measure(&growth, buffer_view(&known->bytes))) {
		return false;
	}
	add_growth(&succession->journals, growth);
	return true;
}

static bool prepare_file(struct succession *succession, size_t index)
{
	const struct later_files *files = &succession->files;
	const struct later_file *file = &files->items[index];
	struct growth growth = {.path = file->path};
	enum follower follower = follower_of(succession, file->path);
	bool must_be_new = follower == FOLLOWER_SEAL || follower == FOLLOWER_EVIDENCE;
	if (follower == FOLLOWER_NONE || (must_be_new && !file->is_new) ||
	    (follower == FOLLOWER_JOURNAL && file->is_new)) {
		return false;
	}
	if (follower == FOLLOWER_EVIDENCE) {
		return true;
	}
	if (!files->read(files->context, index, &growth.whole)) {
		return false;
	}
	switch (follower) {
	case FOLLOWER_JOURNAL: return prepare_journal(succession, growth);
	case FOLLOWER_MEETING: return prepare_meeting(succession, growth, file->is_new);
	case FOLLOWER_SEAL:
	case FOLLOWER_RECORDS: return prepare_records(succession, growth, file->is_new);
	default: add_growth(&succession->generated, growth); return true;
	}
}

bool succession_prepare(struct succession *succession, struct later_files files)
{
	succession->files = files;
	succession->journals.count = 0;
	succession->records.count = 0;
	succession->generated.count = 0;
	for (size_t i = 0; i < files.count; i++) {
		if (!prepare_file(succession, i)) {
			return false;
		}
	}
	return standing_lets_files_come(succession);
}

/* ---- what the records say ---- */

/* The line that says which type the records at the end of a text are of. */
static struct slice last_type(struct slice text)
{
	struct slice type = SLICE("");
	while (text.size > 0) {
		size_t end = slice_find(text, '\n');
		struct slice line = slice_part(text, 0, end);
		type = slice_starts_with(line, SLICE("%rec:")) ? line : type;
		text = slice_from(text, end + 1);
	}
	return type;
}

/* The records that came, as a file of their own. */
static struct text_file *file_of(struct succession *succession, const struct growth *growth)
{
	struct arena *arena = succession->model->arena;
	struct text_file *file = arena_new_object(arena, struct text_file);
	struct slice type = last_type(slice_part(growth->whole, 0, growth->known));
	struct slice added = slice_from(growth->whole, growth->known);
	file->path = arena_copy(arena, growth->path);
	file->bytes = growth->known == 0
			  ? arena_copy(arena, added)
			  : arena_format(arena, "%.*s\n\n%.*s", SLICE_ARGUMENTS(type), SLICE_ARGUMENTS(added));
	return file;
}

/* What may grow once more is remembered whole. */
static void remember_records(struct succession *succession, const struct growth *growth)
{
	if (follower_of(succession, growth->path) == FOLLOWER_RECORDS) {
		struct growing_text *known = text_of(&succession->known_records, growth->path);
		known->bytes.size = 0;
		buffer_add(&known->bytes, growth->whole);
	}
}

static void withdraw_drafts(struct succession *succession)
{
	for (size_t i = 0; i < succession->records.count; i++) {
		const struct meeting *replaced = succession->records.items[i].replaced;
		if (replaced != NULL) {
			model_withdraw(succession->model, replaced);
		}
	}
}

static void extend_model(struct succession *succession)
{
	struct growth_list records = succession->records;
	struct text_file **files = memory_allocate_zeroed(records.count, sizeof *files);
	for (size_t i = 0; i < records.count; i++) {
		files[i] = file_of(succession, &records.items[i]);
		remember_records(succession, &records.items[i]);
	}
	for (size_t i = 0; i < succession->files.count; i++) {
		const struct later_file *file = &succession->files.items[i];
		if (file->is_new && slice_starts_with(file->path, SLICE("circles/"))) {
			model_note_file(succession->model, file->path);
		}
	}
	model_extend(succession->model, files, records.count);
	free(files);
}

/* ---- the meetings that came ---- */

/* What a cancellation undoes from its own day on: the fold knows all that it changes. */
static bool can_be_followed_back(int kind)
{
	return kind == KIND_ALLOCATE || kind == KIND_REALLOCATE || kind == KIND_GRANT || kind == KIND_RETURN ||
	       kind == KIND_RETRIBUTE || kind == KIND_EXPENSE || kind == KIND_MANDATE || kind == KIND_END_MANDATE ||
	       kind == KIND_RULE;
}

/* Kinds that look back at what was decided, paid or closed before. */
static bool looks_back(const struct succession *succession, const struct decision *decision)
{
	int kind = decision->kind;
	if (kind == KIND_CANCEL) {
		const struct decision *cancelled = model_find_decision(succession->model, decision->of);
		return succession->standing.count > 0 || cancelled == NULL || !can_be_followed_back(cancelled->kind);
	}
	return kind == KIND_SUBSTITUTE || kind == KIND_REGULARISE || kind == KIND_CLOSE_FUND ||
	       kind == KIND_CLOSE_YEAR || kind == KIND_SHORTFALL;
}

static bool can_follow(const struct succession *succession, const struct meeting *meeting)
{
	for (size_t i = 0; i < meeting->decisions.count; i++) {
		if (looks_back(succession, LIST_AT(meeting->decisions, struct decision *, i))) {
			return false;
		}
	}
	return !fold_year_is_closed(succession->decided, date_year(meeting->date)) &&
	       (meeting->seal == NULL || meeting->seal->post.days == DATE_NONE.days);
}

/* The meetings whose seals came, in the arena; NULL among them is not possible without an error. */
static bool find_sealed(const struct succession *succession, size_t first_seal, struct list *meetings)
{
	const struct model *model = succession->model;
	size_t count = model->seals.count - first_seal;
	*meetings = (struct list){arena_new_array(succession->arena, struct meeting *, count), count};
	for (size_t i = 0; i < count; i++) {
		const struct seal *seal = LIST_AT(model->seals, struct seal *, first_seal + i);
		struct meeting *meeting = model_find_meeting(model, seal->meeting);
		if (meeting == NULL || meeting->seal != seal || !can_follow(succession, meeting)) {
			return false;
		}
		LIST_AT(*meetings, struct meeting *, i) = meeting;
	}
	return true;
}

static bool check_seals(const struct succession *succession, struct list meetings)
{
	bool is_fine = true;
	for (size_t i = 0; is_fine && i < meetings.count; i++) {
		struct meeting *meeting = LIST_AT(meetings, struct meeting *, i);
		is_fine = seal_check(succession->model, meeting) && seal_check_post(succession->decided, meeting);
	}
	return is_fine;
}

/* How much there was before the records came. */
struct extent {
	size_t contributions;
	size_t meetings;
	size_t registered; /* people, organisations, places, funds and actions */
	size_t seals;
	size_t decided_entries;
	size_t decided_accounts;
	size_t applied_entries;
};

static size_t count_registered(const struct model *model)
{
	return model->parties.count + model->places.count + model->funds.count + model->actions.count;
}

static struct extent measure_extent(const struct succession *succession)
{
	return (struct extent){
	    .contributions = succession->model->contributions.count,
	    .meetings = succession->model->meetings.count,
	    .registered = count_registered(succession->model),
	    .seals = succession->model->seals.count,
	    .decided_entries = succession->decided->entries.count,
	    .decided_accounts = succession->decided->accounts.count,
	    .applied_entries = succession->applied->entries.count,
	};
}

static bool follow_meetings(struct succession *succession, const struct extent *before, struct list *sealed)
{
	const struct model *model = succession->model;
	struct meeting *const *came = model->meetings.items;
	size_t count = model->meetings.count - before->meetings;
	for (size_t i = before->meetings; i < model->meetings.count; i++) {
		if (!can_follow(succession, came[i])) {
			return false;
		}
	}
	return find_sealed(succession, before->seals, sealed) &&
	       judge_extend(succession->judgement, count == 0 ? NULL : came + before->meetings, count,
			    before->contributions) &&
	       fold_extend(succession->applied, sealed->items, sealed->count) && check_seals(succession, *sealed);
}

bool succession_follow(struct succession *succession)
{
	withdraw_drafts(succession);
	struct extent before = measure_extent(succession);
	struct list sealed = {NULL, 0};
	findings_free(succession->findings);
	succession->findings = findings_new();
	succession->model->findings = succession->findings;
	if (succession->records.count > 0) {
		extend_model(succession);
	}
	bank_make_room(succession);
	bool has_newcomers = count_registered(succession->model) > before.registered;
	return findings_count_from(succession->findings, SEVERITY_ERROR) == 0 &&
	       !(has_newcomers && unread_has_any(succession->model)) &&
	       standing_lets_records_come(succession, before.contributions, before.meetings) &&
	       follow_meetings(succession, &before, &sealed) &&
	       standing_lets_money_move(succession, before.decided_accounts, sealed.count > 0) &&
	       dues_follow(succession) && generated_read(succession, before.decided_entries) &&
	       bank_follow(succession) && generated_follow(succession, before.applied_entries, sealed.count > 0) &&
	       findings_count_from(succession->findings, SEVERITY_ERROR) == 0;
}
