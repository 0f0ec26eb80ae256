/* The names of fields and records in the language that a record is written in, so that hints speak it too, and in that
 * of whoever reads the messages. */
#ifndef SOUCI_MODEL_SPOKEN_H
#define SOUCI_MODEL_SPOKEN_H

#include "model/schema.h"
#include "record/record.h"

/* How the record would call a field: in French when its type or one of its fields is. The fields must have been
 * recognised. */
struct slice spoken_field_name(const struct record *record, const struct field_definition *field);

/* The same, but `otherwise` for a record that is as much of one language as of the other. */
struct slice spoken_as(const struct record *record, const struct field_definition *field, struct slice otherwise);

/* How the record would write one of the fixed words. */
struct slice spoken_word(const struct record *record, const struct choice *word);

/* How the record would call a type of records. */
struct slice spoken_type_name(const struct record *record, const struct record_definition *definition);

/* The same in the language of the messages. */
struct slice field_name_shown(const struct field_definition *field);
struct slice type_name_shown(enum record_type type);
struct slice word_shown(const struct choice *word);

#endif
