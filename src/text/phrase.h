/* Phrases with named places to be filled in: `{person} joins`. */
#ifndef SOUCI_TEXT_PHRASE_H
#define SOUCI_TEXT_PHRASE_H

#include "text/arena.h"

struct phrase_value {
	const char *name;
	struct slice value;
};

/* The phrase with each `{name}` replaced by the value of that name; by `?` when there is none. */
struct slice phrase_fill(struct arena *arena, struct slice phrase, const struct phrase_value *values, size_t count);

#endif
