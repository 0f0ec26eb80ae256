/* Dues and payments as they come. “A payment never exceeds its due”: payments that name a decision are held against
 * it; those that do not, against all that was due on the account by their day, less all that named payments took. What
 * is more intricate (a due that was cancelled or moved, money given back) is marked as special, and left to judging in
 * full. */
#include "rule/bank.h"
#include "rule/succession_parts.h"

#include "text/memory.h"

static struct due_account *due_account(struct succession *succession, uint32_t account)
{
	size_t wanted = (size_t)account + 1;
	if (wanted > succession->due_account_room) {
		succession->due_account_room = 2 * wanted;
		succession->due_accounts = memory_resize(succession->due_accounts, succession->due_account_room,
							 sizeof *succession->due_accounts);
	}
	for (; succession->due_account_count < wanted; succession->due_account_count++) {
		struct amount zero = {0, MONEY_SCALE};
		succession->due_accounts[succession->due_account_count] =
		    (struct due_account){.owed = zero, .named = zero, .guessed = zero, .latest_guess = DATE_MINIMUM};
	}
	return &succession->due_accounts[account];
}

/* ---- what is owed ---- */

static struct open_due *find_due(const struct due_account *account, const struct decision *decision)
{
	struct open_due *due = account->newest;
	while (due != NULL && due->decision != decision) {
		due = due->older;
	}
	return due;
}

/* What a cancellation takes from what was owed. Payments of before its day stay right; whatever it would leave paid
 * without being owed is not to be told from here. */
static bool lower_due(const struct succession *succession, struct due_account *account, const struct entries *entries,
		      struct amount amount)
{
	const struct decision *cancelled = model_find_decision(succession->model, entries->decision->of);
	struct open_due *due = cancelled == NULL ? NULL : find_due(account, cancelled);
	bool guesses = account->latest_guess.days != DATE_MINIMUM.days;
	if (due == NULL || amount_sign(amount) < 0 || cancelled->kind == KIND_SUBSTITUTE) {
		return false;
	}
	amount_subtract(due->amount, amount, &due->amount);
	amount_subtract(account->owed, amount, &account->owed);
	if (guesses) {
		amount_subtract(account->room, amount, &account->room);
	}
	return amount_compare(due->paid, due->amount) <= 0 &&
	       (!guesses || amount_compare(account->named, account->room) <= 0);
}

static void note_due(struct succession *succession, struct due_account *account, const struct entries *entries,
		     struct amount amount)
{
	struct amount zero = {0, MONEY_SCALE};
	struct open_due *due = account->newest;
	if (entries->decision->kind == KIND_CANCEL) {
		account->is_special |= !lower_due(succession, account, entries, amount);
		return;
	}
	bool is_plain = amount_sign(amount) < 0 && entries->decision->kind != KIND_SUBSTITUTE &&
			(due == NULL || date_compare(due->date, entries->date) <= 0);
	account->is_special |= !is_plain;
	if (due == NULL || due->decision != entries->decision) {
		due = arena_new_object(succession->arena, struct open_due);
		*due = (struct open_due){entries->decision, entries->date, zero, zero, account->newest};
		account->newest = due;
	}
	amount_subtract(due->amount, amount, &due->amount);
	amount_subtract(account->owed, amount, &account->owed);
}

bool dues_follow(struct succession *succession)
{
	const struct fold *fold = succession->decided;
	bool is_plain = true;
	for (; succession->entries_seen < fold->entries.count; succession->entries_seen++) {
		const struct entries *entries = &LIST_AT(fold->entries, struct entries, succession->entries_seen);
		for (size_t i = 0; i < entries->count; i++) {
			uint32_t index = entries->lines[i].account;
			if (LIST_AT(fold->accounts, struct account, index).kind == ACCOUNT_DUE) {
				struct due_account *account = due_account(succession, index);
				note_due(succession, account, entries, entries->lines[i].amount);
				is_plain = is_plain && !account->is_special;
			}
		}
	}
	return is_plain;
}

