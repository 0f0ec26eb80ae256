/* Where the money of the network stands: each fund, what each circle was given, the envelope of each action. */
#ifndef SOUCI_REPORT_BUDGET_H
#define SOUCI_REPORT_BUDGET_H

#include "report/subject.h"

/* A row for each fund (what is not yet given to a circle), for what each circle keeps free, and for each envelope, with
 * subtotals of circles and a total. Between dates, `left` is what was left on the last day and `opening` what was left
 * before the first. With an interval, a column for each with what was decided in it. Free with table_free(). */
struct table *budget_report(struct subject *subject);

#endif
