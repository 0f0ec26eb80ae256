/* What is known of one contribution. For src/report/ only. */
#ifndef SOUCI_REPORT_CONTRIBUTION_FACTS_H
#define SOUCI_REPORT_CONTRIBUTION_FACTS_H

#include "report/subject.h"

enum standing {
	STANDING_VOLUNTEER, /* nothing asked, nothing granted */
	STANDING_ASKED,
	STANDING_REFUSED,
	STANDING_GRANTED,
	STANDING_PARTLY_PAID,
	STANDING_PAID, /* all that was granted */
};

struct contribution_facts {
	const struct contribution *contribution;
	int64_t declared;              /* minutes; -1: not said */
	int64_t validated;             /* minutes; -1: not decided */
	int64_t volunteered;           /* minutes nobody asked money for */
	struct amount volunteer_value; /* of them, by the rule volunteer-value of the day of the work */
	bool is_valued;                /* there was such a rule */
	struct amount asked;
	struct amount granted;
	struct amount paid;
	enum standing standing;
	const struct decision *decision; /* the last one on it, or NULL */
};

/* The facts of the contributions the subject asks for (struct contribution_facts), by circle, date and person. Made in
 * `arena`. */
struct list contribution_facts_choose(struct arena *arena, struct subject *subject);

/* Minutes of volunteer work at a rate: half a cent is rounded up. */
struct amount volunteer_value(const struct setting_value *rate, int64_t minutes, int64_t day_minutes);

/* Adds the figures of one to a sum. */
void contribution_facts_add(struct contribution_facts *sum, const struct contribution_facts *facts);

#endif
