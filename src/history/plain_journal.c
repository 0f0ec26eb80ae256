#include "history/plain_journal.h"

#include "text/date.h"

#include <string.h>

enum { POSTINGS_MAXIMUM = 64, DATE_SIZE = 10, THOUSAND_DIGITS = 3 };

struct read_posting {
	struct slice account;
	struct amount amount;
	bool is_left_out;
};

struct plain_transaction {
	bool is_open;
	struct slice code;
	struct slice commodity;
	struct read_posting postings[POSTINGS_MAXIMUM];
	size_t count;
};

static bool is_indented(struct slice line)
{
	return line.size > 0 && (line.data[0] == ' ' || line.data[0] == '\t');
}

/* `1200.00 EUR`; a point before three digits may part thousands. */
static bool read_amount(struct slice text, struct amount *amount, struct slice *commodity)
{
	size_t space = slice_find(text, ' ');
	struct slice number = slice_part(text, 0, space);
	*commodity = slice_from(text, space + 1);
	for (size_t i = 0; i < commodity->size; i++) {
		char letter = commodity->data[i];
		if (!((letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z'))) {
			return false;
		}
	}
	return commodity->size > 0 && amount_parse(number, amount) && amount->scale != THOUSAND_DIGITS;
}

static bool read_posting(struct plain_transaction *transaction, struct slice line)
{
	struct slice text = slice_trim(line);
	if (text.data[0] == ';') {
		return true;
	}
	if (!transaction->is_open || transaction->count == POSTINGS_MAXIMUM || strchr("*!([", text.data[0]) != NULL ||
	    slice_find(text, '\t') < text.size || slice_find(text, '\r') < text.size) {
		return false;
	}
	const char *gap = memmem(text.data, text.size, "  ", 2);
	size_t end = gap == NULL ? text.size : (size_t)(gap - text.data);
	struct read_posting *posting = &transaction->postings[transaction->count++];
	struct slice rest = slice_from(text, end);
	struct slice amount = slice_trim(slice_part(rest, 0, slice_find(rest, ';')));
	*posting = (struct read_posting){.account = slice_part(text, 0, end), .is_left_out = amount.size == 0};
	if (slice_find(posting->account, ';') < posting->account.size) {
		return false;
	}
	struct slice commodity;
	if (posting->is_left_out) {
		return true;
	}
	bool is_first = transaction->commodity.size == 0;
	if (!read_amount(amount, &posting->amount, &commodity) ||
	    (!is_first && !slice_equal(commodity, transaction->commodity))) {
		return false;
	}
	transaction->commodity = commodity;
	return true;
}

static bool close_transaction(struct plain_transaction *transaction, const struct plain_visitor *visitor)
{
	struct amount sum = AMOUNT_ZERO;
	struct read_posting *left_out = NULL;
	if (!transaction->is_open) {
		return true;
	}
	transaction->is_open = false;
	for (size_t i = 0; i < transaction->count; i++) {
		struct read_posting *posting = &transaction->postings[i];
		if (posting->is_left_out ? left_out != NULL : !amount_add(sum, posting->amount, &sum)) {
			return false;
		}
		left_out = posting->is_left_out ? posting : left_out;
	}
	if (transaction->commodity.size == 0 || (left_out == NULL && amount_sign(sum) != 0)) {
		return false;
	}
	if (left_out != NULL) {
		left_out->amount = amount_negate(sum);
	}
	for (size_t i = 0; i < transaction->count; i++) {
		const struct read_posting *posting = &transaction->postings[i];
		const struct plain_posting told = {
		    .account = posting->account,
		    .opposite = transaction->count == 2 ? transaction->postings[1 - i].account : SLICE(""),
		    .commodity = transaction->commodity,
		    .code = transaction->code,
		    .amount = posting->amount,
		};
		visitor->posting(visitor->context, &told);
	}
	return true;
}

static bool open_transaction(struct plain_transaction *transaction, struct slice line)
{
	struct date date;
	struct slice rest = slice_from(line, DATE_SIZE);
	if (!date_parse(slice_part(line, 0, DATE_SIZE), &date) || (rest.size > 0 && rest.data[0] != ' ')) {
		return false;
	}
	rest = slice_trim(rest);
	if (rest.size > 0 && (rest.data[0] == '*' || rest.data[0] == '!')) {
		rest = slice_trim(slice_from(rest, 1));
	}
	transaction->is_open = true;
	transaction->count = 0;
	transaction->commodity = SLICE("");
	transaction->code =
	    rest.size > 0 && rest.data[0] == '(' ? slice_part(rest, 1, slice_find(rest, ')') - 1) : SLICE("");
	return true;
}

/* A line that begins at the margin. */
static bool read_directive(struct slice line, const struct plain_visitor *visitor)
{
	struct slice include = SLICE("include ");
	if (slice_starts_with(line, include)) {
		struct slice path = slice_trim(slice_from(line, include.size));
		for (size_t i = 0; i < path.size; i++) {
			if (strchr("*?[{~:;\"'\\", path.data[i]) != NULL) {
				return false;
			}
		}
		if (path.size == 0 || path.data[0] == '/' || slice_contains(path, SLICE(".."))) {
			return false;
		}
		visitor->include(visitor->context, path);
		return true;
	}
	bool is_commodity = slice_starts_with(line, SLICE("commodity ")) && slice_find(line, ',') == line.size;
	return line.data[0] == ';' || line.data[0] == '#' || is_commodity ||
	       slice_starts_with(line, SLICE("account ")) || slice_starts_with(line, SLICE("payee ")) ||
	       slice_starts_with(line, SLICE("tag "));
}

bool plain_journal_read(struct slice text, const struct plain_visitor *visitor)
{
	struct plain_transaction transaction = {.is_open = false};
	while (text.size > 0) {
		size_t end = slice_find(text, '\n');
		struct slice line = slice_part(text, 0, end);
		text = slice_from(text, end + 1);
		bool is_blank = slice_trim(line).size == 0;
		bool is_plain = true;
		if (is_blank) {
			is_plain = close_transaction(&transaction, visitor);
		} else if (is_indented(line)) {
			is_plain = read_posting(&transaction, line);
		} else {
			bool is_dated = line.data[0] >= '0' && line.data[0] <= '9';
			is_plain = close_transaction(&transaction, visitor) &&
				   (is_dated ? open_transaction(&transaction, line) : read_directive(line, visitor));
		}
		if (!is_plain) {
			return false;
		}
	}
	return close_transaction(&transaction, visitor);
}

/* ---- what two versions share ---- */

enum { BLOCK_SIZE = 4096 };

static size_t common_start(struct slice a, struct slice b)
{
	size_t most = a.size < b.size ? a.size : b.size;
	size_t size = 0;
	while (size + BLOCK_SIZE <= most && memcmp(a.data + size, b.data + size, BLOCK_SIZE) == 0) {
		size += BLOCK_SIZE;
	}
	while (size < most && a.data[size] == b.data[size]) {
		size++;
	}
	return size;
}

static size_t common_end(struct slice a, struct slice b)
{
	size_t most = a.size < b.size ? a.size : b.size;
	size_t size = 0;
	while (size < most && a.data[a.size - 1 - size] == b.data[b.size - 1 - size]) {
		size++;
	}
	return size;
}

/* Whether what begins at a byte needs nothing before it: an empty line ends a transaction, and so does the margin. */
static bool is_start(struct slice text, size_t place)
{
	return (place == 0 || text.data[place - 1] == '\n') &&
	       (place == text.size || strchr(" \t\r", text.data[place]) == NULL);
}

void plain_journal_cut(struct slice *before, struct slice *after)
{
	size_t start = common_start(*before, *after);
	while (start > 0 && !(is_start(*before, start) && is_start(*after, start))) {
		start--;
	}
	*before = slice_from(*before, start);
	*after = slice_from(*after, start);
	size_t end = common_end(*before, *after);
	/* The line before must end in what is shared too. */
	size_t place = before->size - end + 1;
	while (place < before->size && !is_start(*before, place)) {
		place++;
	}
	end = place < before->size ? before->size - place : 0;
	before->size -= end;
	after->size -= end;
}
