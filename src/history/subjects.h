/* Whom and what a fact or an event is about: how both are chosen by circle, action, fund and person. */
#ifndef SOUCI_HISTORY_SUBJECTS_H
#define SOUCI_HISTORY_SUBJECTS_H

#include "model/model.h"

/* Ids, parted by spaces; empty for none. */
struct subjects {
	struct slice circle;
	struct slice action;
	struct slice fund;
	struct slice person;
};

/* Adds an id to ids parted by spaces; an empty one is none. */
void subjects_add(struct arena *arena, struct slice *ids, struct slice id);

/* Its circle, and whom and what it names. Made in `arena`. */
struct subjects decision_subjects(struct arena *arena, const struct decision *decision);

#endif
