/* From a fund, a circle, an action or a person down to each payment, with sums that add up at each level. */
#include "report/columns.h"
#include "report/decision_facts.h"
#include "report/trace_links.h"
#include "text/translate.h"

/* What is summed: costs of a fund, in a circle, for an action; NULL for all. */
struct scope {
	const struct fund *fund;
	const struct circle *circle;
	const struct action *action;
};

struct scope_sums {
	struct amount decided;
	struct amount paid;      /* by the bank */
	struct amount unmatched; /* of that, what nothing owed */
	struct amount left_to_pay;
};

static bool holds(const struct scope *scope, const struct fund *fund, const struct decision *origin)
{
	return (scope->fund == NULL || fund == scope->fund) &&
	       (scope->circle == NULL || (origin != NULL && origin->meeting->circle == scope->circle)) &&
	       (scope->action == NULL || (origin != NULL && decision_action(origin) == scope->action));
}

static struct scope_sums sums_of(const struct tracing *tracing, const struct scope *scope)
{
	const struct trace_money *money = &tracing->money;
	struct scope_sums sums = {NO_MONEY, NO_MONEY, NO_MONEY, NO_MONEY};
	for (size_t i = 0; i < money->costs->count; i++) {
		const struct cost *cost = &money->costs->items[i];
		/* Money that goes back to the funder is borne by the fund, not by the circle that decided it. */
		bool is_of_circle = scope->circle == NULL || cost->decision->kind != KIND_REPAY;
		if (is_of_circle && holds(scope, cost->fund, cost->decision)) {
			sum_add(&sums.decided, cost->decided);
		}
	}
	for (uint32_t i = 0; i < money->dues.count; i++) {
		const struct traced_due *due = trace_due_at(money, i);
		bool is_of_circle = scope->circle == NULL || due->origin == NULL || due->origin->kind != KIND_REPAY;
		if (is_of_circle && holds(scope, due->account->fund, due->origin)) {
			sum_add(&sums.left_to_pay, trace_due_left(due));
			sum_add(&sums.paid, due->paid);
		}
	}
	for (uint32_t i = 0; i < money->shares.count; i++) {
		const struct traced_share *share = trace_share_at(money, i);
		if (share->due == TRACE_NONE && holds(scope, share->fund, NULL)) {
			sum_add(&sums.paid, share->amount);
			sum_add(&sums.unmatched, share->amount);
		}
	}
	return sums;
}

/* Decided is what was paid (but for what nothing owed) and what is left to pay, and what another fund had paid before
 * the cost was moved to this one. */
static void say_sums(struct tracing *tracing, struct outline_node *node, const struct scope_sums *sums)
{
	struct amount moved = sums->decided;
	trace_say_amount(tracing, node, "decided", N_("decided"), sums->decided);
	trace_say_amount(tracing, node, "paid", N_("paid"), sums->paid);
	trace_say_amount(tracing, node, "left_to_pay", N_("left to pay"), sums->left_to_pay);
	sum_subtract(&moved, sums->paid);
	sum_subtract(&moved, sums->left_to_pay);
	sum_add(&moved, sums->unmatched);
	if (amount_sign(moved) != 0) {
		trace_say_amount(tracing, node, "paid_by_other_funds", N_("paid by other funds"), moved);
	}
	if (amount_sign(sums->unmatched) != 0) {
		trace_say_amount(tracing, node, "paid_unmatched", N_("paid though nothing owed it"), sums->unmatched);
	}
}

static uint32_t account_of(const struct tracing *tracing, enum account_kind kind, const struct scope *scope)
{
	const struct fold *fold = tracing->fold;
	for (uint32_t i = 0; i < fold->accounts.count; i++) {
		const struct account *account = &LIST_AT(fold->accounts, struct account, i);
		if (account->kind == kind && account->fund == scope->fund &&
		    (kind == ACCOUNT_FUND || account->circle == scope->circle) &&
		    (kind != ACCOUNT_ACTION || account->action == scope->action)) {
			return i;
		}
	}
	return ACCOUNT_NONE;
}

static struct budget_sum budget_of(const struct tracing *tracing, uint32_t account)
{
	return account == ACCOUNT_NONE ? budget_sum_nothing() : tracing->money.sums[account];
}

/* ---- costs ---- */

