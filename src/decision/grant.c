#include "decision/apply_kind.h"

void apply_grant(struct fold *fold, struct decision *decision)
{
	struct circle *circle = LIST_AT(decision->circles, struct circle *, 0);
	fold_move(fold, decision, account_fund(fold, decision->fund),
		  account_envelope(fold, circle, NULL, decision->fund), decision->amount.amount);
}
