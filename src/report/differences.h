/* What changed in meaning from one state of a network to another. */
#ifndef SOUCI_REPORT_DIFFERENCES_H
#define SOUCI_REPORT_DIFFERENCES_H

#include "format/table.h"
#include "history/difference.h"
#include "report/filter.h"

struct differences_subject {
	struct list differences; /* struct difference */
	const struct model *before;
	const struct model *after;
	const struct filter *filter; /* its circles, actions, funds and people */
};

/* One row a difference that the filter lets pass. Free with table_free(); its texts point to the differences. */
struct table *differences_report(const struct differences_subject *subject);

/* The same as prose, a sentence a line below the name of each circle; one sentence when nothing changed. */
void differences_write_text(const struct differences_subject *subject, struct text_look look, struct buffer *out);

#endif
