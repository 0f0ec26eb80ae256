/* The bank account at the end of each day: “commitment is tested against awards, never against cash; bank-short is a
 * warning” (design, “What must always hold”). */
#include "rule/bank.h"

#include <stdlib.h>

struct movement {
	struct date date;
	struct amount amount;
	struct location location;
	size_t sequence;
};

static int compare_movements(const void *left, const void *right)
{
	const struct movement *a = left;
	const struct movement *b = right;
	int order = date_compare(a->date, b->date);
	return order != 0 ? order : (a->sequence > b->sequence) - (a->sequence < b->sequence);
}

static bool is_bank(struct slice account)
{
	return slice_equal(account, SLICE("Assets:Bank")) || slice_starts_with(account, SLICE("Assets:Bank:"));
}

static size_t count_postings(const struct journal *journal)
{
	size_t count = 0;
	for (size_t i = 0; i < journal->transaction_count; i++) {
		count += journal->transactions[i]->posting_count;
	}
	return count;
}

/* All movements of the bank, by date. */
static struct list bank_movements(const struct bank_check *check)
{
	struct movement *movements = arena_new_array(check->arena, struct movement, count_postings(check->journal));
	size_t count = 0;
	for (size_t i = 0; i < check->journal->transaction_count; i++) {
		const struct transaction *transaction = check->journal->transactions[i];
		for (size_t j = 0; j < transaction->posting_count; j++) {
			const struct posting *posting = &transaction->postings[j];
			if (posting->kind == POSTING_REAL &&
			    is_bank(journal_account(check->journal, posting->account))) {
				movements[count] =
				    (struct movement){posting->date, posting->quantity,
						      transaction_locate(transaction, posting->account_text), count};
				count++;
			}
		}
	}
	if (count > 1) {
		qsort(movements, count, sizeof *movements, compare_movements);
	}
	return (struct list){movements, count};
}

/* Said once each time the bank goes below zero, at the last movement of that day that took money out. */
void judge_cash(struct bank_check *check)
{
	struct list movements = bank_movements(check);
	struct amount balance = {0, MONEY_SCALE};
	const struct movement *culprit = NULL;
	bool was_short = false;
	for (size_t i = 0; i < movements.count; i++) {
		const struct movement *movement = &LIST_AT(movements, struct movement, i);
		bool ends_day = i + 1 == movements.count || movement[1].date.days != movement->date.days;
		culprit = amount_sign(movement->amount) < 0 ? movement : culprit;
		if (!amount_add(balance, movement->amount, &balance)) {
			return; /* a sum too large is a finding of the journal */
		}
		bool is_short = ends_day && amount_sign(balance) < 0;
		if (is_short && !was_short && culprit != NULL) {
			findings_add(check->findings, FINDING_BANK_SHORT, culprit->location,
				     bank_money(check, amount_negate(balance)), bank_day(check, movement->date));
		}
		was_short = ends_day ? is_short : was_short;
		culprit = ends_day ? NULL : culprit;
	}
}
