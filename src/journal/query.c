#include "journal/query.h"

#include "journal/calendar.h"
#include "journal/number.h"
#include "journal/scan.h"
#include "text/memory.h"
#include "text/pattern.h"
#include "text/translate.h"
#include "text/utf8.h"

#include <stdlib.h>

enum term_kind {
	TERM_ACCOUNT,
	TERM_DESCRIPTION,
	TERM_MARK,
	TERM_PAYEE,
	TERM_NOTE,
	TERM_CODE,
	TERM_COMMODITY,
	TERM_TAG,
	TERM_DATE,
	TERM_SECONDARY_DATE,
	TERM_AMOUNT,
	TERM_REAL,
	TERM_DEPTH,
};

enum comparison {
	COMPARE_EQUAL,
	COMPARE_LESS,
	COMPARE_LESS_OR_EQUAL,
	COMPARE_MORE,
	COMPARE_MORE_OR_EQUAL,
};

struct term {
	enum term_kind kind;
	bool is_negated;
	struct slice word; /* as given */
	struct pattern *pattern;
	struct pattern *value_pattern; /* of a tag's value; NULL when any will do */
	struct date first;
	struct date end;
	struct amount amount;
	enum comparison comparison;
	bool is_signed; /* the amount is compared with its sign */
	uint8_t mark;
	bool is_real;
	size_t depth;
	uint8_t *known; /* by account: 0 not known yet, 1 does not match, 2 matches */
	size_t known_count;
};

struct query {
	struct term *terms;
	size_t count;
	const struct term *exhausted; /* whose pattern gave up */
};

struct prefix {
	const char *name;
	enum term_kind kind;
};

static const struct prefix prefixes[] = {
    {"acct:", TERM_ACCOUNT},  {"desc:", TERM_DESCRIPTION}, {"status:", TERM_MARK},
    {"payee:", TERM_PAYEE},   {"note:", TERM_NOTE},        {"code:", TERM_CODE},
    {"cur:", TERM_COMMODITY}, {"tag:", TERM_TAG},          {"date2:", TERM_SECONDARY_DATE},
    {"date:", TERM_DATE},     {"amt:", TERM_AMOUNT},       {"real:", TERM_REAL},
    {"depth:", TERM_DEPTH},
};

/* Words of hledger's queries that would be taken for accounts. */
static const char *const refused_prefixes[] = {"type:", "inacct:", "inacctonly:", "any:", "all:", "expr:"};

static const struct failure *compile(struct slice source, unsigned options, struct pattern **pattern)
{
	struct pattern_error error;
	*pattern = pattern_new(source, options | PATTERN_CASELESS, &error);
	return *pattern != NULL
		   ? NULL
		   : failure_new(_("“%.*s” is not a regular expression: %s"), SLICE_ARGUMENTS(source), error.text);
}

/* `NAME` or `NAME=VALUE`, both regular expressions. */
static const struct failure *read_tag(struct term *term, struct slice text)
{
	size_t equals = slice_find(text, '=');
	const struct failure *failure = compile(slice_part(text, 0, equals), 0, &term->pattern);
	if (failure == NULL && equals < text.size) {
		failure = compile(slice_from(text, equals + 1), 0, &term->value_pattern);
	}
	return failure;
}

/* A period, or `FROM..TO`, each side optional, up to the day before TO. */
static const struct failure *read_dates(struct term *term, struct slice text)
{
	size_t dots = 0;
	while (dots + 1 < text.size && !(text.data[dots] == '.' && text.data[dots + 1] == '.')) {
		dots++;
	}
	struct date ignored;
	term->first = DATE_MINIMUM;
	term->end = DATE_MAXIMUM;
	bool is_read;
	if (dots + 1 >= text.size) {
		is_read = calendar_read_period(text, &term->first, &term->end);
	} else {
		struct slice from = slice_part(text, 0, dots);
		struct slice to = slice_from(text, dots + 2);
		is_read = (from.size == 0 || calendar_read_period(from, &term->first, &ignored)) &&
			  (to.size == 0 || calendar_read_period(to, &term->end, &ignored));
	}
	return is_read ? NULL : failure_new(_("“%.*s” is not a period"), SLICE_ARGUMENTS(text));
}

