/* From a cost up: the action in the programme of its circle, the money given to it, the fund. */
#include "report/columns.h"
#include "report/decision_facts.h"
#include "report/trace_links.h"
#include "text/translate.h"

/* Whether the entries of a decision touch the envelope of an action from a fund. */
static bool touches(const struct fold *fold, const struct entries *entries, const struct circle *circle,
		    const struct action *action, const struct fund *fund)
{
	for (size_t i = 0; i < entries->count; i++) {
		const struct account *account = &LIST_AT(fold->accounts, struct account, entries->lines[i].account);
		if (account->kind == ACCOUNT_ACTION && account->circle == circle && account->action == action &&
		    account->fund == fund) {
			return true;
		}
	}
	return false;
}

static void trace_allocations(struct tracing *tracing, struct outline_node *node, const struct circle *circle,
			      const struct action *action, const struct fund *fund)
{
	const struct fold *fold = tracing->fold;
	const struct decision *previous = NULL;
	for (size_t i = 0; i < fold->entries.count; i++) {
		const struct entries *entries = &LIST_AT(fold->entries, struct entries, i);
		int kind = decision_entries_kind(fold, entries->decision);
		bool is_allocation = kind == KIND_ALLOCATE || kind == KIND_REALLOCATE || kind == KIND_RETURN;
		if (is_allocation && entries->decision != previous && touches(fold, entries, circle, action, fund)) {
			previous = entries->decision;
			trace_decision(tracing, node, entries->decision);
		}
	}
}

struct outline_node *trace_action_of(struct tracing *tracing, struct outline_node *parent, const struct circle *circle,
				     const struct action *action, const struct fund *fund)
{
	struct slice name = action->name.size > 0 ? action->name : action->id;
	struct outline_node *node = outline_add(
	    tracing->outline, parent, SLICE("action"),
	    arena_format(tracing->arena, _("action %.*s: %.*s"), SLICE_ARGUMENTS(action->id), SLICE_ARGUMENTS(name)));
	const struct decision *adoption = action_adopted_by(tracing->fold, circle, action);
	trace_note(tracing, node, "id", cell_text(action->id));
	trace_say(tracing, node, "circle", N_("Circle"), cell_circle(circle));
	trace_say(tracing, node, "programme", N_("Programme"), cell_text(action->entry.file->path));
	if (adoption == NULL) {
		trace_break(tracing, node, "action-not-adopted",
			    slice_of(_("no decision adopted it into the circle's programme")));
	} else {
		trace_decision(tracing, node, adoption);
	}
	trace_mark_entry(tracing, node, &action->entry);
	if (fund != NULL) {
		trace_allocations(tracing, node, circle, action, fund);
	}
	return node;
}

/* Whether a decision makes or changes what a fund has. */
static bool is_about_fund(const struct decision *decision, const struct fund *fund)
{
	int kind = decision->kind;
	return decision->fund == fund && decision_outcome(decision) == OUTCOME_ADOPTED &&
	       (kind == KIND_AWARD || kind == KIND_AMEND_FUND || kind == KIND_SHORTFALL || kind == KIND_CLOSE_FUND);
}

static void trace_awards(struct tracing *tracing, struct outline_node *node, const struct fund *fund)
{
	const struct fold *fold = tracing->fold;
	for (size_t i = 0; i < fold->meetings.count; i++) {
		struct list decisions = LIST_AT(fold->meetings, struct meeting *, i)->decisions;
		for (size_t j = 0; j < decisions.count; j++) {
			const struct decision *decision = LIST_AT(decisions, struct decision *, j);
			if (is_about_fund(decision, fund)) {
				trace_decision(tracing, node, decision);
			}
		}
	}
}

/* What the bank received for a fund, and what it paid of it. */
static void sum_bank(const struct tracing *tracing, const struct fund *fund, struct amount *received,
		     struct amount *paid)
{
	const struct trace_money *money = &tracing->money;
	struct slice account = arena_format(tracing->arena, "Assets:Receivable:%.*s", SLICE_ARGUMENTS(fund->id));
	*received = NO_MONEY;
	*paid = NO_MONEY;
	for (size_t i = 0; i < money->lines.count; i++) {
		const struct bank_line *line = &LIST_AT(money->lines, struct bank_line, i);
		if (line->is_receipt && slice_equal(line->account, account)) {
			sum_subtract(received, line->posting->quantity);
		}
	}
	for (size_t i = 0; i < money->shares.count; i++) {
		const struct traced_share *share = &LIST_AT(money->shares, struct traced_share, i);
		if (share->fund == fund) {
			sum_add(paid, share->amount);
		}
	}
}

static void judge_receipts(struct tracing *tracing, struct outline_node *node, const struct fund *fund)
{
	struct amount received;
	struct amount advanced;
	sum_bank(tracing, fund, &received, &advanced);
	if (fund->funder == NULL) {
		return;
	}
	trace_say_amount(tracing, node, "received", N_("received"), received);
	sum_subtract(&advanced, received);
	if (amount_sign(advanced) > 0) {
		trace_say_amount(tracing, node, "advanced", N_("advanced"), advanced);
		trace_break(tracing, node, "fund-advanced",
			    arena_format(tracing->arena, _("not received yet: the network advanced %.*s"),
					 SLICE_ARGUMENTS(trace_money_text(tracing, advanced))));
	}
}

struct outline_node *trace_fund_of(struct tracing *tracing, struct outline_node *parent, const struct fund *fund)
{
	const struct fund_state *state = &tracing->fold->funds[fund->index];
	struct slice name = fund->name.size > 0 ? fund->name : fund->id;
	struct outline_node *node = outline_add(
	    tracing->outline, parent, SLICE("fund"),
	    arena_format(tracing->arena, _("fund %.*s: %.*s"), SLICE_ARGUMENTS(fund->id), SLICE_ARGUMENTS(name)));
	trace_note(tracing, node, "id", cell_text(fund->id));
	trace_say(tracing, node, "funder", N_("Funder"),
		  fund->funder == NULL ? cell_text_shown(SLICE(""), slice_of(_("own means")))
				       : cell_party(fund->funder));
	trace_say(tracing, node, "agreement", N_("Agreement"), cell_line(fund->number));
	trace_say_amount(tracing, node, "awarded", N_("awarded"), state->awarded);
	judge_receipts(tracing, node, fund);
	if (state->award == NULL) {
		trace_break(tracing, node, "fund-not-awarded", slice_of(_("no decision awarded it")));
	}
	trace_mark_entry(tracing, node, &fund->entry);
	trace_awards(tracing, node, fund);
	return node;
}
