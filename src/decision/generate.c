#include "decision/generate.h"

#include "decision/decision_journal.h"
#include "decision/register.h"
#include "text/memory.h"

#include <stdlib.h>
#include <string.h>

struct file_set {
	struct arena *arena;
	struct generated_file *files;
	size_t count;
	size_t capacity;
};

/* Takes the text over; an empty one gives no file. */
static void add_file(struct file_set *set, struct slice path, struct buffer *text)
{
	if (text->size > 0) {
		set->files = memory_grow(set->files, set->count, &set->capacity, sizeof *set->files);
		set->files[set->count++] = (struct generated_file){path, arena_copy(set->arena, buffer_view(text))};
	}
	buffer_free(text);
}

static void add_registers(struct file_set *set, const struct fold *fold)
{
	for (size_t i = 0; i < fold->model->circles.count; i++) {
		struct circle *circle = LIST_AT(fold->model->circles, struct circle *, i);
		struct buffer text = BUFFER_EMPTY;
		if (fold->founded[i] != NULL) {
			register_write(&text, fold, circle);
		}
		add_file(set, circle_path(set->arena, circle, SLICE("register.rec")), &text);
	}
}

static void add_journals(struct file_set *set, const struct fold *fold)
{
	struct buffer index = BUFFER_EMPTY;
	size_t next = 0;
	decision_journal_index_begin(&index, fold);
	for (size_t i = 0; i < fold->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(fold->meetings, struct meeting *, i);
		struct buffer text = BUFFER_EMPTY;
		next = decision_journal_write(&text, fold, meeting, next);
		struct slice path = decision_journal_path(set->arena, meeting);
		if (text.size > 0) {
			decision_journal_index_add(&index, path);
		}
		add_file(set, path, &text);
	}
	add_file(set, SLICE("ledger/generated.journal"), &index);
}

static int compare_files(const void *left, const void *right)
{
	const struct generated_file *a = left;
	const struct generated_file *b = right;
	return slice_compare(a->path, b->path);
}

struct list generate(struct arena *arena, struct fold *fold)
{
	struct file_set set = {.arena = arena};
	const struct text_file *main_journal;
	bool has_ledger =
	    source_read(fold->model->source, SLICE("ledger/main.journal"), &main_journal) != SOURCE_MISSING;
	if (fold->meetings.count > 0 || has_ledger) {
		add_registers(&set, fold);
		add_journals(&set, fold);
	}
	struct list list = {arena_new_array(arena, struct generated_file, set.count), set.count};
	if (set.count > 0) {
		qsort(set.files, set.count, sizeof *set.files, compare_files);
		memcpy(list.items, set.files, set.count * sizeof *set.files);
	}
	free(set.files);
	return list;
}

static bool is_listed(struct list files, struct slice path)
{
	struct generated_file key = {.path = path};
	return files.count > 0 && bsearch(&key, files.items, files.count, sizeof key, compare_files) != NULL;
}

/* Only `apply` writes below ledger/circles/, and the registers. */
static bool is_ours_alone(struct slice path)
{
	return slice_starts_with(path, SLICE("ledger/circles/")) ||
	       (slice_starts_with(path, SLICE("circles/")) && slice_ends_with(path, SLICE("/register.rec"))) ||
	       slice_equal(path, SLICE("ledger/generated.journal"));
}

static void add_extra(struct source_list all, struct list files, struct list *paths)
{
	for (size_t i = 0; i < all.count; i++) {
		const struct source_entry *entry = &all.entries[i];
		if (entry->kind != SOURCE_FOLDER && is_ours_alone(entry->path) && !is_listed(files, entry->path)) {
			LIST_AT(*paths, struct slice, paths->count++) = entry->path;
		}
	}
}

const struct failure *generated_extra(struct arena *arena, struct model *model, struct list files, struct list *paths)
{
	struct source_list ledger = {NULL, 0};
	const struct failure *failure = source_list(model->source, SLICE("ledger"), &ledger);
	if (failure == NULL) {
		paths->items = arena_new_array(arena, struct slice, ledger.count + model->files.count);
		paths->count = 0;
		add_extra(ledger, files, paths);
		add_extra(model->files, files, paths);
	}
	return failure;
}

void generated_check(struct model *model, struct list files)
{
	struct list extra = {NULL, 0};
	for (size_t i = 0; i < files.count; i++) {
		const struct generated_file *file = &LIST_AT(files, struct generated_file, i);
		const struct text_file *found;
		enum source_kind kind = source_read(model->source, file->path, &found);
		if (kind == SOURCE_MISSING && model->seals.count == 0) {
			continue; /* nothing was ever applied: they are still to come */
		}
		if (kind != SOURCE_FILE) {
			findings_add_plain(model->findings, FINDING_GENERATED_FILE_MISSING, location_of_file(found));
		} else if (!slice_equal(found->bytes, file->bytes)) {
			findings_add_plain(model->findings, FINDING_GENERATED_FILE_STALE, location_of_file(found));
		}
	}
	if (generated_extra(model->arena, model, files, &extra) == NULL) {
		for (size_t i = 0; i < extra.count; i++) {
			const struct text_file *found;
			source_read(model->source, LIST_AT(extra, struct slice, i), &found);
			findings_add_plain(model->findings, FINDING_GENERATED_FILE_EXTRA, location_of_file(found));
		}
	}
}
