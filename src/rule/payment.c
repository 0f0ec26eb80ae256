/* Payments beside the dues they pay: “a payment never exceeds its due” (design, “What must always hold”; format,
 * “Entries”). */
#include "rule/bank.h"

#include "decision/dues.h"
#include "decision/kind.h"
#include "model/unread.h"
#include "text/symbols.h"

#define NO_DUE UINT32_MAX

/* What the payments seen so far took of each due, and of each account without saying of which due. */
struct tally {
	struct list dues;           /* struct due */
	uint32_t *next;             /* of the same account, by due */
	uint32_t *first;            /* by account */
	struct amount *paid;        /* by due */
	struct amount *paid_by_age; /* by account */
	struct list settlements;    /* struct settlement: what the payments that say nothing are taken for */
	size_t settlement;          /* the next of them; they stand in the order of the payments */
};

static struct tally tally_new(const struct bank_check *check)
{
	size_t accounts = check->fold->accounts.count;
	struct tally tally = {.settlement = 0};
	tally.settlements = settlements_until(check->arena, check->fold, date_add_days(DATE_MAXIMUM, -1), &tally.dues);
	tally.next = arena_new_array(check->arena, uint32_t, tally.dues.count);
	tally.first = arena_new_array(check->arena, uint32_t, accounts);
	tally.paid = arena_new_array(check->arena, struct amount, tally.dues.count);
	tally.paid_by_age = arena_new_array(check->arena, struct amount, accounts);
	for (size_t i = 0; i < accounts; i++) {
		tally.first[i] = NO_DUE;
	}
	for (size_t i = tally.dues.count; i-- > 0;) {
		uint32_t account = LIST_AT(tally.dues, struct due, i).account;
		tally.next[i] = tally.first[account];
		tally.first[account] = (uint32_t)i;
	}
	return tally;
}

/* The due of a decision on an account; a cost that moved to another fund is paid under its own name too. */
static uint32_t find_due(const struct tally *tally, uint32_t account, const struct decision *decision)
{
	uint32_t moved = NO_DUE;
	for (uint32_t i = tally->first[account]; i != NO_DUE; i = tally->next[i]) {
		const struct decision *owner = LIST_AT(tally->dues, struct due, i).decision;
		if (owner == decision) {
			return i;
		}
		if (owner->kind == KIND_SUBSTITUTE && slice_equal(owner->of, decision->reference)) {
			moved = i;
		}
	}
	return moved;
}

static void blame_excess(struct bank_check *check, const struct payment *payment, struct amount due,
			 struct amount paid_before)
{
	struct amount left = due;
	amount_subtract(due, paid_before, &left);
	left = amount_sign(left) < 0 ? (struct amount){0, MONEY_SCALE} : left;
	struct finding *finding =
	    findings_add(check->findings, FINDING_PAYMENT_EXCEEDS_DUE, payment->location,
			 bank_money(check, payment->amount), payment->account, bank_money(check, left));
	finding->decision = payment->decision;
}

/* What was owed on an account on the day of a payment, by one decision or (NULL) by all: a later cancellation does not
 * make the payment wrong. */
static struct amount owed_then(const struct bank_check *check, uint32_t account, const struct decision *decision,
			       struct date date)
{
	struct list dues = dues_until(check->arena, check->fold, date);
	struct amount owed = {0, MONEY_SCALE};
	for (size_t i = 0; i < dues.count; i++) {
		const struct due *due = &LIST_AT(dues, struct due, i);
		if (due->account == account && (decision == NULL || due->decision == decision)) {
			amount_add(owed, due->amount, &owed);
		}
	}
	return owed;
}

/* ---- payments that say what they pay ---- */

