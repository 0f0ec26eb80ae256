#include "decision/apply_kind.h"

void apply_mandate(struct fold *fold, struct decision *decision)
{
	struct date from = decision_effective(decision);
	if (decision->role != ROLE_CONTRIBUTOR) {
		fold_add_mandate(fold, decision, decision->person, decision->role, NULL, from);
		return;
	}
	for (size_t i = 0; i < decision->actions.count; i++) {
		fold_add_mandate(fold, decision, decision->person, ROLE_CONTRIBUTOR,
				 LIST_AT(decision->actions, struct action *, i), from);
	}
}
