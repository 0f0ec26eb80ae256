/* Numbers for property tests: the same ones in every run. */
#ifndef SOUCI_TESTS_RANDOM_H
#define SOUCI_TESTS_RANDOM_H

#include <stdint.h>

/* SplitMix64 (Steele, Lea and Flood). `*state` may start as anything. */
static inline uint64_t random_next(uint64_t *state)
{
	uint64_t mixed = *state += 0x9E3779B97F4A7C15U;
	mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9U;
	mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBU;
	return mixed ^ (mixed >> 31);
}

/* A number below `bound`. */
static inline uint64_t random_below(uint64_t *state, uint64_t bound)
{
	return random_next(state) % bound;
}

#endif
