/* Which postings of a journal a report shows, and at what worth. */
#ifndef SOUCI_REPORT_JOURNAL_VIEW_H
#define SOUCI_REPORT_JOURNAL_VIEW_H

#include "journal/journal.h"
#include "journal/query.h"
#include "report/filter.h"

struct journal_view {
	const struct filter *filter; /* dates, circles, actions, funds and people; its patterns are in the query */
	struct query *query;
	bool is_real_only;
	bool is_at_cost;
	bool is_inverted;
	bool is_marked[3]; /* by enum entry_mark: shown; all of them when none is set */
	bool is_clipped;   /* accounts are told apart by their first levels only … */
	size_t depth;      /* … as many as this */
};

/* Whether the view shows every posting as it is written. */
bool view_is_open(const struct journal_view *view);

/* Whether it leaves postings out. */
bool view_is_choosy(const struct journal_view *view);

/* Whether a posting passes, its date left aside. */
bool view_accepts_undated(const struct journal_view *view, const struct journal *journal,
			  const struct posting *posting);

/* Whether a posting passes, its date included. */
bool view_accepts(const struct journal_view *view, const struct journal *journal, const struct posting *posting);

/* The amount as the view shows it; false when it cannot be held. */
bool view_amount(const struct journal_view *view, const struct posting *posting, struct commodity_amount *amount);

/* An account's name as the view shows it: its first levels, `...` when it shows none. */
struct slice view_account(const struct journal_view *view, struct slice name);

#endif
