#include "journal/quick.h"

#include "journal/block.h"
#include "journal/digits.h"
#include "journal/window.h"

enum {
	POSTINGS_MAXIMUM = 32, /* of a transaction */
	BATCH_TRANSACTIONS = 16,
	BATCH_POSTINGS = 128,
	AMBIGUOUS_DECIMALS = 3,
	COMMODITY_BYTES = 32,
	DATE_SIZE = sizeof "2024-04-11" - 1,
	LOOK_AHEAD = 128, /* bytes that must follow wherever a line is begun, or a search goes on */
};

struct quick_posting {
	struct slice name; /* of the account */
	uint64_t hash;
	int64_t units;
	uint32_t account;
	uint32_t commodity;
	uint32_t balance_hash; /* of the account and commodity */
	uint32_t likely_cell;  /* as balances_first_cell() or balances_likely_cell() tell */
	uint8_t scale;
	bool has_space; /* in the name */
};

struct quick_transaction {
	const char *start;
	struct date date;
	size_t first; /* of its postings, in the batch */
};

/* The transaction being read. */
struct quick_current {
	struct date date;
	uint32_t commodity; /* of all amounts; NAME_NONE before the first */
	size_t first;
	int64_t sum;                   /* of the amounts so far */
	uint8_t scale;                 /* the most decimals among them */
	struct quick_posting *missing; /* the posting without an amount, or NULL */
};

/* A batch of transactions being read. Up to `limit` there are LOOK_AHEAD bytes to look at. Accounts and sums are looked
 * up for the whole batch in steps, so that what is far away for one posting is on its way while the others are looked
 * at.
 *
 * Each step of reading takes the place where it begins and returns where it ends: NULL when it meets what it doesn't
 * know, a place that is not before `limit` when it ran out of window. */
struct quick {
	struct reader *reader;
	const char *at; /* where transactions are read up to */
	const char *limit;
	struct quick_current current;
	struct quick_transaction transactions[BATCH_TRANSACTIONS];
	size_t transaction_count; /* that were read to their end */
	struct quick_posting postings[BATCH_POSTINGS];
	size_t count; /* of postings */
	bool is_out_of_window;
};

static inline bool has_room(const struct quick *quick, const char *at)
{
	return at < quick->limit;
}

/* Whether reading of the transaction cannot go on. */
static inline bool is_over(const struct quick *quick, const char *at)
{
	return at == NULL || at >= quick->limit;
}

