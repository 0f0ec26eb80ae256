#include "decision/apply_kind.h"

void apply_expense(struct fold *fold, struct decision *decision)
{
	apply_cost(fold, decision);
}
