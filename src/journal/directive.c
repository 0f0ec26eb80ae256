/* Directives: a table of words and what each does. Those that would change figures in ways we do not know are in the
 * table too, to be refused by name. */
#include "journal/calendar.h"
#include "journal/parallel.h"
#include "text/memory.h"

typedef void directive_reader(struct reader *reader, struct slice text);

/* The part before a comment: directives' comments follow two spaces or a tab, or stand first. */
static struct slice without_comment(struct slice text)
{
	size_t semicolon = slice_find(text, ';');
	return slice_trim(slice_part(text, 0, semicolon));
}

/* Whether a comment stands behind a name: there a semicolon that follows one space may be part of the name. */
static bool has_comment_behind(struct slice name)
{
	size_t semicolon = slice_find(name, ';');
	struct slice before = slice_part(name, 0, semicolon);
	return semicolon < name.size && (slice_ends_with(before, SLICE("  ")) || slice_ends_with(before, SLICE("\t")));
}

static bool is_next_word(struct slice *rest, struct slice word)
{
	struct slice text = *rest;
	if (!slice_equal(scan_word(&text), word)) {
		return false;
	}
	scan_skip_spaces(&text);
	*rest = text;
	return true;
}

static void refuse(struct reader *reader, struct slice word)
{
	reader_report(reader, FINDING_JOURNAL_DIRECTIVE_REFUSED, word, word);
}

/* Takes the next line below a directive, its indentation and comment left out; empty for a comment line. */
static bool next_line_below(struct reader *reader, struct slice *rest)
{
	if (!reader_is_next_indented(reader) || !reader_next_line(reader)) {
		return false;
	}
	*rest = reader->line;
	scan_skip_spaces(rest);
	return true;
}

/* Below `account`, `payee`, `tag`, …: what only describes is passed over, what changes figures is refused. */
static void read_lines_below(struct reader *reader)
{
	static const char *const refused[] = {"alias", "payee", "default", "assert", "check", "eval", "expr", "value"};
	struct slice rest;
	while (next_line_below(reader, &rest)) {
		struct slice word = scan_word(&rest);
		for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
			if (slice_equal(word, slice_of(refused[i]))) {
				refuse(reader, word);
			}
		}
	}
}

/* The account type a tag gives: `type: L`, or its English name. */
static char type_of(struct slice value)
{
	static const struct {
		const char *name;
		char letter;
	} types[] = {{"Asset", 'A'},  {"Liability", 'L'}, {"Equity", 'E'}, {"Revenue", 'R'},
		     {"Income", 'R'}, {"Expense", 'X'},   {"Cash", 'C'},   {"Conversion", 'V'}};
	if (value.size == 1 && strchr("ALERXCV", value.data[0]) != NULL) {
		return value.data[0];
	}
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
		if (slice_equal(value, slice_of(types[i].name))) {
			return types[i].letter;
		}
	}
	return '\0';
}

static void read_declared_comment(struct reader *reader, struct slice text, struct tag_list *tags)
{
	size_t semicolon = slice_find(text, ';');
	if (semicolon < text.size) {
		reader_read_comment(reader, slice_from(text, semicolon + 1), tags, NULL);
	}
}

static size_t declared_name_size(struct slice text)
{
	size_t size = 0;
	while (size < text.size && text.data[size] != '\t' && text.data[size] != ';' &&
	       !(text.data[size] == ' ' && size + 1 < text.size && scan_is_blank(text.data[size + 1]))) {
		size++;
	}
	return size;
}

/* A directive that must name something and does not. */
static bool is_nameless(struct reader *reader, struct slice text)
{
	struct slice line = slice_trim(reader->line);
	if (without_comment(text).size > 0) {
		return false;
	}
	reader_report(reader, FINDING_JOURNAL_DIRECTIVE_NAMELESS, line, without_comment(line));
	read_lines_below(reader);
	return true;
}

static void read_account(struct reader *reader, struct slice text)
{
	if (is_nameless(reader, text)) {
		return;
	}
	struct journal *journal = reader->journal;
	struct slice name = slice_trim(slice_part(text, 0, declared_name_size(text)));
	struct declared_account declared = {.text = name, .account = reader_account(reader, name)};
	reader->tag_count = 0;
	reader->transaction.posting_count = 0;
	read_declared_comment(reader, slice_from(text, name.size), &declared.tags);
	while (reader_is_next_indented(reader)) {
		struct slice rest = slice_of("");
		const char *before = reader->cursor;
		next_line_below(reader, &rest);
		if (rest.size > 0 && rest.data[0] == ';') {
			reader_read_comment(reader, slice_from(rest, 1), &declared.tags, NULL);
			continue;
		}
		reader->cursor = before;
		break;
	}
	read_lines_below(reader);
	struct slice type;
	if (tag_find(declared.tags, SLICE("type"), &type)) {
		declared.type = type_of(type);
	}
	if (declared.account == NAME_NONE) {
		return;
	}
	struct tag *kept = arena_new_array(journal->arena, struct tag, declared.tags.count + 1);
	if (declared.tags.count > 0) {
		memcpy(kept, declared.tags.items, declared.tags.count * sizeof *kept);
	}
	declared.tags.items = kept;
	journal->declared_accounts = memory_grow(journal->declared_accounts, journal->declared_account_count,
						 &reader->account_capacity, sizeof declared);
	journal->declared_accounts[journal->declared_account_count++] = declared;
}

