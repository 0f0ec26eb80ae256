/* The bank journals beside what was decided: “every entry on a Budget, Funds or Due account comes from a decision or is
 * a payment of what is due; a payment never exceeds its due” (design, “What must always hold”). */
#ifndef SOUCI_RULE_LEDGER_H
#define SOUCI_RULE_LEDGER_H

#include "decision/fold.h"
#include "journal/journal.h"

/* Judges the hand-written entries of the journal. The fold must have been given their payments. What is wrong goes to
 * the model's findings. */
void ledger_check(struct model *model, const struct fold *fold, const struct journal *journal);

/* Doubts the bank's journals that the books leave out: what was received and paid in all is not known. They are told by
 * ledger_check(). */
void inclusion_doubt_left_out(struct model *model, const struct journal *journal);

/* Whether an account stands for something that decisions govern (Due, Budget, Funds, Assets:Receivable): ledger_check()
 * judges what is posted on it. */
bool ledger_governs(struct slice account);

/* Whether both names of `Due:<party>:<fund>` mean something; ledger_check() says so otherwise. */
bool ledger_names_due(const struct model *model, struct slice account);

#endif
