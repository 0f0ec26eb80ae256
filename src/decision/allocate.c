#include "decision/apply_kind.h"

void apply_allocate(struct fold *fold, struct decision *decision)
{
	struct circle *circle = decision->meeting->circle;
	fold_move(fold, decision, account_envelope(fold, circle, NULL, decision->fund),
		  account_envelope(fold, circle, decision_action(decision), decision->fund), decision->amount.amount);
}
