/* Transactions and their postings. */
#include "journal/reader.h"

#include "text/memory.h"

#include <stdlib.h>

/* Moves the postings' costs and assertions along with the arrays they lie in. */
static void grow_postings(struct reader *reader)
{
	size_t capacity = reader->posting_capacity == 0 ? 16 : reader->posting_capacity * 2;
	reader->postings = memory_resize(reader->postings, capacity, sizeof *reader->postings);
	reader->costs = memory_resize(reader->costs, capacity, sizeof *reader->costs);
	reader->assertions = memory_resize(reader->assertions, capacity, sizeof *reader->assertions);
	reader->posting_capacity = capacity;
	for (size_t i = 0; i < reader->transaction.posting_count; i++) {
		struct posting *posting = &reader->postings[i];
		posting->cost = posting->cost == NULL ? NULL : &reader->costs[i];
		posting->assertion = posting->assertion == NULL ? NULL : &reader->assertions[i];
	}
}

struct posting *reader_new_posting(struct reader *reader)
{
	if (reader->transaction.posting_count == reader->posting_capacity) {
		grow_postings(reader);
	}
	struct posting *posting = &reader->postings[reader->transaction.posting_count++];
	*posting = (struct posting){
	    .transaction = &reader->transaction,
	    .commodity = reader->state.unmarked,
	    .date = reader->transaction.date,
	    .secondary_date = reader->transaction.secondary_date,
	    .mark = reader->transaction.mark,
	};
	return posting;
}

static enum entry_mark take_mark(struct slice *rest)
{
	if (scan_take(rest, '*')) {
		return ENTRY_CLEARED;
	}
	return scan_take(rest, '!') ? ENTRY_PENDING : ENTRY_UNMARKED;
}

/* `(code)`. */
static bool read_code(struct reader *reader, struct slice *rest)
{
	if (scan_peek(*rest) != '(') {
		return true;
	}
	size_t size = slice_find(*rest, ')');
	if (size == rest->size) {
		reader_report(reader, FINDING_JOURNAL_CODE_UNCLOSED, *rest, *rest);
		return false;
	}
	reader->transaction.code = slice_trim(slice_part(*rest, 1, size - 1));
	scan_skip(rest, size + 1);
	return true;
}

static bool read_dates(struct reader *reader, struct slice *rest)
{
	struct transaction *transaction = &reader->transaction;
	if (!reader_read_date(reader, rest, reader->state.default_year, &transaction->date)) {
		return false;
	}
	if (scan_take(rest, '=')) {
		return reader_read_date(reader, rest, date_year(transaction->date), &transaction->secondary_date);
	}
	return true;
}

/* `DATE[=DATE] [*|!] [(CODE)] [DESCRIPTION] [; COMMENT]`. */
static bool read_header(struct reader *reader)
{
	struct transaction *transaction = &reader->transaction;
	struct slice rest = reader->line;
	if (!read_dates(reader, &rest)) {
		return false;
	}
	if (rest.size > 0 && !scan_is_blank(rest.data[0]) && rest.data[0] != ';') {
		reader_report(reader, FINDING_JOURNAL_DATE_TRAILING, rest, rest);
		return false;
	}
	scan_skip_spaces(&rest);
	transaction->mark = (uint8_t)take_mark(&rest);
	scan_skip_spaces(&rest);
	if (!read_code(reader, &rest)) {
		return false;
	}
	size_t size = slice_find(rest, ';');
	transaction->description = slice_trim(slice_part(rest, 0, size));
	if (size < rest.size) {
		transaction->comment = slice_from(rest, size);
		reader_read_comment(reader, slice_from(rest, size + 1), &transaction->tags, NULL);
	}
	return true;
}

/* The bytes of an account name at the start of `rest`: up to two spaces, a tab or the end. */
static size_t account_size(struct slice rest)
{
	size_t size = 0;
	for (; size < rest.size && rest.data[size] != '\t'; size++) {
		if (rest.data[size] == ' ' && (size + 1 == rest.size || scan_is_blank(rest.data[size + 1]))) {
			break;
		}
	}
	return size;
}

