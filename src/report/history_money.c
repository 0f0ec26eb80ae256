#include "report/history_money.h"

#include "text/translate.h"
#include "text/words.h"

bool account_is_below(struct slice account, struct slice top)
{
	return slice_starts_with(account, top) && account.size > top.size && account.data[top.size] == ':';
}

bool account_is_of_fund(struct slice account, struct slice fund)
{
	return slice_equal(slice_from(account, slice_find_last(account, ':') + 1), fund);
}

struct slice account_part(struct slice account, size_t index)
{
	struct slice part = SLICE("");
	for (size_t i = 0; i <= index; i++) {
		if (!slice_next_word(&account, ":", &part)) {
			return SLICE("");
		}
	}
	return part;
}

bool envelope_is_of_action(struct slice envelope)
{
	return !slice_equal(account_part(envelope, 2), SLICE("free"));
}

bool envelope_is_spent(struct slice opposite, struct slice fund)
{
	return !(account_is_below(opposite, SLICE("Budget")) && account_is_of_fund(opposite, fund));
}

struct slice history_add_decisions(struct arena *arena, struct slice decisions, struct slice more)
{
	struct slice reference;
	while (slice_next_word(&more, " ", &reference)) {
		decisions = words_add(arena, decisions, ' ', reference);
	}
	return decisions;
}

const struct failure *history_too_large(void)
{
	return failure_new(_("an amount of the history is too large"));
}

/* Whether something of the network's currency changed; the rest is none of its money. */
static bool has_currency(const struct balance_step *step, struct slice currency)
{
	for (size_t i = 0; i < step->change_count; i++) {
		if (slice_equal(step->changes[i].commodity, currency)) {
			return true;
		}
	}
	return false;
}

static void tell_unreadable(const struct history_source *source, struct told_history *told,
			    const struct balance_step *step)
{
	if (history_is_within(source->filter, step->commit)) {
		history_add_row(told, step->commit, SLICE(""),
				slice_of(_("the ledger of this commit could not be read")));
	}
}

const struct failure *
history_follow_money(const struct history_source *source, struct told_history *told,
		     const struct posting_sorter *sorter,
		     const struct failure *(*tell)(void *context, const struct balance_step *step), void *context)
{
	struct slice currency = source->end->model->style.currency;
	struct balance_history *history = NULL;
	const struct balance_step *step = NULL;
	const struct failure *failure =
	    balance_history_new(source->repository, &source->tip, source->root, sorter, &history);
	if (failure == NULL) {
		failure = balance_history_next(history, &step);
	}
	while (failure == NULL && step != NULL) {
		if (!step->is_readable) {
			tell_unreadable(source, told, step);
		} else if (has_currency(step, currency)) {
			failure = tell(context, step);
		}
		failure = failure != NULL ? failure : balance_history_next(history, &step);
	}
	balance_history_free(history);
	return failure;
}
