/* What could not be read, and which records may stand there: the one notion of what is unknown of a network. Whatever
 * depends on it is not held against anybody; all the rest is. */
#ifndef SOUCI_MODEL_UNREAD_H
#define SOUCI_MODEL_UNREAD_H

#include "model/model.h"

/* Minutes, contributions or a seal that could not be read, or not in full. */
struct unread_file {
	unsigned types;              /* set of record types it may hold, as bits */
	const struct circle *circle; /* in whose folder it stands */
	struct slice name;           /* of the file, without .rec; empty for a whole folder */
	struct date day;             /* of those minutes; DATE_MINIMUM when the name does not say it */
};

#define TYPE_BIT(type) (1U << (type))
#define MINUTES_TYPES (TYPE_BIT(RECORD_MEETING) | TYPE_BIT(RECORD_DECISION))

/* Notes a file of a circle, or (`circle` NULL) one of the network, which may hold records of these types. */
void unread_note(struct model *model, unsigned types, const struct circle *circle, struct slice name);

/* Whether a record of that type and id (as model_find() takes it) may stand in what could not be read. */
bool unread_may_hold(const struct model *model, enum record_type type, struct slice id);

/* Whether it is to be told that nothing has that id: it cannot stand in what could not be read, and was not told
 * before. From then on it was. */
bool unread_tell(struct model *model, enum record_type type, struct slice id);

/* Whether files of a circle, of any when it is NULL, could not be read that may hold records of these types. */
bool unread_has(const struct model *model, unsigned types, const struct circle *circle);

/* Whether anything could not be read: then what is not found may be there. */
bool unread_has_any(const struct model *model);

#endif
