/* The chain behind each euro, both ways: payment, due, decision, contribution and evidence, action, fund. */
#ifndef SOUCI_REPORT_TRACE_H
#define SOUCI_REPORT_TRACE_H

#include "format/outline.h"
#include "history/origin.h"
#include "report/subject.h"
#include "report/target.h"
#include "rule/snapshot.h"

struct trace_source {
	const struct snapshot *snapshot;
	const struct fold *fold; /* of its applied meetings */
	struct date until;       /* the last day looked at */
	struct origins *origins;
	bool is_strict; /* contributions need a report and evidence even where no rule asks for them */
};

struct trace {
	struct outline *outline; /* the chain; what is broken in it is counted there */
	struct table *payments;  /* a row for each payment in it, with all its chain: the list of expenses */
};

/* Traces a record: from it to what it was taken on, and to each payment that comes of it. */
const struct failure *trace_record(struct trace_source source, struct target target, struct trace *trace);

/* Traces what a word names in the bank's journals, as bank_lines_find() reads it; leaves `trace` empty when it names
 * nothing there. Free both with trace_free(). */
const struct failure *trace_bank(struct trace_source source, struct slice word, struct trace *trace);
void trace_free(struct trace *trace);

#endif
