#include "model/model.h"

#include "model/index.h"
#include "text/symbols.h"

#include <stdlib.h>
#include <string.h>

void *model_find(const struct model *model, enum record_type type, struct slice id)
{
	/* People and organisations share one space of ids. */
	enum record_type space = type == RECORD_PERSON ? RECORD_PARTY : type;
	return id_index_find(model->indexes[space], id);
}

struct party *model_find_party(const struct model *model, struct slice id)
{
	return model_find(model, RECORD_PARTY, id);
}

struct fund *model_find_fund(const struct model *model, struct slice id)
{
	return model_find(model, RECORD_FUND, id);
}

struct action *model_find_action(const struct model *model, struct slice id)
{
	return model_find(model, RECORD_ACTION, id);
}

struct circle *model_find_circle(const struct model *model, struct slice id)
{
	return model_find(model, RECORD_CIRCLE, id);
}

struct circle *model_circle_of_path(const struct model *model, struct slice path)
{
	struct slice below =
	    slice_from(path, slice_starts_with(path, SLICE("circles/")) ? sizeof "circles/" - 1 : path.size);
	return model_find_circle(model, slice_part(below, 0, slice_find(below, '/')));
}

struct meeting *model_find_meeting(const struct model *model, struct slice reference)
{
	return model_find(model, RECORD_MEETING, reference);
}

struct decision *model_find_decision(const struct model *model, struct slice reference)
{
	return model_find(model, RECORD_DECISION, reference);
}

bool decision_is_adopted(const struct decision *decision)
{
	return decision->outcome < 0 || decision->outcome == OUTCOME_ADOPTED;
}

bool meeting_is_pending(const struct meeting *meeting)
{
	return meeting->status == MEETING_ADOPTED && meeting->seal == NULL && meeting->date.days != DATE_NONE.days;
}

/* The n-th word of a list of ids written in `field`, when it has that many; lowers `*nth` by those it has. */
static bool nth_word(const struct record_field *field, size_t *nth, struct slice *word)
{
	struct slice rest = field->value;
	while (slice_next_word(&rest, " ,\t\n", word)) {
		if ((*nth)-- == 0) {
			return true;
		}
	}
	return false;
}

static bool lies_in(const struct text_file *file, struct slice part)
{
	return part.data >= file->bytes.data && part.data + part.size <= file->bytes.data + file->bytes.size;
}

struct location entry_place(const struct entry *entry, size_t offset, size_t nth)
{
	const struct record *record = entry->record;
	const struct record_field *first = NULL;
	if (record == NULL) {
		return (struct location){entry->file, 0, 0};
	}
	for (size_t i = 0; i < record->count; i++) {
		const struct record_field *field = &record->fields[i];
		if (field->definition == NULL || field->definition->offset != offset) {
			continue;
		}
		first = first == NULL ? field : first;
		bool is_list =
		    field->definition->kind == FIELD_REFERENCE && (field->definition->flags & FIELD_REPEATED) != 0;
		struct slice word;
		if (is_list && nth_word(field, &nth, &word)) {
			return lies_in(record->file, word) ? location_of(record->file, word)
							   : record_value_location(record, field);
		}
		if (!is_list && nth-- == 0) {
			return record_value_location(record, field);
		}
	}
	return first == NULL ? record_location(record) : record_value_location(record, first);
}

bool entry_has(const struct entry *entry, size_t offset)
{
	for (size_t i = 0; entry->record != NULL && i < entry->record->count; i++) {
		const struct field_definition *definition = entry->record->fields[i].definition;
		if (definition != NULL && definition->offset == offset) {
			return true;
		}
	}
	return false;
}

struct slice circle_path(struct arena *arena, const struct circle *circle, struct slice rest)
{
	return arena_format(arena, "circles/%.*s/%.*s", SLICE_ARGUMENTS(circle->id), SLICE_ARGUMENTS(rest));
}

static void remove_from(struct list *list, const void *record)
{
	size_t kept = 0;
	for (size_t i = 0; i < list->count; i++) {
		void *item = LIST_AT(*list, void *, i);
		if (item != record) {
			LIST_AT(*list, void *, kept++) = item;
		}
	}
	list->count = kept;
}

void model_withdraw(struct model *model, const struct meeting *meeting)
{
	struct arena *arena = arena_new();
	id_index_remove(
	    model->indexes[RECORD_MEETING],
	    arena_format(arena, "%.*s/%.*s", SLICE_ARGUMENTS(meeting->circle->id), SLICE_ARGUMENTS(meeting->id)));
	for (size_t i = 0; i < meeting->decisions.count; i++) {
		id_index_remove(model->indexes[RECORD_DECISION],
				LIST_AT(meeting->decisions, struct decision *, i)->reference);
	}
	remove_from(&model->meetings, meeting);
	remove_from(&meeting->circle->meetings, meeting);
	arena_free(arena);
}

void model_note_file(struct model *model, struct slice path)
{
	symbols_intern(model->later_files, path);
}

static int compare_entries(const void *left, const void *right)
{
	const struct source_entry *a = left;
	const struct source_entry *b = right;
	return slice_compare(a->path, b->path);
}

struct named_records model_named(const struct model *model, enum record_type type)
{
	switch (type) {
	case RECORD_PERSON:
	case RECORD_PARTY:
		return (struct named_records){model->parties, offsetof(struct party, id), offsetof(struct party, name)};
	case RECORD_FUND:
		return (struct named_records){model->funds, offsetof(struct fund, id), offsetof(struct fund, name)};
	case RECORD_PLACE:
		return (struct named_records){model->places, offsetof(struct place, id), offsetof(struct place, name)};
	case RECORD_CIRCLE:
		return (struct named_records){model->circles, offsetof(struct circle, id),
					      offsetof(struct circle, name)};
	case RECORD_ACTION:
		return (struct named_records){model->actions, offsetof(struct action, id),
					      offsetof(struct action, name)};
	default: return (struct named_records){{NULL, 0}, 0, 0};
	}
}

static struct slice named_text(const struct named_records *records, size_t index, size_t offset)
{
	const char *record = LIST_AT(records->list, char *, index);
	return *(const struct slice *)(const void *)(record + offset);
}

struct slice named_id(const struct named_records *records, size_t index)
{
	return named_text(records, index, records->id_offset);
}

struct slice named_name(const struct named_records *records, size_t index)
{
	return named_text(records, index, records->name_offset);
}

bool model_has_file(const struct model *model, struct slice path)
{
	struct source_entry key = {.path = path};
	const struct source_entry *found =
	    model->files.count == 0
		? NULL
		: bsearch(&key, model->files.entries, model->files.count, sizeof key, compare_entries);
	return (found != NULL && found->kind == SOURCE_FILE) || symbols_find(model->later_files, path) != SYMBOL_NONE;
}

void model_free(struct model *model)
{
	if (model == NULL) {
		return;
	}
	struct list *lists[] = {&model->rule_lines, &model->parties, &model->funds,         &model->places,
				&model->circles,    &model->actions, &model->contributions, &model->meetings,
				&model->seals,      &model->unread};
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		free(lists[i]->items);
	}
	symbols_free(model->later_files);
	symbols_free(model->missing);
	symbols_free(model->doubtful_journals);
	symbols_free(model->told_journals);
	for (size_t i = 0; i < RECORD_TYPE_COUNT; i++) {
		id_index_free(model->indexes[i]);
	}
	arena_free(model->arena);
	free(model);
}
