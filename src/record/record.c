#include "record/record.h"

const struct record_field *record_find(const struct record *record, struct slice name)
{
	for (size_t i = 0; i < record->count; i++) {
		if (slice_equal(record->fields[i].name, name)) {
			return &record->fields[i];
		}
	}
	return NULL;
}

struct location record_value_location(const struct record *record, const struct record_field *field)
{
	return location_of(record->file, field->written.size > 0 ? field->written : field->name);
}

struct location record_name_location(const struct record *record, const struct record_field *field)
{
	return location_of(record->file, field->name);
}

struct location record_location(const struct record *record)
{
	return record_name_location(record, &record->fields[0]);
}
