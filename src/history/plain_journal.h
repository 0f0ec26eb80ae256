/* The plain part of the journal language, which needs nothing that stands before it: transactions with a full date and
 * amounts such as `1200.00 EUR` of one commodity that sum to zero or leave one out; declarations, comments, includes by
 * name. So a piece of a file means the same alone. For src/history/ only. */
#ifndef SOUCI_HISTORY_PLAIN_JOURNAL_H
#define SOUCI_HISTORY_PLAIN_JOURNAL_H

#include "text/amount.h"

struct plain_visitor {
	void *context;
	/* One posting; `code` is that of its transaction. */
	void (*posting)(void *context, struct slice account, struct slice commodity, const struct amount *amount,
			struct slice code);
	void (*include)(void *context, struct slice path); /* as written */
};

/* Tells the visitor what a text holds. False when something in it is not plain: what was told so far is of no use. */
bool plain_journal_read(struct slice text, const struct plain_visitor *visitor);

/* Cuts from two versions of a file what both begin and end with, at starts of transactions. */
void plain_journal_cut(struct slice *before, struct slice *after);

#endif
