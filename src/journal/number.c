#include "journal/number.h"

#include "journal/scan.h"

enum {
	GROUP_DIGITS_LEAST = 2,      /* Indian groups: 1,00,000 */
	LAST_GROUP_DIGITS_LEAST = 3, /* 1,000 */
	EXPONENT_DIGITS_MOST = 4,
};

struct number_scanner {
	struct slice rest;
	struct raw_number number;
	unsigned digits; /* significant ones, leading zeros left out */
};

/* Takes a run of digits; returns how many. */
static size_t scan_digits(struct number_scanner *scanner)
{
	size_t count = 0;
	while (count < scanner->rest.size && scan_is_digit(scanner->rest.data[count])) {
		int digit = scanner->rest.data[count] - '0';
		if (scanner->digits > 0 || digit > 0) {
			scanner->digits++;
		}
		if (scanner->digits <= AMOUNT_DIGITS_MAXIMUM) {
			scanner->number.units = scanner->number.units * 10 + digit;
		}
		count++;
	}
	scan_skip(&scanner->rest, count);
	return count;
}

static bool is_decimal_mark(char byte)
{
	return byte == '.' || byte == ',';
}

/* The bytes of a mark followed by a digit at the start of `rest`, naming the mark; 0 when there is none. */
static size_t group_mark_at(struct slice rest, char *mark)
{
	size_t size = scan_space_size(rest);
	*mark = '_';
	if (size == 0 && rest.size > 0 && (is_decimal_mark(rest.data[0]) || rest.data[0] == '\'')) {
		*mark = rest.data[0];
		size = 1;
	}
	bool is_tab = rest.size > 0 && rest.data[0] == '\t';
	return size > 0 && !is_tab && size < rest.size && scan_is_digit(rest.data[size]) ? size : 0;
}

/* `,234,567` after the first digits. False when a group is too short to be one. */
static bool scan_groups(struct number_scanner *scanner, size_t *group_count)
{
	char mark;
	size_t last = LAST_GROUP_DIGITS_LEAST;
	bool is_well_formed = true;
	for (size_t size; (size = group_mark_at(scanner->rest, &mark)) > 0;) {
		if (*group_count > 0 && mark != scanner->number.group_mark) {
			break;
		}
		is_well_formed = is_well_formed && (*group_count == 0 || last >= GROUP_DIGITS_LEAST);
		scanner->number.group_mark = mark;
		scan_skip(&scanner->rest, size);
		last = scan_digits(scanner);
		scanner->number.decimals = (unsigned)last;
		*group_count += 1;
	}
	scanner->number.has_last_group = last >= LAST_GROUP_DIGITS_LEAST;
	return is_well_formed;
}

/* `E3`, `e-3`, only when digits follow. */
static void scan_exponent(struct number_scanner *scanner)
{
	struct slice rest = scanner->rest;
	if (!scan_take(&rest, 'E') && !scan_take(&rest, 'e')) {
		return;
	}
	bool is_negative = scan_take(&rest, '-');
	if (!is_negative) {
		scan_take(&rest, '+');
	}
	int exponent = 0;
	size_t count = 0;
	for (; scan_is_digit(scan_peek(rest)) && count < EXPONENT_DIGITS_MOST; count++) {
		exponent = exponent * 10 + (scan_peek(rest) - '0');
		scan_skip(&rest, 1);
	}
	if (count > 0) {
		scanner->number.exponent = is_negative ? -exponent : exponent;
		scanner->rest = rest;
	}
}

/* A decimal mark and the digits after it, of which there may be none. */
static void scan_decimals(struct number_scanner *scanner)
{
	scanner->number.mark = scan_peek(scanner->rest);
	scan_skip(&scanner->rest, 1);
	scanner->number.decimals = (unsigned)scan_digits(scanner);
}

