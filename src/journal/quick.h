/* The shape that most transactions have, read in one go when only balances are asked for. */
#ifndef SOUCI_JOURNAL_QUICK_H
#define SOUCI_JOURNAL_QUICK_H

#include "journal/reader.h"

/* Reads the transaction that begins at `reader->cursor` into the balances when it has the common shape: a full date,
 * known accounts, plain amounts of one known commodity that sum to zero or leave one amount out, comments that neither
 * set dates nor bear a UUID. Otherwise changes nothing and returns false: the general reader must read it, and finds
 * what is wrong with it. */
bool reader_read_quickly(struct reader *reader);

#endif
