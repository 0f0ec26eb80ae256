#include "journal/quick.h"

#include "journal/block.h"
#include "journal/window.h"

enum {
	POSTINGS_MAXIMUM = 32, /* of a transaction */
	BATCH_TRANSACTIONS = 16,
	BATCH_POSTINGS = 128,
	DIGITS_MAXIMUM = 18, /* of a number that surely fits in 64 bits */
	AMBIGUOUS_DECIMALS = 3,
	DATE_SIZE = sizeof "2024-04-11" - 1,
	LOOK_AHEAD = 64, /* bytes that must follow wherever a line is begun */
};

struct quick_posting {
	struct slice name; /* of the account */
	uint64_t hash;
	int64_t units;
	uint32_t account;
	uint32_t balance_hash; /* of the account and commodity */
	uint32_t likely_cell;  /* as balances_first_cell() or balances_likely_cell() tell */
	uint8_t scale;
	bool is_missing;
	bool has_space; /* in the name */
};

struct quick_transaction {
	const char *start;
	struct date date;
	uint32_t commodity; /* of all amounts; NAME_NONE before the first */
	size_t first;       /* of its postings, in the batch */
	size_t end;
};

/* A batch of transactions being read; `at` is where reading stands. Up to `limit` there are LOOK_AHEAD bytes to look
 * at. Accounts and sums are looked up for the whole batch in steps, so that what is far away for one posting is on its
 * way while the others are looked at. */
struct quick {
	struct reader *reader;
	const struct window *window;
	const char *at;
	const char *limit;
	struct quick_transaction *current; /* the one being read */
	size_t missing_count;              /* of its amounts */
	struct quick_transaction transactions[BATCH_TRANSACTIONS];
	size_t transaction_count; /* that were read to their end */
	struct quick_posting postings[BATCH_POSTINGS];
	size_t count; /* of postings */
	bool is_out_of_window;
};

static inline bool has_room(const struct quick *quick)
{
	return quick->at < quick->limit;
}

static inline void skip_blanks(struct quick *quick)
{
	while (quick->at < quick->limit && (*quick->at == ' ' || *quick->at == '\t')) {
		quick->at++;
	}
}

/* Whether the tag whose colon this is could give a date or a UUID: its name ends in one of their names. */
static inline bool is_telling(const char *colon)
{
	uint32_t before;
	memcpy(&before, colon - 4, sizeof before);
	before |= 0x20202020;
	uint32_t words[3];
	memcpy(&words[0], "date", 4);
	memcpy(&words[1], "ate2", 4);
	memcpy(&words[2], "uuid", 4);
	words[1] |= 0x20202020;
	return before == words[0] || before == words[1] || before == words[2];
}

/* Passes over a comment to the next line; false when it may mean something here. A header stands before it, so that
 * there are always four bytes before a colon. */
static bool skip_comment(struct quick *quick)
{
	for (; has_room(quick); quick->at += BLOCK_BYTES) {
		block bytes = block_load(quick->at);
		uint32_t newline = block_equal(bytes, '\n');
		uint32_t within = newline == 0 ? 0xFFFF : (newline & -newline) - 1;
		if ((block_equal(bytes, '[') & within) != 0) {
			return false;
		}
		for (uint32_t colons = block_equal(bytes, ':') & within; colons != 0; colons &= colons - 1) {
			if (is_telling(quick->at + block_first(colons))) {
				return false;
			}
		}
		if (newline != 0) {
			quick->at += block_first(newline) + 1;
			return true;
		}
	}
	return false;
}

static inline unsigned two_digits(const char *text, bool *are_digits)
{
	unsigned high = (unsigned)(text[0] - '0');
	unsigned low = (unsigned)(text[1] - '0');
	*are_digits = *are_digits && high <= 9 && low <= 9;
	return high * 10 + low;
}

