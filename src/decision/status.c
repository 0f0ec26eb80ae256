#include "decision/apply_kind.h"

void apply_status(struct fold *fold, struct decision *decision)
{
	fold_set_status(fold, decision, decision->circle_status, decision_effective(decision));
}
