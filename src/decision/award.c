#include "decision/apply_kind.h"

/* The limits an award or an amendment says replace the former ones; what it does not say stays. */
void fund_set_limits(struct fund_state *state, const struct decision *decision)
{
	if (decision->start.days != DATE_NONE.days) {
		state->start = decision->start;
	}
	if (decision->end.days != DATE_NONE.days) {
		state->end = decision->end;
	}
	if (decision->circles.count > 0) {
		state->circles = decision->circles;
	}
	if (decision->actions.count > 0) {
		state->actions = decision->actions;
	}
	if (decision->share >= 0) {
		state->share = decision->share;
	}
}

void fund_add(struct fold *fold, struct decision *decision)
{
	struct fund_state *state = &fold->funds[decision->fund->index];
	amount_add(state->awarded, decision->amount.amount, &state->awarded);
	fold_move(fold, decision, account_funding(fold, decision->fund), account_fund(fold, decision->fund),
		  decision->amount.amount);
}

void apply_award(struct fold *fold, struct decision *decision)
{
	struct fund_state *state = &fold->funds[decision->fund->index];
	if (state->award == NULL) {
		state->award = decision;
	}
	fund_set_limits(state, decision);
	fund_add(fold, decision);
}
