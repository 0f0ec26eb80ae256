#include "model/spoken.h"

static bool is_only(struct slice written, const char *name, const char *other)
{
	return slice_equal(written, slice_of(name)) && !slice_equal(written, slice_of(other));
}

static bool is_french(const struct record *record)
{
	enum record_type type = record_type_by_name(record->type);
	if (type != RECORD_NONE &&
	    is_only(record->type, record_definition(type)->french, record_definition(type)->name)) {
		return true;
	}
	for (size_t i = 0; i < record->count; i++) {
		const struct field_definition *field = record->fields[i].definition;
		if (field != NULL && is_only(record->fields[i].name, field->french, field->name)) {
			return true;
		}
	}
	return false;
}

struct slice spoken_field_name(const struct record *record, const struct field_definition *field)
{
	return slice_of(is_french(record) ? field->french : field->name);
}

struct slice spoken_word(const struct record *record, const struct choice *word)
{
	return slice_of(is_french(record) ? word->french : word->name);
}

struct slice spoken_type_name(const struct record *record, const struct record_definition *definition)
{
	return slice_of(is_french(record) ? definition->french : definition->name);
}
