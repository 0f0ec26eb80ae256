#include "decision/apply_kind.h"

void apply_rule(struct fold *fold, struct decision *decision)
{
	struct rule_change change = {.circle = decision->meeting->circle,
				     .level = decision->level < 0 ? LEVEL_ERROR : decision->level,
				     .is_firm = decision->firm == 1,
				     .from = decision_effective(decision),
				     .from_next_meeting = decision->effective.days == DATE_NONE.days,
				     .decision = decision};
	fold_add_rule(fold, change, decision->rule, decision->value);
}