static void judge_named_due(struct bank_check *check, struct tally *tally, const struct payment *payment,
			    uint32_t index)
{
	const struct due *due = &LIST_AT(tally->dues, struct due, index);
	struct amount before = tally->paid[index];
	if (date_compare(payment->date, due->date) < 0) {
		const struct meeting *meeting = due->decision->meeting;
		if (meeting->has_lost_seal && !meeting->is_being_sealed) {
			return; /* it would only be too early if it were applied again, after its year was closed */
		}
		findings_add(check->findings, FINDING_PAYMENT_TOO_EARLY, payment->location, payment->decision,
			     bank_day(check, payment->date), bank_day(check, due->date));
		return;
	}
	amount_add(before, payment->amount, &tally->paid[index]);
	if (amount_compare(tally->paid[index], due->amount) > 0 &&
	    amount_compare(tally->paid[index], owed_then(check, due->account, due->decision, payment->date)) > 0) {
		blame_excess(check, payment, due->amount, before);
	}
}

static void judge_named(struct bank_check *check, struct tally *tally, const struct payment *payment, uint32_t account)
{
	const struct decision *decision = model_find_decision(check->model, payment->decision);
	bool may_be_unread = unread_may_hold(check->model, RECORD_DECISION, payment->decision);
	if (decision == NULL) {
		if (unread_tell(check->model, RECORD_DECISION, payment->decision)) {
			findings_add(check->findings, FINDING_PAYS_UNKNOWN, payment->location, payment->decision,
				     model_nearest_id(check->model, RECORD_DECISION, payment->decision));
		}
		return;
	}
	uint32_t index = account == SYMBOL_NONE ? NO_DUE : find_due(tally, account, decision);
	if (index != NO_DUE) {
		judge_named_due(check, tally, payment, index);
	} else if (kind_is_satisfied(decision) && !decision->is_refused && !check->awards_unknown && !may_be_unread) {
		findings_add(check->findings, FINDING_PAYS_NOT_DUE, payment->location, payment->decision,
			     payment->account);
	}
}

/* ---- payments that do not: “oldest first, and said so” ---- */

static struct amount open_on_account(const struct tally *tally, uint32_t account, struct date date)
{
	struct amount open = {0, MONEY_SCALE};
	for (uint32_t i = tally->first[account]; i != NO_DUE; i = tally->next[i]) {
		const struct due *due = &LIST_AT(tally->dues, struct due, i);
		if (date_compare(due->date, date) <= 0) {
			amount_add(open, due->amount, &open);
			amount_subtract(open, tally->paid[i], &open);
		}
	}
	return open;
}

/* The settlements of a payment that names no decision: `*count` of them, one behind the other. */
static const struct settlement *settlements_of(struct tally *tally, const struct payment *payment, size_t *count)
{
	const struct settlement *all = tally->settlements.items;
	size_t end = tally->settlement;
	while (end < tally->settlements.count && (!all[end].is_by_age || all[end].payment < payment)) {
		end++;
	}
	tally->settlement = end;
	while (end < tally->settlements.count && all[end].payment == payment) {
		end++;
	}
	*count = end - tally->settlement;
	return all + tally->settlement;
}

/* Names the decisions that a payment was taken for. One line says it when there is one; else a posting for each. */
static void tell_guess(struct bank_check *check, struct tally *tally, const struct payment *payment)
{
	size_t count = 0;
	const struct settlement *settled = settlements_of(tally, payment, &count);
	struct slice *names = arena_new_array(check->arena, struct slice, count);
	struct slice *parts = arena_new_array(check->arena, struct slice, count);
	size_t named = 0;
	for (size_t i = 0; i < count && settled[i].due != DUE_NONE; i++) {
		names[named] = LIST_AT(tally->dues, struct due, settled[i].due).decision->reference;
		struct slice money = money_text(check->arena, settled[i].amount, check->model->style.currency);
		parts[named] = arena_format(check->arena, "%.*s, pays: %.*s", SLICE_ARGUMENTS(money),
					    SLICE_ARGUMENTS(names[named]));
		named++;
	}
	findings_add(check->findings, FINDING_PAYMENT_GUESSED, payment->location, payment->account,
		     arena_join(check->arena, names, named, SLICE(", ")), named == 1 ? names[0] : SLICE(""),
		     arena_join(check->arena, parts, named, SLICE("; ")));
}

