#include "decision/apply_kind.h"

/* Own means have no funder to be given back to: that is a finding, and nothing moves. */
void apply_repay(struct fold *fold, struct decision *decision)
{
	struct fund_state *state = &fold->funds[decision->fund->index];
	if (decision->fund->funder == NULL) {
		return;
	}
	amount_add(state->repaid, decision->amount.amount, &state->repaid);
	fold_move(fold, decision, account_fund(fold, decision->fund),
		  account_due(fold, decision->fund->funder, decision->fund), decision->amount.amount);
}