static inline const char *skip_blanks(const struct quick *quick, const char *at)
{
	while (has_room(quick, at)) {
		uint64_t others = digits_load(at) ^ 0x2020202020202020;
		at += others == 0 ? sizeof others : block_first(others) / 8;
		if (others != 0 && *at != '\t') {
			break;
		}
		at += *at == '\t';
	}
	return at;
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

/* Passes over a comment to the next line, unless it may mean something here. A header stands before it, so that there
 * are always four bytes before a colon. */
static const char *skip_comment(const struct quick *quick, const char *at)
{
	for (; has_room(quick, at); at += WIDE_BYTES) {
		struct wide_block bytes = wide_load(at);
		uint64_t newline = wide_equal(bytes, '\n');
		uint64_t within = wide_below(newline);
		if ((wide_equal(bytes, '[') & within) != 0) {
			return NULL;
		}
		for (uint64_t colons = wide_equal(bytes, ':') & within; colons != 0; colons &= colons - 1) {
			if (is_telling(at + block_first(colons))) {
				return NULL;
			}
		}
		if (newline != 0) {
			return at + block_first(newline) + 1;
		}
	}
	return at;
}

static inline unsigned two_digits(const char *text, bool *are_digits)
{
	unsigned high = (unsigned)(text[0] - '0');
	unsigned low = (unsigned)(text[1] - '0');
	*are_digits = *are_digits && high <= 9 && low <= 9;
	return high * 10 + low;
}

/* `2024-04-11`; days come in runs, so the latest one is remembered. */
static inline const char *read_date(struct quick *quick, const char *text)
{
	struct quick_memory *memory = &quick->reader->quick;
	const char *end = text + DATE_SIZE;
	uint64_t words[2];
	memcpy(&words[0], text, sizeof words[0]);
	memcpy(&words[1], end - sizeof words[1], sizeof words[1]);
	if (words[0] == memory->date_words[0] && words[1] == memory->date_words[1]) {
		quick->current.date = memory->date;
		return end;
	}
	bool are_digits = true;
	unsigned century = two_digits(text, &are_digits);
	unsigned year = two_digits(text + 2, &are_digits);
	unsigned month = two_digits(text + 5, &are_digits);
	unsigned day = two_digits(text + 8, &are_digits);
	bool are_marks = text[4] == text[7] && (text[4] == '-' || text[4] == '/' || text[4] == '.');
	if (!are_digits || !are_marks ||
	    !date_from_civil((int)(century * 100 + year), (int)month, (int)day, &quick->current.date)) {
		return NULL;
	}
	memcpy(memory->date_words, words, sizeof words);
	memory->date = quick->current.date;
	return end;
}

/* What follows the date, to the next line. */
static inline const char *read_header(struct quick *quick, const char *at)
{
	at = read_date(quick, at);
	if (at == NULL || (*at != ' ' && *at != '\n')) {
		return NULL;
	}
	at = skip_blanks(quick, at);
	if (*at == '*' || *at == '!') {
		at = skip_blanks(quick, at + 1);
	}
	bool is_code_open = *at == '(';
	for (; has_room(quick, at); at += WIDE_BYTES) {
		struct wide_block bytes = wide_load(at);
		uint64_t newline = wide_equal(bytes, '\n');
		uint64_t within = wide_below(newline);
		uint64_t comment = wide_equal(bytes, ';') & within;
		uint64_t closing = is_code_open ? wide_equal(bytes, ')') & within : 0;
		if (comment != 0 && (!is_code_open || (closing & wide_below(comment)) != 0)) {
			return skip_comment(quick, at + block_first(comment));
		}
		is_code_open = is_code_open && closing == 0;
		if (newline != 0) {
			return is_code_open ? NULL : at + block_first(newline) + 1;
		}
	}
	return at;
}

/* Finds the end of the account's name: two spaces, a tab or a line end. */
static inline const char *read_account(struct quick *quick, struct quick_posting *posting, const char *start)
{
	const struct names *accounts = &quick->reader->journal->accounts;
	uint64_t spaces = 0;
	const char *at = start;
	/* A space that is the last of a block is looked at again with what follows it. */
	for (; has_room(quick, at); at += WIDE_BYTES - 1) {
		struct wide_block bytes = wide_load(at);
		uint64_t space = wide_equal(bytes, ' ');
		uint64_t newline = wide_equal(bytes, '\n');
		uint64_t stop = (space & (space | newline) >> 1) | newline | wide_equal(bytes, '\t');
		spaces |= space & wide_below(stop);
		if (stop == 0) {
			continue;
		}
		const char *end = at + block_first(stop);
		posting->name = (struct slice){start, (size_t)(end - start)};
		posting->has_space = spaces != 0;
		posting->hash = names_hash(accounts, posting->name);
		names_prefetch_slot(accounts, posting->hash);
		return end;
	}
	return at;
}

/* `[-]digits[.digits]`. */
static inline const char *read_number(struct quick_posting *posting, const char *at)
{
	bool is_negative = *at == '-';
	at += is_negative;
	uint64_t units = 0;
	const char *mark = digits_append(at, &units);
	size_t size = (size_t)(mark - at);
	size_t scale = 0;
	const char *end = mark;
	if (*mark == '.') {
		end = digits_append(mark + 1, &units);
		scale = (size_t)(end - mark - 1);
		if (scale == 0 || scale == AMBIGUOUS_DECIMALS || size == 0) {
			return NULL;
		}
	}
	posting->units = is_negative ? -(int64_t)units : (int64_t)units;
	posting->scale = (uint8_t)scale;
	return size > 0 && size + scale <= DIGITS_THAT_FIT ? end : NULL;
}

/* Letters: a commodity seen before, whose numbers have a decimal point. */
static bool find_commodity(struct reader *reader, const char *at)
{
	struct slice rest = {at, COMMODITY_BYTES};
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
static inline const char *read_commodity(struct quick *quick, const char *at)
{
	struct quick_memory *memory = &quick->reader->quick;
	if (*at != ' ') {
		return NULL;
	}
	at++;
	struct slice name = memory->commodity_name;
	bool is_known = name.size > 0 && is_same_word(at, name) && ends_word(at[name.size]);
	if (!is_known && !find_commodity(quick->reader, at)) {
		return NULL;
	}
	if (quick->current.commodity != memory->commodity && quick->current.commodity != NAME_NONE) {
		return NULL;
	}
	quick->current.commodity = memory->commodity;
	return at + memory->commodity_name.size;
}

/* After the amount: the end of the line, or a comment. */
static inline const char *read_line_end(const struct quick *quick, const char *at)
{
	if (*at != '\n') {
		at = skip_blanks(quick, at);
	}
	if (*at == '\n') {
		return at + 1;
	}
	return *at == ';' ? skip_comment(quick, at) : NULL;
}

/* Brings a sum to as many decimals as an amount has, if it has fewer. */
static inline bool widen(int64_t *units, uint8_t scale, uint8_t wanted)
{
	return scale >= wanted ||
	       !__builtin_mul_overflow(*units, (int64_t)amount_power_of_ten((unsigned)(wanted - scale)), units);
}

/* Adds an amount to the sum of its transaction, at the most decimals that any of them has. */
static inline bool add_up(struct quick_current *current, const struct quick_posting *posting)
{
	int64_t units = posting->units;
	if (posting->scale != current->scale) {
		if (!widen(&units, posting->scale, current->scale) ||
		    !widen(&current->sum, current->scale, posting->scale)) {
			return false;
		}
		current->scale = posting->scale > current->scale ? posting->scale : current->scale;
	}
	return !__builtin_add_overflow(current->sum, units, &current->sum);
}

static inline const char *read_amount(struct quick *quick, struct quick_posting *posting, const char *at)
{
	at = read_number(posting, at);
	at = at == NULL ? NULL : read_commodity(quick, at);
	return at != NULL && add_up(&quick->current, posting) ? read_line_end(quick, at) : NULL;
}

static inline const char *read_posting(struct quick *quick, const char *at)
{
	char first = *at;
	if (first == '*' || first == '!' || first == '(' || first == '[' ||
	    quick->count - quick->current.first == POSTINGS_MAXIMUM) {
		return NULL;
	}
	struct quick_posting *posting = &quick->postings[quick->count++];
	at = read_account(quick, posting, at);
	if (!has_room(quick, at)) {
		return at;
	}
	at = skip_blanks(quick, at);
	if (*at != '\n' && *at != ';') {
		return read_amount(quick, posting, at);
	}
	if (quick->current.missing != NULL) {
		return NULL;
	}
	quick->current.missing = posting;
	return read_line_end(quick, at);
}

/* The lines below the header, up to one that is not indented or is blank. */
static inline const char *read_lines(struct quick *quick, const char *at)
{
	while (!is_over(quick, at) && (*at == ' ' || *at == '\t')) {
		const char *text = skip_blanks(quick, at);
		if (*text == '\n') {
			return at;
		}
		at = *text == ';' ? skip_comment(quick, text) : read_posting(quick, text);
	}
	return at;
}

/* Whether the amounts sum to zero, the missing one being what they lack. */
static inline bool settle(struct quick *quick)
{
	const struct quick_current *current = &quick->current;
	for (size_t i = current->first; i < quick->count; i++) {
		quick->postings[i].commodity = current->commodity;
	}
	if (current->missing == NULL) {
		return current->sum == 0;
	}
	current->missing->units = -current->sum;
	current->missing->scale = current->scale;
	return current->commodity != NAME_NONE && current->sum != INT64_MIN;
}

/* Reads a transaction into the batch. */
static const char *read_transaction(struct quick *quick, const char *start)
{
	quick->current = (struct quick_current){.commodity = NAME_NONE, .first = quick->count};
	const char *at = read_header(quick, start);
	at = is_over(quick, at) ? at : read_lines(quick, at);
	if (is_over(quick, at) || !settle(quick)) {
		quick->count = quick->current.first;
		return at == NULL || has_room(quick, at) ? NULL : at;
	}
	quick->transactions[quick->transaction_count++] =
	    (struct quick_transaction){start, quick->current.date, quick->current.first};
	return at;
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

/* The place in the batch of the transaction that a posting belongs to. */
static size_t transaction_of(const struct quick *quick, size_t posting)
{
	size_t t = quick->transaction_count - 1;
	while (quick->transactions[t].first > posting) {
		t--;
	}
	return t;
}

/* Leaves a transaction and those after it to be read otherwise. */
static void end_batch_before(struct quick *quick, size_t transaction)
{
	quick->transaction_count = transaction;
	quick->count = quick->transactions[transaction].first;
}

/* Finds the accounts of the transactions read. Ends the batch before the first that must be read otherwise. */
static inline void find_accounts(struct quick *quick)
{
	const struct balances *balances = &quick->reader->balances;
	for (size_t i = 0; i < quick->count; i++) {
		names_prefetch_name(&quick->reader->journal->accounts, quick->postings[i].hash);
	}
	for (size_t i = 0; i < quick->count; i++) {
		struct quick_posting *posting = &quick->postings[i];
		if (!find_account(quick, posting)) {
			end_batch_before(quick, transaction_of(quick, i));
			return;
		}
		posting->likely_cell = balances_first_cell(balances, posting->account, posting->commodity);
		if (posting->likely_cell == 0) {
			posting->balance_hash = balances_hash(balances, posting->account, posting->commodity);
			balances_prefetch_slot(balances, posting->balance_hash);
		}
	}
}

static void report_overflow(struct quick *quick, size_t posting)
{
	struct reader *reader = quick->reader;
	struct slice account = journal_account(reader->journal, quick->postings[posting].account);
	const char *start = quick->transactions[transaction_of(quick, posting)].start;
	struct slice date = {window_original(reader, start), 1};
	reader_report(reader, FINDING_JOURNAL_AMOUNT_OVERFLOW, date, account);
}

static inline void note_dates(struct quick *quick)
{
	for (size_t t = 0; t < quick->transaction_count; t++) {
		bool is_last = t + 1 == quick->transaction_count;
		size_t end = is_last ? quick->count : quick->transactions[t + 1].first;
		if (quick->transactions[t].first < end) {
			reader_note_date(quick->reader, quick->transactions[t].date);
		}
	}
}

static inline void count(struct quick *quick)
{
	struct balances *balances = &quick->reader->balances;
	for (size_t i = 0; i < quick->count; i++) {
		struct quick_posting *posting = &quick->postings[i];
		if (posting->likely_cell == 0) {
			posting->likely_cell = balances_likely_cell(balances, posting->balance_hash);
		}
	}
	note_dates(quick);
	for (size_t i = 0; i < quick->count; i++) {
		const struct quick_posting *posting = &quick->postings[i];
		const struct balance_cell added = {posting->units, posting->account, posting->commodity,
						   posting->scale};
		if (!balances_add_small(balances, added, posting->likely_cell)) {
			report_overflow(quick, i);
		}
	}
}

/* Passes over empty lines. */
static inline const char *skip_empty_lines(const struct quick *quick, const char *at)
{
	while (has_room(quick, at) && *at == '\n') {
		at++;
	}
	return at;
}

/* Reads transactions of the right shape, as many as fit in a batch; returns whether there may be more of them. */
static bool read_batch(struct quick *quick)
{
	for (;;) {
		quick->at = skip_empty_lines(quick, quick->at);
		if (!has_room(quick, quick->at)) {
			quick->is_out_of_window = true;
			return false;
		}
		bool is_full =
		    quick->transaction_count == BATCH_TRANSACTIONS || quick->count + POSTINGS_MAXIMUM > BATCH_POSTINGS;
		if (is_full) {
			return true;
		}
		const char *end = scan_is_digit(*quick->at) ? read_transaction(quick, quick->at) : NULL;
		if (is_over(quick, end)) {
			quick->is_out_of_window = end != NULL;
			return false;
		}
		quick->at = end;
	}
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
