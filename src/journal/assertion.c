/* Balance assertions (`= 10 EUR`: what an account must hold then) and assignments (the same without an amount: the
 * posting is what brings the account there). Both go by date, and within a date by the order of the files. */
#include "journal/reader.h"

#include "text/memory.h"

#include <stdlib.h>

/* The sum of a commodity in an account and, if asked, in those below it. */
static bool actual_balance(const struct reader *reader, const struct balances *balances, uint32_t account,
			   const struct posting_assertion *assertion, uint32_t commodity, struct amount *sum)
{
	*sum = balances_get(balances, account, commodity);
	if (!assertion->is_inclusive) {
		return true;
	}
	struct slice name = journal_account(reader->journal, account);
	for (uint32_t i = 0; i < reader->journal->accounts.count; i++) {
		struct slice other = reader->journal->accounts.list[i];
		bool is_below =
		    other.size > name.size && other.data[name.size] == ':' && slice_starts_with(other, name);
		if (is_below && !amount_add(*sum, balances_get(balances, i, commodity), sum)) {
			return false;
		}
	}
	return true;
}

/* The first commodity other than the asserted one that is there, for `==`; NAME_NONE when there is none. */
static uint32_t other_commodity(const struct reader *reader, const struct balances *balances,
				const struct posting *posting)
{
	const struct posting_assertion *assertion = posting->assertion;
	for (uint32_t commodity = 0; commodity < reader->journal->commodities.count; commodity++) {
		struct amount sum;
		if (commodity != assertion->amount.commodity &&
		    actual_balance(reader, balances, posting->account, assertion, commodity, &sum) && sum.units != 0) {
			return commodity;
		}
	}
	return NAME_NONE;
}

static struct slice describe(const struct reader *reader, struct amount quantity, uint32_t commodity)
{
	char number[AMOUNT_TEXT_SIZE];
	struct slice name = journal_commodity(reader->journal, commodity);
	return arena_format(reader->journal->arena, "%s%s%.*s", amount_write(quantity, number),
			    name.size > 0 ? " " : "", SLICE_ARGUMENTS(name));
}

static void report_failed(struct reader *reader, const struct posting *posting, struct amount actual,
			  uint32_t commodity)
{
	const struct posting_assertion *assertion = posting->assertion;
	struct slice account = journal_account(reader->journal, posting->account);
	findings_add(reader->findings, FINDING_JOURNAL_ASSERTION_FAILED,
		     transaction_locate(posting->transaction, assertion->text), account,
		     describe(reader, actual, commodity),
		     describe(reader, assertion->amount.quantity, assertion->amount.commodity));
}

void reader_check_assertion(struct reader *reader, const struct posting *posting, const struct balances *balances)
{
	const struct posting_assertion *assertion = posting->assertion;
	uint32_t commodity = assertion->amount.commodity;
	struct amount actual;
	if (!actual_balance(reader, balances, posting->account, assertion, commodity, &actual) ||
	    amount_compare(actual, assertion->amount.quantity) != 0) {
		report_failed(reader, posting, actual, commodity);
		return;
	}
	if (!assertion->is_sole) {
		return;
	}
	uint32_t other = other_commodity(reader, balances, posting);
	if (other != NAME_NONE) {
		actual_balance(reader, balances, posting->account, assertion, other, &actual);
		report_failed(reader, posting, actual, other);
	}
}

/* What moves balances: a posting, or a transaction whose amounts depend on what its accounts held before. */
struct event {
	struct date date;
	size_t sequence;
	struct transaction *transaction;
	struct posting *posting; /* NULL for the whole transaction */
};

struct events {
	struct event *list;
	size_t count;
	size_t capacity;
};

static int compare_events(const void *a, const void *b)
{
	const struct event *left = a;
	const struct event *right = b;
	int order = date_compare(left->date, right->date);
	return order != 0 ? order : (left->sequence > right->sequence) - (left->sequence < right->sequence);
}

static bool is_assignment(const struct posting *posting)
{
	return posting->is_inferred && posting->assertion != NULL;
}

bool transaction_is_unsettled(const struct transaction *transaction)
{
	for (size_t i = 0; i < transaction->posting_count; i++) {
		if (is_assignment(&transaction->postings[i])) {
			return true;
		}
	}
	return false;
}

static void add_event(struct events *events, struct date date, struct transaction *transaction, struct posting *posting)
{
	events->list = memory_grow(events->list, events->count, &events->capacity, sizeof *events->list);
	events->list[events->count] = (struct event){date, events->count, transaction, posting};
	events->count++;
}

static void list_events(const struct journal *journal, struct events *events)
{
	for (size_t i = 0; i < journal->transaction_count; i++) {
		struct transaction *transaction = journal->transactions[i];
		if (transaction_is_unsettled(transaction)) {
			add_event(events, transaction->date, transaction, NULL);
			continue;
		}
		for (size_t j = 0; j < transaction->posting_count; j++) {
			struct posting *posting = &transaction->postings[j];
			add_event(events, posting->date, transaction, posting);
		}
	}
	if (events->count > 0) {
		qsort(events->list, events->count, sizeof *events->list, compare_events);
	}
}

