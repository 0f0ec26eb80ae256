/* The circles of the network at a glance. */
#ifndef SOUCI_REPORT_CIRCLES_H
#define SOUCI_REPORT_CIRCLES_H

#include "report/subject.h"

/* A row for each circle on the day of the subject. Free with table_free(). */
struct table *circles_report(struct subject *subject);

#endif
