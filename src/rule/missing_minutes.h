/* Minutes that are not there, or not in full, though payments and later decisions name what they decided. */
#ifndef SOUCI_RULE_MISSING_MINUTES_H
#define SOUCI_RULE_MISSING_MINUTES_H

#include "decision/fold.h"

/* Before anything is judged: tells once, of minutes that lack several decisions which are named elsewhere, that they
 * are incomplete, and notes that what they decided is unknown. One name alone is told where it stands, as it may well
 * be a slip. */
void missing_minutes_tell(struct model *model, const struct payment *payments, size_t payment_count);

#endif
