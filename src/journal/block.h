/* Sixteen bytes looked at together, or 64, each search giving a mask with a bit a byte. */
#ifndef SOUCI_JOURNAL_BLOCK_H
#define SOUCI_JOURNAL_BLOCK_H

#include <stdint.h>
#include <string.h>

enum { BLOCK_BYTES = 16 };

#ifdef __SSE2__

#include <emmintrin.h>

typedef __m128i block;

static inline block block_load(const char *bytes)
{
	return _mm_loadu_si128((const __m128i *)(const void *)bytes);
}

static inline uint32_t block_equal(block bytes, char byte)
{
	return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte)));
}

/* The bytes that are not ASCII. */
static inline uint32_t block_high(block bytes)
{
	return (uint32_t)_mm_movemask_epi8(bytes);
}

#else

typedef struct {
	char bytes[BLOCK_BYTES];
} block;

static inline block block_load(const char *bytes)
{
	block loaded;
	memcpy(loaded.bytes, bytes, sizeof loaded.bytes);
	return loaded;
}

static inline uint32_t block_equal(block loaded, char byte)
{
	uint32_t mask = 0;
	for (unsigned i = 0; i < BLOCK_BYTES; i++) {
		mask |= (uint32_t)(loaded.bytes[i] == byte) << i;
	}
	return mask;
}

static inline uint32_t block_high(block loaded)
{
	uint32_t mask = 0;
	for (unsigned i = 0; i < BLOCK_BYTES; i++) {
		mask |= (uint32_t)((unsigned char)loaded.bytes[i] > 0x7F) << i;
	}
	return mask;
}

#endif

/* The place of the lowest bit of a mask that is not zero. */
static inline unsigned block_first(uint64_t mask)
{
	return (unsigned)__builtin_ctzll(mask);
}

enum { WIDE_BYTES = 4 * BLOCK_BYTES };

/* Most lines end within this: a search that need not go on is one that the processor need not guess about. */
struct wide_block {
	block parts[4];
};

static inline struct wide_block wide_load(const char *bytes)
{
	return (struct wide_block){{block_load(bytes), block_load(bytes + BLOCK_BYTES),
				    block_load(bytes + 2 * BLOCK_BYTES), block_load(bytes + 3 * BLOCK_BYTES)}};
}

static inline uint64_t wide_equal(struct wide_block bytes, char byte)
{
	uint64_t low = block_equal(bytes.parts[0], byte) | block_equal(bytes.parts[1], byte) << BLOCK_BYTES;
	uint64_t high = block_equal(bytes.parts[2], byte) | block_equal(bytes.parts[3], byte) << BLOCK_BYTES;
	return low | high << (2 * BLOCK_BYTES);
}

/* The bits below the lowest one of a mask; all when there is none. */
static inline uint64_t wide_below(uint64_t mask)
{
	return (mask - 1) & ~mask;
}

#endif
