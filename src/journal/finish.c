/* What becomes of a transaction once it is read: balanced, counted, then kept or given away. */
#include "journal/parallel.h"

#include "text/memory.h"

static void *copy_items(struct reader *reader, const void *items, size_t count, size_t size)
{
	if (count == 0) {
		return NULL;
	}
	void *copy = arena_allocate(reader->journal->arena, count, size);
	memcpy(copy, items, count * size);
	return copy;
}

static void keep_tags(struct reader *reader, struct tag_list *tags)
{
	tags->items = copy_items(reader, tags->items, tags->count, sizeof *tags->items);
}

void reader_keep_transaction(struct reader *reader, struct transaction *kept)
{
	*kept = reader->transaction;
	kept->postings = copy_items(reader, reader->postings, kept->posting_count, sizeof *kept->postings);
	keep_tags(reader, &kept->tags);
	for (size_t i = 0; i < kept->posting_count; i++) {
		struct posting *posting = &kept->postings[i];
		posting->transaction = kept;
		keep_tags(reader, &posting->tags);
		if (posting->cost != NULL) {
			posting->cost = copy_items(reader, posting->cost, 1, sizeof *posting->cost);
		}
		if (posting->assertion != NULL) {
			posting->assertion = copy_items(reader, posting->assertion, 1, sizeof *posting->assertion);
		}
	}
}

static void append_to_journal(struct reader *reader)
{
	struct journal *journal = reader->journal;
	journal->transactions = memory_grow(journal->transactions, journal->transaction_count,
					    &reader->transaction_capacity, sizeof(struct transaction *));
	struct transaction *kept = arena_new_object(journal->arena, struct transaction);
	journal->transactions[journal->transaction_count++] = kept;
	reader_keep_transaction(reader, kept);
}

/* Two transactions with one UUID: ledger drops the second, hledger and we keep it. */
static void check_uuid(struct reader *reader)
{
	struct slice uuid;
	if (reader->transaction.tags.count == 0 || !tag_find(reader->transaction.tags, SLICE("UUID"), &uuid)) {
		return;
	}
	if (!reader->are_uuids_ready) {
		names_prepare(&reader->uuids, reader->journal->arena);
		reader->are_uuids_ready = true;
	}
	if (names_find(&reader->uuids, uuid) != NAME_NONE) {
		reader_report(reader, FINDING_JOURNAL_UUID_REPEATED, uuid, uuid);
	} else {
		names_intern(&reader->uuids, uuid);
	}
}

/* Adds the postings to the running balances, and checks assertions while the dates only go forward. */
static void count_postings(struct reader *reader)
{
	for (size_t i = 0; i < reader->transaction.posting_count; i++) {
		const struct posting *posting = &reader->postings[i];
		reader_note_date(reader, posting->date);
		if (!balances_add(&reader->balances, posting->account, posting->commodity, &posting->quantity)) {
			reader_report(reader, FINDING_JOURNAL_AMOUNT_OVERFLOW, posting->account_text,
				      posting->account_text);
		}
		bool is_in_turn = reader->options.is_folded && !reader->is_out_of_order;
		if (posting->assertion != NULL && is_in_turn) {
			reader_check_assertion(reader, posting, &reader->balances);
		}
	}
}

/* What depends on all that was read before. */
static bool depends_on_earlier_parts(const struct reader *reader)
{
	struct slice uuid;
	for (size_t i = 0; i < reader->transaction.posting_count; i++) {
		if (reader->postings[i].assertion != NULL) {
			return true;
		}
	}
	return tag_find(reader->transaction.tags, SLICE("UUID"), &uuid);
}

void reader_finish_transaction(struct reader *reader)
{
	if (reader->is_worker && depends_on_earlier_parts(reader)) {
		parallel_give_up(reader, reader->transaction.text.data);
		return;
	}
	check_uuid(reader);
	bool is_kept = !reader->options.is_folded;
	if (transaction_is_unsettled(&reader->transaction)) {
		reader->is_whole_needed = true;
		reader->is_stopped = !is_kept;
		if (is_kept) {
			append_to_journal(reader);
		}
		return;
	}
	if (!reader_balance_transaction(reader)) {
		return;
	}
	reader->transaction.postings = reader->postings; /* moved when postings were added */
	count_postings(reader);
	if (is_kept) {
		append_to_journal(reader);
	} else if (reader->options.sink != NULL) {
		reader->options.sink(reader->options.context, reader->journal, &reader->transaction);
	}
}
