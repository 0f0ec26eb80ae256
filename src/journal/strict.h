/* What `--strict` asks for on top of a journal that can be read. */
#ifndef SOUCI_JOURNAL_STRICT_H
#define SOUCI_JOURNAL_STRICT_H

#include "journal/journal.h"

/* Accounts, commodities and payees that are used and not declared, each at its first use. Only for journals whose
 * transactions are kept. */
void strict_check(const struct journal *journal, struct findings *findings);

/* The subset that both hledger and ledger read alike, which all journals of a network's `ledger/` must keep to: amounts
 * written `1200.00 EUR`, transactions that sum to exactly zero, one tag on a comment line, files in date order,
 * accounts declared. Accounts for which `is_judged_elsewhere` (NULL: none) says so are not asked to be declared: what
 * is wrong with them is told by who knows what they stand for. */
void strict_check_subset(const struct journal *journal, bool (*is_judged_elsewhere)(struct slice account),
			 struct findings *findings);

#endif
