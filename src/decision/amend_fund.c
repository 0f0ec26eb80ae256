#include "decision/apply_kind.h"

void apply_amend_fund(struct fold *fold, struct decision *decision)
{
	fund_set_limits(&fold->funds[decision->fund->index], decision);
	if (decision->amount.given) {
		fund_add(fold, decision);
	}
}
