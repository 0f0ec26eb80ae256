#include "decision/apply_kind.h"

void apply_join(struct fold *fold, struct decision *decision)
{
	struct place *place =
	    decision->places.count > 0 ? LIST_AT(decision->places, struct place *, 0) : decision->person->place;
	fold_add_membership(fold, decision, decision->person, place, decision_effective(decision));
}
