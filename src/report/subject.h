/* What a report is about: the state of a network, the day it is looked at, and what is to be shown of it. */
#ifndef SOUCI_REPORT_SUBJECT_H
#define SOUCI_REPORT_SUBJECT_H

#include "decision/fold.h"
#include "format/table.h"
#include "report/filter.h"
#include "text/failure.h"
#include "text/pattern.h"

/* What a funder paid, as the bank journal says: an amount credited to Assets:Receivable:<fund>. */
struct receipt {
	struct date date;
	struct slice account; /* Assets:Receivable:<fund> */
	struct amount amount; /* received; negative when it went back */
};

struct subject {
	const struct fold *fold;        /* borrowed */
	const struct receipt *receipts; /* borrowed; in any order */
	size_t receipt_count;
	struct filter filter; /* its lists are borrowed; its end is within what was folded */
	bool has_dates;       /* some dates were asked for, not only a day to look at */
	struct date date;     /* the day the state is told at; DATE_NONE when nothing was applied and none was given */
	struct pattern **patterns;
	size_t pattern_count;
	struct arena *arena;
	bool gave_up; /* a pattern backtracked too much on some text */
};

/* What a report is made from. */
struct subject_source {
	const struct fold *fold;
	const struct receipt *receipts;
	size_t receipt_count;
	struct date date;
};

/* Fails on a circle, action, fund or person that the network does not have (naming the nearest) and on what is no
 * regular expression. All that is given is borrowed and must outlive the subject. Free with subject_free(). */
const struct failure *subject_new(struct subject_source source, const struct filter *filter, struct subject **subject);

/* Fails on a circle, action, fund or person of the filter that none of the models has, naming the nearest one. */
const struct failure *subject_check_filter(const struct model *const *models, size_t count,
					   const struct filter *filter);

/* NULL is allowed. */
void subject_free(struct subject *subject);

/* What went wrong while matching patterns, or NULL. */
const struct failure *subject_failure(const struct subject *subject);

/* For a report that shows nothing: the failure that names a word among the patterns which is plainly an id or a
 * reference and that nothing in the network has, with the nearest one; NULL when there is none. */
const struct failure *subject_unknown_name(const struct subject *subject);

/* Whether the filter lets it pass; NULL passes only when nothing in particular is asked for. */
bool subject_accepts_circle(const struct subject *subject, const struct circle *circle);
bool subject_accepts_action(const struct subject *subject, const struct action *action);
bool subject_accepts_fund(const struct subject *subject, const struct fund *fund);
bool subject_accepts_person(const struct subject *subject, const struct party *person);
bool subject_accepts_date(const struct subject *subject, struct date date);

/* Whether a pattern is found in one of the texts, or there is no pattern. */
bool subject_accepts_texts(struct subject *subject, const struct slice *texts, size_t count);

/* The network's currency. */
struct slice subject_currency(const struct subject *subject);

#endif
