#include "history/unit.h"

#include "decision/generate.h"
#include "record/record.h"
#include "text/buffer.h"
#include "text/memory.h"
#include "text/symbols.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* ---- paths ---- */

/* What is left of a path below `circles/ID/`, or empty. */
static struct slice below_circle(struct slice path)
{
	struct slice circle = circle_of_path(path);
	return circle.size == 0 ? SLICE("") : slice_from(path, strlen("circles/") + circle.size + 1);
}

struct slice circle_of_path(struct slice path)
{
	struct slice folder = SLICE("circles/");
	if (!slice_starts_with(path, folder)) {
		return SLICE("");
	}
	struct slice rest = slice_from(path, folder.size);
	size_t slash = slice_find(rest, '/');
	return slash == rest.size ? SLICE("") : slice_part(rest, 0, slash);
}

static bool is_record_below(struct slice path, struct slice folder)
{
	return slice_starts_with(below_circle(path), folder) && slice_ends_with(path, SLICE(".rec"));
}

bool path_is_seal(struct slice path)
{
	return is_record_below(path, SLICE("sealed/"));
}

bool path_is_meeting(struct slice path)
{
	return is_record_below(path, SLICE("meetings/"));
}

bool path_is_generated(struct slice path)
{
	return is_generated_journal(path) || slice_equal(below_circle(path), SLICE("register.rec"));
}

static enum subject subject_in_circle(struct slice path)
{
	struct slice below = below_circle(path);
	if (slice_equal(below, SLICE("circle.rec"))) {
		return SUBJECT_CIRCLE;
	}
	if (slice_equal(below, SLICE("programme.rec"))) {
		return SUBJECT_PROGRAMME;
	}
	if (is_record_below(path, SLICE("contributions/"))) {
		return SUBJECT_CONTRIBUTION;
	}
	return path_is_meeting(path) ? SUBJECT_MEETING : path_is_seal(path) ? SUBJECT_SEAL : SUBJECT_EVIDENCE;
}

static const struct {
	const char *start;
	enum subject subject;
} subjects_of_starts[] = {
    {"circles/network.rec", SUBJECT_NETWORK},
    {"circles/people.rec", SUBJECT_PERSON},
    {"circles/parties.rec", SUBJECT_PARTY},
    {"circles/funds.rec", SUBJECT_FUND},
    {"circles/places.rec", SUBJECT_PLACE},
    {"ledger/bank/", SUBJECT_BANK},
    {"ledger/", SUBJECT_LEDGER},
    {"reports/", SUBJECT_REPORT},
    {".mailmap", SUBJECT_NETWORK},
};

enum subject subject_of_path(struct slice path)
{
	if (path_is_generated(path)) {
		return SUBJECT_SEAL;
	}
	if (circle_of_path(path).size > 0) {
		return subject_in_circle(path);
	}
	for (size_t i = 0; i < sizeof subjects_of_starts / sizeof *subjects_of_starts; i++) {
		if (slice_starts_with(path, slice_of(subjects_of_starts[i].start))) {
			return subjects_of_starts[i].subject;
		}
	}
	return SUBJECT_OTHER;
}

/* ---- reading ---- */

struct unit_reader {
	struct arena *arena;
	struct slice path;
	struct unit *units;
	size_t count;
	size_t capacity;
	struct symbols *keys; /* to tell units apart that have the same key */
	size_t *times_seen;   /* by symbol */
	size_t times_capacity;
};

static void add_unit(struct unit_reader *reader, struct slice key, struct slice text, enum subject subject,
		     struct slice owner)
{
	uint32_t known = symbols_count(reader->keys);
	uint32_t symbol = symbols_intern(reader->keys, key);
	if (symbol == known) {
		reader->times_seen =
		    memory_grow(reader->times_seen, symbol, &reader->times_capacity, sizeof *reader->times_seen);
		reader->times_seen[symbol] = 0;
	}
	assert(reader->times_seen != NULL);
	size_t nth = ++reader->times_seen[symbol];
	reader->units = memory_grow(reader->units, reader->count, &reader->capacity, sizeof *reader->units);
	reader->units[reader->count++] = (struct unit){
	    .key = nth == 1 ? key : arena_format(reader->arena, "%.*s (%zu)", SLICE_ARGUMENTS(key), nth),
	    .text = text,
	    .subject = subject,
	    .owner = owner,
	    .circle = circle_of_path(reader->path),
	};
}

static enum subject subject_of_type(enum record_type type, enum subject of_path)
{
	switch (type) {
	case RECORD_NETWORK: return SUBJECT_NETWORK;
	case RECORD_RULE: return SUBJECT_RULE;
	case RECORD_PERSON: return SUBJECT_PERSON;
	case RECORD_PARTY: return SUBJECT_PARTY;
	case RECORD_FUND: return SUBJECT_FUND;
	case RECORD_PLACE: return SUBJECT_PLACE;
	default: return of_path;
	}
}

