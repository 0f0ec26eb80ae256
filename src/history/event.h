/* What a commit means, one thing after the other: a decision that took effect, a payment, a record that somebody wrote.
 */
#ifndef SOUCI_HISTORY_EVENT_H
#define SOUCI_HISTORY_EVENT_H

#include "history/subjects.h"

enum event_change {
	EVENT_ADDED,
	EVENT_CHANGED,
	EVENT_REMOVED,
};

/* Texts are empty where they do not apply. */
struct event {
	const char *kind; /* for machines: `decision`, `payment`, or the type of a record */
	enum event_change change;
	struct slice what; /* a phrase that goes on from “this commit”: “paid tom 350.00 EUR” */
	struct subjects about;
	struct slice decision; /* a reference, or that of a meeting */
	struct slice accounts; /* names, parted by semicolons */
	struct slice name;     /* of what it is about: an id, a reference, a path */
	struct amount amount;
	struct slice commodity; /* of the amount; empty: there is none */
};

/* Those of one commit. */
struct event_list {
	struct arena *arena; /* borrowed; owns all that events point to */
	struct event *events;
	size_t count;
	size_t capacity;
};

/* A new event, all empty; valid until the next one. */
struct event *event_add(struct event_list *list, const char *kind, enum event_change change);

#endif
