/* Who did what, in time and money: facts, never a score. */
#ifndef SOUCI_REPORT_CONTRIBUTIONS_H
#define SOUCI_REPORT_CONTRIBUTIONS_H

#include "report/subject.h"

/* A row for each contribution, by circle and date, with subtotals and a total; with an interval a row for each person
 * of a circle, with a column of time and one of what was granted for each interval. Dates are those of the work; with
 * funds asked for, granted and paid are what these bear. Free with table_free(). */
struct table *contributions_report(struct subject *subject);

#endif
