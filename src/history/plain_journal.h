/* The plain part of the journal language, which needs nothing that stands before it: transactions with a full date and
 * amounts such as `1200.00 EUR` of one commodity that sum to zero or leave one out; declarations, comments, includes by
 * name. So a piece of a file means the same alone. For src/history/ only. */
#ifndef SOUCI_HISTORY_PLAIN_JOURNAL_H
#define SOUCI_HISTORY_PLAIN_JOURNAL_H

#include "text/amount.h"

/* One posting of a transaction. */
struct plain_posting {
	struct slice account;
	struct slice opposite; /* the account of the other posting where there are two; else empty */
	struct slice commodity;
	struct slice code; /* of the transaction */
	struct amount amount;
};

struct plain_visitor {
	void *context;
	void (*posting)(void *context, const struct plain_posting *posting);
	void (*include)(void *context, struct slice path); /* as written */
};

/* Tells the visitor what a text holds. False when something in it is not plain: what was told so far is of no use. */
bool plain_journal_read(struct slice text, const struct plain_visitor *visitor);

/* Cuts from two versions of a file what both begin and end with, at starts of transactions. */
void plain_journal_cut(struct slice *before, struct slice *after);

#endif
