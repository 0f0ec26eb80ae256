#include "report/receipts.h"

static bool is_receivable(const struct journal *journal, const struct posting *posting)
{
	return slice_starts_with(journal_account(journal, posting->account), SLICE("Assets:Receivable:"));
}

static size_t count_receipts(const struct journal *journal)
{
	size_t count = 0;
	for (size_t i = 0; i < journal->transaction_count; i++) {
		const struct transaction *transaction = journal->transactions[i];
		for (size_t j = 0; j < transaction->posting_count; j++) {
			count += is_receivable(journal, &transaction->postings[j]);
		}
	}
	return count;
}

struct list receipts_read(struct arena *arena, const struct books *hand_written)
{
	const struct journal *journal = books_journal(hand_written);
	size_t count = count_receipts(journal);
	struct list receipts = {arena_new_array(arena, struct receipt, count), 0};
	for (size_t i = 0; i < journal->transaction_count; i++) {
		const struct transaction *transaction = journal->transactions[i];
		for (size_t j = 0; j < transaction->posting_count; j++) {
			const struct posting *posting = &transaction->postings[j];
			if (is_receivable(journal, posting)) {
				LIST_AT(receipts, struct receipt, receipts.count++) =
				    (struct receipt){posting->date, journal_account(journal, posting->account),
						     amount_negate(posting->quantity)};
			}
		}
	}
	return receipts;
}
