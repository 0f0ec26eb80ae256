#include "decision/apply_kind.h"

void apply_adopt_action(struct fold *fold, struct decision *decision)
{
	for (size_t i = 0; i < decision->actions.count; i++) {
		*FOLD_APPEND(fold->adoptions, struct adoption) =
		    (struct adoption){span_from(decision_effective(decision), decision), decision->meeting->circle,
				      LIST_AT(decision->actions, struct action *, i)};
	}
}