/* `>=10`, `<-5`, `10`: without a sign the size alone counts, unless it is compared with zero. */
static const struct failure *read_comparison(struct term *term, struct slice text)
{
	struct slice rest = text;
	bool is_less = scan_take(&rest, '<');
	bool is_more = !is_less && scan_take(&rest, '>');
	bool is_equal = scan_take(&rest, '=');
	term->comparison = is_less   ? (is_equal ? COMPARE_LESS_OR_EQUAL : COMPARE_LESS)
			   : is_more ? (is_equal ? COMPARE_MORE_OR_EQUAL : COMPARE_MORE)
				     : COMPARE_EQUAL;
	scan_skip_spaces(&rest);
	bool is_negative = scan_take(&rest, '-');
	term->is_signed = is_negative || scan_take(&rest, '+');
	struct raw_number number;
	struct number_style style = {.decimal_mark = '.'};
	bool is_ambiguous;
	if (number_scan(&rest, &number) != NUMBER_READ || rest.size > 0 ||
	    number_value(&number, &style, &term->amount, &is_ambiguous) != NUMBER_READ) {
		return failure_new(_("“%.*s” is not a comparison with a number"), SLICE_ARGUMENTS(text));
	}
	if (is_negative) {
		term->amount = amount_negate(term->amount);
	}
	term->is_signed = term->is_signed || term->amount.units == 0;
	return NULL;
}

static const struct failure *read_mark(struct term *term, struct slice text)
{
	if (text.size == 0 || slice_equal(text, SLICE("0"))) {
		term->mark = ENTRY_UNMARKED;
	} else if (slice_equal(text, SLICE("*")) || slice_equal(text, SLICE("1"))) {
		term->mark = ENTRY_CLEARED;
	} else if (slice_equal(text, SLICE("!"))) {
		term->mark = ENTRY_PENDING;
	} else {
		return failure_new(_("“status:” is followed by *, ! or nothing, not “%.*s”"), SLICE_ARGUMENTS(text));
	}
	return NULL;
}

static const struct failure *read_depth(struct term *term, struct slice text)
{
	uint64_t number;
	if (term->is_negated || !slice_to_number(text, UINT32_MAX, &number)) {
		return failure_new(_("“%.*s” is not a number of levels"), SLICE_ARGUMENTS(term->word));
	}
	term->depth = (size_t)number;
	return NULL;
}

static const struct failure *read_value(struct term *term, struct slice text)
{
	switch (term->kind) {
	case TERM_ACCOUNT:
	case TERM_DESCRIPTION:
	case TERM_PAYEE:
	case TERM_NOTE:
	case TERM_CODE: return compile(text, 0, &term->pattern);
	case TERM_COMMODITY: return compile(text, PATTERN_WHOLE, &term->pattern);
	case TERM_TAG: return read_tag(term, text);
	case TERM_DATE:
	case TERM_SECONDARY_DATE: return read_dates(term, text);
	case TERM_AMOUNT: return read_comparison(term, text);
	case TERM_MARK: return read_mark(term, text);
	case TERM_REAL: term->is_real = !slice_equal(text, SLICE("0")); return NULL;
	case TERM_DEPTH: return read_depth(term, text);
	}
	return NULL;
}

static const struct failure *read_word(struct slice word, struct term *term)
{
	*term = (struct term){.word = word};
	struct slice text = word;
	while (slice_starts_with(text, SLICE("not:"))) {
		term->is_negated = !term->is_negated;
		text = slice_from(text, 4);
	}
	for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
		struct slice prefix = slice_of(prefixes[i].name);
		if (slice_starts_with(text, prefix)) {
			term->kind = prefixes[i].kind;
			return read_value(term, slice_from(text, prefix.size));
		}
	}
	for (size_t i = 0; i < sizeof refused_prefixes / sizeof refused_prefixes[0]; i++) {
		if (slice_starts_with(text, slice_of(refused_prefixes[i]))) {
			return failure_new(
			    _("“%s” is not among the queries that are known; put “acct:” before an account"),
			    refused_prefixes[i]);
		}
	}
	return read_value(term, text);
}

