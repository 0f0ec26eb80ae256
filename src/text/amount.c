#include "text/amount.h"

#include <assert.h>
#include <string.h>

#define TEN_TO_18 ((int128)1000000000000000000)
#define FROM_TEN_TO(power)                                                                                             \
	(power), (power)*10, (power)*100, (power)*1000, (power)*10000, (power)*100000, (power)*1000000,                \
	    (power)*10000000, (power)*100000000

static const int128 powers_of_ten[] = {
    FROM_TEN_TO((int128)1),     FROM_TEN_TO((int128)1000000000),
    FROM_TEN_TO(TEN_TO_18),     FROM_TEN_TO(TEN_TO_18 * 1000000000),
    TEN_TO_18 *TEN_TO_18,       TEN_TO_18 *TEN_TO_18 * 10,
    TEN_TO_18 *TEN_TO_18 * 100,
};

int128 amount_power_of_ten(unsigned exponent)
{
	assert(exponent <= AMOUNT_DIGITS_MAXIMUM);
	return powers_of_ten[exponent];
}

static bool is_within_digits(int128 units)
{
	int128 bound = amount_power_of_ten(AMOUNT_DIGITS_MAXIMUM);
	return units < bound && units > -bound;
}

bool amount_parse(struct slice text, struct amount *amount)
{
	bool negative = text.size > 0 && text.data[0] == '-';
	struct slice digits = slice_from(text, negative ? 1 : 0);
	size_t mark = slice_find(digits, '.');
	size_t decimals = mark == digits.size ? 0 : digits.size - mark - 1;
	size_t count = mark + decimals;
	if (mark == 0 || (mark < digits.size && decimals == 0) || count > AMOUNT_DIGITS_MAXIMUM) {
		return false;
	}
	int128 units = 0;
	for (size_t i = 0; i < digits.size; i++) {
		if (i == mark) {
			continue;
		}
		if (digits.data[i] < '0' || digits.data[i] > '9') {
			return false;
		}
		units = units * 10 + (digits.data[i] - '0');
	}
	*amount = (struct amount){negative ? -units : units, (uint8_t)decimals};
	return true;
}

/* Writes the digits of `rest` from the last to the first, with the point among them; returns where they begin. */
static char *write_digits(uint128 rest, unsigned scale, char *end)
{
	char *first = end;
	for (unsigned written = 0; rest > 0 || written <= scale; written++) {
		if (written == scale && scale > 0) {
			*--first = '.';
		}
		*--first = (char)('0' + (int)(rest % 10));
		rest /= 10;
	}
	return first;
}

/* The same for what fits in 64 bits, as most does: its division is many times faster. */
static char *write_few_digits(uint64_t rest, unsigned scale, char *end)
{
	char *first = end;
	for (unsigned written = 0; written < scale; written++, rest /= 10) {
		*--first = (char)('0' + (int)(rest % 10));
	}
	if (scale > 0) {
		*--first = '.';
	}
	do {
		*--first = (char)('0' + (int)(rest % 10));
		rest /= 10;
	} while (rest > 0);
	return first;
}

char *amount_write(struct amount amount, char text[AMOUNT_TEXT_SIZE])
{
	char room[AMOUNT_TEXT_SIZE];
	char *end = room + sizeof room;
	uint128 size = amount.units < 0 ? -(uint128)amount.units : (uint128)amount.units;
	char *first = size <= UINT64_MAX ? write_few_digits((uint64_t)size, amount.scale, end)
					 : write_digits(size, amount.scale, end);
	char *out = text;
	if (amount.units < 0) {
		*out++ = '-';
	}
	memcpy(out, first, (size_t)(end - first));
	out[end - first] = '\0';
	return text;
}

bool amount_rescale(struct amount amount, uint8_t scale, struct amount *result)
{
	if (scale > AMOUNT_SCALE_MAXIMUM) {
		return false;
	}
	int128 units = amount.units;
	if (scale >= amount.scale) {
		int128 factor = amount_power_of_ten((unsigned)(scale - amount.scale));
		if (__builtin_mul_overflow(units, factor, &units) || !is_within_digits(units)) {
			return false;
		}
	} else {
		int128 divisor = amount_power_of_ten((unsigned)(amount.scale - scale));
		if (units % divisor != 0) {
			return false;
		}
		units /= divisor;
	}
	*result = (struct amount){units, scale};
	return true;
}

struct amount amount_strip(struct amount amount)
{
	while (amount.scale > 0 && amount.units % 10 == 0) {
		amount.units /= 10;
		amount.scale--;
	}
	return amount;
}

static int128 divide_half_away(int128 dividend, int128 divisor)
{
	int128 quotient = dividend / divisor;
	int128 rest = dividend % divisor;
	int128 magnitude = rest < 0 ? -rest : rest;
	if (magnitude >= divisor - magnitude) {
		quotient += dividend < 0 ? -1 : 1;
	}
	return quotient;
}

struct amount amount_round(struct amount amount, uint8_t scale)
{
	if (amount.scale <= scale) {
		return amount;
	}
	int128 divisor = amount_power_of_ten((unsigned)(amount.scale - scale));
	return (struct amount){divide_half_away(amount.units, divisor), scale};
}

bool amount_add(struct amount a, struct amount b, struct amount *result)
{
	if (a.scale != b.scale) {
		struct amount *narrow = a.scale < b.scale ? &a : &b;
		uint8_t scale = a.scale < b.scale ? b.scale : a.scale;
		if (!amount_rescale(*narrow, scale, narrow)) {
			return false;
		}
	}
	int128 units;
	if (__builtin_add_overflow(a.units, b.units, &units) || !is_within_digits(units)) {
		return false;
	}
	*result = (struct amount){units, a.scale};
	return true;
}

bool amount_subtract(struct amount a, struct amount b, struct amount *result)
{
	return amount_add(a, amount_negate(b), result);
}

bool amount_multiply(struct amount a, struct amount b, struct amount *result)
{
	int128 units;
	if (a.scale + b.scale > AMOUNT_SCALE_MAXIMUM) {
		a = amount_strip(a);
		b = amount_strip(b);
	}
	if (a.scale + b.scale > AMOUNT_SCALE_MAXIMUM || __builtin_mul_overflow(a.units, b.units, &units) ||
	    !is_within_digits(units)) {
		return false;
	}
	*result = (struct amount){units, (uint8_t)(a.scale + b.scale)};
	return true;
}

bool amount_fraction(struct amount a, int64_t numerator, int64_t denominator, struct amount *result)
{
	assert(denominator > 0);
	int128 product;
	if (__builtin_mul_overflow(a.units, (int128)numerator, &product) || !is_within_digits(product)) {
		return false;
	}
	*result = (struct amount){divide_half_away(product, denominator), a.scale};
	return true;
}

struct amount amount_negate(struct amount amount)
{
	return (struct amount){-amount.units, amount.scale};
}

int amount_compare(struct amount a, struct amount b)
{
	if (a.scale != b.scale) {
		/* Compare what can be scaled up; what cannot is further from zero than the other can be. */
		bool a_is_narrow = a.scale < b.scale;
		struct amount *narrow = a_is_narrow ? &a : &b;
		if (!amount_rescale(*narrow, a_is_narrow ? b.scale : a.scale, narrow)) {
			int narrow_sign = amount_sign(*narrow);
			return a_is_narrow ? narrow_sign : -narrow_sign;
		}
	}
	return (a.units > b.units) - (a.units < b.units);
}

int amount_sign(struct amount amount)
{
	return (amount.units > 0) - (amount.units < 0);
}
