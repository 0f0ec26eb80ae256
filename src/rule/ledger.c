#include "rule/ledger.h"
void ledger_check(struct model *model, const struct fold *fold, const struct journal *journal)
{ (void)model; (void)fold; (void)journal; }