/* `(account)` and `[account]` are virtual. */
static void take_brackets(struct posting *posting, struct slice *name)
{
	if (name->size < 2) {
		return;
	}
	char first = name->data[0];
	char last = name->data[name->size - 1];
	if ((first == '(' && last == ')') || (first == '[' && last == ']')) {
		posting->kind = first == '(' ? POSTING_VIRTUAL : POSTING_BALANCED_VIRTUAL;
		*name = slice_trim(slice_part(*name, 1, name->size - 2));
	}
}

bool account_ends_like_amount(struct slice name)
{
	size_t space = slice_find_last(name, ' ');
	if (space == name.size || space == 0) {
		return false;
	}
	struct slice last = slice_from(name, space + 1);
	struct slice before = slice_part(name, 0, space);
	struct slice previous = slice_from(before, slice_find_last(before, ' ') + 1);
	struct slice digits = scan_is_digit(last.data[last.size - 1]) ? last : previous;
	bool is_number = digits.size > 0 && scan_is_digit(digits.data[digits.size - 1]);
	size_t letters = 0;
	for (size_t i = 0; i < digits.size; i++) {
		letters += (digits.data[i] >= 'a' && digits.data[i] <= 'z') ||
			   (digits.data[i] >= 'A' && digits.data[i] <= 'Z');
	}
	return is_number && letters == 0 && (digits.data == last.data || before.size > previous.size) &&
	       digits.data > name.data;
}

/* `@ 2 EUR`, `@@ 20 EUR`, `(@) 2 EUR`. */
static bool read_cost(struct reader *reader, struct slice *rest, struct posting_cost *cost)
{
	bool is_bracketed = scan_take(rest, '(');
	scan_take(rest, '@');
	*cost = (struct posting_cost){.is_total = scan_take(rest, '@')};
	if (is_bracketed) {
		scan_take(rest, ')');
	}
	scan_skip_spaces(rest);
	return reader_read_amount(reader, rest, &cost->amount);
}

static bool starts_cost(struct slice rest)
{
	return slice_starts_with(rest, SLICE("@")) || slice_starts_with(rest, SLICE("(@)")) ||
	       slice_starts_with(rest, SLICE("(@@)"));
}

/* `= 10 EUR`, `==`, `=*`, `==*`. A cost after it is that of an amount which the balance gives; else it means nothing.
 */
static bool read_assertion(struct reader *reader, struct slice *rest, struct posting *posting)
{
	struct posting_assertion *assertion = posting->assertion;
	struct slice text = *rest;
	scan_take(rest, '=');
	*assertion = (struct posting_assertion){.is_sole = scan_take(rest, '=')};
	assertion->is_inclusive = scan_take(rest, '*');
	scan_skip_spaces(rest);
	if (!reader_read_amount(reader, rest, &assertion->amount)) {
		return false;
	}
	scan_skip_spaces(rest);
	assertion->text = slice_trim((struct slice){text.data, text.size - rest->size});
	if (starts_cost(*rest)) {
		struct posting_cost ignored;
		struct posting_cost *cost =
		    posting->is_inferred ? &reader->costs[posting - reader->postings] : &ignored;
		if (!read_cost(reader, rest, cost)) {
			return false;
		}
		posting->cost = posting->is_inferred ? cost : posting->cost;
	}
	scan_skip_spaces(rest);
	if (assertion->amount.commodity == 0 && assertion->amount.quantity.units == 0) {
		reader_report(reader, FINDING_ASSERTION_BARE_ZERO, assertion->text, assertion->text);
	}
	return true;
}

/* What stands between the account and the comment: `[AMOUNT] [COST] [ASSERTION]`. */
static bool read_money(struct reader *reader, struct slice *rest, struct posting *posting)
{
	size_t index = (size_t)(posting - reader->postings);
	char first = scan_peek(*rest);
	posting->is_inferred = rest->size == 0 || first == ';' || first == '=';
	if (!posting->is_inferred) {
		struct slice text = *rest;
		struct commodity_amount amount;
		if (!reader_read_amount(reader, rest, &amount)) {
			return false;
		}
		posting->quantity = amount.quantity;
		posting->commodity = amount.commodity;
		posting->amount_text = (struct slice){text.data, text.size - rest->size};
		scan_skip_spaces(rest);
	}
	if (starts_cost(*rest)) {
		posting->cost = &reader->costs[index];
		if (!read_cost(reader, rest, posting->cost)) {
			return false;
		}
		scan_skip_spaces(rest);
	}
	if (scan_peek(*rest) == '=') {
		posting->assertion = &reader->assertions[index];
		reader->has_assertions = true;
		return read_assertion(reader, rest, posting);
	}
	return true;
}

