#include "record/lines.h"
#include "record/record.h"
#include "text/memory.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

struct reader {
	struct arena *arena;
	struct findings *findings;
	const struct text_file *file;
	struct slice original; /* its bytes, of which those that are no text were replaced in `file` */
	struct slice type;     /* of the records being read */
	bool is_type_refused;  /* its name was malformed: said once for all of them */
	struct slice types_seen[32];
	size_t types_seen_count;
	bool after_type; /* the line before was %rec: */
	struct record *records;
	size_t record_count;
	size_t record_capacity;
	struct record_field *fields; /* of the record being read */
	size_t field_count;
	size_t field_capacity;
	struct slice *malformed; /* lines of that record, likewise */
	size_t malformed_count;
	size_t malformed_capacity;
	struct buffer joined; /* the lines so far of a value that is continued */
	bool is_joining;
};

static struct location place(const struct reader *reader, struct slice text)
{
	return location_of(reader->file, text);
}

/* Called before anything but a continuation: the value of the field before is whole. */
static void end_value(struct reader *reader)
{
	if (reader->is_joining) {
		struct slice value = buffer_view(&reader->joined);
		while (value.size > 0 && strchr(" \t\n", value.data[value.size - 1]) != NULL) {
			value.size--;
		}
		reader->fields[reader->field_count - 1].value = arena_copy(reader->arena, value);
		reader->joined.size = 0;
		reader->is_joining = false;
	}
}

/* Notes a line of which it was said that it is malformed. */
static void note_malformed(struct reader *reader, struct slice line)
{
	reader->malformed = memory_grow(reader->malformed, reader->malformed_count, &reader->malformed_capacity,
					sizeof *reader->malformed);
	reader->malformed[reader->malformed_count++] = line;
}

static void copy_malformed(struct reader *reader, struct record *record)
{
	record->malformed_count = reader->malformed_count;
	record->malformed = arena_new_array(reader->arena, struct slice, reader->malformed_count);
	memcpy(record->malformed, reader->malformed, reader->malformed_count * sizeof *record->malformed);
	reader->malformed_count = 0;
}

static void end_record(struct reader *reader)
{
	end_value(reader);
	if (reader->field_count == 0) {
		reader->malformed_count = 0;
		return;
	}
	reader->records =
	    memory_grow(reader->records, reader->record_count, &reader->record_capacity, sizeof *reader->records);
	struct record *record = &reader->records[reader->record_count++];
	*record = (struct record){.type = reader->type, .count = reader->field_count, .file = reader->file};
	record->fields = arena_new_array(reader->arena, struct record_field, reader->field_count);
	memcpy(record->fields, reader->fields, reader->field_count * sizeof *record->fields);
	reader->field_count = 0;
	if (reader->malformed_count > 0) {
		copy_malformed(reader, record);
	}
	if (record->type.size == 0 && !reader->is_type_refused) {
		findings_add_plain(reader->findings, FINDING_RECORD_TYPE_MISSING,
				   place(reader, record->fields[0].name));
	}
}

static bool was_seen(const struct reader *reader, struct slice type)
{
	for (size_t i = 0; i < reader->types_seen_count; i++) {
		if (slice_equal(reader->types_seen[i], type)) {
			return true;
		}
	}
	return false;
}

/* The name with its accents dropped, which is what is wrong with most; empty when that makes no name. */
static struct slice without_accents(struct arena *arena, struct slice name)
{
	char *plain = arena_allocate(arena, name.size + 1, 1);
	size_t used = 0;
	size_t size = 1;
	for (size_t i = 0; i < name.size; i += size) {
		uint32_t character = utf8_decode(slice_from(name, i), &size);
		plain[used++] = size == 1 ? (char)character : utf8_ascii_look_alike(character);
	}
	struct slice result = {plain, used};
	return record_is_name(result) ? result : SLICE("");
}

/* Whether a byte of the line cannot be read as text, which is said of the file. */
static bool is_spoilt(const struct reader *reader, struct slice line)
{
	size_t start = (size_t)(line.data - reader->file->bytes.data);
	return memcmp(line.data, reader->original.data + start, line.size) != 0;
}