/* `2024-04-11`; days come in runs, so the latest one is remembered. */
static inline bool read_date(struct quick *quick)
{
	struct quick_memory *memory = &quick->reader->quick;
	const char *text = quick->at;
	quick->at += DATE_SIZE;
	uint64_t words[2];
	memcpy(&words[0], text, sizeof words[0]);
	memcpy(&words[1], text + DATE_SIZE - sizeof words[1], sizeof words[1]);
	if (words[0] == memory->date_words[0] && words[1] == memory->date_words[1]) {
		quick->current->date = memory->date;
		return true;
	}
	bool are_digits = true;
	unsigned century = two_digits(text, &are_digits);
	unsigned year = two_digits(text + 2, &are_digits);
	unsigned month = two_digits(text + 5, &are_digits);
	unsigned day = two_digits(text + 8, &are_digits);
	bool are_marks = text[4] == text[7] && (text[4] == '-' || text[4] == '/' || text[4] == '.');
	if (!are_digits || !are_marks ||
	    !date_from_civil((int)(century * 100 + year), (int)month, (int)day, &quick->current->date)) {
		return false;
	}
	memcpy(memory->date_words, words, sizeof words);
	memory->date = quick->current->date;
	return true;
}

/* What follows the date, to the next line. */
static inline bool read_header(struct quick *quick)
{
	if (!read_date(quick) || (*quick->at != ' ' && *quick->at != '\n')) {
		return false;
	}
	skip_blanks(quick);
	if (*quick->at == '*' || *quick->at == '!') {
		quick->at++;
		skip_blanks(quick);
	}
	bool is_code_open = *quick->at == '(';
	for (; has_room(quick); quick->at += BLOCK_BYTES) {
		block bytes = block_load(quick->at);
		uint32_t newline = block_equal(bytes, '\n');
		uint32_t within = newline == 0 ? 0xFFFF : (newline & -newline) - 1;
		uint32_t comment = block_equal(bytes, ';') & within;
		uint32_t closing = block_equal(bytes, ')') & within;
		if (comment != 0 && (!is_code_open || (closing != 0 && block_first(closing) < block_first(comment)))) {
			quick->at += block_first(comment);
			return skip_comment(quick);
		}
		is_code_open = is_code_open && closing == 0;
		if (newline != 0) {
			quick->at += block_first(newline) + 1;
			return !is_code_open;
		}
	}
	return false;
}

/* Finds the end of the account's name: two spaces, a tab or a line end. */
static inline bool read_account(struct quick *quick, struct quick_posting *posting)
{
	const char *start = quick->at;
	uint32_t spaces = 0;
	for (const char *at = start; at < quick->limit; at += BLOCK_BYTES) {
		block bytes = block_load(at);
		block next = block_load(at + 1);
		uint32_t space = block_equal(bytes, ' ');
		uint32_t stop = (space & (block_equal(next, ' ') | block_equal(next, '\n'))) |
				block_equal(bytes, '\n') | block_equal(bytes, '\t');
		if (stop == 0) {
			spaces |= space;
			continue;
		}
		spaces |= space & ((stop & -stop) - 1);
		quick->at = at + block_first(stop);
		posting->name = (struct slice){start, (size_t)(quick->at - start)};
		posting->has_space = spaces != 0;
		posting->hash = names_hash(&quick->reader->journal->accounts, posting->name);
		names_prefetch_slot(&quick->reader->journal->accounts, posting->hash);
		return true;
	}
	return false;
}

