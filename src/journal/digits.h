/* Digits read eight at a time, as one number in a register. Eight bytes beyond the last digit are looked at. */
#ifndef SOUCI_JOURNAL_DIGITS_H
#define SOUCI_JOURNAL_DIGITS_H

#include <endian.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { DIGITS_THAT_FIT = 18 }; /* surely in 64 bits with a sign */

/* Eight bytes, the first in the lowest place. */
static inline uint64_t digits_load(const char *at)
{
	uint64_t word;
	memcpy(&word, at, sizeof word);
	return le64toh(word);
}

/* How many of the eight characters come before the first that is no digit. */
static inline size_t digits_count(uint64_t word)
{
	uint64_t others = ((word + 0x4646464646464646) | (word - 0x3030303030303030)) & 0x8080808080808080;
	return others == 0 ? sizeof word : (size_t)__builtin_ctzll(others) / 8;
}

/* The number that the first `count` of eight characters write: neighbours are joined to pairs, those to fours, those to
 * eight. */
static inline uint64_t digits_value(uint64_t word, size_t count)
{
	size_t half = 4 * (sizeof word - count); /* by the whole at once could be as wide as the word */
	word = (word - 0x3030303030303030) << half << half;
	word = word * 10 + (word >> 8);
	uint64_t thousands = (word & 0x000000FF000000FF) * (100 + (1000000ULL << 32));
	uint64_t ones = (word >> 16 & 0x000000FF000000FF) * (1 + (10000ULL << 32));
	return (thousands + ones) >> 32;
}

/* Appends digits to a number; only DIGITS_THAT_FIT are sure to fit. */
static inline const char *digits_append(const char *at, uint64_t *units)
{
	static const uint64_t shifts[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000};
	const char *most = at + DIGITS_THAT_FIT;
	for (size_t count = sizeof(uint64_t); count == sizeof(uint64_t) && at < most; at += count) {
		uint64_t word = digits_load(at);
		count = digits_count(word);
		*units = *units * shifts[count] + digits_value(word, count);
	}
	return at;
}

#endif
