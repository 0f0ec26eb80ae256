/* What is known of one decision beside what it says. For src/report/ only. */
#ifndef SOUCI_REPORT_DECISION_FACTS_H
#define SOUCI_REPORT_DECISION_FACTS_H

#include "report/subject.h"

/* How it was to be taken: its own mode, else the rule in force at its meeting (enum mode). */
int decision_mode(const struct fold *fold, const struct decision *decision);

/* The outcome written, or adopted when none is. */
int decision_outcome(const struct decision *decision);

/* What stands behind it: `sealed`, `pending` (not applied yet), or `cancelled` by a later decision. */
const char *decision_state(const struct fold *fold, const struct decision *decision);

/* The adopted decision of a later meeting that cancels it or moves its cost, the first one; or NULL. */
const struct decision *decision_changed_by(const struct fold *fold, const struct decision *decision, int kind);

/* The latest decision that adopted an action into the programme of a circle; one that several circles pay for may be
 * in the programme of its own alone. NULL when none did. */
const struct decision *action_adopted_by(const struct fold *fold, const struct circle *circle,
					 const struct action *action);

/* Whether it is about something that is asked for: its body, or what it names. */
bool decision_is_asked_for(struct subject *subject, const struct decision *decision);

/* The language people of the network read (enum language). */
int subject_language(const struct subject *subject);

#endif
