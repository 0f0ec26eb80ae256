#include "journal/strict.h"

#include "journal/scan.h"
#include "text/memory.h"

#include <stdlib.h>

/* Which numbers have been declared, or have been reported once. */
struct seen {
	bool *accounts;
	bool *commodities;
};

static struct seen see_declared(const struct journal *journal)
{
	struct seen seen = {
	    .accounts = memory_allocate_zeroed(journal->accounts.count + 1, sizeof(bool)),
	    .commodities = memory_allocate_zeroed(journal->commodities.count + 1, sizeof(bool)),
	};
	for (size_t i = 0; i < journal->declared_account_count; i++) {
		seen.accounts[journal->declared_accounts[i].account] = true;
	}
	for (size_t i = 0; i < journal->declared_commodity_count; i++) {
		seen.commodities[journal->declared_commodities[i].commodity] = true;
	}
	return seen;
}

static void release_seen(struct seen *seen)
{
	free(seen->accounts);
	free(seen->commodities);
}

static void check_account(const struct journal *journal, const struct posting *posting, struct seen *seen,
			  struct findings *findings)
{
	if (seen->accounts[posting->account]) {
		return;
	}
	seen->accounts[posting->account] = true;
	findings_add(findings, FINDING_JOURNAL_ACCOUNT_UNDECLARED,
		     transaction_locate(posting->transaction, posting->account_text),
		     journal_account(journal, posting->account));
}

static void check_commodity(const struct journal *journal, const struct posting *posting, uint32_t commodity,
			    struct slice text, struct seen *seen, struct findings *findings)
{
	if (commodity == 0 || seen->commodities[commodity]) {
		return;
	}
	seen->commodities[commodity] = true;
	findings_add(findings, FINDING_JOURNAL_COMMODITY_UNDECLARED, transaction_locate(posting->transaction, text),
		     journal_commodity(journal, commodity));
}

static void check_posting(const struct journal *journal, const struct posting *posting, struct seen *seen,
			  struct findings *findings)
{
	struct slice text = posting->amount_text.size > 0 ? posting->amount_text : posting->account_text;
	check_account(journal, posting, seen, findings);
	check_commodity(journal, posting, posting->commodity, text, seen, findings);
	if (posting->cost != NULL) {
		check_commodity(journal, posting, posting->cost->amount.commodity, text, seen, findings);
	}
	if (posting->assertion != NULL) {
		check_commodity(journal, posting, posting->assertion->amount.commodity, posting->assertion->text, seen,
				findings);
	}
}

static void check_payee(const struct journal *journal, const struct transaction *transaction, struct names *reported,
			struct findings *findings)
{
	struct slice payee = transaction_payee(transaction);
	if (names_find(&journal->payees, payee) != NAME_NONE || names_find(reported, payee) != NAME_NONE) {
		return;
	}
	names_intern(reported, payee);
	struct slice place =
	    payee.size > 0 ? payee : slice_part(transaction->text, 0, slice_find(transaction->text, '\n'));
	findings_add(findings, FINDING_JOURNAL_PAYEE_UNDECLARED, transaction_locate(transaction, place), payee);
}

void strict_check(const struct journal *journal, struct findings *findings)
{
	struct seen seen = see_declared(journal);
	/* A journal that declares no payee does not mean to: `hledger check --strict` leaves payees alone altogether.
	 */
	bool declares_payees = journal->payees.count > 0;
	struct names payees;
	names_prepare(&payees, journal->arena);
	for (size_t i = 0; i < journal->transaction_count; i++) {
		const struct transaction *transaction = journal->transactions[i];
		if (declares_payees) {
			check_payee(journal, transaction, &payees, findings);
		}
		for (size_t j = 0; j < transaction->posting_count; j++) {
			check_posting(journal, &transaction->postings[j], &seen, findings);
		}
	}
	names_release(&payees);
	release_seen(&seen);
}

/* `[-]digits.digits COMMODITY`, one space between them. */
static bool is_plain_amount(struct slice text)
{
	struct slice rest = slice_trim(text);
	size_t mark_count = 0;
	size_t digit_count = 0;
	scan_take(&rest, '-');
	for (; scan_is_digit(scan_peek(rest)) || scan_peek(rest) == '.'; scan_skip(&rest, 1)) {
		if (scan_peek(rest) == '.') {
			mark_count++;
		} else {
			digit_count++;
		}
	}
	if (mark_count > 1 || digit_count == 0 || !scan_take(&rest, ' ') || rest.size == 0) {
		return false;
	}
	for (size_t i = 0; i < rest.size; i++) {
		if (rest.data[i] < 'A' || rest.data[i] > 'Z') {
			return false;
		}
	}
	return true;
}

