#include "decision/apply_kind.h"

/* What is granted goes to the contributions in their order, each up to what was asked and is still open; what is more
 * (where the rule `raise` allows) goes to the last. */
static struct amount grant_one(struct contribution_state *state, const struct contribution *contribution,
			       struct amount rest, bool is_last)
{
	struct amount share = rest;
	struct amount open = {0, MONEY_SCALE};
	if (!is_last) {
		if (contribution->asked.given) {
			amount_subtract(contribution->asked.amount, state->granted, &open);
		}
		share = amount_compare(open, rest) < 0 ? open : rest;
		share = amount_sign(share) < 0 ? (struct amount){0, MONEY_SCALE} : share;
	}
	amount_add(state->granted, share, &state->granted);
	return share;
}

void contribution_note(struct fold *fold, struct contribution_state *state, struct decision *decision,
		       const struct contribution *contribution)
{
	state->latest = decision;
	if (decision->time.given && decision->contributions.count == 1) {
		int64_t day = fold_day_minutes(fold, decision->meeting->circle, contribution->date);
		state->validated_minutes = duration_minutes(decision->time, day);
	}
}

static void settle(struct fold *fold, struct decision *decision)
{
	struct amount rest = decision_amount(decision);
	for (size_t i = 0; i < decision->contributions.count; i++) {
		struct contribution *contribution = LIST_AT(decision->contributions, struct contribution *, i);
		struct contribution_state *state = &fold->contributions[contribution->index];
		struct amount share = grant_one(state, contribution, rest, i + 1 == decision->contributions.count);
		amount_subtract(rest, share, &rest);
		*FOLD_APPEND(fold->grants, struct contribution_grant) =
		    (struct contribution_grant){contribution, decision, share, false};
		if (decision->partial != 1) {
			state->settled = decision;
		}
		contribution_note(fold, state, decision, contribution);
	}
}

void apply_retribute(struct fold *fold, struct decision *decision)
{
	apply_cost(fold, decision);
	settle(fold, decision);
}