/* One more posting for the assigned account, in another commodity. */
static void assign_further(struct reader *reader, size_t index, struct amount quantity, uint32_t commodity)
{
	struct posting *further = reader_new_posting(reader);
	*further = reader->postings[index];
	further->assertion = NULL;
	further->quantity = quantity;
	further->commodity = commodity;
	further->is_inferred = false;
}

/* What is asserted holds after the last of the postings. */
static void move_assertion(struct reader *reader, size_t from, size_t to)
{
	if (to != from) {
		reader->assertions[to] = *reader->postings[from].assertion;
		reader->postings[to].assertion = &reader->assertions[to];
		reader->postings[from].assertion = NULL;
	}
}

/* `==`: the other commodities of the account go too. */
static void assign_others(struct reader *reader, size_t index, const struct balances *running)
{
	uint32_t account = reader->postings[index].account;
	uint32_t asserted = reader->postings[index].commodity;
	size_t last = index;
	for (uint32_t commodity = 0; commodity < reader->journal->commodities.count; commodity++) {
		struct amount held = balances_get(running, account, commodity);
		if (commodity != asserted && held.units != 0) {
			assign_further(reader, index, amount_negate(held), commodity);
			last = reader->transaction.posting_count - 1;
		}
	}
	move_assertion(reader, index, last);
}

/* The posting becomes what brings its account to the asserted balance. */
static bool assign(struct reader *reader, size_t index, const struct balances *running)
{
	struct posting *posting = &reader->postings[index];
	const struct posting_assertion *assertion = posting->assertion;
	struct amount held;
	uint32_t account = posting->account;
	posting->commodity = assertion->amount.commodity;
	if (!actual_balance(reader, running, account, assertion, posting->commodity, &held) ||
	    !amount_subtract(assertion->amount.quantity, held, &posting->quantity)) {
		return false;
	}
	posting->is_inferred = false;
	if (assertion->is_sole) {
		assign_others(reader, index, running);
	}
	return true;
}

static void add_to_running(struct reader *reader, struct balances *running, const struct posting *posting)
{
	if (!balances_add(running, posting->account, posting->commodity, &posting->quantity)) {
		findings_add(reader->findings, FINDING_JOURNAL_AMOUNT_OVERFLOW,
			     transaction_locate(posting->transaction, posting->account_text), posting->account_text);
	}
}

/* What the account held on that day may depend on the amounts of this very transaction. */
static void report_dated(struct reader *reader, const struct posting *posting)
{
	findings_add(reader->findings, FINDING_JOURNAL_ASSIGNMENT_DATED,
		     transaction_locate(posting->transaction, posting->assertion->text), posting->assertion->text);
}

/* Settles the amounts of the transaction being built; true when it is whole. */
static bool settle_amounts(struct reader *reader, struct balances *running)
{
	bool *is_counted = arena_new_array(reader->journal->arena, bool, reader->transaction.posting_count + 1);
	size_t written_count = reader->transaction.posting_count;
	for (size_t i = 0; i < written_count; i++) {
		bool is_assigned = is_assignment(&reader->postings[i]);
		if (is_assigned && reader->postings[i].has_own_date) {
			report_dated(reader, &reader->postings[i]);
			return false;
		}
		if (is_assigned && !assign(reader, i, running)) {
			return false;
		}
		if (!reader->postings[i].is_inferred) {
			add_to_running(reader, running, &reader->postings[i]);
			is_counted[i] = true;
		}
		if (reader->postings[i].assertion != NULL && !is_assigned) {
			reader_check_assertion(reader, &reader->postings[i], running);
		}
	}
	if (!reader_balance_transaction(reader)) {
		return false;
	}
	for (size_t i = 0; i < reader->transaction.posting_count; i++) {
		if (i >= written_count || !is_counted[i]) {
			add_to_running(reader, running, &reader->postings[i]);
		}
	}
	return true;
}

/* Takes a kept transaction back into the builder, settles it and keeps it again. */
static void settle_transaction(struct reader *reader, struct transaction *transaction, struct balances *running)
{
	reader->file = transaction->file;
	reader->transaction = *transaction;
	reader->transaction.posting_count = 0;
	for (size_t i = 0; i < transaction->posting_count; i++) {
		struct posting *posting = reader_new_posting(reader);
		*posting = transaction->postings[i];
		if (posting->cost != NULL) {
			reader->costs[i] = *posting->cost;
			posting->cost = &reader->costs[i];
		}
		if (posting->assertion != NULL) {
			reader->assertions[i] = *posting->assertion;
			posting->assertion = &reader->assertions[i];
		}
	}
	if (!settle_amounts(reader, running)) {
		transaction->posting_count = 0;
		return;
	}
	reader->transaction.postings = reader->postings;
	reader_keep_transaction(reader, transaction);
}

void reader_settle(struct reader *reader)
{
	struct events events = {0};
	struct balances running = BALANCES_EMPTY;
	list_events(reader->journal, &events);
	for (size_t i = 0; i < events.count; i++) {
		struct posting *posting = events.list[i].posting;
		if (posting == NULL) {
			settle_transaction(reader, events.list[i].transaction, &running);
			continue;
		}
		add_to_running(reader, &running, posting);
		if (posting->assertion != NULL) {
			reader_check_assertion(reader, posting, &running);
		}
	}
	balances_release(&reader->balances);
	reader->balances = running;
	free(events.list);
}
