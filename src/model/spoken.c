#include "model/spoken.h"

#include "text/translate.h"

#include <string.h>

enum language { LANGUAGE_UNKNOWN, LANGUAGE_ENGLISH, LANGUAGE_FRENCH };

/* Many names are the same in both languages, and say nothing. */
static enum language language_of_name(struct slice written, const char *english, const char *french)
{
	bool is_english = slice_equal(written, slice_of(english));
	bool is_french = slice_equal(written, slice_of(french));
	return is_english == is_french ? LANGUAGE_UNKNOWN : is_french ? LANGUAGE_FRENCH : LANGUAGE_ENGLISH;
}

/* French when its type or one of its fields is; English when one is and none is French. */
static enum language language_of(const struct record *record)
{
	enum record_type type = record_type_by_name(record->type);
	enum language language = type == RECORD_NONE ? LANGUAGE_UNKNOWN
						     : language_of_name(record->type, record_definition(type)->name,
									record_definition(type)->french);
	for (size_t i = 0; i < record->count && language != LANGUAGE_FRENCH; i++) {
		const struct field_definition *field = record->fields[i].definition;
		enum language said = field == NULL
					 ? LANGUAGE_UNKNOWN
					 : language_of_name(record->fields[i].name, field->name, field->french);
		language = said == LANGUAGE_UNKNOWN ? language : said;
	}
	return language;
}

static bool is_french(const struct record *record)
{
	return language_of(record) == LANGUAGE_FRENCH;
}

struct slice spoken_field_name(const struct record *record, const struct field_definition *field)
{
	return slice_of(is_french(record) ? field->french : field->name);
}

struct slice spoken_as(const struct record *record, const struct field_definition *field, struct slice otherwise)
{
	enum language language = language_of(record);
	return language == LANGUAGE_UNKNOWN  ? otherwise
	       : language == LANGUAGE_FRENCH ? slice_of(field->french)
					     : slice_of(field->name);
}

struct slice spoken_word(const struct record *record, const struct choice *word)
{
	return slice_of(is_french(record) ? word->french : word->name);
}

struct slice spoken_type_name(const struct record *record, const struct record_definition *definition)
{
	return slice_of(is_french(record) ? definition->french : definition->name);
}

/* The catalogue of messages tells which language it is in. */
static bool are_messages_french(void)
{
	/* translators: the code of your language */
	return strcmp(_("en"), "fr") == 0;
}

struct slice field_name_shown(const struct field_definition *field)
{
	return slice_of(are_messages_french() ? field->french : field->name);
}

struct slice type_name_shown(enum record_type type)
{
	const struct record_definition *definition = record_definition(type);
	return slice_of(are_messages_french() ? definition->french : definition->name);
}

struct slice word_shown(const struct choice *word)
{
	return slice_of(are_messages_french() ? word->french : word->name);
}
