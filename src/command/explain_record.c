/* `souci explain` for the types of records. */
#include "command/explainer.h"

#include "text/translate.h"

static size_t record_count(void)
{
	return RECORD_TYPE_COUNT;
}

static const char *record_id(size_t row)
{
	return record_definition((enum record_type)row)->name;
}

static const char *record_french(size_t row)
{
	return record_definition((enum record_type)row)->french;
}

static bool is_record_named(size_t row, struct slice name)
{
	return record_type_by_name(name) == (enum record_type)row;
}

static const char *field_note(const struct field_definition *field)
{
	if ((field->flags & FIELD_REQUIRED) != 0) {
		return (field->flags & FIELD_REPEATED) != 0 ? _("once or more") : _("needed");
	}
	return (field->flags & FIELD_REPEATED) != 0 ? _("any number of times") : "";
}

static void explain_record(struct run *run, size_t row)
{
	const struct record_definition *record = record_definition((enum record_type)row);
	explain_add_heading(run, record->name, record->french);
	explain_add_paragraph(run, slice_of(_("A type of record.")));
	explain_add_paragraph(run, slice_of(_(record->explanation)));
	explain_add_paragraph(run, slice_of(_("Its fields:")));
	for (size_t i = 0; i < record->field_count; i++) {
		explain_add_field(run, &record->fields[i], field_note(&record->fields[i]),
				  record->fields[i].explanation);
	}
}

const struct explainer record_explainer = {record_count, record_id, record_french, is_record_named, explain_record};
