#include "decision/apply_kind.h"

void apply_found(struct fold *fold, struct decision *decision)
{
	struct circle *circle = decision->meeting->circle;
	struct date from = decision_effective(decision);
	if (fold->founded[circle->index] == NULL) {
		fold->founded[circle->index] = decision;
	}
	for (size_t i = 0; i < decision->members.count; i++) {
		struct party *person = LIST_AT(decision->members, struct party *, i);
		fold_add_membership(fold, decision, person, person->place, from);
	}
	for (size_t i = 0; i < decision->stewards.count; i++) {
		fold_add_mandate(fold, decision, LIST_AT(decision->stewards, struct party *, i), ROLE_STEWARD, NULL,
				 from);
	}
	fold_set_status(fold, decision, decision->circle_status < 0 ? CIRCLE_EMERGING : decision->circle_status, from);
	fold_set_territory(fold, decision, from);
}
