#include "decision/apply_kind.h"

/* From an action to its circle; without an action, from the circle to the fund. The council names the circle. */
void apply_return(struct fold *fold, struct decision *decision)
{
	struct circle *circle =
	    decision->circles.count > 0 ? LIST_AT(decision->circles, struct circle *, 0) : decision->meeting->circle;
	uint32_t free_account = account_envelope(fold, circle, NULL, decision->fund);
	if (decision->actions.count > 0) {
		fold_move(fold, decision, account_envelope(fold, circle, decision_action(decision), decision->fund),
			  free_account, decision->amount.amount);
	} else {
		fold_move(fold, decision, free_account, account_fund(fold, decision->fund), decision->amount.amount);
	}
}
