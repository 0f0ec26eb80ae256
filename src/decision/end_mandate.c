#include "decision/apply_kind.h"

static bool names_action(const struct decision *decision, const struct action *action)
{
	for (size_t i = 0; i < decision->actions.count; i++) {
		if (LIST_AT(decision->actions, struct action *, i) == action) {
			return true;
		}
	}
	return decision->actions.count == 0;
}

void apply_end_mandate(struct fold *fold, struct decision *decision)
{
	struct list indexes = fold->mandates_of[decision->meeting->circle->index];
	for (size_t i = 0; i < indexes.count; i++) {
		struct mandate *mandate = &LIST_AT(fold->mandates, struct mandate, LIST_AT(indexes, uint32_t, i));
		if (mandate->person == decision->person && mandate->role == decision->role &&
		    names_action(decision, mandate->action)) {
			span_end(&mandate->span, decision_effective(decision), decision);
		}
	}
}
