/* Following what was decided through the seals of all commits. For src/report/history_*.c only. */
#ifndef SOUCI_REPORT_HISTORY_DECIDED_H
#define SOUCI_REPORT_HISTORY_DECIDED_H

#include "history/decided_history.h"
#include "report/history_rows.h"

/* The day at which all that was decided so far has taken effect, and what has an end is over. */
#define DATE_OF_ALL ((struct date){DATE_MAXIMUM.days - 1})

struct decided_target {
	bool (*concerns)(void *context, const struct decision *decision);
	void (*tell)(void *context, const struct decided_step *step);
	void *context; /* of both */
	bool minds_first_rules;
};

/* Tells each commit that brought or took away decisions that concern the target. */
const struct failure *history_follow_decisions(const struct history_source *source,
					       const struct decided_target *target);

/* Whether a list of people (struct party *) holds the one of that id. */
bool people_hold(struct list people, struct slice id);

#endif