static bool report_trailing(struct reader *reader, struct slice rest)
{
	char first = rest.data[0];
	if (first == '{' || first == '[' || first == '(') {
		reader_report(reader, FINDING_JOURNAL_LOT, rest, rest);
	} else {
		reader_report(reader, FINDING_JOURNAL_AMOUNT_TRAILING, rest, rest);
	}
	return false;
}

static bool read_account(struct reader *reader, struct slice *rest, struct posting *posting)
{
	struct slice name = scan_part(rest, account_size(*rest));
	if (account_ends_like_amount(name)) {
		reader_report(reader, FINDING_AMOUNT_SWALLOWED, name, name);
	}
	take_brackets(posting, &name);
	posting->account_text = name;
	posting->account = reader_account(reader, name);
	return posting->account != NAME_NONE;
}

static bool read_posting(struct reader *reader, struct slice rest)
{
	struct posting *posting = reader_new_posting(reader);
	enum entry_mark mark = take_mark(&rest);
	if (mark != ENTRY_UNMARKED) {
		posting->mark = (uint8_t)mark;
		scan_skip_spaces(&rest);
	}
	if (!read_account(reader, &rest, posting)) {
		return false;
	}
	scan_skip_spaces(&rest);
	if (!read_money(reader, &rest, posting)) {
		return false;
	}
	if (rest.size > 0 && rest.data[0] != ';') {
		return report_trailing(reader, rest);
	}
	if (rest.size > 0) {
		posting->comment = rest;
		reader_read_comment(reader, slice_from(rest, 1), &posting->tags, posting);
	}
	return true;
}

/* A comment line belongs to the posting above it, or to the transaction when there is none yet. */
static void read_comment_line(struct reader *reader, struct slice rest)
{
	struct transaction *transaction = &reader->transaction;
	struct posting *posting =
	    transaction->posting_count == 0 ? NULL : &reader->postings[transaction->posting_count - 1];
	struct slice *comment = posting == NULL ? &transaction->comment : &posting->comment;
	if (comment->data == NULL) {
		*comment = rest;
	} else {
		comment->size = (size_t)(rest.data + rest.size - comment->data);
	}
	reader_read_comment(reader, slice_from(rest, 1), posting == NULL ? &transaction->tags : &posting->tags,
			    posting);
}

static void add_applied_tags(struct reader *reader)
{
	for (const struct scope *scope = reader->state.scopes; scope != NULL; scope = scope->outer) {
		if (scope->kind == SCOPE_TAG) {
			reader_read_comment(reader, scope->value, &reader->transaction.tags, NULL);
		}
	}
}

static void read_lines_below(struct reader *reader)
{
	while (reader_is_next_indented(reader) && reader_next_line(reader)) {
		struct slice rest = reader->line;
		scan_skip_spaces(&rest);
		if (rest.data[0] == ';') {
			read_comment_line(reader, rest);
		} else if (!read_posting(reader, rest)) {
			reader->is_broken = true;
		}
	}
}

void reader_read_transaction(struct reader *reader)
{
	const char *start = reader->line.data;
	reader->tag_count = 0;
	reader->is_broken = false;
	reader->transaction = (struct transaction){.secondary_date = DATE_MINIMUM, .file = reader->file};
	add_applied_tags(reader);
	if (!read_header(reader)) {
		reader->is_broken = true;
	}
	read_lines_below(reader);
	reader->transaction.text = (struct slice){start, (size_t)(reader->line.data + reader->line.size - start)};
	reader->transaction.postings = reader->postings;
	if (!reader->is_broken) {
		reader_finish_transaction(reader);
	}
}
