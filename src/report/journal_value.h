/* Market value: what a commodity is worth in another by the `P` prices of a journal. */
#ifndef SOUCI_REPORT_JOURNAL_VALUE_H
#define SOUCI_REPORT_JOURNAL_VALUE_H

#include "journal/journal.h"

/* The worth of `amount` at the latest price not after `date`, in commodity `target`, or, when that is NAME_NONE, in the
 * one that price is in. An amount that has no price is left as it is. False when the result cannot be held. */
bool value_at(const struct journal *journal, struct date date, uint32_t target, struct commodity_amount *amount);

#endif
