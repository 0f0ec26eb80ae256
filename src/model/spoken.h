/* The language a record is written in, so that hints speak it too. */
#ifndef SOUCI_MODEL_SPOKEN_H
#define SOUCI_MODEL_SPOKEN_H

#include "model/schema.h"
#include "record/record.h"

/* How the record would call a field: in French when its type or one of its fields is. The fields must have been
 * recognised. */
struct slice spoken_field_name(const struct record *record, const struct field_definition *field);

/* How the record would write one of the fixed words. */
struct slice spoken_word(const struct record *record, const struct choice *word);

/* How the record would call a type of records. */
struct slice spoken_type_name(const struct record *record, const struct record_definition *definition);

#endif