static void trace_cost(struct tracing *tracing, struct outline_node *parent, const struct cost *cost)
{
	struct outline_node *node = trace_decision(tracing, parent, cost->decision);
	struct scope_sums sums = {cost->decided, NO_MONEY, NO_MONEY, NO_MONEY};
	const struct trace_money *money = &tracing->money;
	for (uint32_t i = trace_first_due(money, cost->decision); i != TRACE_NONE; i = trace_due_at(money, i)->next) {
		const struct traced_due *due = trace_due_at(money, i);
		if (due->account->fund == cost->fund) {
			sum_add(&sums.paid, due->paid);
			sum_add(&sums.left_to_pay, trace_due_left(due));
		}
	}
	trace_note(tracing, node, "fund", cell_text(cost->fund->id));
	say_sums(tracing, node, &sums);
	trace_grounds(tracing, node, cost->decision);
	trace_dues(tracing, node, cost->decision, cost->fund);
}

static void trace_costs_borne_by(struct tracing *tracing, struct outline_node *parent, uint32_t account)
{
	const struct costs *costs = tracing->money.costs;
	for (size_t i = 0; account != ACCOUNT_NONE && i < costs->count; i++) {
		if (costs->items[i].bearer == account) {
			trace_cost(tracing, parent, &costs->items[i]);
		}
	}
}

/* ---- actions and circles ---- */

static void trace_action_part(struct tracing *tracing, struct outline_node *parent, struct scope scope)
{
	uint32_t envelope = account_of(tracing, ACCOUNT_ACTION, &scope);
	struct budget_sum budget = budget_of(tracing, envelope);
	struct scope_sums sums = sums_of(tracing, &scope);
	struct outline_node *node = trace_action_of(tracing, parent, scope.circle, scope.action, scope.fund);
	trace_note(tracing, node, "fund", cell_text(scope.fund->id));
	trace_say_amount(tracing, node, "allocated", N_("allocated"), budget.allocated);
	say_sums(tracing, node, &sums);
	trace_say_amount(tracing, node, "left", N_("left"), budget.left);
	trace_costs_borne_by(tracing, node, envelope);
}

/* Decisions that gave money of a fund to a circle, or took it back. */
static void trace_grants(struct tracing *tracing, struct outline_node *node, const struct scope *scope)
{
	const struct fold *fold = tracing->fold;
	const struct decision *previous = NULL;
	for (size_t i = 0; i < fold->entries.count; i++) {
		const struct entries *entries = &LIST_AT(fold->entries, struct entries, i);
		bool touches_circle = false;
		bool touches_fund = false;
		for (size_t j = 0; j < entries->count; j++) {
			const struct account *account =
			    &LIST_AT(fold->accounts, struct account, entries->lines[j].account);
			touches_fund = touches_fund || account->kind == ACCOUNT_FUND;
			touches_circle =
			    touches_circle || (account->kind == ACCOUNT_CIRCLE && account->fund == scope->fund &&
					       account->circle == scope->circle);
		}
		if (touches_fund && touches_circle && entries->decision != previous) {
			previous = entries->decision;
			trace_decision(tracing, node, entries->decision);
		}
	}
}

static void trace_circle_part(struct tracing *tracing, struct outline_node *node, const struct scope *scope)
{
	const struct fold *fold = tracing->fold;
	struct budget_sum budget = budget_of(tracing, account_of(tracing, ACCOUNT_CIRCLE, scope));
	struct scope_sums sums = sums_of(tracing, scope);
	trace_say_amount(tracing, node, "granted", N_("granted"), budget.granted);
	trace_say_amount(tracing, node, "allocated", N_("allocated"), budget.allocated);
	trace_say_amount(tracing, node, "left_to_allocate", N_("left to allocate"), budget.left);
	say_sums(tracing, node, &sums);
	trace_grants(tracing, node, scope);
	for (size_t i = 0; i < fold->accounts.count; i++) {
		const struct account *account = &LIST_AT(fold->accounts, struct account, i);
		if (account->kind == ACCOUNT_ACTION && account->fund == scope->fund &&
		    account->circle == scope->circle) {
			trace_action_part(tracing, node, (struct scope){scope->fund, scope->circle, account->action});
		}
	}
}

static struct outline_node *add_circle(struct tracing *tracing, struct outline_node *parent,
				       const struct circle *circle)
{
	struct slice title = arena_format(tracing->arena, _("circle %.*s: %.*s"), SLICE_ARGUMENTS(circle->id),
					  SLICE_ARGUMENTS(circle->name));
	struct outline_node *node = outline_add(tracing->outline, parent, SLICE("circle"), title);
	trace_note(tracing, node, "id", cell_text(circle->id));
	return node;
}

