/* Which rules are in force, and where each comes from. */
#ifndef SOUCI_REPORT_RULES_H
#define SOUCI_REPORT_RULES_H

#include "report/subject.h"

/* A row for each rule of the network and for each one a circle has of its own, on the day of the subject; with circles
 * asked for, every rule in force for them. Free with table_free(). */
struct table *rules_report(struct subject *subject);

#endif