/* The value of a field by its English name, in whichever language it is written; empty when not said. */
static struct slice value_of(const struct record *record, const struct record_definition *definition, const char *name)
{
	const struct field_definition *wanted = field_by_name(definition, slice_of(name));
	for (size_t i = 0; wanted != NULL && i < record->count; i++) {
		if (field_by_name(definition, record->fields[i].name) == wanted) {
			return record->fields[i].value;
		}
	}
	return SLICE("");
}

/* ---- what a record says, however it is written ---- */

/* The currency at the end of an amount: a code, or its sign. */
static struct slice currency_of(struct slice text)
{
	struct slice trimmed = slice_trim(text);
	struct slice code = slice_from(trimmed, trimmed.size < 3 ? 0 : trimmed.size - 3);
	return value_is_currency(code) ? code : SLICE("EUR");
}

static struct slice plain_money(struct arena *arena, struct slice text)
{
	struct amount amount;
	struct money_style style = {.currency = currency_of(text), .comma = true};
	return value_parse_money(text, style, &amount) == VALUE_FINE ? money_text(arena, amount, style.currency) : text;
}

static struct slice plain_duration(struct arena *arena, struct slice text)
{
	enum { HUNDREDTHS = 100 };
	struct duration duration = {.given = false};
	if (value_parse_duration(text, &duration) != VALUE_FINE) {
		return text;
	}
	if (duration.day_hundredths == 0) {
		return duration_text(arena, duration.minutes);
	}
	return arena_format(arena, "%lld.%02lld d", (long long)(duration.day_hundredths / HUNDREDTHS),
			    (long long)(duration.day_hundredths % HUNDREDTHS));
}

static struct slice plain_choice(const struct choice *choices, struct slice text)
{
	int choice = choice_by_name(choices, text);
	return choice < 0 ? text : slice_of(choices[choice].name);
}

static struct slice plain_answer(struct slice text)
{
	int answer = -1;
	return value_parse_yes_no(text, &answer) != VALUE_FINE ? text : answer == 1 ? SLICE("yes") : SLICE("no");
}

/* A word and what comes behind it: `facture f.pdf`, `drac 10,00 €`. */
static struct slice plain_pair(struct arena *arena, const struct field_definition *field, struct slice text)
{
	struct slice first = slice_part(text, 0, slice_find(text, ' '));
	struct slice second = slice_trim(slice_from(text, first.size));
	if (field->kind == FIELD_PART) {
		second = plain_money(arena, second);
	} else {
		first = plain_choice(evidence_choices, first);
	}
	return arena_format(arena, "%.*s %.*s", SLICE_ARGUMENTS(first), SLICE_ARGUMENTS(second));
}

/* A value as generated files would write it; what cannot be read stays as it is. */
static struct slice plain_value(struct arena *arena, const struct field_definition *field, struct slice text)
{
	switch (field->kind) {
	case FIELD_MONEY: return plain_money(arena, text);
	case FIELD_DURATION: return plain_duration(arena, text);
	case FIELD_CHOICE: return plain_choice(field->choices, text);
	case FIELD_YES_NO: return plain_answer(text);
	case FIELD_PART:
	case FIELD_EVIDENCE: return plain_pair(arena, field, text);
	default: return text;
	}
}

/* One line of what a record says. */
struct said_line {
	size_t rank;    /* of its field in the table; unknown ones stand behind */
	bool is_of_set; /* one of several ids, whose order means nothing */
	size_t place;   /* in the file */
	struct slice name;
	struct slice value;
};

struct said {
	struct said_line *lines;
	size_t count;
	size_t capacity;
};

static void say(struct said *said, struct said_line line)
{
	said->lines = memory_grow(said->lines, said->count, &said->capacity, sizeof *said->lines);
	line.place = said->count;
	said->lines[said->count++] = line;
}

/* Ids of a list mean the same whether they stand on one line or on several. */
static void say_field(struct said *said, struct arena *arena, const struct record_definition *definition,
		      const struct record_field *field)
{
	const struct field_definition *known = definition == NULL ? NULL : field_by_name(definition, field->name);
	struct slice rest = field->value;
	struct said_line line = {.rank = SIZE_MAX, .name = field->name, .value = field->value};
	if (known == NULL) {
		say(said, line);
		return;
	}
	line.rank = (size_t)(known - definition->fields);
	line.name = slice_of(known->name);
	line.is_of_set = known->kind == FIELD_REFERENCE && (known->flags & FIELD_REPEATED) != 0;
	if (!line.is_of_set) {
		line.value = plain_value(arena, known, field->value);
		say(said, line);
		return;
	}
	while (slice_next_word(&rest, " ,\t\n", &line.value)) {
		say(said, line);
	}
}

