/* Market value: what a commodity is worth in another by the `P` prices of a journal, as hledger reckons it. */
#ifndef SOUCI_REPORT_JOURNAL_VALUE_H
#define SOUCI_REPORT_JOURNAL_VALUE_H

#include "journal/journal.h"

struct valuation;

/* The prices of a day: of each pair of commodities the latest one not after `date`. Amounts will be valued in commodity
 * `target` or, when that is NAME_NONE, each in the one its latest price is in. The journal must outlive the valuation,
 * and its commodities be all known by now. Free with valuation_free(). */
struct valuation *valuation_new(const struct journal *journal, struct date date, uint32_t target);
void valuation_free(struct valuation *valuation);

/* Turns an amount into its value: by a price in the target, else by the inverse of a price of the target, else by the
 * shortest chain of prices, else by the shortest chain of prices and inverses. Only a division is ever rounded, to
 * eight decimals. An amount that has no value is left as it is. False when the result cannot be held. */
bool valuation_apply(const struct valuation *valuation, struct commodity_amount *amount);

#endif