/* A sample amount, `1.000,00 EUR`, shows how its commodity is written. */
static bool read_sample(struct reader *reader, struct slice text, uint32_t *commodity, struct number_style *style)
{
	struct slice rest = text;
	struct commodity_amount sample;
	uint32_t unmarked = reader->state.unmarked;
	reader->state.unmarked = 0;
	bool is_read = reader_read_format(reader, &rest, &sample, style);
	reader->state.unmarked = unmarked;
	*commodity = sample.commodity;
	return is_read;
}

static bool holds_digit(struct slice text)
{
	for (size_t i = 0; i < text.size; i++) {
		if (scan_is_digit(text.data[i])) {
			return true;
		}
	}
	return false;
}

/* `commodity 1.000,00 EUR`, or `commodity EUR` with `format 1.000,00 EUR` below. */
static void read_commodity(struct reader *reader, struct slice text)
{
	if (is_nameless(reader, text)) {
		return;
	}
	struct journal *journal = reader->journal;
	struct declared_commodity declared = {.text = without_comment(text)};
	struct number_style style;
	struct slice name = declared.text;
	if (scan_peek(name) != '"' && holds_digit(name)) {
		if (!read_sample(reader, name, &declared.commodity, &style)) {
			return;
		}
		reader_set_style(reader, declared.commodity, style);
	} else if (!reader_read_commodity(reader, &name, &declared.commodity)) {
		return;
	} else if (holds_digit(name)) {
		struct slice sample = declared.text;
		if (!read_sample(reader, sample, &declared.commodity, &style)) {
			return;
		}
		reader_set_style(reader, declared.commodity, style);
	}
	struct slice rest;
	while (next_line_below(reader, &rest)) {
		struct slice word = scan_word(&rest);
		scan_skip_spaces(&rest);
		uint32_t shown;
		if (slice_equal(word, SLICE("format")) && read_sample(reader, without_comment(rest), &shown, &style)) {
			reader_set_style(reader, declared.commodity, style);
		} else if (slice_equal(word, SLICE("default")) || slice_equal(word, SLICE("alias")) ||
			   slice_equal(word, SLICE("value"))) {
			refuse(reader, word);
		}
	}
	journal->declared_commodities = memory_grow(journal->declared_commodities, journal->declared_commodity_count,
						    &reader->commodity_capacity, sizeof declared);
	journal->declared_commodities[journal->declared_commodity_count++] = declared;
}

/* `D $1,000.00`: the commodity of bare numbers from here on. */
static void read_default_commodity(struct reader *reader, struct slice text)
{
	uint32_t commodity;
	struct number_style style;
	if (read_sample(reader, without_comment(text), &commodity, &style)) {
		reader->state.has_default_commodity = true;
		reader->state.default_commodity = commodity;
		reader->state.default_style = style;
		reader->state.unmarked = commodity;
	}
}

static void read_decimal_mark(struct reader *reader, struct slice text)
{
	struct slice mark = without_comment(text);
	if (mark.size != 1 || (mark.data[0] != '.' && mark.data[0] != ',')) {
		reader_report(reader, FINDING_JOURNAL_DECIMAL_MARK, text, mark);
		return;
	}
	reader->state.decimal_mark = mark.data[0];
}

static bool read_year_number(struct reader *reader, struct slice text, int *year)
{
	uint64_t number;
	struct slice digits = without_comment(text);
	if (!slice_to_number(digits, 9999, &number) || number == 0) {
		reader_report(reader, FINDING_JOURNAL_YEAR_MALFORMED, text, digits);
		return false;
	}
	*year = (int)number;
	return true;
}

static void read_year(struct reader *reader, struct slice text)
{
	read_year_number(reader, text, &reader->state.default_year);
}

