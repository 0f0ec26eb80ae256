/* Judging a network: what must always hold, and what its own rules ask, decision by decision in the order of the fold.
 */
#ifndef SOUCI_RULE_JUDGE_H
#define SOUCI_RULE_JUDGE_H

#include "decision/fold.h"

/* Folds all adopted meetings of the model and judges each decision with the state and the rules then in force. What is
 * wrong goes to the model's findings; those about a decision name it. `payments` are those of the bank journals, in the
 * order of their dates; borrowed by the fold. Returns the fold; free with fold_free(). */
struct fold *judge(struct model *model, const struct payment *payments, size_t payment_count);

#endif
