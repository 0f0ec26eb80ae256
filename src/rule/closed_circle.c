/* What a circle that closed left behind: money, actions, mandates. It may still tidy them up (kind.c), so that these
 * are said of how things stand at the end, at the decision that closed it. */
#include "rule/families.h"

#include "text/buffer.h"

static void judge_money_left(struct judgement *judgement, const struct decision *closing)
{
	struct list accounts = judgement->fold->accounts;
	for (size_t i = 0; i < accounts.count; i++) {
		const struct account *account = &LIST_AT(accounts, struct account, i);
		bool is_budget = account->kind == ACCOUNT_CIRCLE || account->kind == ACCOUNT_ACTION;
		if (is_budget && account->circle == closing->meeting->circle && amount_sign(account->balance) > 0 &&
		    !money_is_doubted(judgement, account->circle, account->fund)) {
			blame(judgement, closing, FINDING_CIRCLE_CLOSED_WITH_MONEY,
			      ENTRY_PLACE(closing, circle_status, 0), account->circle->id, account->name,
			      text_of_money(judgement, account->balance),
			      account->action == NULL ? SLICE("") : account->action->id, account->fund->id);
		}
	}
}

static void judge_actions_left(struct judgement *judgement, const struct decision *closing)
{
	const struct fold *fold = judgement->fold;
	for (size_t i = 0; i < fold->adoptions.count; i++) {
		const struct adoption *adoption = &LIST_AT(fold->adoptions, struct adoption, i);
		if (adoption->circle == closing->meeting->circle && span_covers(&adoption->span, fold->latest)) {
			blame(judgement, closing, FINDING_CIRCLE_CLOSED_WITH_ACTION,
			      ENTRY_PLACE(closing, circle_status, 0), adoption->circle->id, adoption->action->id);
		}
	}
}

/* `lea (steward), tom (contributor)` */
static struct slice mandates_left(const struct judgement *judgement, const struct decision *closing)
{
	const struct fold *fold = judgement->fold;
	struct list indexes = fold->mandates_of[closing->meeting->circle->index];
	struct buffer names = BUFFER_EMPTY;
	for (size_t i = 0; i < indexes.count; i++) {
		const struct mandate *mandate = &LIST_AT(fold->mandates, struct mandate, LIST_AT(indexes, uint32_t, i));
		if (span_covers(&mandate->span, fold->latest)) {
			buffer_format(&names, "%s%.*s (%.*s)", names.size > 0 ? ", " : "",
				      SLICE_ARGUMENTS(mandate->person->id),
				      SLICE_ARGUMENTS(text_of_word(closing, role_choices, mandate->role)));
		}
	}
	struct slice result = arena_copy(judgement->arena, buffer_view(&names));
	buffer_free(&names);
	return result;
}

static void judge_mandates_left(struct judgement *judgement, const struct decision *closing)
{
	struct slice names = mandates_left(judgement, closing);
	if (names.size > 0) {
		blame(judgement, closing, FINDING_CIRCLE_CLOSED_WITH_MANDATE, ENTRY_PLACE(closing, circle_status, 0),
		      closing->meeting->circle->id, names);
	}
}

void judge_closed_circles(struct judgement *judgement)
{
	const struct fold *fold = judgement->fold;
	for (size_t i = 0; i < fold->statuses.count; i++) {
		const struct status_change *change = &LIST_AT(fold->statuses, struct status_change, i);
		const struct doubt *doubt = &judgement->doubts[change->circle->index];
		if (change->status != CIRCLE_CLOSED || !span_covers(&change->span, fold->latest) || doubt->status) {
			continue;
		}
		judge_money_left(judgement, change->span.since);
		if (!doubt->actions) {
			judge_actions_left(judgement, change->span.since);
		}
		if (!doubt->mandates) {
			judge_mandates_left(judgement, change->span.since);
		}
	}
}
