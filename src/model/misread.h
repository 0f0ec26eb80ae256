/* Findings about values that cannot be read, with what they seem to mean. For src/model/ only. */
#ifndef SOUCI_MODEL_MISREAD_H
#define SOUCI_MODEL_MISREAD_H

#include "model/model.h"
#include "model/schema.h"
#include "model/value.h"

/* Adds the finding about an amount that value_parse_money() refused for `problem`. */
void misread_money(struct model *model, struct location location, struct slice value, enum value_problem problem);

/* Adds the finding about a date that value_parse_date() refused for `problem`. */
void misread_date(struct model *model, struct location location, struct slice value, enum value_problem problem);

/* Adds the finding about a word that is none of `choices`. */
void misread_word(struct model *model, const struct record *record, const struct field_definition *field,
		  const struct choice *choices, struct slice word, struct location location);

#endif