/* `P 2024-04-11 [00:00:00] EUR 1.08 USD`. */
static void read_price(struct reader *reader, struct slice text)
{
	struct journal *journal = reader->journal;
	struct slice rest = text;
	struct market_price price;
	if (!reader_read_date(reader, &rest, reader->state.default_year, &price.date)) {
		return;
	}
	scan_skip_spaces(&rest);
	if (scan_is_digit(scan_peek(rest))) {
		scan_word(&rest); /* the time of day */
		scan_skip_spaces(&rest);
	}
	if (!reader_read_commodity(reader, &rest, &price.commodity)) {
		return;
	}
	scan_skip_spaces(&rest);
	if (!reader_read_amount(reader, &rest, &price.price)) {
		return;
	}
	scan_skip_spaces(&rest);
	if (rest.size > 0 && rest.data[0] != ';') {
		reader_report(reader, FINDING_JOURNAL_AMOUNT_TRAILING, rest, rest);
	}
	journal->prices = memory_grow(journal->prices, journal->price_count, &reader->price_capacity, sizeof price);
	journal->prices[journal->price_count++] = price;
}

static void read_payee(struct reader *reader, struct slice text)
{
	if (!is_nameless(reader, text)) {
		names_intern(&reader->journal->payees, without_comment(text));
		read_lines_below(reader);
	}
}

static void read_tag(struct reader *reader, struct slice text)
{
	if (!is_nameless(reader, text)) {
		names_intern(&reader->journal->tags, without_comment(text));
		read_lines_below(reader);
	}
}

static void read_include(struct reader *reader, struct slice text)
{
	reader_include(reader, slice_trim(text));
}

static void read_alias(struct reader *reader, struct slice text)
{
	struct slice definition = slice_trim(text);
	if (has_comment_behind(definition)) { /* as part of the name it could not be written again */
		reader_report(reader, FINDING_JOURNAL_ALIAS_MALFORMED, definition, definition);
	} else {
		reader_add_alias(reader, definition);
	}
}

/* `N EUR` only tells ledger not to fetch prices. */
static void pass_over(struct reader *reader, struct slice text)
{
	(void)text;
	read_lines_below(reader);
}

static void open_scope(struct reader *reader, enum scope_kind kind, struct slice value)
{
	struct scope *scope = arena_new_object(reader->journal->arena, struct scope);
	*scope = (struct scope){reader->state.scopes, kind, value, reader->state.default_year, reader->line};
	reader->state.scopes = scope;
	reader_forget_written_names(reader);
}

/* A tag without a value needs no colon here. */
static struct slice applied_tag(struct reader *reader, struct slice text)
{
	const struct slice parts[] = {text, SLICE(":")};
	bool has_colon = slice_find(text, ':') < text.size;
	return has_colon ? text : arena_join(reader->journal->arena, parts, 2, SLICE(""));
}

/* `apply account NAME`, `apply tag TAG[: VALUE]`, `apply year YEAR`. */
static void read_apply(struct reader *reader, struct slice text)
{
	struct slice rest = text;
	if (is_next_word(&rest, SLICE("account"))) {
		struct slice name = slice_trim(rest);
		if (has_comment_behind(name)) {
			refuse(reader, slice_from(name, slice_find(name, ';')));
		}
		open_scope(reader, SCOPE_ACCOUNT, name);
	} else if (is_next_word(&rest, SLICE("tag"))) {
		open_scope(reader, SCOPE_TAG, applied_tag(reader, slice_trim(rest)));
	} else if (is_next_word(&rest, SLICE("year"))) {
		open_scope(reader, SCOPE_YEAR, rest);
		read_year(reader, rest);
	} else {
		refuse(reader, reader->line);
	}
}

/* Passes over the lines up to `end WORD`. */
static void skip_block(struct reader *reader, struct slice word)
{
	struct slice opening = reader->line;
	while (reader_next_line(reader)) {
		struct slice rest = reader->line;
		if (is_next_word(&rest, SLICE("end")) && (slice_equal(slice_trim(rest), word))) {
			return;
		}
	}
	reader_report(reader, FINDING_JOURNAL_BLOCK_UNCLOSED, opening, word);
}

static void skip_comment(struct reader *reader, struct slice text)
{
	(void)text;
	skip_block(reader, SLICE("comment"));
}

static void skip_test(struct reader *reader, struct slice text)
{
	(void)text;
	skip_block(reader, SLICE("test"));
}

static void close_scope(struct reader *reader)
{
	if (reader->state.scopes->kind == SCOPE_YEAR) {
		reader->state.default_year = reader->state.scopes->outer_year;
	}
	reader->state.scopes = reader->state.scopes->outer;
	reader_forget_written_names(reader);
}

