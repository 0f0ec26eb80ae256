/* What is named and not there, gathered by the file that should hold it. */
#ifndef SOUCI_MODEL_MISSING_H
#define SOUCI_MODEL_MISSING_H

#include "model/model.h"

struct missing_reference {
	enum record_type type;
	struct slice id;
	struct location location;    /* where it is named */
	const struct circle *circle; /* of a file of contributions named after that person; else NULL */
	struct missing_reference *next;
};

/* In the order they were added. Starts zeroed; all lives in the arena. */
struct missing_list {
	struct missing_reference *first, *last;
};

void missing_add(struct arena *arena, struct missing_list *list, struct missing_reference like);

/* `tom/2024-04-02 (circles/nord/meetings/2024-04-11.rec:24), …`: the first few, each id once; `count` is how many ids
 * there are. */
struct slice missing_names(struct arena *arena, const struct missing_list *list, size_t *count);

#endif