/* What was owed on an account by a day. */
static struct amount owed_by(const struct due_account *account, struct date date)
{
	struct amount owed = account->owed;
	for (const struct open_due *due = account->newest; due != NULL && date_compare(due->date, date) > 0;
	     due = due->older) {
		amount_subtract(owed, due->amount, &owed);
	}
	return owed;
}

/* ---- what is paid ---- */

static bool pay_named(struct due_account *account, const struct decision *decision, const struct payment *payment)
{
	struct open_due *due = decision == NULL ? NULL : find_due(account, decision);
	if (due == NULL || date_compare(payment->date, due->date) < 0) {
		return false;
	}
	amount_add(due->paid, payment->amount, &due->paid);
	amount_add(account->named, payment->amount, &account->named);
	bool guesses = account->latest_guess.days != DATE_MINIMUM.days;
	return amount_compare(due->paid, due->amount) <= 0 &&
	       (!guesses || amount_compare(account->named, account->room) <= 0);
}

static bool pay_oldest(struct due_account *account, const struct payment *payment)
{
	struct amount room = owed_by(account, payment->date);
	bool is_first = account->latest_guess.days == DATE_MINIMUM.days;
	if (!is_first && date_compare(payment->date, account->latest_guess) < 0) {
		return false;
	}
	amount_add(account->guessed, payment->amount, &account->guessed);
	amount_subtract(room, account->guessed, &room);
	account->room = is_first || amount_compare(room, account->room) < 0 ? room : account->room;
	account->latest_guess = payment->date;
	return amount_compare(account->named, account->room) <= 0;
}

static bool pay(struct succession *succession, struct due_account *account, const struct payment *payment)
{
	if (payment->decision.size == 0) {
		return pay_oldest(account, payment);
	}
	return pay_named(account, model_find_decision(succession->model, payment->decision), payment);
}

/* The account of a payment; NULL when its money is not owed, or of a fund that was closed. */
static struct due_account *account_paid(struct succession *succession, struct slice name)
{
	const struct fold *fold = succession->decided;
	uint32_t index = symbols_find(fold->account_names, name);
	const struct account *account = index == SYMBOL_NONE ? NULL : &LIST_AT(fold->accounts, struct account, index);
	if (account == NULL || account->kind != ACCOUNT_DUE || fold->funds[account->fund->index].closed != NULL) {
		return NULL;
	}
	return due_account(succession, index);
}

bool dues_pay(struct succession *succession, const struct payment *payment)
{
	struct due_account *account = account_paid(succession, payment->account);
	return account != NULL && !account->is_special && pay(succession, account, payment);
}

/* ---- the beginning ---- */

static void note_payments(struct succession *succession, bool is_named)
{
	struct list payments = succession->snapshot->payments;
	for (size_t i = 0; i < payments.count; i++) {
		const struct payment *payment = &LIST_AT(payments, struct payment, i);
		struct due_account *account = account_paid(succession, payment->account);
		if (account != NULL && (payment->decision.size > 0) == is_named && !pay(succession, account, payment)) {
			account->is_special = true;
		}
	}
}

/* Money that came back by hand. */
static void note_credits(struct succession *succession)
{
	const struct journal *journal = books_journal(succession->snapshot->books);
	for (size_t i = 0; i < journal->transaction_count; i++) {
		const struct transaction *transaction = journal->transactions[i];
		bool is_generated = is_generated_journal(transaction->file->path);
		for (size_t j = 0; j < transaction->posting_count && !is_generated; j++) {
			const struct posting *posting = &transaction->postings[j];
			struct slice name = journal_account(journal, posting->account);
			uint32_t index = symbols_find(succession->decided->account_names, name);
			if (amount_sign(posting->quantity) < 0 && index != SYMBOL_NONE &&
			    slice_starts_with(name, SLICE("Due:"))) {
				due_account(succession, index)->is_special = true;
			}
		}
	}
}

void dues_begin(struct succession *succession)
{
	dues_follow(succession);
	note_credits(succession);
	note_payments(succession, true);
	note_payments(succession, false);
}