/* After the integer digits: groups, decimals, or the one mark that may be either. */
static bool scan_after_integer(struct number_scanner *scanner)
{
	size_t groups = 0;
	bool is_well_formed = scan_groups(scanner, &groups);
	struct raw_number *number = &scanner->number;
	char next = scan_peek(scanner->rest);
	if (groups == 1 && is_decimal_mark(number->group_mark) && !is_decimal_mark(next)) {
		number->is_undecided = true;
		number->mark = number->group_mark;
		number->group_mark = '\0';
		return true;
	}
	if (groups > 0) {
		is_well_formed = is_well_formed && number->has_last_group;
		number->decimals = 0;
	}
	if (is_decimal_mark(next) && next != number->group_mark) {
		scan_decimals(scanner);
	}
	return is_well_formed;
}

enum number_status number_scan(struct slice *rest, struct raw_number *number)
{
	struct number_scanner scanner = {.rest = *rest};
	bool is_well_formed = true;
	if (scan_is_digit(scan_peek(*rest))) {
		scan_digits(&scanner);
		is_well_formed = scan_after_integer(&scanner);
	} else if (is_decimal_mark(scan_peek(*rest)) && rest->size > 1 && scan_is_digit(rest->data[1])) {
		scan_decimals(&scanner);
	} else {
		return NUMBER_MISSING;
	}
	char next = scan_peek(scanner.rest);
	if (!is_well_formed || is_decimal_mark(next) || next == '\'') {
		return NUMBER_MALFORMED;
	}
	scan_exponent(&scanner);
	if (scanner.digits > AMOUNT_DIGITS_MAXIMUM) {
		return NUMBER_TOO_LARGE;
	}
	scanner.number.text = (struct slice){rest->data, rest->size - scanner.rest.size};
	*rest = scanner.rest;
	*number = scanner.number;
	return NUMBER_READ;
}

bool number_may_be_decimal(char mark, const struct number_style *style)
{
	if (style->decimal_mark != '\0') {
		return mark == style->decimal_mark;
	}
	if (style->group_mark != '\0') {
		return mark != style->group_mark;
	}
	return mark == '.' || !style->is_whole; /* a whole amount without marks: ledger reads 1,000 as grouped */
}

/* Moves the decimal mark: exactly, or not at all. */
static enum number_status apply_exponent(int128 units, int scale, struct amount *value)
{
	while (scale < 0) {
		if (__builtin_mul_overflow(units, (int128)10, &units) ||
		    units >= amount_power_of_ten(AMOUNT_DIGITS_MAXIMUM)) {
			return NUMBER_TOO_LARGE;
		}
		scale++;
	}
	while (scale > AMOUNT_SCALE_MAXIMUM && units % 10 == 0 && units != 0) {
		units /= 10;
		scale--;
	}
	if (scale > AMOUNT_SCALE_MAXIMUM) {
		return NUMBER_TOO_LARGE;
	}
	*value = (struct amount){units, (uint8_t)scale};
	return NUMBER_READ;
}

enum number_status number_value(const struct raw_number *number, const struct number_style *style, struct amount *value,
				bool *is_ambiguous)
{
	unsigned decimals = number->decimals;
	*is_ambiguous = false;
	if (number->is_undecided) {
		bool is_told = style->decimal_mark != '\0' || style->group_mark != '\0';
		if (!number_may_be_decimal(number->mark, style) && number->has_last_group) {
			decimals = 0;
		} else if (!number_may_be_decimal(number->mark, style) && is_told) {
			return NUMBER_MALFORMED;
		} else {
			bool is_fraction = number->text.data[0] == '0'; /* 0,075: no one writes a group after a zero */
			*is_ambiguous = !is_told && decimals == LAST_GROUP_DIGITS_LEAST && !is_fraction;
		}
	}
	if (decimals == 0 && number->exponent == 0) {
		*value = (struct amount){number->units, 0};
		return NUMBER_READ;
	}
	return apply_exponent(number->units, (int)decimals - number->exponent, value);
}

struct number_style number_style_of(const struct raw_number *number, const struct number_style *known)
{
	bool is_decimal = number->mark != '\0' && (!number->is_undecided || number_may_be_decimal(number->mark, known));
	return (struct number_style){
	    .decimal_mark = is_decimal ? number->mark : '\0',
	    .group_mark = is_decimal             ? number->group_mark
			  : number->is_undecided ? number->mark
						 : number->group_mark,
	    .is_whole = !is_decimal || number->decimals == 0,
	};
}
