#include "decision/apply_kind.h"

void apply_reallocate(struct fold *fold, struct decision *decision)
{
	struct circle *circle = decision->meeting->circle;
	struct action *from = model_find_action(fold->model, decision->from);
	struct action *to = model_find_action(fold->model, decision->to);
	if (from != NULL && to != NULL) {
		fold_move(fold, decision, account_envelope(fold, circle, from, decision->fund),
			  account_envelope(fold, circle, to, decision->fund), decision->amount.amount);
	}
}