/* Whether a circle ever held money of a fund. */
static bool has_held(const struct tracing *tracing, const struct circle *circle, const struct fund *fund)
{
	const struct fold *fold = tracing->fold;
	for (size_t i = 0; i < fold->accounts.count; i++) {
		const struct account *account = &LIST_AT(fold->accounts, struct account, i);
		if ((account->kind == ACCOUNT_CIRCLE || account->kind == ACCOUNT_ACTION) && account->circle == circle &&
		    account->fund == fund) {
			return true;
		}
	}
	return false;
}

/* ---- what is not in the chain ---- */

/* Payments that nothing owed: of a fund's accounts, or to a person. */
static void trace_unmatched(struct tracing *tracing, struct outline_node *node, const struct fund *fund,
			    const struct party *party)
{
	const struct trace_money *money = &tracing->money;
	for (uint32_t i = 0; i < money->shares.count; i++) {
		const struct traced_share *share = trace_share_at(money, i);
		if (share->due == TRACE_NONE && (fund == NULL || share->fund == fund) &&
		    (party == NULL || share->party == party)) {
			trace_payment(tracing, node, share);
		}
	}
}

/* Decisions of meetings that are adopted and not applied: they are in no sum yet. */
static void trace_pending(struct tracing *tracing, struct outline_node *node, const struct scope *scope,
			  const struct party *party)
{
	const struct model *model = tracing->fold->model;
	for (size_t i = 0; i < model->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(model->meetings, struct meeting *, i);
		bool is_pending = meeting->status == MEETING_ADOPTED && meeting->seal == NULL &&
				  date_compare(meeting->date, tracing->source.until) <= 0;
		for (size_t j = 0; is_pending && j < meeting->decisions.count; j++) {
			const struct decision *decision = LIST_AT(meeting->decisions, struct decision *, j);
			struct list parts = decision_parts(tracing->arena, decision);
			bool is_about =
			    decision_outcome(decision) == OUTCOME_ADOPTED &&
			    (party == NULL || decision->person == party || decision_payee(decision) == party);
			bool is_of_level = scope->fund == NULL && holds(scope, NULL, decision);
			for (size_t k = 0; k < parts.count; k++) {
				is_of_level =
				    is_of_level || holds(scope, LIST_AT(parts, struct part, k).fund, decision);
			}
			if (is_about && is_of_level) {
				trace_decision(tracing, node, decision);
			}
		}
	}
}

static void trace_receipts(struct tracing *tracing, struct outline_node *node, const struct fund *fund)
{
	const struct trace_money *money = &tracing->money;
	struct slice account = arena_format(tracing->arena, "Assets:Receivable:%.*s", SLICE_ARGUMENTS(fund->id));
	for (size_t i = 0; i < money->lines.count; i++) {
		const struct bank_line *line = &LIST_AT(money->lines, struct bank_line, i);
		if (line->is_receipt && slice_equal(line->account, account)) {
			trace_receipt(tracing, node, line);
		}
	}
}

/* ---- where a trace begins ---- */

void trace_down_fund(struct tracing *tracing, const struct fund *fund)
{
	struct scope scope = {fund, NULL, NULL};
	struct outline_node *node = trace_fund_of(tracing, NULL, fund);
	struct scope_sums sums = sums_of(tracing, &scope);
	uint32_t account = account_of(tracing, ACCOUNT_FUND, &scope);
	struct budget_sum budget = budget_of(tracing, account);
	trace_say_amount(tracing, node, "granted", N_("granted"), budget.granted);
	trace_say_amount(tracing, node, "left_to_grant", N_("left to grant"), budget.left);
	say_sums(tracing, node, &sums);
	trace_receipts(tracing, node, fund);
	for (size_t i = 0; i < tracing->fold->model->circles.count; i++) {
		scope.circle = LIST_AT(tracing->fold->model->circles, struct circle *, i);
		if (has_held(tracing, scope.circle, fund)) {
			trace_circle_part(tracing, add_circle(tracing, node, scope.circle), &scope);
		}
	}
	scope.circle = NULL;
	trace_costs_borne_by(tracing, node, account);
	trace_unmatched(tracing, node, fund, NULL);
	trace_pending(tracing, node, &scope, NULL);
}

