#include "decision/apply_kind.h"

static void close_in_programme(struct fold *fold, struct decision *decision, const struct action *action)
{
	for (size_t i = 0; i < fold->adoptions.count; i++) {
		struct adoption *adoption = &LIST_AT(fold->adoptions, struct adoption, i);
		if (adoption->action == action && adoption->circle == decision->meeting->circle) {
			span_end(&adoption->span, decision_effective(decision), decision);
		}
	}
}

void apply_close_action(struct fold *fold, struct decision *decision)
{
	for (size_t i = 0; i < decision->actions.count; i++) {
		close_in_programme(fold, decision, LIST_AT(decision->actions, struct action *, i));
	}
}
