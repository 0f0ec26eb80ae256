#include "decision/apply_kind.h"

#include "decision/dues.h"
#include "decision/kind.h"

/* A cost moves to another fund: the envelopes change places, and so does what is still owed. What was paid stays
 * paid, out of money that is the network's all the same. */
void apply_substitute(struct fold *fold, struct decision *decision)
{
	struct decision *cost = model_find_decision(fold->model, decision->of);
	struct fund *from = model_find_fund(fold->model, decision->from);
	struct fund *to = model_find_fund(fold->model, decision->to);
	bool is_cost = cost != NULL && (cost->kind == KIND_RETRIBUTE || cost->kind == KIND_EXPENSE);
	if (!is_cost || !kind_is_satisfied(cost) || from == NULL || to == NULL) {
		return;
	}
	struct circle *circle = cost->meeting->circle;
	struct party *payee = decision_payee(cost);
	struct amount owed = due_left(fold, cost, payee, from, decision->meeting->date);
	struct amount moved = amount_compare(owed, decision->amount.amount) < 0 ? owed : decision->amount.amount;
	struct entries *entries = fold_begin_entries(fold, decision, 4);
	entries_move(fold, entries, account_envelope(fold, circle, decision_action(cost), to),
		     account_envelope(fold, circle, decision_action(cost), from), decision->amount.amount);
	if (amount_sign(moved) > 0) {
		entries_move(fold, entries, account_due(fold, payee, from), account_due(fold, payee, to), moved);
	}
}