void trace_down_circle(struct tracing *tracing, const struct circle *circle)
{
	struct outline_node *node = add_circle(tracing, NULL, circle);
	const struct decision *founded = tracing->fold->founded[circle->index];
	struct scope scope = {NULL, circle, NULL};
	struct scope_sums sums = sums_of(tracing, &scope);
	say_sums(tracing, node, &sums);
	trace_mark_entry(tracing, node, &circle->entry);
	if (founded != NULL) {
		trace_decision(tracing, node, founded);
	}
	for (size_t i = 0; i < tracing->fold->model->funds.count; i++) {
		scope.fund = LIST_AT(tracing->fold->model->funds, struct fund *, i);
		if (has_held(tracing, circle, scope.fund)) {
			trace_circle_part(tracing, trace_fund_of(tracing, node, scope.fund), &scope);
		}
	}
	scope.fund = NULL;
	trace_pending(tracing, node, &scope, NULL);
}

void trace_down_action(struct tracing *tracing, const struct action *action)
{
	const struct fold *fold = tracing->fold;
	struct outline_node *node = trace_action_of(tracing, NULL, action->circle, action, NULL);
	struct scope scope = {NULL, NULL, action};
	struct scope_sums sums = sums_of(tracing, &scope);
	say_sums(tracing, node, &sums);
	for (size_t i = 0; i < fold->accounts.count; i++) {
		const struct account *account = &LIST_AT(fold->accounts, struct account, i);
		if (account->kind == ACCOUNT_ACTION && account->action == action) {
			struct outline_node *fund = trace_fund_of(tracing, node, account->fund);
			trace_action_part(tracing, fund, (struct scope){account->fund, account->circle, action});
		}
	}
	trace_pending(tracing, node, &scope, NULL);
}

/* Whether a decision pays a person, or somebody else for their work. */
static bool concerns(const struct tracing *tracing, const struct decision *origin, const struct party *party)
{
	const struct trace_money *money = &tracing->money;
	bool is = origin->person == party || decision_payee(origin) == party;
	for (uint32_t i = trace_first_due(money, origin); !is && i != TRACE_NONE; i = trace_due_at(money, i)->next) {
		is = trace_due_at(money, i)->account->party == party;
	}
	return is;
}

void trace_down_party(struct tracing *tracing, const struct party *party)
{
	const struct trace_money *money = &tracing->money;
	struct slice name = party->name.size > 0 ? party->name : party->id;
	struct scope scope = {NULL, NULL, NULL};
	struct scope_sums sums = {NO_MONEY, NO_MONEY, NO_MONEY, NO_MONEY};
	struct outline_node *node = outline_add(
	    tracing->outline, NULL, SLICE("person"),
	    arena_format(tracing->arena, _("%.*s: %.*s"), SLICE_ARGUMENTS(party->id), SLICE_ARGUMENTS(name)));
	const struct decision *previous = NULL;
	trace_note(tracing, node, "id", cell_text(party->id));
	trace_mark_entry(tracing, node, &party->entry);
	for (size_t i = 0; i < money->costs->count; i++) {
		const struct cost *cost = &money->costs->items[i];
		if (!concerns(tracing, cost->decision, party)) {
			continue;
		}
		sum_add(&sums.decided, cost->decided);
		if (cost->decision != previous) {
			previous = cost->decision;
			struct outline_node *decision = trace_decision(tracing, node, previous);
			trace_say(tracing, decision, "action", N_("Action"), cell_action(decision_action(previous)));
			trace_grounds(tracing, decision, previous);
			trace_dues(tracing, decision, previous, NULL);
		}
	}
	for (uint32_t i = 0; i < money->dues.count; i++) {
		const struct traced_due *due = trace_due_at(money, i);
		if (due->origin != NULL && concerns(tracing, due->origin, party)) {
			sum_add(&sums.paid, due->paid);
			sum_add(&sums.left_to_pay, trace_due_left(due));
		}
	}
	for (uint32_t i = 0; i < money->shares.count; i++) {
		const struct traced_share *share = trace_share_at(money, i);
		if (share->due == TRACE_NONE && share->party == party) {
			sum_add(&sums.paid, share->amount);
			sum_add(&sums.unmatched, share->amount);
		}
	}
	say_sums(tracing, node, &sums);
	trace_unmatched(tracing, node, NULL, party);
	trace_pending(tracing, node, &scope, party);
}