/* `end apply account|tag|year`, `end apply`, `end`, `end aliases`. */
static void read_end(struct reader *reader, struct slice text)
{
	static const char *const kinds[] = {[SCOPE_ACCOUNT] = "account", [SCOPE_TAG] = "tag", [SCOPE_YEAR] = "year"};
	struct slice rest = without_comment(text);
	if (slice_equal(rest, SLICE("aliases"))) {
		reader->state.aliases = NULL;
		reader_forget_written_names(reader);
		return;
	}
	const struct scope *scope = reader->state.scopes;
	bool is_apply = rest.size == 0 || is_next_word(&rest, SLICE("apply"));
	if (!is_apply || scope == NULL || (rest.size > 0 && !slice_equal(rest, slice_of(kinds[scope->kind])))) {
		reader_report(reader, FINDING_JOURNAL_END_UNMATCHED, reader->line, reader->line);
		return;
	}
	close_scope(reader);
}

struct directive {
	const char *word;
	directive_reader *read; /* NULL: refused by name */
	bool reinterprets;      /* changes what other lines mean */
};

static const struct directive directives[] = {
    {"account", read_account, false},
    {"commodity", read_commodity, false},
    {"include", read_include, false},
    {"alias", read_alias, true},
    {"end", read_end, false},
    {"apply", read_apply, true},
    {"comment", skip_comment, false},
    {"test", skip_test, false},
    {"payee", read_payee, false},
    {"tag", read_tag, false},
    {"year", read_year, true},
    {"decimal-mark", read_decimal_mark, true},
    {"P", read_price, false},
    {"D", read_default_commodity, true},
    {"N", pass_over, false},
    {"Y", read_year, true},
    {"A", NULL, false},
    {"C", NULL, false},
    {"I", NULL, false},
    {"assert", NULL, false},
    {"bucket", NULL, false},
    {"capture", NULL, false},
    {"check", NULL, false},
    {"def", NULL, false},
    {"define", NULL, false},
    {"eval", NULL, false},
    {"expr", NULL, false},
    {"fixed", NULL, false},
    {"import", NULL, false},
    {"python", NULL, false},
    {"value", NULL, false},
};

/* `i 2024/04/11 09:00:00 …`: a clock, not a journal. */
static bool is_timeclock(struct slice line)
{
	return line.size > 2 && strchr("ioOhb", line.data[0]) != NULL && line.data[1] == ' ' &&
	       scan_is_digit(line.data[2]);
}

static const struct directive *find_directive(struct slice word)
{
	for (size_t i = 0; i < sizeof directives / sizeof directives[0]; i++) {
		if (slice_equal(word, slice_of(directives[i].word))) {
			return &directives[i];
		}
	}
	return NULL;
}

static void note_reinterpretation(struct reader *reader, struct slice word)
{
	struct journal *journal = reader->journal;
	journal->reinterpretations =
	    memory_grow(journal->reinterpretations, journal->reinterpretation_count, &reader->reinterpretation_capacity,
			sizeof *journal->reinterpretations);
	journal->reinterpretations[journal->reinterpretation_count++] = location_of(reader->file, word);
}

/* Of two sides that git could not join nobody knows which holds. */
static void skip_conflict(struct reader *reader)
{
	reader_report(reader, FINDING_FILE_IN_CONFLICT, slice_part(reader->line, 0, sizeof "<<<<<<<" - 1), SLICE(""));
	while (!slice_starts_with(reader->line, SLICE(">>>>>>> ")) && reader_next_line(reader)) {
	}
}

void reader_read_directive(struct reader *reader)
{
	if (reader->is_worker) {
		parallel_give_up(reader, reader->line.data);
		return;
	}
	if (reader->parallel != NULL) {
		parallel_cancel(reader);
	}
	struct slice rest = reader->line;
	if (slice_starts_with(reader->line, CONFLICT_BEGIN)) {
		skip_conflict(reader);
		return;
	}
	reader->quick.commodity_name.size = 0; /* the directive may change how its numbers are read */
	if (scan_peek(rest) == '!' || scan_peek(rest) == '@') {
		scan_skip(&rest, 1); /* old spelling */
	}
	struct slice word = scan_word(&rest);
	scan_skip_spaces(&rest);
	if (word.size > 1 && word.data[0] == 'Y' && scan_is_digit(word.data[1])) {
		rest = (struct slice){word.data + 1, (size_t)(rest.data + rest.size - word.data) - 1};
		word.size = 1; /* Y2024 */
	}
	const struct directive *directive = find_directive(word);
	if (directive != NULL && directive->reinterprets) {
		note_reinterpretation(reader, word);
	}
	if (directive != NULL && directive->read != NULL) {
		directive->read(reader, rest);
		return;
	}
	if (directive != NULL) {
		refuse(reader, word);
	} else if (is_timeclock(reader->line)) {
		reader_report(reader, FINDING_JOURNAL_TIMECLOCK, reader->line, reader->line);
	} else {
		reader_report(reader, FINDING_JOURNAL_LINE_UNKNOWN, reader->line, word);
	}
	while (reader_is_next_indented(reader) && reader_next_line(reader)) {
	}
}
