#include "decision/kind.h"

/* Takes the next word of a field specification, with its sign apart ('\0' for a field needed once). */
bool kind_next_field(struct slice *specification, struct slice *name, char *sign)
{
	if (!slice_next_word(specification, " ", name)) {
		return false;
	}
	char last = name->data[name->size - 1];
	*sign = '\0';
	if (last == '?' || last == '*' || last == '+' || last == '~') {
		*sign = last;
		name->size--;
	}
	return true;
}

static bool says(const struct decision *decision, struct slice name)
{
	const struct field_definition *field = field_by_name(record_definition(RECORD_DECISION), name);
	return field != NULL && entry_has(&decision->entry, field->offset);
}

/* A cost names its funds one way or the other. */
static bool has_parts(const struct decision *decision)
{
	bool is_cost = decision->kind == KIND_RETRIBUTE || decision->kind == KIND_EXPENSE;
	return !is_cost || decision->parts.count > 0 || (decision->fund != NULL && decision->amount.given);
}

bool kind_has_implied(const struct decision *decision, struct slice field)
{
	if (slice_equal(field, SLICE("Person"))) {
		return decision->person != NULL;
	}
	return slice_equal(field, SLICE("Action")) ? decision->actions.count > 0 : decision->circles.count > 0;
}

bool kind_is_satisfied(const struct decision *decision)
{
	struct slice name;
	char sign;
	if (decision->is_malformed || decision->kind < 0 || !has_parts(decision)) {
		return false;
	}
	struct slice fields = slice_of(kind_definition(decision->kind)->fields);
	while (kind_next_field(&fields, &name, &sign)) {
		bool is_needed = sign == '\0' || sign == '+';
		if ((is_needed && !says(decision, name)) || (sign == '~' && !kind_has_implied(decision, name))) {
			return false;
		}
	}
	return true;
}
