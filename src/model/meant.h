/* What the names in a record were meant for: a field that is misspelt is no other fault besides. */
#ifndef SOUCI_MODEL_MEANT_H
#define SOUCI_MODEL_MEANT_H

#include "model/schema.h"
#include "record/record.h"

/* Whether a record, whose names are recognised, gives a field. */
bool record_says(const struct record *record, const struct field_definition *field);

/* The name that one which is no field's is most likely meant for, borrowed from the table; empty when none is near. A
 * required field that the record lacks comes first: `Kid` is Kind, not Id, where an Id stands. */
struct slice field_name_meant(const struct record *record, const struct record_definition *definition,
			      struct slice name);

/* The field of that name; NULL when none is near. */
const struct field_definition *field_meant(const struct record *record, const struct record_definition *definition,
					   struct slice name);

/* What stands where a malformed line should have the name of its field: `Amount 350 EUR`. */
struct slice malformed_name(struct slice line);

/* Whether a name that is no field's, or a malformed line, was meant for this one: that was said already. */
bool record_misnames(const struct record *record, const struct record_definition *definition,
		     const struct field_definition *field);

#endif
