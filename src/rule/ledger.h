#ifndef SOUCI_RULE_LEDGER_H
#define SOUCI_RULE_LEDGER_H
#include "decision/fold.h"
#include "journal/journal.h"
void ledger_check(struct model *model, const struct fold *fold, const struct journal *journal);
#endif
