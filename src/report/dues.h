/* What is decided and not yet paid: who, since when, how much. */
#ifndef SOUCI_REPORT_DUES_H
#define SOUCI_REPORT_DUES_H

#include "report/subject.h"

/* A row for each due that is not zero (or, when `shows_settled`, for every one), the oldest first, and a total. Dates
 * are those of decisions. Free with table_free(). */
struct table *dues_report(struct subject *subject, bool shows_settled);

#endif
