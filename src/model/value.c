#include "model/value.h"

#include "text/utf8.h"

#include <string.h>

/* ---- amounts ---- */

struct number_scan {
	char digits[64];
	size_t size;
	size_t marks;      /* points or commas */
	char mark;         /* the last one */
	size_t after_mark; /* digits behind it */
	size_t group;      /* digits since the last space */
	bool grouped;      /* spaces parted groups of digits */
	bool bad_group;
};

/* Space, no-break space, narrow no-break space. */
static bool is_space(uint32_t character)
{
	return character == ' ' || character == 0xA0 || character == 0x202F;
}

static struct slice trim_spaces(struct slice text)
{
	for (;;) {
		text = slice_trim(text);
		if (slice_ends_with(text, SLICE("\xC2\xA0"))) {
			text.size -= 2;
		} else if (slice_ends_with(text, SLICE("\xE2\x80\xAF"))) {
			text.size -= 3;
		} else {
			return text;
		}
	}
}

static void scan_digit(struct number_scan *scan, char digit)
{
	if (scan->size + 1 < sizeof scan->digits) {
		scan->digits[scan->size++] = digit;
	}
	scan->after_mark += scan->marks > 0;
	scan->group++;
}

static void scan_space(struct number_scan *scan)
{
	bool wrong_size = scan->grouped ? scan->group != 3 : scan->group == 0 || scan->group > 3;
	scan->bad_group |= wrong_size || scan->marks > 0;
	scan->grouped = true;
	scan->group = 0;
}

static bool scan_number(struct slice text, bool allow_groups, struct number_scan *scan)
{
	size_t size = 1;
	for (size_t i = 0; i < text.size; i += size) {
		uint32_t character = utf8_decode(slice_from(text, i), &size);
		if (character >= '0' && character <= '9') {
			scan_digit(scan, (char)character);
		} else if ((character == '.' || character == ',') && scan->size > 0) {
			scan->bad_group |= scan->grouped && scan->marks == 0 && scan->group != 3;
			scan->marks++;
			scan->mark = (char)character;
			scan->after_mark = 0;
		} else if (allow_groups && is_space(character)) {
			scan_space(scan);
		} else {
			return false;
		}
	}
	scan->bad_group |= scan->grouped && scan->marks == 0 && scan->group != 3;
	return scan->size > 0;
}

static enum value_problem amount_of_scan(const struct number_scan *scan, bool negative, bool comma,
					 struct amount *amount)
{
	if (scan->marks == 1 && scan->after_mark == 3) {
		return VALUE_AMBIGUOUS;
	}
	if (scan->marks > 1 || scan->bad_group || (scan->marks == 1 && scan->after_mark == 0) ||
	    (scan->mark == ',' && !comma)) {
		return VALUE_MALFORMED;
	}
	if (scan->after_mark > MONEY_SCALE) {
		return VALUE_TOO_PRECISE;
	}
	struct amount units = AMOUNT_ZERO;
	bool too_large = scan->size - scan->after_mark > MONEY_DIGITS_MAXIMUM - MONEY_SCALE;
	if (too_large || !amount_parse((struct slice){scan->digits, scan->size}, &units)) {
		return VALUE_TOO_LARGE;
	}
	units.scale = (uint8_t)scan->after_mark;
	if (negative) {
		units = amount_negate(units);
	}
	return amount_rescale(units, MONEY_SCALE, amount) ? VALUE_FINE : VALUE_TOO_LARGE;
}

bool value_is_currency(struct slice text)
{
	for (size_t i = 0; i < text.size; i++) {
		if (text.data[i] < 'A' || text.data[i] > 'Z') {
			return false;
		}
	}
	return text.size == 3;
}

/* Takes the currency off the end of `*text`. */
static enum value_problem take_currency(struct slice *text, struct money_style style)
{
	struct slice euro = SLICE("€");
	if (style.comma && slice_equal(style.currency, SLICE("EUR")) && slice_ends_with(*text, euro)) {
		text->size -= euro.size;
		return VALUE_FINE;
	}
	size_t letters = 0;
	while (letters < text->size && strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz$",
					      text->data[text->size - 1 - letters]) != NULL) {
		letters++;
	}
	struct slice currency = slice_from(*text, text->size - letters);
	text->size -= letters;
	if (letters == 0) {
		return slice_ends_with(*text, euro) ? VALUE_OTHER_CURRENCY : VALUE_NO_CURRENCY;
	}
	return slice_equal(currency, style.currency) ? VALUE_FINE : VALUE_OTHER_CURRENCY;
}

enum value_problem value_parse_money(struct slice text, struct money_style style, struct amount *amount)
{
	struct number_scan scan = {.size = 0};
	enum value_problem currency_problem = take_currency(&text, style);
	text = trim_spaces(text);
	bool negative = slice_starts_with(text, SLICE("-"));
	if (!scan_number(slice_from(text, negative ? 1 : 0), style.comma, &scan)) {
		return VALUE_MALFORMED;
	}
	if (currency_problem == VALUE_OTHER_CURRENCY) {
		return currency_problem;
	}
	/* The number comes first: a currency written behind `1,000` would leave it as unclear as it was. */
	struct amount number;
	enum value_problem problem = amount_of_scan(&scan, negative, style.comma, &number);
	if (problem != VALUE_FINE || currency_problem != VALUE_FINE) {
		return problem != VALUE_FINE ? problem : currency_problem;
	}
	*amount = number;
	return VALUE_FINE;
}

/* ---- times ---- */

enum { HOURS_MAXIMUM = 100000 };

