/* What the next regulation of a circle has to decide, from what applied meetings left open. */
#ifndef SOUCI_REPORT_AGENDA_H
#define SOUCI_REPORT_AGENDA_H

#include "decision/fold.h"
#include "format/table.h"

struct agenda_request {
	struct contribution *contribution;
	bool lacks_report; /* and the rules in force ask for one */
	bool lacks_evidence;
	struct amount left; /* on all envelopes of its action, before any request */
};

struct agenda {
	struct circle *circle;
	struct date day;
	struct list requests;  /* struct agenda_request: contributions that ask and were neither settled nor refused */
	struct list mandates;  /* const struct mandate *: that end before the horizon, or come back for review */
	struct list postponed; /* struct decision *: put off, with no later decision of that kind on the same subject */
	struct list reviews;   /* struct decision *: whose Review falls before the horizon */
	struct list proposed;  /* struct action *: of the programme, not adopted */
};

/* Gathers it for a meeting on `day`; mandates and reviews look `days_ahead` further. Everything lives in `arena`. */
struct agenda agenda_of(struct arena *arena, struct fold *fold, struct circle *circle, struct date day,
			int32_t days_ahead);

/* The agenda as a table with a section for each thing to decide. Free with table_free(); borrows from the fold. */
struct table *agenda_table(const struct fold *fold, const struct agenda *agenda);

#endif
