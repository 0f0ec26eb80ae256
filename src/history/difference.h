/* What two states of a network do not share, in meaning: renamed, moved and commented lines are no difference. */
#ifndef SOUCI_HISTORY_DIFFERENCE_H
#define SOUCI_HISTORY_DIFFERENCE_H

#include "history/fact.h"

enum difference_sort {
	DIFFERENCE_ADDED,
	DIFFERENCE_REMOVED,
	DIFFERENCE_CHANGED,
	DIFFERENCE_ENDED, /* it was told to last, and is now told to end */
};

struct difference {
	enum difference_sort sort;
	const struct fact *fact;              /* as it is after, or was before when it is removed */
	const struct field_definition *field; /* of the record, when that is what differs; else NULL */
	struct slice field_name;              /* as written */
	struct slice before;                  /* for machines; empty when there was none */
	struct slice after;
	struct slice shown_before; /* for people */
	struct slice shown_after;
};

/* Compares two states; struct difference in the order of facts. Made in `arena`; they point to the facts. */
struct list differences_find(struct arena *arena, struct fact_list before, struct fact_list after);

#endif