static int compare_lines(const void *left, const void *right)
{
	const struct said_line *a = left;
	const struct said_line *b = right;
	if (a->rank != b->rank) {
		return a->rank < b->rank ? -1 : 1;
	}
	int order = a->is_of_set && b->is_of_set ? slice_compare(a->value, b->value) : 0;
	return order != 0 ? order : (a->place > b->place) - (a->place < b->place);
}

/* Whether the order of the fields means something: a reason belongs to the objection above it. */
static bool has_order(const struct record_definition *definition, const struct record *record)
{
	for (size_t i = 0; definition != NULL && i < record->count; i++) {
		const struct field_definition *known = field_by_name(definition, record->fields[i].name);
		if (known != NULL && known->kind == FIELD_OBJECTION) {
			return true;
		}
	}
	return definition == NULL;
}

static struct slice text_of_record(struct arena *arena, const struct record *record,
				   const struct record_definition *definition)
{
	struct buffer text = BUFFER_EMPTY;
	struct said said = {NULL, 0, 0};
	for (size_t i = 0; i < record->count; i++) {
		say_field(&said, arena, definition, &record->fields[i]);
	}
	if (said.count > 1 && !has_order(definition, record)) {
		qsort(said.lines, said.count, sizeof *said.lines, compare_lines);
	}
	for (size_t i = 0; i < said.count; i++) {
		record_write_field(&text, said.lines[i].name, said.lines[i].value);
	}
	struct slice copy = arena_copy(arena, buffer_view(&text));
	buffer_free(&text);
	free(said.lines);
	return copy;
}

/* ---- records ---- */

/* `tom` of `circles/x/contributions/2024/tom.rec`. */
static struct slice name_of_file(struct slice path)
{
	struct slice name = slice_from(path, slice_find_last(path, '/') + 1);
	return slice_part(name, 0, name.size - strlen(".rec"));
}

static void add_record(struct unit_reader *reader, const struct record *record)
{
	static const char *const naming_fields[] = {"Id", "Rule", "Date"};
	enum record_type type = record_type_by_name(record->type);
	const struct record_definition *definition = type == RECORD_NONE ? NULL : record_definition(type);
	struct slice name = SLICE("");
	struct slice owner = SLICE("");
	for (size_t i = 0; definition != NULL && name.size == 0 && i < 3; i++) {
		name = value_of(record, definition, naming_fields[i]);
	}
	if (type == RECORD_CONTRIBUTION) {
		owner = value_of(record, definition, "Person");
		owner = owner.size == 0 ? name_of_file(reader->path) : owner;
	} else if (type == RECORD_PERSON) {
		owner = name;
	}
	struct slice type_name = definition == NULL ? record->type : slice_of(definition->name);
	struct slice key = name.size == 0 ? type_name
					  : arena_format(reader->arena, "%.*s %.*s", SLICE_ARGUMENTS(type_name),
							 SLICE_ARGUMENTS(name));
	add_unit(reader, key, text_of_record(reader->arena, record, definition),
		 subject_of_type(type, subject_of_path(reader->path)), owner);
}

static void read_records(struct unit_reader *reader, struct slice bytes)
{
	struct findings *unheard = findings_new();
	struct text_file *file = arena_new_object(reader->arena, struct text_file);
	*file = (struct text_file){reader->path, bytes};
	struct record_file records = record_read(reader->arena, file, unheard);
	for (size_t i = 0; i < records.count; i++) {
		add_record(reader, &records.records[i]);
	}
	findings_free(unheard);
}

/* Runs of lines between blank ones. */
static void read_paragraphs(struct unit_reader *reader, struct slice bytes)
{
	enum subject subject = subject_of_path(reader->path);
	while (bytes.size > 0) {
		size_t end = 0;
		while (end < bytes.size &&
		       !(bytes.data[end] == '\n' && (end + 1 == bytes.size || bytes.data[end + 1] == '\n'))) {
			end++;
		}
		struct slice paragraph = slice_part(bytes, 0, end);
		while (paragraph.size > 0 && paragraph.data[0] == '\n') {
			paragraph = slice_from(paragraph, 1);
		}
		if (slice_trim(paragraph).size > 0) {
			add_unit(reader, paragraph, paragraph, subject, SLICE(""));
		}
		bytes = slice_from(bytes, end + 1);
	}
}

static int compare_units(const void *left, const void *right)
{
	const struct unit *a = left;
	const struct unit *b = right;
	return slice_compare(a->key, b->key);
}

