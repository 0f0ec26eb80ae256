#include "model/template.h"

#include "model/value.h"
#include "record/record.h"

#define NOTHING                                                                                                        \
	{                                                                                                              \
		RECORD_NONE, false                                                                                     \
	}
#define NEW(type)                                                                                                      \
	{                                                                                                              \
		RECORD_##type, true                                                                                    \
	}
#define KNOWN(type)                                                                                                    \
	{                                                                                                              \
		RECORD_##type, false                                                                                   \
	}

/* clang-format off */
const struct template templates[] = {
	{"circle", "cercle", RECORD_CIRCLE, {NEW(CIRCLE), NOTHING, NOTHING}, "circles/{1}/circle.rec", "Name={1}"},
	{"person", "personne", RECORD_PERSON, {NEW(PERSON), NOTHING, NOTHING}, "circles/people.rec", "Id={1}"},
	{"party", "tiers", RECORD_PARTY, {NEW(PARTY), NOTHING, NOTHING}, "circles/parties.rec", "Id={1};Name={1}"},
	{"fund", "fonds", RECORD_FUND, {NEW(FUND), NOTHING, NOTHING}, "circles/funds.rec", "Id={1};Name={1}"},
	{"place", "lieu", RECORD_PLACE, {NEW(PLACE), NOTHING, NOTHING}, "circles/places.rec", "Id={1};Name={1}"},
	{"action", "action", RECORD_ACTION, {KNOWN(CIRCLE), NEW(ACTION), NOTHING}, "circles/{1}/programme.rec", "Id={2};Name={2}"},
	{"meeting", "reunion", RECORD_MEETING, {KNOWN(CIRCLE), NOTHING, NOTHING}, "circles/{1}/meetings/{today}.rec", "Circle={1};Date={today};Status=draft"},
	{"contribution", "contribution", RECORD_CONTRIBUTION, {KNOWN(CIRCLE), KNOWN(PERSON), KNOWN(ACTION)}, "circles/{1}/contributions/{year}/{2}.rec", "Date={today};Action={3}"},
	{NULL, NULL, RECORD_NONE, {NOTHING, NOTHING, NOTHING}, NULL, NULL},
};
/* clang-format on */

const struct template *template_by_name(struct slice name)
{
	for (const struct template *row = templates; row->name != NULL; row++) {
		if (slice_equal(name, slice_of(row->name)) || slice_equal(name, slice_of(row->french))) {
			return row;
		}
	}
	return NULL;
}

static struct slice value_of_name(struct arena *arena, struct slice name, const struct slice *words, struct date today)
{
	if (slice_equal(name, SLICE("today"))) {
		return date_text(arena, today);
	}
	if (slice_equal(name, SLICE("year"))) {
		return slice_part(date_text(arena, today), 0, 4);
	}
	return words[name.data[0] - '1'];
}

static struct slice fill(struct arena *arena, struct slice text, const struct slice *words, struct date today)
{
	struct buffer filled = BUFFER_EMPTY;
	while (text.size > 0) {
		size_t open = slice_find(text, '{');
		size_t close = slice_find(text, '}');
		buffer_add(&filled, slice_part(text, 0, open));
		if (open < text.size) {
			buffer_add(&filled,
				   value_of_name(arena, slice_part(text, open + 1, close - open - 1), words, today));
		}
		text = slice_from(text, open < text.size ? close + 1 : open);
	}
	struct slice result = arena_copy(arena, buffer_view(&filled));
	buffer_free(&filled);
	return result;
}

struct slice template_fill(struct arena *arena, const char *text, const struct slice *words, struct date today)
{
	return fill(arena, slice_of(text), words, today);
}

static void write_field(struct buffer *text, const struct field_definition *field, struct slice value, int language)
{
	bool is_french = language == LANGUAGE_FRENCH;
	int choice = field->kind == FIELD_CHOICE ? choice_by_name(field->choices, value) : -1;
	if (choice >= 0 && is_french) {
		value = slice_of(field->choices[choice].french);
	}
	record_write_field(text, slice_of(is_french ? field->french : field->name), value);
}

static bool is_among(struct list more, const struct record_definition *definition, const struct field_definition *field)
{
	for (size_t i = 0; i < more.count; i++) {
		if (field_by_name(definition, LIST_AT(more, struct pair, i).first) == field) {
			return true;
		}
	}
	return false;
}

void template_write(struct buffer *text, const struct template *template, const struct slice *words, struct date today,
		    struct list more, int language, bool with_type)
{
	const struct record_definition *definition = record_definition(template->type);
	struct arena *arena = arena_new();
	struct slice rest = slice_of(template->fields);
	struct slice field;
	if (with_type) {
		record_write_type(text, slice_of(language == LANGUAGE_FRENCH ? definition->french : definition->name));
	}
	while (slice_next_word(&rest, ";", &field)) {
		size_t equals = slice_find(field, '=');
		const struct field_definition *known = field_by_name(definition, slice_part(field, 0, equals));
		if (!is_among(more, definition, known)) {
			write_field(text, known, fill(arena, slice_from(field, equals + 1), words, today), language);
		}
	}
	for (size_t i = 0; i < more.count; i++) {
		const struct pair *pair = &LIST_AT(more, struct pair, i);
		write_field(text, field_by_name(definition, pair->first), pair->second, language);
	}
	arena_free(arena);
}
