/* Amounts: a sign, a number and a commodity on either side of it. */
#include "journal/reader.h"

#include "text/memory.h"

#include <string.h>

/* Bytes that end a commodity written without quotes. */
static bool ends_commodity(char byte)
{
	return strchr(" \t;*+-.@={}\"", byte) != NULL || scan_is_digit(byte);
}

static struct slice scan_commodity(struct slice *rest)
{
	size_t size = 0;
	while (size < rest->size && !ends_commodity(rest->data[size]) &&
	       scan_space_size(slice_from(*rest, size)) == 0) {
		size++;
	}
	return scan_part(rest, size);
}

bool reader_read_commodity(struct reader *reader, struct slice *rest, uint32_t *commodity)
{
	struct slice name;
	if (scan_peek(*rest) == '"') {
		struct slice inside = slice_from(*rest, 1);
		size_t size = slice_find(inside, '"');
		if (size == inside.size) {
			reader_report(reader, FINDING_JOURNAL_QUOTE_UNCLOSED, *rest, *rest);
			return false;
		}
		if (size == 0) {
			reader_report(reader, FINDING_JOURNAL_AMOUNT_TRAILING, *rest, slice_part(*rest, 0, 2));
			return false;
		}
		name = slice_part(inside, 0, size);
		scan_skip(rest, size + 2);
	} else {
		name = scan_commodity(rest);
	}
	*commodity = names_intern(&reader->journal->commodities, name);
	return true;
}

/* The style for numbers of a commodity: `decimal-mark` first, then its own `commodity` directive, then `D`. */
static struct number_style style_for(const struct reader *reader, uint32_t commodity)
{
	if (reader->state.decimal_mark != '\0') {
		return (struct number_style){.decimal_mark = reader->state.decimal_mark};
	}
	if (commodity < reader->style_count && reader->styles[commodity].is_known) {
		return reader->styles[commodity].style;
	}
	return reader->state.has_default_commodity ? reader->state.default_style : (struct number_style){0};
}

bool reader_takes_point_for_decimal(const struct reader *reader, uint32_t commodity)
{
	struct number_style style = style_for(reader, commodity);
	return number_may_be_decimal('.', &style);
}

void reader_set_style(struct reader *reader, uint32_t commodity, struct number_style style)
{
	if (commodity >= reader->style_count) {
		size_t count = (size_t)commodity + 64;
		reader->styles = memory_resize(reader->styles, count, sizeof *reader->styles);
		memset(reader->styles + reader->style_count, 0, (count - reader->style_count) * sizeof *reader->styles);
		reader->style_count = count;
	}
	reader->styles[commodity] = (struct known_style){true, style};
}

/* `+` or `-` and the spaces after it. */
static bool take_sign(struct slice *rest)
{
	bool is_negative = scan_take(rest, '-');
	if (is_negative || scan_take(rest, '+')) {
		scan_skip_spaces(rest);
	}
	return is_negative;
}

static bool starts_number(struct slice rest)
{
	char first = scan_peek(rest);
	return scan_is_digit(first) || ((first == '.' || first == ',') && rest.size > 1 && scan_is_digit(rest.data[1]));
}

static bool report_number(struct reader *reader, enum number_status status, struct slice text)
{
	size_t size = 0;
	while (size < text.size && (scan_is_digit(text.data[size]) || strchr(".,'", text.data[size]) != NULL)) {
		size++;
	}
	struct slice number = slice_part(text, 0, size);
	if (status == NUMBER_TOO_LARGE) {
		reader_report(reader, FINDING_JOURNAL_AMOUNT_TOO_LARGE, number, SLICE("38"));
	} else {
		reader_report(reader, FINDING_JOURNAL_NUMBER_MALFORMED, number, number);
	}
	return false;
}

struct amount_parts {
	struct raw_number number;
	uint32_t commodity;
	bool has_commodity;
	bool is_negative;
};

/* `$ -10`: the commodity comes first. */
static bool read_left_commodity(struct reader *reader, struct slice *rest, struct amount_parts *parts)
{
	if (!reader_read_commodity(reader, rest, &parts->commodity)) {
		return false;
	}
	parts->has_commodity = true;
	scan_skip_spaces(rest);
	parts->is_negative ^= take_sign(rest);
	struct slice text = *rest;
	enum number_status status = number_scan(rest, &parts->number);
	return status == NUMBER_READ || report_number(reader, status, text);
}

/* `10 EUR`, `10`. */
static bool read_number_first(struct reader *reader, struct slice *rest, struct amount_parts *parts)
{
	struct slice text = *rest;
	enum number_status status = number_scan(rest, &parts->number);
	if (status != NUMBER_READ) {
		return report_number(reader, status, text);
	}
	struct slice after = *rest;
	scan_skip_spaces(&after);
	char next = scan_peek(after);
	bool has_commodity = after.size > 0 && (next == '"' || (!ends_commodity(next) && next != '(' && next != '['));
	if (has_commodity) {
		parts->has_commodity = true;
		*rest = after;
		return reader_read_commodity(reader, rest, &parts->commodity);
	}
	return true;
}

static bool read_parts(struct reader *reader, struct slice *rest, struct amount_parts *parts)
{
	parts->is_negative = take_sign(rest);
	if (starts_number(*rest)) {
		return read_number_first(reader, rest, parts);
	}
	char first = scan_peek(*rest);
	if (first == '(') {
		reader_report(reader, FINDING_JOURNAL_VALUE_EXPRESSION, *rest, *rest);
		return false;
	}
	if (rest->size == 0 || (first != '"' && ends_commodity(first))) {
		reader_report(reader, FINDING_JOURNAL_AMOUNT_EXPECTED, *rest, *rest);
		return false;
	}
	return read_left_commodity(reader, rest, parts);
}

bool reader_read_format(struct reader *reader, struct slice *rest, struct commodity_amount *amount,
			struct number_style *shown)
{
	struct slice text = *rest;
	struct amount_parts parts = {.commodity = 0};
	if (!read_parts(reader, rest, &parts)) {
		return false;
	}
	struct number_style style = style_for(reader, parts.commodity);
	bool is_ambiguous;
	enum number_status status = number_value(&parts.number, &style, &amount->quantity, &is_ambiguous);
	if (status != NUMBER_READ) {
		return report_number(reader, status, parts.number.text);
	}
	if (is_ambiguous && shown == NULL) {
		struct slice whole = {text.data, text.size - rest->size};
		reader_report(reader, FINDING_NUMBER_AMBIGUOUS, whole, parts.number.text);
	}
	if (shown != NULL) {
		*shown = number_style_of(&parts.number, &style);
	}
	if (parts.is_negative) {
		amount->quantity = amount_negate(amount->quantity);
	}
	amount->commodity = parts.has_commodity ? parts.commodity : reader->state.unmarked;
	return true;
}

bool reader_read_amount(struct reader *reader, struct slice *rest, struct commodity_amount *amount)
{
	return reader_read_format(reader, rest, amount, NULL);
}
