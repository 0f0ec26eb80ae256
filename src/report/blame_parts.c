#include "report/blame_parts.h"

#include "record/record.h"
#include "report/decision_facts.h"
#include "text/memory.h"

#include <stdlib.h>

struct part_list {
	struct blame_part *items; /* in ordinary memory until all are there */
	size_t count;
	size_t capacity;
};

static struct blame_part *add_part(struct part_list *parts, struct blame_part part)
{
	parts->items = memory_grow(parts->items, parts->count, &parts->capacity, sizeof part);
	parts->items[parts->count] = part;
	return &parts->items[parts->count++];
}

static struct list take_parts(struct arena *arena, struct part_list *parts)
{
	struct list list = {arena_new_array(arena, struct blame_part, parts->count), parts->count};
	for (size_t i = 0; i < parts->count; i++) {
		LIST_AT(list, struct blame_part, i) = parts->items[i];
	}
	free(parts->items);
	return list;
}

/* ---- the decision a record comes from ---- */

static bool stands_at(const struct entry *entry, struct slice path, size_t start)
{
	return entry->record != NULL && slice_equal(entry->file->path, path) &&
	       record_location(entry->record).start == start;
}

static const struct entry *entry_in(struct list records, struct slice path, size_t start)
{
	for (size_t i = 0; i < records.count; i++) {
		const struct entry *entry = LIST_AT(records, struct entry *, i);
		if (stands_at(entry, path, start)) {
			return entry;
		}
	}
	return NULL;
}

static const struct entry *entry_at(const struct model *model, enum record_type type, struct slice path, size_t start)
{
	switch (type) {
	case RECORD_FUND: return entry_in(model->funds, path, start);
	case RECORD_ACTION: return entry_in(model->actions, path, start);
	case RECORD_CONTRIBUTION: return entry_in(model->contributions, path, start);
	case RECORD_CIRCLE: return entry_in(model->circles, path, start);
	case RECORD_DECISION:
		for (size_t i = 0; i < model->meetings.count; i++) {
			const struct meeting *meeting = LIST_AT(model->meetings, struct meeting *, i);
			if (slice_equal(meeting->entry.file->path, path)) {
				return entry_in(meeting->decisions, path, start);
			}
		}
		return NULL;
	default: return NULL;
	}
}

/* The decision that made what a record says count; NULL when none did, or the record says it itself. */
static const struct decision *decision_behind(const struct fold *fold, const struct entry *entry)
{
	const void *record = entry;
	switch (entry->type) {
	case RECORD_DECISION: return record;
	case RECORD_FUND: return fold->funds[((const struct fund *)record)->index].award;
	case RECORD_ACTION: return action_adopted_by(fold, ((const struct action *)record)->circle, record);
	case RECORD_CONTRIBUTION: return fold->contributions[((const struct contribution *)record)->index].latest;
	case RECORD_CIRCLE: return fold->founded[((const struct circle *)record)->index];
	default: return NULL;
	}
}

static struct slice decision_of_record(const struct fold *fold, const struct record *record)
{
	const struct record_field *field = record_find(record, SLICE("Decision")); /* registers say it */
	const struct entry *entry =
	    entry_at(fold->model, record_type_by_name(record->type), record->file->path, record_location(record).start);
	const struct decision *decision = entry == NULL ? NULL : decision_behind(fold, entry);
	if (decision != NULL) {
		return decision->reference;
	}
	return field == NULL ? SLICE("") : field->value;
}

/* ---- records ---- */

static struct slice heading_of(struct arena *arena, const struct record *record)
{
	struct slice name = record->count == 0 ? SLICE("") : record->fields[0].value;
	return arena_format(arena, "%.*s %.*s", SLICE_ARGUMENTS(record->type),
			    SLICE_ARGUMENTS(slice_part(name, 0, slice_find(name, '\n'))));
}