/* `[-]digits[.digits]`. */
static inline bool read_number(struct quick *quick, struct quick_posting *posting)
{
	const char *at = quick->at;
	bool is_negative = *at == '-';
	at += is_negative;
	const char *start = at;
	uint64_t units = 0;
	unsigned digit;
	for (; at < quick->limit && (digit = (unsigned)(*at - '0')) <= 9; at++) {
		units = units * 10 + digit;
	}
	const char *mark = at;
	size_t size = (size_t)(at - start);
	if (*at == '.') {
		for (at++; at < quick->limit && (digit = (unsigned)(*at - '0')) <= 9; at++) {
			units = units * 10 + digit;
		}
		size += (size_t)(at - mark - 1);
		posting->scale = (uint8_t)(at - mark - 1); /* fits whenever `size` passes */
		if (posting->scale == 0 || posting->scale == AMBIGUOUS_DECIMALS || mark == start) {
			return false;
		}
	} else {
		posting->scale = 0;
	}
	posting->units = is_negative ? -(int64_t)units : (int64_t)units;
	quick->at = at;
	return size > 0 && size <= DIGITS_MAXIMUM;
}

/* Letters, or characters beyond ASCII that are no spaces. */
static bool find_commodity(struct quick *quick)
{
	struct reader *reader = quick->reader;
	struct slice rest = {quick->at, LOOK_AHEAD / 2};
	size_t size = 0;
	while (size < rest.size && ((rest.data[size] | 0x20) >= 'a' && (rest.data[size] | 0x20) <= 'z')) {
		size++;
	}
	if (size == 0 || size == rest.size) {
		return false;
	}
	uint32_t commodity = names_find(&reader->journal->commodities, slice_part(rest, 0, size));
	if (commodity == NAME_NONE || !reader_takes_point_for_decimal(reader, commodity)) {
		return false;
	}
	reader->quick.commodity = commodity;
	reader->quick.commodity_name = journal_commodity(reader->journal, commodity);
	return true;
}

static inline bool ends_word(char byte)
{
	return byte == '\n' || byte == ' ' || byte == '\t';
}

/* Most names are those of three letters. */
static inline bool is_same_word(const char *text, struct slice name)
{
	if (name.size == 3) {
		return text[0] == name.data[0] && text[1] == name.data[1] && text[2] == name.data[2];
	}
	return memcmp(text, name.data, name.size) == 0;
}

/* A space and the commodity, mostly the same one as before. */
static inline bool read_commodity(struct quick *quick)
{
	struct quick_memory *memory = &quick->reader->quick;
	if (*quick->at != ' ') {
		return false;
	}
	quick->at++;
	struct slice name = memory->commodity_name;
	bool is_known = name.size > 0 && is_same_word(quick->at, name) && ends_word(quick->at[name.size]);
	if (!is_known && !find_commodity(quick)) {
		return false;
	}
	quick->at += memory->commodity_name.size;
	if (quick->current->commodity != memory->commodity && quick->current->commodity != NAME_NONE) {
		return false;
	}
	quick->current->commodity = memory->commodity;
	return true;
}

/* After the amount: the end of the line, or a comment. */
static inline bool read_line_end(struct quick *quick)
{
	skip_blanks(quick);
	if (*quick->at == '\n') {
		quick->at++;
		return true;
	}
	return *quick->at == ';' && skip_comment(quick);
}

static inline bool read_posting(struct quick *quick)
{
	char first = *quick->at;
	if (first == '*' || first == '!' || first == '(' || first == '[' ||
	    quick->count - quick->current->first == POSTINGS_MAXIMUM) {
		return false;
	}
	struct quick_posting *posting = &quick->postings[quick->count++];
	if (!read_account(quick, posting) || !has_room(quick)) {
		return false;
	}
	skip_blanks(quick);
	posting->is_missing = *quick->at == '\n' || *quick->at == ';';
	if (posting->is_missing) {
		quick->missing_count++;
		return quick->missing_count == 1 && read_line_end(quick);
	}
	return read_number(quick, posting) && read_commodity(quick) && read_line_end(quick);
}

/* The lines below the header, up to one that is not indented or is blank. */
static inline bool read_lines(struct quick *quick)
{
	while (has_room(quick) && (*quick->at == ' ' || *quick->at == '\t')) {
		const char *start = quick->at;
		quick->at++;
		skip_blanks(quick);
		if (*quick->at == '\n') {
			quick->at = start;
			return true;
		}
		if (*quick->at == ';' ? !skip_comment(quick) : !read_posting(quick)) {
			return false;
		}
	}
	return has_room(quick);
}

