/* What was decided, and one decision in full. */
#ifndef SOUCI_REPORT_DECISIONS_H
#define SOUCI_REPORT_DECISIONS_H

#include "report/subject.h"

/* A row for each decision of adopted meetings, in the order they are taken up, applied or pending. Free with
 * table_free(). */
struct table *decisions_report(struct subject *subject);

/* One decision with all there is to know of it: what it says, who was there, votes and objections, the contributions
 * and evidence it was taken on, the entries it made, what became of it. Free with table_free(). */
struct table *decision_report(struct subject *subject, const struct decision *decision);

#endif