/* Seals and generated files are judged whole, for nobody writes them by hand; and what is no text. */
static bool is_whole(struct slice path, struct slice bytes)
{
	return path_is_generated(path) || path_is_seal(path) || slice_find(bytes, '\0') < bytes.size;
}

static bool holds_records(struct slice path)
{
	return slice_starts_with(path, SLICE("circles/")) && slice_ends_with(path, SLICE(".rec"));
}

size_t units_shared(struct slice path, struct slice before, struct slice after)
{
	enum { STEP = 256 };
	size_t most = before.size < after.size ? before.size : after.size;
	size_t shared = 0;
	if (path_is_generated(path) || holds_records(path)) {
		return 0;
	}
	while (shared + STEP <= most && memcmp(before.data + shared, after.data + shared, STEP) == 0) {
		shared += STEP;
	}
	while (shared < most && before.data[shared] == after.data[shared]) {
		shared++;
	}
	while (shared > 0 && !(shared > 1 && before.data[shared - 1] == '\n' && before.data[shared - 2] == '\n')) {
		shared--; /* to the start of a paragraph */
	}
	return shared;
}

struct unit_list units_read(struct arena *arena, struct slice path, struct slice bytes)
{
	struct unit_reader reader = {.arena = arena, .path = path, .keys = symbols_new()};
	if (bytes.size > 0 && is_whole(path, bytes)) {
		add_unit(&reader, path, bytes, subject_of_path(path), SLICE(""));
	} else if (holds_records(path)) {
		read_records(&reader, bytes);
	} else {
		read_paragraphs(&reader, bytes);
	}
	struct unit_list list = {arena_new_array(arena, struct unit, reader.count), reader.count};
	if (list.count > 0) {
		memcpy(list.units, reader.units, list.count * sizeof *list.units);
		qsort(list.units, list.count, sizeof *list.units, compare_units);
	}
	symbols_free(reader.keys);
	free(reader.times_seen);
	free(reader.units);
	return list;
}

const struct unit *unit_find(const struct unit_list *list, struct slice key)
{
	struct unit wanted = {.key = key};
	return list->count == 0 ? NULL : bsearch(&wanted, list->units, list->count, sizeof wanted, compare_units);
}

bool unit_equal(const struct unit *a, const struct unit *b)
{
	return a == NULL || b == NULL ? a == b : slice_equal(a->text, b->text);
}

/* Takes the next field of a record's text: its name, and its value with what continues it, as written. */
static bool next_field(struct slice *rest, struct slice *name, struct slice *value)
{
	if (rest->size == 0) {
		return false;
	}
	size_t end = slice_find(*rest, '\n') + 1;
	while (end < rest->size && rest->data[end] == '+') {
		end += slice_find(slice_from(*rest, end), '\n') + 1;
	}
	struct slice field = slice_part(*rest, 0, end);
	size_t colon = slice_find(field, ':');
	*name = slice_part(field, 0, colon);
	*value = slice_from(field, colon + 1);
	*rest = slice_from(*rest, end);
	return true;
}

struct slice unit_value(const struct unit *unit, struct slice field)
{
	struct slice rest = unit->text;
	struct slice name;
	struct slice value;
	while (next_field(&rest, &name, &value)) {
		if (slice_equal(name, field)) {
			return slice_trim(slice_part(value, 0, slice_find(value, '\n')));
		}
	}
	return SLICE("");
}

/* All that a record says in a field, one value after the other. */
static struct slice all_of_field(struct arena *arena, const struct unit *unit, struct slice field)
{
	struct slice rest = unit->text;
	struct slice name;
	struct slice value;
	struct slice all = SLICE("");
	while (next_field(&rest, &name, &value)) {
		if (slice_equal(name, field)) {
			const struct slice parts[] = {all, value};
			all = arena_join(arena, parts, 2, SLICE(""));
		}
	}
	return all;
}

struct slice unit_changes(struct arena *arena, const struct unit *before, const struct unit *after)
{
	const struct unit *const units[] = {before, after};
	struct symbols *seen = symbols_new();
	struct slice changes = SLICE("");
	for (size_t i = 0; i < 2; i++) {
		struct slice rest = units[i]->text;
		struct slice name;
		struct slice value;
		while (next_field(&rest, &name, &value)) {
			bool is_new = symbols_find(seen, name) == SYMBOL_NONE;
			symbols_intern(seen, name);
			if (is_new &&
			    !slice_equal(all_of_field(arena, before, name), all_of_field(arena, after, name))) {
				const struct slice parts[] = {changes, name};
				changes = changes.size == 0 ? name : arena_join(arena, parts, 2, SLICE(", "));
			}
		}
	}
	symbols_free(seen);
	return changes;
}