const struct failure *query_new(const struct slice *words, size_t count, struct query **query)
{
	struct query *made = memory_allocate_zeroed(1, sizeof *made);
	made->terms = memory_allocate_zeroed(count, sizeof *made->terms);
	for (size_t i = 0; i < count; i++) {
		made->count = i + 1;
		const struct failure *failure = read_word(words[i], &made->terms[i]);
		if (failure != NULL) {
			query_free(made);
			return failure;
		}
	}
	*query = made;
	return NULL;
}

void query_free(struct query *query)
{
	if (query == NULL) {
		return;
	}
	for (size_t i = 0; i < query->count; i++) {
		pattern_free(query->terms[i].pattern);
		pattern_free(query->terms[i].value_pattern);
		free(query->terms[i].known);
	}
	free(query->terms);
	free(query);
}

void query_restart(struct query *query)
{
	for (size_t i = 0; i < query->count; i++) {
		free(query->terms[i].known);
		query->terms[i].known = NULL;
		query->terms[i].known_count = 0;
	}
}

bool query_is_choosy(const struct query *query)
{
	for (size_t i = 0; i < query->count; i++) {
		if (query->terms[i].kind != TERM_DEPTH) {
			return true;
		}
	}
	return false;
}

bool query_depth(const struct query *query, size_t *depth)
{
	bool is_found = false;
	for (size_t i = 0; i < query->count; i++) {
		const struct term *term = &query->terms[i];
		if (term->kind == TERM_DEPTH && (!is_found || term->depth < *depth)) {
			*depth = term->depth;
			is_found = true;
		}
	}
	return is_found;
}

void query_take_dates(struct query *query, struct date *first, struct date *end)
{
	for (size_t i = 0; i < query->count; i++) {
		struct term *term = &query->terms[i];
		if (term->kind == TERM_DATE && !term->is_negated) {
			*first = date_compare(term->first, *first) > 0 ? term->first : *first;
			*end = date_compare(term->end, *end) < 0 ? term->end : *end;
			term->first = DATE_MINIMUM;
			term->end = DATE_MAXIMUM;
		}
	}
}

const struct failure *query_failure(const struct query *query)
{
	return query->exhausted == NULL
		   ? NULL
		   : failure_new(_("the pattern “%.*s” takes too long: it was stopped at the match limit"),
				 SLICE_ARGUMENTS(query->exhausted->word));
}

static bool matches(struct query *query, const struct term *term, const struct pattern *pattern, struct slice text)
{
	if (utf8_find_invalid(text) < text.size) {
		return false; /* reported as a finding where it stands */
	}
	enum pattern_match match = pattern_match(pattern, text);
	if (match == PATTERN_LIMIT) {
		query->exhausted = term;
	}
	return match == PATTERN_MATCH;
}

/* Accounts come again and again: each is matched once. */
static bool matches_account(struct query *query, struct term *term, const struct journal *journal, uint32_t account)
{
	if (account >= term->known_count) {
		size_t count = journal->accounts.count + (size_t)256;
		term->known = memory_resize(term->known, count, 1);
		memset(term->known + term->known_count, 0, count - term->known_count);
		term->known_count = count;
	}
	if (term->known[account] == 0) {
		bool is_match = matches(query, term, term->pattern, journal_account(journal, account));
		term->known[account] = is_match ? 2 : 1;
	}
	return term->known[account] == 2;
}

static bool matches_tag(struct query *query, const struct term *term, const struct tag *tag)
{
	return matches(query, term, term->pattern, tag->name) &&
	       (term->value_pattern == NULL || matches(query, term, term->value_pattern, tag->value));
}

static bool matches_any_tag(struct query *query, const struct term *term, struct tag_list tags)
{
	for (size_t i = 0; i < tags.count; i++) {
		if (matches_tag(query, term, &tags.items[i])) {
			return true;
		}
	}
	return false;
}

