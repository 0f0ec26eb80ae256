#include "decision/apply_kind.h"
#include "decision/kind.h"
#include "text/symbols.h"

#include <string.h>

/* Undoing is the same for every kind: the spans a decision began end now, those it ended go on from now, its entries
 * are reversed. The past is unchanged. */
struct undoing {
	const struct decision *cancelled;
	struct decision *by;
	struct date date;
};

enum { SPANNED_SIZE_MAXIMUM = 128 };

/* When the span would have ended by itself: the term of a mandate. */
static struct date term_of(const struct span *span)
{
	struct date until = span->since->until;
	return until.days == DATE_NONE.days ? DATE_MAXIMUM : date_add_days(until, 1);
}

/* For a list of items that begin with their span. */
static void undo_spans(struct list *list, size_t size, const struct undoing *undoing)
{
	size_t count = list->count;
	_Static_assert(SPANNED_SIZE_MAXIMUM >= sizeof(struct mandate) &&
			   SPANNED_SIZE_MAXIMUM >= sizeof(struct territory) &&
			   SPANNED_SIZE_MAXIMUM >= sizeof(struct consortium),
		       "an item is copied through a buffer");
	for (size_t i = 0; i < count; i++) {
		_Alignas(max_align_t) char copy[SPANNED_SIZE_MAXIMUM];
		struct span *span = (struct span *)(void *)((char *)list->items + i * size);
		if (span->since == undoing->cancelled) {
			span_end(span, undoing->date, undoing->by);
		} else if (span->ended == undoing->cancelled) {
			memcpy(copy, span, size);
			struct span *resumed = (struct span *)(void *)copy;
			*resumed = (struct span){undoing->date, term_of(span), span->since, NULL};
			memcpy(fold_append(list, size), copy, size);
		}
	}
}

static void undo_memberships(struct fold *fold, const struct undoing *undoing)
{
	size_t known = fold->memberships.count;
	undo_spans(&fold->memberships, sizeof(struct membership), undoing);
	for (size_t i = known; i < fold->memberships.count; i++) {
		const struct circle *circle = LIST_AT(fold->memberships, struct membership, i).circle;
		*FOLD_APPEND(fold->memberships_of[circle->index], uint32_t) = (uint32_t)i;
	}
}

static void undo_mandates(struct fold *fold, const struct undoing *undoing)
{
	size_t known = fold->mandates.count;
	undo_spans(&fold->mandates, sizeof(struct mandate), undoing);
	for (size_t i = known; i < fold->mandates.count; i++) {
		const struct circle *circle = LIST_AT(fold->mandates, struct mandate, i).circle;
		*FOLD_APPEND(fold->mandates_of[circle->index], uint32_t) = (uint32_t)i;
	}
}

static void undo_rules(struct fold *fold, const struct decision *cancelled, struct date date)
{
	for (size_t i = 0; i < fold->rule_changes.count; i++) {
		struct rule_change *change = &LIST_AT(fold->rule_changes, struct rule_change, i);
		if (change->decision == cancelled) {
			change->is_undone = true;
			change->undone_from = date;
		}
	}
}

static void undo_fund(struct fold *fold, const struct decision *cancelled)
{
	if (cancelled->fund == NULL) {
		return;
	}
	struct fund_state *state = &fold->funds[cancelled->fund->index];
	struct amount amount = cancelled->amount.amount;
	switch (cancelled->kind) {
	case KIND_AWARD:
	case KIND_AMEND_FUND:
		if (cancelled->amount.given) {
			amount_subtract(state->awarded, amount, &state->awarded);
		}
		break;
	case KIND_SHORTFALL:
		amount_add(state->awarded, amount, &state->awarded);
		amount_subtract(state->shortfall, amount, &state->shortfall);
		break;
	case KIND_REPAY: amount_subtract(state->repaid, amount, &state->repaid); break;
	case KIND_CLOSE_FUND: state->closed = state->closed == cancelled ? NULL : state->closed; break;
	default: break;
	}
}

/* What stands of a contribution once a retribution of it is undone: what the latest of the others said. */
static void restore_contribution(struct fold *fold, const struct contribution *contribution)
{
	struct contribution_state *state = &fold->contributions[contribution->index];
	state->latest = NULL;
	state->validated_minutes = -1;
	for (size_t i = 0; i < fold->grants.count; i++) {
		const struct contribution_grant *grant = &LIST_AT(fold->grants, struct contribution_grant, i);
		if (grant->contribution == contribution && !grant->is_undone) {
			contribution_note(fold, state, grant->decision, contribution);
		}
	}
}

/* A contribution whose retribution is cancelled may be decided on again. What other retributions granted stays. */
static void undo_contributions(struct fold *fold, const struct decision *cancelled)
{
	for (size_t i = 0; i < fold->grants.count; i++) {
		struct contribution_grant *grant = &LIST_AT(fold->grants, struct contribution_grant, i);
		if (grant->decision != cancelled || grant->is_undone) {
			continue;
		}
		struct contribution_state *state = &fold->contributions[grant->contribution->index];
		grant->is_undone = true;
		amount_subtract(state->granted, grant->amount, &state->granted);
		state->settled = state->settled == cancelled ? NULL : state->settled;
		restore_contribution(fold, grant->contribution);
	}
}

static void reverse_entries(struct fold *fold, const struct decision *cancelled, struct decision *by)
{
	size_t count = fold->entries.count;
	for (size_t i = 0; i < count; i++) {
		const struct entries original = LIST_AT(fold->entries, struct entries, i);
		if (original.decision != cancelled) {
			continue;
		}
		struct entries *contrary = fold_begin_entries(fold, by, original.count);
		for (size_t j = 0; j + 1 < original.count; j += 2) {
			entries_move(fold, contrary, original.lines[j + 1].account, original.lines[j].account,
				     original.lines[j].amount);
		}
	}
}

void apply_cancel(struct fold *fold, struct decision *decision)
{
	struct decision *cancelled = model_find_decision(fold->model, decision->of);
	if (cancelled == NULL || cancelled->kind < 0 || !kind_definition(cancelled->kind)->can_be_cancelled) {
		return;
	}
	struct undoing undoing = {cancelled, decision, decision->meeting->date};
	undo_memberships(fold, &undoing);
	undo_mandates(fold, &undoing);
	undo_spans(&fold->adoptions, sizeof(struct adoption), &undoing);
	undo_spans(&fold->statuses, sizeof(struct status_change), &undoing);
	undo_spans(&fold->territories, sizeof(struct territory), &undoing);
	undo_spans(&fold->consortiums, sizeof(struct consortium), &undoing);
	undo_rules(fold, cancelled, undoing.date);
	undo_fund(fold, cancelled);
	undo_contributions(fold, cancelled);
	reverse_entries(fold, cancelled, decision);
}

struct symbols *fold_cancelled(const struct fold *fold)
{
	struct symbols *references = symbols_new();
	for (size_t i = 0; i < fold->meetings.count; i++) {
		struct list decisions = LIST_AT(fold->meetings, struct meeting *, i)->decisions;
		for (size_t j = 0; j < decisions.count; j++) {
			const struct decision *decision = LIST_AT(decisions, struct decision *, j);
			if (decision->kind == KIND_CANCEL && decision->outcome <= OUTCOME_ADOPTED) {
				symbols_intern(references, decision->of);
			}
		}
	}
	return references;
}
