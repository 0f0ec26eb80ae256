/* `souci explain` for the kinds of decisions. */
#include "command/explainer.h"

#include "decision/kind.h"
#include "text/translate.h"

static size_t kind_count(void)
{
	return KIND_COUNT;
}

static const char *kind_id(size_t row)
{
	return kind_choices[row].name;
}

static const char *kind_french(size_t row)
{
	return kind_choices[row].french;
}

static bool is_kind_named(size_t row, struct slice name)
{
	return slice_equal(slice_of(kind_choices[row].name), name) ||
	       slice_equal(slice_of(kind_choices[row].french), name);
}

static const char *who_decides(unsigned by)
{
	if (by == BY_COUNCIL) {
		return _("A kind of decision, taken by the council.");
	}
	return by == BY_CIRCLE ? _("A kind of decision, taken by a circle.")
			       : _("A kind of decision, taken by a circle or the council.");
}

static const char *how_many(const struct kind_field *field)
{
	switch (field->sign) {
	case '?': return _("may be left out");
	case '*': return _("any number of times");
	case '+': return _("once or more");
	case '~':
		return field->definition->offset == offsetof(struct decision, circles)
			   ? _("needed, unless there is only one circle")
			   : _("needed, unless the contribution says it");
	default: return _("needed");
	}
}

static void explain_kind(struct run *run, size_t row)
{
	const struct kind_definition *kind = kind_definition((int)row);
	explain_add_heading(run, kind_choices[row].name, kind_choices[row].french);
	explain_add_paragraph(run, slice_of(who_decides(kind->by)));
	explain_add_paragraph(run, slice_of(_(kind->summary)));
	if (!kind->can_be_cancelled) {
		explain_add_paragraph(run, slice_of(_("It cannot be cancelled.")));
	}
	explain_add_paragraph(run, slice_of(_("Its fields, besides those that every decision may have:")));
	struct kind_field_list list = kind_fields((int)row);
	for (size_t i = 0; i < list.count; i++) {
		const struct field_definition *field = list.fields[i].definition;
		explain_add_field(run, field, how_many(&list.fields[i]), kind_field_explanation((int)row, field));
	}
}

const struct explainer kind_explainer = {kind_count, kind_id, kind_french, is_kind_named, explain_kind};
