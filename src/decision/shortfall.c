#include "decision/apply_kind.h"

void apply_shortfall(struct fold *fold, struct decision *decision)
{
	struct fund_state *state = &fold->funds[decision->fund->index];
	amount_subtract(state->awarded, decision->amount.amount, &state->awarded);
	amount_add(state->shortfall, decision->amount.amount, &state->shortfall);
	fold_move(fold, decision, account_fund(fold, decision->fund), account_funding(fold, decision->fund),
		  decision->amount.amount);
}