/* The most decimals that an amount of the transaction writes. */
static inline uint8_t widest_scale(const struct quick *quick)
{
	uint8_t scale = 0;
	for (size_t i = quick->current->first; i < quick->count; i++) {
		const struct quick_posting *posting = &quick->postings[i];
		scale = !posting->is_missing && posting->scale > scale ? posting->scale : scale;
	}
	return scale;
}

/* Whether the amounts sum to zero, the missing one being what they lack; all at the same number of decimals then. */
static inline bool settle(struct quick *quick)
{
	uint8_t scale = widest_scale(quick);
	int64_t sum = 0;
	struct quick_posting *missing = NULL;
	for (size_t i = quick->current->first; i < quick->count; i++) {
		struct quick_posting *posting = &quick->postings[i];
		if (posting->is_missing) {
			missing = posting;
			continue;
		}
		int64_t units = posting->units;
		if (posting->scale != scale &&
		    __builtin_mul_overflow(units, (int64_t)amount_power_of_ten((unsigned)(scale - posting->scale)),
					   &units)) {
			return false;
		}
		if (__builtin_add_overflow(sum, units, &sum)) {
			return false;
		}
	}
	if (missing == NULL) {
		return sum == 0;
	}
	missing->units = -sum;
	missing->scale = scale;
	return quick->current->commodity != NAME_NONE && sum != INT64_MIN;
}

/* Reads the transaction at `quick->at` into the batch; on false `quick->at` is anywhere. */
static bool read_transaction(struct quick *quick)
{
	quick->current = &quick->transactions[quick->transaction_count];
	quick->current->start = quick->at;
	quick->current->commodity = NAME_NONE;
	quick->current->first = quick->count;
	quick->missing_count = 0;
	if (!read_header(quick) || !read_lines(quick) || !settle(quick)) {
		return false;
	}
	quick->current->end = quick->count;
	quick->transaction_count++;
	return true;
}

/* The account of a posting, made when new; false when it asks for a warning or is none. */
static inline bool find_account(struct quick *quick, struct quick_posting *posting)
{
	struct names *accounts = &quick->reader->journal->accounts;
	posting->account = names_find_hashed(accounts, posting->name, posting->hash);
	if (posting->has_space && account_ends_like_amount(posting->name)) {
		return false;
	}
	if (posting->account == NAME_NONE) {
		if (account_fault_of(posting->name) != ACCOUNT_IS_GOOD) {
			return false;
		}
		posting->account = names_add(accounts, posting->name, posting->hash);
	}
	return true;
}

/* Finds the accounts of the transactions read. Ends the batch before the first that must be read otherwise. */
static inline void find_accounts(struct quick *quick)
{
	const struct balances *balances = &quick->reader->balances;
	for (size_t i = 0; i < quick->count; i++) {
		names_prefetch_name(&quick->reader->journal->accounts, quick->postings[i].hash);
	}
	for (size_t t = 0; t < quick->transaction_count; t++) {
		const struct quick_transaction *transaction = &quick->transactions[t];
		for (size_t i = transaction->first; i < transaction->end; i++) {
			struct quick_posting *posting = &quick->postings[i];
			if (!find_account(quick, posting)) {
				quick->transaction_count = t;
				return;
			}
			uint32_t commodity = transaction->commodity;
			posting->likely_cell = balances_first_cell(balances, posting->account, commodity);
			if (posting->likely_cell == 0) {
				posting->balance_hash = balances_hash(balances, posting->account, commodity);
				balances_prefetch_slot(balances, posting->balance_hash);
			}
		}
	}
}