static void judge_unnamed(struct bank_check *check, struct tally *tally, const struct payment *payment,
			  uint32_t account)
{
	if (account == SYMBOL_NONE || tally->first[account] == NO_DUE) {
		findings_add(check->findings, FINDING_PAYMENT_WITHOUT_DUE, payment->location, payment->account,
			     bank_day(check, payment->date));
		return;
	}
	struct amount before = tally->paid_by_age[account];
	struct amount open = open_on_account(tally, account, payment->date);
	amount_add(before, payment->amount, &tally->paid_by_age[account]);
	if (amount_compare(tally->paid_by_age[account], open) > 0 &&
	    amount_compare(tally->paid_by_age[account], owed_then(check, account, NULL, payment->date)) > 0) {
		blame_excess(check, payment, open, before);
	} else {
		tell_guess(check, tally, payment);
	}
}

/* ---- money that came back ---- */

/* What had been paid too much of the due that a refund names, or of all dues of the account when it names none, by the
 * payments before it. */
static struct amount overpaid_before(const struct bank_check *check, const struct tally *tally, uint32_t account,
				     size_t payment_index)
{
	const struct payment *payment = &check->fold->options.payments[payment_index];
	const struct decision *decision = model_find_decision(check->model, payment->decision);
	uint32_t named = decision == NULL ? NO_DUE : find_due(tally, account, decision);
	struct fold before = *check->fold;
	before.options.payment_count = payment_index;
	struct list dues = dues_until(check->arena, &before, payment->date);
	struct amount overpaid = {0, MONEY_SCALE};
	for (size_t i = 0; i < dues.count; i++) {
		const struct due *due = &LIST_AT(dues, struct due, i);
		bool is_meant = due->account == account &&
				(named == NO_DUE || due->decision == LIST_AT(tally->dues, struct due, named).decision);
		if (is_meant && amount_sign(due_remaining(due)) < 0) {
			amount_subtract(overpaid, due_remaining(due), &overpaid);
		}
	}
	return overpaid;
}

/* A credit by hand is right only when it gives back what was paid too much, as after a cancellation. */
static void judge_refund(struct bank_check *check, struct tally *tally, uint32_t account, size_t payment_index)
{
	const struct payment *payment = &check->fold->options.payments[payment_index];
	struct amount back = amount_negate(payment->amount);
	bool is_right =
	    account != SYMBOL_NONE && amount_compare(back, overpaid_before(check, tally, account, payment_index)) <= 0;
	if (!is_right && !check->dues_unknown) {
		findings_add(check->findings, FINDING_PAYMENT_NEGATIVE, payment->location,
			     bank_money(check, payment->amount));
	}
}

/* What comes back makes room for what is paid later. */
static void count_refund(struct bank_check *check, struct tally *tally, uint32_t account, const struct payment *payment)
{
	const struct decision *decision = model_find_decision(check->model, payment->decision);
	uint32_t index = decision == NULL || account == SYMBOL_NONE ? NO_DUE : find_due(tally, account, decision);
	if (index != NO_DUE) {
		amount_add(tally->paid[index], payment->amount, &tally->paid[index]);
	} else if (account != SYMBOL_NONE) {
		amount_add(tally->paid_by_age[account], payment->amount, &tally->paid_by_age[account]);
	}
}

void judge_payments(struct bank_check *check)
{
	struct tally tally = tally_new(check);
	const struct fold_options *options = &check->fold->options;
	for (size_t pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < options->payment_count; i++) {
			const struct payment *payment = &options->payments[i];
			uint32_t account = symbols_find(check->fold->account_names, payment->account);
			bool is_named = payment->decision.size > 0;
			if (!ledger_names_due(check->model, payment->account) || is_named != (pass == 0)) {
				continue;
			}
			if (amount_sign(payment->amount) < 0) {
				judge_refund(check, &tally, account, i);
				count_refund(check, &tally, account, payment);
			} else if (is_named) {
				judge_named(check, &tally, payment, account);
			} else if (!check->dues_unknown) {
				judge_unnamed(check, &tally, payment, account);
			}
		}
	}
}