/* A line of a comment with two tags: ledger would swallow the second. */
static void check_tags(const struct transaction *transaction, struct tag_list tags, struct findings *findings)
{
	for (size_t i = 1; i < tags.count; i++) {
		const char *before = tags.items[i - 1].name.data;
		struct slice between = {before, (size_t)(tags.items[i].name.data - before)};
		if (!slice_contains(between, SLICE("\n"))) {
			findings_add(findings, FINDING_LEDGER_TWO_TAGS,
				     transaction_locate(transaction, tags.items[i].name), tags.items[i].name);
		}
	}
}

static bool is_declared(const struct journal *journal, uint32_t commodity)
{
	bool is_found = journal->declared_commodity_count == 0;
	for (size_t i = 0; i < journal->declared_commodity_count && !is_found; i++) {
		is_found = journal->declared_commodities[i].commodity == commodity;
	}
	return is_found;
}

/* One commodity and no costs: then what the reader calls balanced is exactly zero. */
static void check_commodity_alone(const struct journal *journal, const struct transaction *transaction,
				  struct findings *findings)
{
	for (size_t i = 0; i < transaction->posting_count; i++) {
		const struct posting *posting = &transaction->postings[i];
		if (posting->commodity != transaction->postings[0].commodity || posting->cost != NULL) {
			struct slice text =
			    posting->amount_text.size > 0 ? posting->amount_text : posting->account_text;
			bool is_known = is_declared(journal, posting->commodity) &&
					is_declared(journal, transaction->postings[0].commodity);
			/* else it was said already */
			if (is_known && (posting->amount_text.size == 0 || is_plain_amount(text))) {
				findings_add(findings, FINDING_LEDGER_AMOUNT_FORM,
					     transaction_locate(transaction, text), text);
			}
			return;
		}
	}
}

static void check_subset_posting(const struct transaction *transaction, const struct posting *posting,
				 struct findings *findings)
{
	check_tags(transaction, posting->tags, findings);
	if (posting->kind != POSTING_REAL) {
		findings_add(findings, FINDING_LEDGER_VIRTUAL, transaction_locate(transaction, posting->account_text),
			     posting->account_text);
	}
	if (posting->amount_text.size > 0 && !is_plain_amount(posting->amount_text)) {
		struct slice text = slice_trim(posting->amount_text);
		findings_add(findings, FINDING_LEDGER_AMOUNT_FORM, transaction_locate(transaction, text), text);
	}
}

/* Takes accounts for declared that are judged elsewhere. */
static void excuse_accounts(const struct journal *journal, bool (*is_judged_elsewhere)(struct slice account),
			    struct seen *seen)
{
	for (uint32_t i = 0; is_judged_elsewhere != NULL && i < journal->accounts.count; i++) {
		seen->accounts[i] |= is_judged_elsewhere(journal_account(journal, i));
	}
}

static void check_directives(const struct journal *journal, struct findings *findings)
{
	for (size_t i = 0; i < journal->reinterpretation_count; i++) {
		struct location location = journal->reinterpretations[i];
		findings_add(findings, FINDING_LEDGER_DIRECTIVE, location,
			     slice_part(slice_from(location.file->bytes, location.start), 0, location.length));
	}
}

void strict_check_subset(const struct journal *journal, bool (*is_judged_elsewhere)(struct slice account),
			 struct findings *findings)
{
	struct seen seen = see_declared(journal);
	check_directives(journal, findings);
	excuse_accounts(journal, is_judged_elsewhere, &seen);
	const struct transaction *previous = NULL;
	for (size_t i = 0; i < journal->transaction_count; i++) {
		const struct transaction *transaction = journal->transactions[i];
		if (previous != NULL && previous->file == transaction->file &&
		    date_compare(transaction->date, previous->date) < 0) {
			char date[DATE_TEXT_SIZE];
			struct slice header = slice_part(transaction->text, 0, slice_find(transaction->text, '\n'));
			findings_add(findings, FINDING_LEDGER_DATE_ORDER, transaction_locate(transaction, header),
				     slice_of(date_write(previous->date, date)));
		}
		previous = transaction;
		check_tags(transaction, transaction->tags, findings);
		for (size_t j = 0; j < transaction->posting_count; j++) {
			const struct posting *posting = &transaction->postings[j];
			check_account(journal, posting, &seen, findings);
			bool is_well_formed = posting->amount_text.size > 0 && is_plain_amount(posting->amount_text);
			if (journal->declared_commodity_count > 0 && is_well_formed) { /* else its form is told */
				check_commodity(journal, posting, posting->commodity, posting->amount_text, &seen,
						findings);
			}
			check_subset_posting(transaction, posting, findings);
		}
		check_commodity_alone(journal, transaction, findings);
	}
	release_seen(&seen);
}
