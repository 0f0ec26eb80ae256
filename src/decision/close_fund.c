#include "decision/apply_kind.h"

void apply_close_fund(struct fold *fold, struct decision *decision)
{
	struct fund_state *state = &fold->funds[decision->fund->index];
	if (state->closed == NULL) {
		state->closed = decision;
	}
}
