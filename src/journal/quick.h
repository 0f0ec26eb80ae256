/* The shape that most transactions have, read in one go when only balances are asked for. */
#ifndef SOUCI_JOURNAL_QUICK_H
#define SOUCI_JOURNAL_QUICK_H

#include "journal/reader.h"

/* Reads transactions from `reader->cursor` on into the balances as long as they have the common shape: a full date,
 * known accounts, plain amounts of one known commodity that sum to zero or leave one amount out, comments that neither
 * set dates nor bear a UUID. Stops before the first thing of another shape: the general reader must read it, and finds
 * what is wrong with it. */
void reader_read_quickly(struct reader *reader);

#endif
