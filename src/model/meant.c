#include "model/meant.h"

#include "model/spoken.h"

bool record_says(const struct record *record, const struct field_definition *field)
{
	for (size_t i = 0; i < record->count; i++) {
		if (record->fields[i].definition == field) {
			return true;
		}
	}
	return false;
}

/* A letter away: nothing is near to so short a name as `I` otherwise. */
static struct slice lacking_name_near(const struct record *record, const struct record_definition *definition,
				      struct slice name)
{
	for (size_t i = 0; i < definition->field_count; i++) {
		const struct field_definition *field = &definition->fields[i];
		const char *names[] = {field->name, field->french};
		for (size_t j = 0; j < 2 && (field->flags & FIELD_REQUIRED) != 0; j++) {
			if (slice_distance(name, slice_of(names[j]), 1) <= 1 && !record_says(record, field)) {
				return slice_of(names[j]);
			}
		}
	}
	return SLICE("");
}

struct slice field_name_meant(const struct record *record, const struct record_definition *definition,
			      struct slice name)
{
	struct slice lacking = lacking_name_near(record, definition, name);
	struct slice near = lacking.size > 0 ? lacking : field_nearest_name(definition, name);
	const struct field_definition *field = field_by_name(definition, near);
	return field == NULL ? near : spoken_as(record, field, near);
}

const struct field_definition *field_meant(const struct record *record, const struct record_definition *definition,
					   struct slice name)
{
	return field_by_name(definition, field_name_meant(record, definition, name));
}

struct slice malformed_name(struct slice line)
{
	struct slice rest = line;
	struct slice name = SLICE("");
	slice_next_word(&rest, " \t:;=", &name);
	return name;
}

/* Whether a line without its colon seems to be meant for the field. */
static bool malforms(const struct record *record, const struct record_definition *definition,
		     const struct field_definition *field)
{
	for (size_t i = 0; i < record->malformed_count; i++) {
		if (field_meant(record, definition, malformed_name(record->malformed[i])) == field) {
			return true;
		}
	}
	return false;
}

bool record_misnames(const struct record *record, const struct record_definition *definition,
		     const struct field_definition *field)
{
	if (malforms(record, definition, field)) {
		return true;
	}
	for (size_t i = 0; i < record->count; i++) {
		const struct record_field *written = &record->fields[i];
		if (written->definition == NULL && field_meant(record, definition, written->name) == field) {
			return true;
		}
	}
	return false;
}