bool query_names_tag(struct query *query, const struct tag *tag)
{
	bool is_asked = false;
	for (size_t i = 0; i < query->count; i++) {
		const struct term *term = &query->terms[i];
		if (term->kind == TERM_TAG && !term->is_negated) {
			if (matches_tag(query, term, tag)) {
				return true;
			}
			is_asked = true;
		}
	}
	return !is_asked;
}

/* A posting has its own tags, its transaction's and those declared with its account or one above it. */
static bool matches_tags(struct query *query, const struct term *term, const struct journal *journal,
			 const struct posting *posting)
{
	if (matches_any_tag(query, term, posting->tags) || matches_any_tag(query, term, posting->transaction->tags)) {
		return true;
	}
	struct slice account = journal_account(journal, posting->account);
	for (size_t i = 0; i < journal->declared_account_count; i++) {
		const struct declared_account *declared = &journal->declared_accounts[i];
		struct slice name = journal_account(journal, declared->account);
		bool is_above =
		    slice_starts_with(account, name) && (account.size == name.size || account.data[name.size] == ':');
		if (is_above && matches_any_tag(query, term, declared->tags)) {
			return true;
		}
	}
	return false;
}

static bool matches_amount(const struct term *term, const struct posting *posting)
{
	struct amount quantity = posting->quantity;
	if (!term->is_signed && amount_sign(quantity) < 0) {
		quantity = amount_negate(quantity);
	}
	int order = amount_compare(quantity, term->amount);
	switch (term->comparison) {
	case COMPARE_EQUAL: return order == 0;
	case COMPARE_LESS: return order < 0;
	case COMPARE_LESS_OR_EQUAL: return order <= 0;
	case COMPARE_MORE: return order > 0;
	case COMPARE_MORE_OR_EQUAL: return order >= 0;
	}
	return false;
}

static bool is_within(const struct term *term, struct date date)
{
	return date_compare(date, term->first) >= 0 && date_compare(date, term->end) < 0;
}

static bool holds(struct query *query, struct term *term, const struct journal *journal, const struct posting *posting)
{
	const struct transaction *transaction = posting->transaction;
	switch (term->kind) {
	case TERM_ACCOUNT: return matches_account(query, term, journal, posting->account);
	case TERM_DESCRIPTION: return matches(query, term, term->pattern, transaction->description);
	case TERM_MARK: return posting->mark == term->mark;
	case TERM_PAYEE: return matches(query, term, term->pattern, transaction_payee(transaction));
	case TERM_NOTE: return matches(query, term, term->pattern, transaction_note(transaction));
	case TERM_CODE: return matches(query, term, term->pattern, transaction->code);
	case TERM_COMMODITY: return matches(query, term, term->pattern, journal_commodity(journal, posting->commodity));
	case TERM_TAG: return matches_tags(query, term, journal, posting);
	case TERM_DATE: return is_within(term, posting->date);
	case TERM_SECONDARY_DATE:
		return is_within(term, posting->secondary_date.days == DATE_MINIMUM.days ? posting->date
											 : posting->secondary_date);
	case TERM_AMOUNT: return matches_amount(term, posting);
	case TERM_REAL: return (posting->kind == POSTING_REAL) == term->is_real;
	case TERM_DEPTH: return true; /* it chooses how accounts are shown, not which */
	}
	return false;
}

bool query_accepts(struct query *query, const struct journal *journal, const struct posting *posting)
{
	bool is_asked[TERM_MARK + 1] = {false};
	bool is_found[TERM_MARK + 1] = {false};
	for (size_t i = 0; i < query->count; i++) {
		struct term *term = &query->terms[i];
		bool is_alternative = term->kind <= TERM_MARK && !term->is_negated;
		if (is_alternative) {
			is_asked[term->kind] = true;
			is_found[term->kind] = is_found[term->kind] || holds(query, term, journal, posting);
		} else if (holds(query, term, journal, posting) == term->is_negated) {
			return false;
		}
	}
	for (size_t i = 0; i <= TERM_MARK; i++) {
		if (is_asked[i] && !is_found[i]) {
			return false;
		}
	}
	return true;
}