static void read_type(struct reader *reader, struct slice line)
{
	end_record(reader);
	struct slice name = slice_trim(slice_from(line, sizeof "%rec:" - 1));
	if (!slice_starts_with(line, SLICE("%rec:"))) {
		findings_add(reader->findings, FINDING_RECORD_SPECIAL_UNKNOWN, place(reader, line),
			     slice_part(line, 0, slice_find(line, ':')));
		return;
	}
	if (!record_is_name(name)) {
		if (!is_spoilt(reader, line)) {
			findings_add(reader->findings, FINDING_RECORD_TYPE_MALFORMED, place(reader, line), name,
				     without_accents(reader->arena, name));
		}
		reader->type = SLICE("");
		reader->is_type_refused = true;
		return;
	}
	if (was_seen(reader, name)) {
		findings_add(reader->findings, FINDING_RECORD_TYPE_REPEATED, place(reader, name), name);
	} else if (reader->types_seen_count < sizeof reader->types_seen / sizeof *reader->types_seen) {
		reader->types_seen[reader->types_seen_count++] = name;
	}
	reader->type = name;
	reader->is_type_refused = false;
	reader->after_type = true;
}

static void check_line_end(struct reader *reader, struct slice line)
{
	if (line.size > 0 && line.data[line.size - 1] == '\\') {
		findings_add_plain(reader->findings, FINDING_RECORD_LINE_BACKSLASH,
				   place(reader, slice_from(line, line.size - 1)));
		note_malformed(reader, line);
	}
}

static void read_field(struct reader *reader, struct slice line)
{
	size_t colon = slice_find(line, ':');
	struct slice name = slice_part(line, 0, colon);
	struct slice value = slice_trim(slice_from(line, colon + 1));
	end_value(reader);
	if (reader->after_type) {
		findings_add(reader->findings, FINDING_RECORD_BLANK_LINE_MISSING, place(reader, name), reader->type);
	}
	check_line_end(reader, line);
	reader->fields =
	    memory_grow(reader->fields, reader->field_count, &reader->field_capacity, sizeof *reader->fields);
	reader->fields[reader->field_count++] = (struct record_field){name, value, value, NULL};
}

static void read_continuation(struct reader *reader, struct slice line)
{
	if (reader->field_count == 0) {
		findings_add_plain(reader->findings, FINDING_RECORD_CONTINUATION_ORPHAN, place(reader, line));
		return;
	}
	check_line_end(reader, line);
	struct record_field *field = &reader->fields[reader->field_count - 1];
	struct slice text = slice_from(line, line.size > 1 && line.data[1] == ' ' ? 2 : 1);
	if (!reader->is_joining) {
		buffer_add(&reader->joined, field->value);
		reader->is_joining = true;
	}
	field->written.size = (size_t)(line.data + line.size - field->written.data);
	buffer_add_byte(&reader->joined, '\n');
	buffer_add(&reader->joined, text);
}

/* `Date : 2024-04-11`, as French puts a space before a colon, the way it should stand; empty for anything else. */
static struct slice without_space(struct arena *arena, struct slice line)
{
	size_t colon = slice_find(line, ':');
	struct slice name = slice_trim(slice_part(line, 0, colon));
	struct slice value = slice_trim(slice_from(line, colon + 1));
	return colon < line.size && record_is_name(name)
		   ? arena_format(arena, "%.*s: %.*s", SLICE_ARGUMENTS(name), SLICE_ARGUMENTS(value))
		   : SLICE("");
}

/* One that seems to be a field without its colon, or text without its `+`. */
static void read_malformed(struct reader *reader, struct slice line)
{
	if (!is_spoilt(reader, line)) {
		findings_add(reader->findings, FINDING_RECORD_LINE_MALFORMED, place(reader, line), slice_trim(line),
			     without_space(reader->arena, line));
	}
	note_malformed(reader, line);
}

static void read_line(struct reader *reader, struct slice line)
{
	switch (record_line_kind(line)) {
	case LINE_BLANK: end_record(reader); break;
	case LINE_COMMENT: break;
	case LINE_TYPE: read_type(reader, line); return;
	case LINE_CONTINUATION: read_continuation(reader, line); break;
	case LINE_FIELD: read_field(reader, line); break;
	case LINE_MALFORMED: read_malformed(reader, line); break;
	}
	reader->after_type = reader->after_type && record_line_kind(line) == LINE_COMMENT;
}

struct record_file record_read(struct arena *arena, const struct text_file *file, struct findings *findings)
{
	struct reader reader = {.arena = arena,
				.findings = findings,
				.file = record_clean_text(arena, file, findings),
				.original = file->bytes,
				.type = SLICE("")};
	struct slice rest = record_without_bom(reader.file->bytes);
	struct slice line;
	while (record_next_line(&rest, &line)) {
		read_line(&reader, line);
	}
	end_record(&reader);
	struct record_file result = {reader.file, NULL, reader.record_count};
	result.records = arena_new_array(arena, struct record, reader.record_count);
	if (reader.record_count > 0) {
		memcpy(result.records, reader.records, reader.record_count * sizeof *result.records);
	}
	free(reader.records);
	free(reader.fields);
	free(reader.malformed);
	buffer_free(&reader.joined);
	return result;
}
