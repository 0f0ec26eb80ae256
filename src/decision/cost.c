/* What retributions and expenses share: each fund's part goes from the action to what is due. */
#include "decision/apply_kind.h"

void apply_cost(struct fold *fold, struct decision *decision)
{
	struct circle *circle = decision->meeting->circle;
	struct party *payee = decision_payee(decision);
	struct list parts = decision_parts(fold->arena, decision);
	struct entries *entries = fold_begin_entries(fold, decision, parts.count * 2);
	for (size_t i = 0; i < parts.count; i++) {
		struct part part = LIST_AT(parts, struct part, i);
		entries_move(fold, entries, account_envelope(fold, circle, decision_action(decision), part.fund),
			     account_due(fold, payee, part.fund), part.amount);
	}
}