/* Reads digits at the start of `*text`, at most `limit`. */
static bool take_number(struct slice *text, uint64_t limit, uint64_t *number)
{
	size_t size = 0;
	while (size < text->size && text->data[size] >= '0' && text->data[size] <= '9') {
		size++;
	}
	if (!slice_to_number(slice_part(*text, 0, size), limit, number)) {
		return false;
	}
	*text = slice_from(*text, size);
	return true;
}

/* The decimals behind a mark, as hundredths; one or two digits. */
static bool take_hundredths(struct slice *text, uint64_t *hundredths)
{
	*hundredths = 0;
	if (text->size == 0 || (text->data[0] != '.' && text->data[0] != ',')) {
		return true;
	}
	*text = slice_from(*text, 1);
	size_t before = text->size;
	if (!take_number(text, 99, hundredths)) {
		return false;
	}
	size_t digits = before - text->size;
	*hundredths *= digits == 1 ? 10 : 1;
	return digits <= 2;
}

static bool is_day_unit(struct slice unit)
{
	return slice_equal(unit, SLICE("d")) || slice_equal(unit, SLICE("j"));
}

enum value_problem value_parse_duration(struct slice text, struct duration *duration)
{
	uint64_t whole = 0;
	uint64_t hundredths = 0;
	uint64_t minutes = 0;
	struct slice rest = slice_trim(text);
	if (!take_number(&rest, HOURS_MAXIMUM, &whole) || !take_hundredths(&rest, &hundredths)) {
		return VALUE_MALFORMED;
	}
	struct slice unit = slice_trim(rest);
	struct duration result = {.given = true};
	if (is_day_unit(unit)) {
		result.day_hundredths = (int64_t)(whole * 100 + hundredths);
	} else if (slice_equal(unit, SLICE("min")) && hundredths == 0) {
		result.minutes = (int64_t)whole;
	} else if (slice_equal(unit, SLICE("h"))) {
		if (hundredths * 60 % 100 != 0) {
			return VALUE_TOO_PRECISE;
		}
		result.minutes = (int64_t)(whole * 60 + hundredths * 60 / 100);
	} else {
		rest = slice_from(unit, 1);
		bool is_hours = slice_starts_with(unit, SLICE("h")) && hundredths == 0 && rest.size == 2;
		if (!is_hours || !slice_to_number(rest, 59, &minutes)) {
			return VALUE_MALFORMED;
		}
		result.minutes = (int64_t)(whole * 60 + minutes);
	}
	*duration = result;
	return VALUE_FINE;
}

int64_t duration_minutes(struct duration duration, int64_t day_minutes)
{
	return duration.minutes + (duration.day_hundredths * day_minutes + 50) / 100;
}

struct slice duration_text(struct arena *arena, int64_t minutes)
{
	long long hours = minutes / 60;
	long long rest = minutes % 60;
	if (hours == 0 && rest != 0) {
		return arena_format(arena, "%lldmin", rest);
	}
	return rest == 0 ? arena_format(arena, "%lldh", hours) : arena_format(arena, "%lldh%02lld", hours, rest);
}

/* ---- the rest ---- */

enum value_problem value_parse_percent(struct slice text, int64_t *hundredths)
{
	uint64_t whole = 0;
	uint64_t decimals = 0;
	struct slice rest = slice_trim(text);
	if (!take_number(&rest, 100, &whole) || !take_hundredths(&rest, &decimals) ||
	    !slice_equal(trim_spaces(slice_trim(rest)), SLICE("%"))) {
		return VALUE_MALFORMED;
	}
	if (whole * 100 + decimals > 10000) {
		return VALUE_TOO_LARGE;
	}
	*hundredths = (int64_t)(whole * 100 + decimals);
	return VALUE_FINE;
}

enum value_problem value_parse_date(struct slice text, struct date *date)
{
	if (date_parse(text, date)) {
		return VALUE_FINE;
	}
	bool looks_like_one = text.size == 10 && text.data[4] == '-' && text.data[7] == '-';
	for (size_t i = 0; looks_like_one && i < text.size; i++) {
		looks_like_one = i == 4 || i == 7 || (text.data[i] >= '0' && text.data[i] <= '9');
	}
	return looks_like_one ? VALUE_NO_SUCH_DAY : VALUE_MALFORMED;
}

enum value_problem value_parse_yes_no(struct slice text, int *answer)
{
	bool yes = slice_equal(text, SLICE("yes")) || slice_equal(text, SLICE("oui"));
	bool no = slice_equal(text, SLICE("no")) || slice_equal(text, SLICE("non"));
	if (!yes && !no) {
		return VALUE_MALFORMED;
	}
	*answer = yes ? 1 : 0;
	return VALUE_FINE;
}

struct slice money_text(struct arena *arena, struct amount amount, struct slice currency)
{
	char number[AMOUNT_TEXT_SIZE];
	return arena_format(arena, "%s %.*s", amount_write(amount, number), SLICE_ARGUMENTS(currency));
}

struct slice money_for_people(struct arena *arena, struct amount amount, struct money_style style)
{
	char number[AMOUNT_TEXT_SIZE];
	char *mark = strchr(amount_write(amount, number), '.');
	if (style.writes_comma && mark != NULL) {
		*mark = ',';
	}
	return arena_format(arena, "%s %.*s", number, SLICE_ARGUMENTS(style.currency));
}

struct slice date_text(struct arena *arena, struct date date)
{
	char text[DATE_TEXT_SIZE];
	return arena_copy(arena, slice_of(date_write(date, text)));
}