static inline void count_posting(struct quick *quick, const struct quick_transaction *transaction,
				 const struct quick_posting *posting)
{
	struct reader *reader = quick->reader;
	const struct balance_cell added = {posting->units, posting->account, transaction->commodity, posting->scale};
	if (!balances_add_small(&reader->balances, added, posting->likely_cell)) {
		struct slice account = journal_account(reader->journal, posting->account);
		struct slice date = {window_original(reader, transaction->start), 1};
		reader_report(reader, FINDING_JOURNAL_AMOUNT_OVERFLOW, date, account);
	}
}

static inline void count(struct quick *quick)
{
	size_t end = quick->transaction_count == 0 ? 0 : quick->transactions[quick->transaction_count - 1].end;
	for (size_t i = 0; i < end; i++) {
		struct quick_posting *posting = &quick->postings[i];
		if (posting->likely_cell == 0) {
			posting->likely_cell = balances_likely_cell(&quick->reader->balances, posting->balance_hash);
		}
	}
	for (size_t t = 0; t < quick->transaction_count; t++) {
		const struct quick_transaction *transaction = &quick->transactions[t];
		if (transaction->first < transaction->end) {
			reader_note_date(quick->reader, transaction->date);
		}
		for (size_t i = transaction->first; i < transaction->end; i++) {
			count_posting(quick, transaction, &quick->postings[i]);
		}
	}
}

/* Passes over empty lines; false when none is left to look at. */
static inline bool skip_empty_lines(struct quick *quick)
{
	while (has_room(quick) && *quick->at == '\n') {
		quick->at++;
	}
	return has_room(quick);
}

/* Reads transactions of the right shape, as many as fit in a batch; returns whether there may be more of them. */
static bool read_batch(struct quick *quick)
{
	while (skip_empty_lines(quick)) {
		bool is_full =
		    quick->transaction_count == BATCH_TRANSACTIONS || quick->count + POSTINGS_MAXIMUM > BATCH_POSTINGS;
		if (is_full) {
			return true;
		}
		const char *start = quick->at;
		if (!scan_is_digit(*start) || !read_transaction(quick)) {
			quick->is_out_of_window = !has_room(quick);
			quick->at = start;
			return false;
		}
	}
	quick->is_out_of_window = true;
	return false;
}

/* Reads on in the window from `quick->at` as long as the shape is right; returns whether it only ran out of window. */
static bool read_run(struct quick *quick)
{
	for (bool goes_on = true; goes_on;) {
		quick->transaction_count = 0;
		quick->count = 0;
		goes_on = read_batch(quick);
		size_t read_count = quick->transaction_count;
		find_accounts(quick);
		count(quick);
		if (quick->transaction_count < read_count) {
			quick->at = quick->transactions[quick->transaction_count].start;
			return false;
		}
	}
	return quick->is_out_of_window;
}

void reader_read_quickly(struct reader *reader)
{
	struct window *window = &reader->window;
	size_t place = (size_t)(reader->cursor - reader->file->bytes.data);
	size_t size_of_file = (size_t)(reader->end - reader->file->bytes.data); /* or of the reader's part of it */
	bool goes_on = true;
	while (goes_on && size_of_file - place > LOOK_AHEAD) {
		size_t start = place;
		if (!window_reaches(window, place, LOOK_AHEAD)) {
			window_move(reader, place);
		}
		size_t end = size_of_file - window->place;
		size_t size = window->size - LOOK_AHEAD;
		struct quick quick;
		quick.reader = reader;
		quick.window = window;
		quick.at = window->bytes + (place - window->place);
		quick.limit = window->bytes + (end < size ? end : size);
		goes_on = read_run(&quick);
		place = window->place + (size_t)(quick.at - window->bytes);
		if (goes_on && place == start) {
			/* One transaction fills what is left of the window: look at more of it, or leave it be. */
			goes_on = window->place != place && window_move(reader, place);
		}
	}
	reader->cursor = reader->file->bytes.data + place;
}
