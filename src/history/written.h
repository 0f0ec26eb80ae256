/* What people wrote in a commit, told from the bytes of a file before and after. For src/history/ only. */
#ifndef SOUCI_HISTORY_WRITTEN_H
#define SOUCI_HISTORY_WRITTEN_H

#include "history/event.h"

/* A file of the repository on both sides of a commit; the bytes are empty on a side where it is not. */
struct written_file {
	struct slice path; /* relative to the root of the network */
	struct slice before;
	struct slice after;
	bool was_there;
	bool is_there;
};

/* Adds an event for each record that differs in what it says: layout, comments, order and the language of field names
 * are no change. Minutes are told as a whole. */
void written_add_records(struct event_list *events, const struct written_file *file);

/* Adds an event for each entry of a journal that comes or goes, and one for other lines that differ. What stands on
 * both sides at the beginning and end is not read. `model` (or NULL) knows what a payment is for. */
void written_add_entries(struct event_list *events, const struct written_file *file, const struct model *model);

/* Adds an event for a file that is only kept: evidence. */
void written_add_file(struct event_list *events, const struct written_file *file);

#endif