static void add_fields(struct part_list *parts, struct line_counter *counter, const struct record *record,
		       struct slice heading, struct slice decision)
{
	for (size_t i = 0; i < record->count; i++) {
		const struct record_field *field = &record->fields[i];
		struct location name = record_name_location(record, field);
		struct location value = record_value_location(record, field);
		struct blame_part part = {
		    .heading = heading, .field = field->name, .value = field->value, .decision = decision};
		part.line = line_counter_at(counter, name.start);
		part.line_count =
		    line_counter_at(counter, value.start + (value.length > 0 ? value.length - 1 : 0)) - part.line + 1;
		add_part(parts, part);
	}
}

struct list record_parts(struct arena *arena, const struct fold *fold, const struct text_file *file,
			 const struct location *only)
{
	struct findings *unheard = findings_new(); /* souci check tells them */
	struct part_list parts = {NULL, 0, 0};
	struct record_file records = record_read(arena, file, unheard);
	struct line_counter counter = {records.file->bytes, 0, 1};
	for (size_t i = 0; i < records.count; i++) {
		const struct record *record = &records.records[i];
		if (only == NULL || record_location(record).start == only->start) {
			add_fields(&parts, &counter, record, heading_of(arena, record),
				   decision_of_record(fold, record));
		}
	}
	findings_free(unheard);
	return take_parts(arena, &parts);
}

/* ---- journals ---- */

static bool is_space(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r';
}

static bool is_comment(char byte)
{
	return byte == ';' || byte == '#' || byte == '*' || byte == '%' || byte == '|';
}

/* The value of a comment line `; name: value`; false for another name. */
static bool comment_tag(struct slice line, struct slice name, struct slice *value)
{
	size_t semicolon = slice_find(line, ';');
	struct slice text = slice_trim(slice_from(line, semicolon + 1));
	if (!slice_starts_with(text, name) || text.size == name.size || text.data[name.size] != ':') {
		return false;
	}
	*value = slice_trim(slice_from(text, name.size + 1));
	return true;
}

/* Decisions that the lines of an entry name, each once: what it comes from, or what it pays. */
static void note_decision(struct arena *arena, struct blame_part *part, struct slice line)
{
	struct slice value = SLICE("");
	if (!comment_tag(line, SLICE("decision"), &value) && !comment_tag(line, SLICE("pays"), &value)) {
		return;
	}
	struct slice rest = part->decision;
	struct slice known;
	while (slice_next_word(&rest, " ", &known)) {
		if (slice_equal(known, value)) {
			return;
		}
	}
	part->decision = part->decision.size == 0 ? value
						  : arena_format(arena, "%.*s %.*s", SLICE_ARGUMENTS(part->decision),
								 SLICE_ARGUMENTS(value));
}

static struct blame_part begin_entry(struct slice line, size_t number)
{
	size_t space = slice_find(line, ' ');
	return (struct blame_part){.field = slice_part(line, 0, space),
				   .value = slice_trim(slice_from(line, space)),
				   .line = number,
				   .line_count = 1,
				   .heading = SLICE(""),
				   .decision = SLICE("")};
}

struct list journal_parts(struct arena *arena, const struct text_file *file)
{
	struct part_list parts = {NULL, 0, 0};
	struct blame_part *open = NULL;
	struct slice rest = file->bytes;
	for (size_t number = 1; rest.size > 0; number++) {
		size_t size = slice_find(rest, '\n');
		struct slice line = slice_part(rest, 0, size);
		struct slice text = slice_trim(line);
		rest = slice_from(rest, size + 1);
		line.size -= line.size > 0 && line.data[line.size - 1] == '\r';
		bool is_blank = text.size == 0 || (text.size == 1 && text.data[0] == '\r');
		if (is_blank || (!is_space(line.data[0]) && is_comment(line.data[0]))) {
			open = is_blank ? NULL : open;
		} else if (!is_space(line.data[0])) {
			open = add_part(&parts, begin_entry(line, number));
			note_decision(arena, open, line);
		} else if (open != NULL) {
			open->line_count = number - open->line + 1;
			note_decision(arena, open, line);
		}
	}
	return take_parts(arena, &parts);
}
