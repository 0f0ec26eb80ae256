/* Judging a network: what must always hold, and what its own rules ask, decision by decision in the order of the fold.
 */
#ifndef SOUCI_RULE_JUDGE_H
#define SOUCI_RULE_JUDGE_H

#include "decision/fold.h"

/* Folds all adopted meetings of the model and judges each decision with the state and the rules then in force. What is
 * wrong goes to the model's findings; those about a decision name it. `payments` are those of the bank journals, in the
 * order of their dates; borrowed by the fold. Returns the fold; free with fold_free(). */
struct fold *judge(struct model *model, const struct payment *payments, size_t payment_count);

/* The same of the meetings alone that were applied or are being sealed. */
struct fold *judge_applied(struct model *model, const struct payment *payments, size_t payment_count);

/* The same, to be gone on with: free with judge_close(), and its fold with fold_free(). */
struct judgement;
struct judgement *judge_open(struct model *model, const struct payment *payments, size_t payment_count);
struct fold *judge_fold(const struct judgement *judgement);
void judge_close(struct judgement *judgement);

/* Judges the people, places, funds and actions that came since, the meetings, and the contributions from the one with
 * index `first_contribution` on; what is wrong goes to the model's findings of now. Returns false, judging nothing,
 * when one of the meetings comes before those that were judged already. What is said of the whole (closed years,
 * regularised faults) is not said again. */
bool judge_extend(struct judgement *judgement, struct meeting *const *meetings, size_t count,
		  size_t first_contribution);

#endif
