/* What people read, in the language of messages, for the fixed words of records. */
#ifndef SOUCI_MODEL_CHOICE_WORDS_H
#define SOUCI_MODEL_CHOICE_WORDS_H

#include "model/schema.h"
#include "text/arena.h"

/* What people read for one of the words of a field: `expense claim` or `note de frais` for expense-claim; as records in
 * their language have it where nothing else is known. */
struct slice choice_shown(const struct choice *choices, int choice);

/* Likewise for a set of them, by the bits of it, parted by commas. Allocated in `arena`. */
struct slice choices_shown(struct arena *arena, const struct choice *choices, unsigned set);

#endif
