#include "decision/apply_kind.h"

void apply_territory(struct fold *fold, struct decision *decision)
{
	fold_set_territory(fold, decision, decision_effective(decision));
}
