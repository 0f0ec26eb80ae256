/* Where each fund stands: what is awarded, what came, what is given, spent and left. */
#ifndef SOUCI_REPORT_FUNDS_H
#define SOUCI_REPORT_FUNDS_H

#include "report/subject.h"

/* A row for each fund and a total. `advanced` is what was paid beyond what the funder paid so far. Between dates,
 * amounts are those of that time; what is left, to receive and advanced is told at its end. Free with table_free(). */
struct table *funds_report(struct subject *subject);

#endif
