/* “At the end of every day no fund, circle or envelope is overspent (the decision that did it is named)” (design, “What
 * must always hold”). */
#include "rule/families.h"

#include "text/memory.h"

struct location place_of_amount(const struct decision *decision, const struct fund *fund)
{
	for (size_t i = 0; i < decision->parts.count; i++) {
		if (fund == NULL || LIST_AT(decision->parts, struct part, i).fund == fund) {
			return ENTRY_PLACE(decision, parts, i);
		}
	}
	return decision->amount.given ? ENTRY_PLACE(decision, amount, 0) : ENTRY_PLACE(decision, of, 0);
}

static bool is_budget(const struct account *account)
{
	return account->kind == ACCOUNT_FUND || account->kind == ACCOUNT_CIRCLE || account->kind == ACCOUNT_ACTION;
}

static void note_overdraft(struct judgement *judgement, struct overdraft overdraft)
{
	judgement->overdrafts = memory_grow(judgement->overdrafts, judgement->overdraft_count,
					    &judgement->overdraft_capacity, sizeof *judgement->overdrafts);
	judgement->overdrafts[judgement->overdraft_count++] = overdraft;
}

/* What all lines of these entries take from an account; nothing when an earlier line of it was seen. */
static struct amount taken_by(const struct entries *entries, size_t line)
{
	uint32_t account = entries->lines[line].account;
	struct amount sum = {0, MONEY_SCALE};
	for (size_t i = 0; i < entries->count; i++) {
		if (entries->lines[i].account != account) {
			continue;
		}
		if (i < line) {
			return (struct amount){0, MONEY_SCALE};
		}
		amount_add(sum, entries->lines[i].amount, &sum);
	}
	return sum;
}

static void watch_entries(struct judgement *judgement, const struct entries *entries)
{
	for (size_t i = 0; i < entries->count; i++) {
		const struct account *account =
		    &LIST_AT(judgement->fold->accounts, struct account, entries->lines[i].account);
		struct amount taken = taken_by(entries, i);
		if (is_budget(account) && amount_sign(taken) > 0 && amount_sign(account->balance) < 0) {
			struct amount before = account->balance;
			amount_add(before, taken, &before);
			note_overdraft(judgement,
				       (struct overdraft){entries->lines[i].account, entries->decision, before, taken});
		}
	}
}

void watch_accounts(struct judgement *judgement, struct decision *decision)
{
	struct list entries = judgement->fold->entries;
	for (; judgement->entries_seen < entries.count; judgement->entries_seen++) {
		const struct entries *latest = &LIST_AT(entries, struct entries, judgement->entries_seen);
		if (latest->decision == decision) {
			watch_entries(judgement, latest);
		}
	}
}

static void blame_overdraft(struct judgement *judgement, const struct overdraft *overdraft,
			    const struct account *account)
{
	struct amount nothing = {0, MONEY_SCALE};
	struct amount left = amount_sign(overdraft->before) > 0 ? overdraft->before : nothing;
	struct slice taken = text_of_money(judgement, overdraft->taken);
	struct slice rest = text_of_money(judgement, left);
	struct slice fitting = amount_sign(left) > 0 ? rest : SLICE("");
	struct location location = place_of_amount(overdraft->decision, account->fund);
	switch (account->kind) {
	case ACCOUNT_FUND:
		judgement->fold->funds[account->fund->index].is_doubtful =
		    true; /* it may be the award that is too small */
		blame(judgement, overdraft->decision, FINDING_FUND_OVERSPENT, location, account->fund->id, rest, taken,
		      fitting);
		break;
	case ACCOUNT_CIRCLE:
		blame(judgement, overdraft->decision, FINDING_CIRCLE_OVERSPENT, location, account->circle->id,
		      account->fund->id, rest, taken, fitting);
		break;
	default:
		blame(judgement, overdraft->decision, FINDING_BUDGET_OVERSPENT, location, account->action->id,
		      account->fund->id, rest, taken, fitting);
		break;
	}
}

static const struct excess *excess_of(const struct judgement *judgement, const struct decision *decision)
{
	const struct excess *excess = judgement->excesses;
	while (excess != NULL && excess->decision != decision) {
		excess = excess->next;
	}
	return excess;
}

/* A slip in one amount may both exceed what was asked and overspend. It is one fault: what is told is the lower of the
 * two limits, since keeping to it mends both. A warning never stands for an error, though. */
static bool is_told_by_excess(struct judgement *judgement, const struct overdraft *overdraft,
			      const struct account *account)
{
	const struct excess *excess = excess_of(judgement, overdraft->decision);
	struct amount balance = account->balance;
	if (excess == NULL) {
		return false;
	}
	amount_add(balance, excess->amount, &balance);
	if (excess->is_error && amount_sign(balance) >= 0) {
		return true;
	}
	const struct finding told = {.id = FINDING_GRANTED_EXCEEDS_ASKED, .location = excess->location};
	findings_remove_like(judgement->findings, &told);
	return false;
}

/* Whoever takes from an account that is overspent already makes no fault of their own: one decision too much, or an
 * award too small, is told once. What the council acknowledged does not stand for later faults, though. */
static bool only_follows(struct judgement *judgement, const struct overdraft *overdraft)
{
	struct told_overdraft *told = judgement->told_overdrafts;
	while (told != NULL && told->account != overdraft->account) {
		told = told->next;
	}
	if (told == NULL) {
		told = arena_new_object(judgement->arena, struct told_overdraft);
		*told = (struct told_overdraft){overdraft->account, overdraft->decision, judgement->told_overdrafts};
		judgement->told_overdrafts = told;
		return false;
	}
	bool follows = amount_sign(overdraft->before) < 0 && !is_regularised(judgement, told->decision) &&
		       !is_regularised(judgement, overdraft->decision);
	told->decision = follows ? told->decision : overdraft->decision;
	return follows;
}

void settle_day(struct judgement *judgement)
{
	for (size_t i = 0; i < judgement->overdraft_count; i++) {
		const struct overdraft *overdraft = &judgement->overdrafts[i];
		const struct account *account = &LIST_AT(judgement->fold->accounts, struct account, overdraft->account);
		bool is_sure = !money_is_doubted(judgement, account->circle, account->fund);
		bool is_moot = account->action != NULL &&
			       action_is_told_unadopted(judgement, account->circle, account->action) &&
			       !is_regularised(judgement, overdraft->decision);
		if (is_sure && !is_moot && amount_sign(account->balance) < 0 && !only_follows(judgement, overdraft) &&
		    !is_told_by_excess(judgement, overdraft, account)) {
			blame_overdraft(judgement, overdraft, account);
		}
	}
	judgement->overdraft_count = 0;
}
