/* Who is a member of which circle. */
#ifndef SOUCI_REPORT_MEMBERS_H
#define SOUCI_REPORT_MEMBERS_H

#include "report/subject.h"

/* A row for each membership on the day of the subject, or of all times when `shows_former`. Free with table_free(). */
struct table *members_report(struct subject *subject, bool shows_former);

#endif
