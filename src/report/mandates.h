/* Who holds which role, since when and until when. */
#ifndef SOUCI_REPORT_MANDATES_H
#define SOUCI_REPORT_MANDATES_H

#include "report/subject.h"

struct mandates_options {
	bool shows_ended;  /* those that are over too */
	bool shows_ending; /* only those that end, or come back for review, within `ending_days` */
	int32_t ending_days;
};

/* A row for each mandate that is not over on the day of the subject; with dates asked for, each that lasts on some day
 * of them. Free with table_free(). */
struct table *mandates_report(struct subject *subject, const struct mandates_options *options);

#endif
