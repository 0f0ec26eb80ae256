/* `souci explain` for the fields of records: one explanation a name, for all records that have it. */
#include "command/explainer.h"

#include "text/translate.h"

#include <assert.h>
#include <string.h>

/* Where a field stands first, records taken in the order of their table. */
static bool is_first_of_its_name(enum record_type type, const struct field_definition *field)
{
	for (int earlier = 0; earlier < (int)type; earlier++) {
		if (field_by_name(record_definition((enum record_type)earlier), slice_of(field->name)) != NULL) {
			return false;
		}
	}
	return true;
}

/* The field of a row (NULL when there are not so many), adding up the rows in `*count`. */
static const struct field_definition *find_row(size_t row, size_t *count)
{
	*count = 0;
	for (int type = 0; type < RECORD_TYPE_COUNT; type++) {
		const struct record_definition *record = record_definition((enum record_type)type);
		for (size_t i = 0; i < record->field_count; i++) {
			if (is_first_of_its_name((enum record_type)type, &record->fields[i]) && (*count)++ == row) {
				return &record->fields[i];
			}
		}
	}
	return NULL;
}

static size_t field_count(void)
{
	size_t count = 0;
	find_row(SIZE_MAX, &count);
	return count;
}

static const char *field_id(size_t row)
{
	size_t count = 0;
	const struct field_definition *field = find_row(row, &count);
	assert(field != NULL);
	return field->name;
}

static const char *field_french(size_t row)
{
	size_t count = 0;
	const struct field_definition *field = find_row(row, &count);
	assert(field != NULL);
	return field->french;
}

static bool has_name(const struct field_definition *field, struct slice name)
{
	return slice_equal(slice_of(field->name), name) || slice_equal(slice_of(field->french), name);
}

static bool is_field_named(size_t row, struct slice name)
{
	size_t count = 0;
	return has_name(find_row(row, &count), name);
}

static void add_choices(struct run *run, const struct choice *choices)
{
	struct buffer words = BUFFER_EMPTY;
	for (size_t i = 0; choices[i].name != NULL; i++) {
		buffer_add(&words, i > 0 ? SLICE(", ") : SLICE(""));
		buffer_add(&words, slice_of(choices[i].name));
		if (strcmp(choices[i].name, choices[i].french) != 0) {
			buffer_format(&words, " (%s)", choices[i].french);
		}
	}
	struct slice list = arena_copy(run->arena, buffer_view(&words));
	buffer_free(&words);
	explain_add_paragraph(run, arena_format(run->arena, _("One of: %.*s"), SLICE_ARGUMENTS(list)));
}

static void explain_field(struct run *run, size_t row)
{
	struct slice name = slice_of(field_id(row));
	const struct choice *choices = NULL;
	size_t written = 0;
	for (int type = 0; type < RECORD_TYPE_COUNT; type++) {
		const struct record_definition *record = record_definition((enum record_type)type);
		const struct field_definition *field = field_by_name(record, name);
		if (field == NULL) {
			continue;
		}
		if (written++ == 0) {
			explain_add_heading(run, field->name, field->french);
		}
		struct slice text =
		    arena_format(run->arena, _("A field of %s: %s"), record->name, _(field->explanation));
		explain_add_paragraph(run, text);
		if (field->choices != NULL && field->choices != choices) {
			choices = field->choices;
			add_choices(run, choices);
		}
	}
}

const struct explainer field_explainer = {field_count, field_id, field_french, is_field_named, explain_field};
