/* Exact decimal amounts: a whole number of units of 10^-scale. No floating point, no silent overflow:
 * each operation says whether its exact result could be held, and leaves the result alone otherwise. */
#ifndef SOUCI_TEXT_AMOUNT_H
#define SOUCI_TEXT_AMOUNT_H

#include "text/slice.h"

__extension__ typedef __int128 int128;
__extension__ typedef unsigned __int128 uint128;

struct amount {
	int128 units;  /* the value is units / 10^scale */
	uint8_t scale; /* decimals kept, 0 to AMOUNT_SCALE_MAXIMUM */
};

enum {
	AMOUNT_DIGITS_MAXIMUM = 38, /* digits in all that can be written */
	AMOUNT_SCALE_MAXIMUM = 38,
	AMOUNT_TEXT_SIZE = 48, /* sign, digits, mark, leading zero, NUL */
};

#define AMOUNT_ZERO ((struct amount){0, 0})

/* 10^exponent, for exponents 0 to 38. */
int128 amount_power_of_ten(unsigned exponent);

/* Reads `[-]digits[.digits]` filling the whole slice; false for any other form or more than
 * AMOUNT_DIGITS_MAXIMUM digits, leaving `amount` alone. The scale is the number of decimals written. */
bool amount_parse(struct slice text, struct amount *amount);

/* Writes plain decimals with a point and all `scale` decimals. Returns `text`. */
char *amount_write(struct amount amount, char text[AMOUNT_TEXT_SIZE]);

/* The same value with `scale` decimals; false when that would lose a digit or overflow. */
bool amount_rescale(struct amount amount, uint8_t scale, struct amount *result);

/* The same value with the fewest decimals. */
struct amount amount_strip(struct amount amount);

/* Rounds half away from zero to at most `scale` decimals (fewer are left as they are). */
struct amount amount_round(struct amount amount, uint8_t scale);

/* Sums and products are exact: the larger scale, or the sum of both. `result` may be an operand. */
bool amount_add(struct amount a, struct amount b, struct amount *result);
bool amount_subtract(struct amount a, struct amount b, struct amount *result);
bool amount_multiply(struct amount a, struct amount b, struct amount *result);

/* `a` × numerator / denominator, rounded half away from zero to the decimals of `a`; denominator > 0. */
bool amount_fraction(struct amount a, int64_t numerator, int64_t denominator, struct amount *result);

/* Every value has its opposite: units stay within ±(10^38 - 1). */
struct amount amount_negate(struct amount amount);

/* Compares values whatever their scales. */
int amount_compare(struct amount a, struct amount b);

/* -1, 0 or 1. */
int amount_sign(struct amount amount);

#endif
