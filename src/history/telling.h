/* Decisions told as what they did: “opened the envelope cafe with 500.00 EUR”. For src/history/ only. */
#ifndef SOUCI_HISTORY_TELLING_H
#define SOUCI_HISTORY_TELLING_H

#include "history/event.h"

struct telling;

/* For the decisions of a model, which must outlive it. Free with telling_free(). */
struct telling *telling_new(struct model *model);
void telling_free(struct telling *telling);

/* Adds an event that tells an adopted decision, or one that was rejected or postponed. */
void telling_add(const struct telling *telling, struct event_list *events, const struct decision *decision);

/* The accounts that a decision moves money between, as its applied entries have it, parted by semicolons; the decisions
 * are folded when this is first asked. */
struct slice telling_accounts(struct telling *telling, const struct decision *decision);

#endif
