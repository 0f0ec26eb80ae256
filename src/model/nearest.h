/* The known word nearest to the one somebody wrote, for hints: accents and capitals put aside, and other words for the
 * same thing known (`accorder` is `doter` here). */
#ifndef SOUCI_MODEL_NEAREST_H
#define SOUCI_MODEL_NEAREST_H

#include "text/slice.h"

enum { NEAREST_SIZE_MAXIMUM = 40 }; /* bytes; nothing is near a longer word */

struct nearest {
	struct slice best; /* the nearest candidate so far, borrowed; empty while none is near */
	size_t distance;   /* how far it is; at first, too far */
	char plain[NEAREST_SIZE_MAXIMUM];
	size_t plain_size; /* of the word, in plain small letters; 0: nothing is near it */
};

/* Begins a search for what is near to `word`. */
struct nearest nearest_to(struct slice word);

/* Looks at one candidate; among equally near ones the first stays. */
void nearest_consider(struct nearest *nearest, struct slice candidate);

#endif
