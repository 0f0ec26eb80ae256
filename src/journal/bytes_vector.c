/* The same check on 32 bytes at a time, for processors that can: John Keiser and Daniel Lemire, “Validating UTF-8 in
 * less than one instruction per byte” (2020). Three look-ups by the halves of two neighbouring bytes tell every
 * ill-formed pair; what is left is whether third and fourth bytes stand where they must. */
#include "journal/bytes.h"

#ifdef __x86_64__

#include <immintrin.h>

enum {
	VECTOR_BYTES = 32,
	TOO_SHORT = 1 << 0,  /* a lead followed by no continuation */
	TOO_LONG = 1 << 1,   /* ASCII followed by a continuation */
	OVERLONG_3 = 1 << 2, /* E0 80..9F */
	TOO_LARGE = 1 << 3,  /* F4 90.. and above */
	SURROGATE = 1 << 4,  /* ED A0.. */
	OVERLONG_2 = 1 << 5, /* C0, C1 */
	BEYOND = 1 << 6,     /* F5.. 80..8F */
	OVERLONG_4 = 1 << 6, /* F0 80..8F */
	TWO_FOLLOW = 1 << 7, /* two continuations: right or wrong by what comes before */
	ANY_LOW = TOO_SHORT | TOO_LONG | TWO_FOLLOW,
	LARGE_LOW = ANY_LOW | TOO_LARGE | BEYOND,
	FOLLOWS = TOO_LONG | OVERLONG_2 | TWO_FOLLOW,
};

#define VECTOR __attribute__((target("avx2"))) static inline

#define LANES(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)                                                          \
	_mm256_setr_epi8(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)

/* The bytes `distance` places before those of `bytes`. */
#define PREVIOUS(bytes, before, distance)                                                                              \
	_mm256_alignr_epi8((bytes), _mm256_permute2x128_si256((before), (bytes), 0x21), 16 - (distance))

VECTOR __m256i high_half(__m256i bytes)
{
	return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(0x0F));
}

/* Not zero where a pair of neighbours is ill-formed, or where TWO_FOLLOW says it depends. */
VECTOR __m256i look_up_pairs(__m256i bytes, __m256i previous)
{
	const char follow_8 = (char)(FOLLOWS | OVERLONG_3 | BEYOND | OVERLONG_4);
	const char follow_9 = (char)(FOLLOWS | OVERLONG_3 | TOO_LARGE);
	const char follow_a = (char)(FOLLOWS | SURROGATE | TOO_LARGE);
	const char two = (char)TWO_FOLLOW;
	const char large = (char)LARGE_LOW;
	const char lead_f = (char)(TOO_SHORT | TOO_LARGE | BEYOND | OVERLONG_4);
	const __m256i by_first_high =
	    LANES(TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, two, two, two, two,
		  TOO_SHORT | OVERLONG_2, TOO_SHORT, TOO_SHORT | OVERLONG_3 | SURROGATE, lead_f);
	const __m256i by_first_low =
	    LANES((char)(ANY_LOW | OVERLONG_3 | OVERLONG_2 | OVERLONG_4), (char)(ANY_LOW | OVERLONG_2), (char)ANY_LOW,
		  (char)ANY_LOW, (char)(ANY_LOW | TOO_LARGE), large, large, large, large, large, large, large, large,
		  (char)(LARGE_LOW | SURROGATE), large, large);
	const __m256i by_second_high =
	    LANES(TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, follow_8,
		  follow_9, follow_a, follow_a, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT);
	__m256i first_low = _mm256_and_si256(previous, _mm256_set1_epi8(0x0F));
	__m256i found = _mm256_and_si256(_mm256_shuffle_epi8(by_first_high, high_half(previous)),
					 _mm256_shuffle_epi8(by_first_low, first_low));
	return _mm256_and_si256(found, _mm256_shuffle_epi8(by_second_high, high_half(bytes)));
}

VECTOR __m256i faults_in(__m256i bytes, __m256i before)
{
	__m256i pairs = look_up_pairs(bytes, PREVIOUS(bytes, before, 1));
	__m256i third = _mm256_subs_epu8(PREVIOUS(bytes, before, 2), _mm256_set1_epi8(0xE0 - 0x80));
	__m256i fourth = _mm256_subs_epu8(PREVIOUS(bytes, before, 3), _mm256_set1_epi8(0xF0 - 0x80));
	__m256i must_follow = _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8((char)0x80));
	return _mm256_xor_si256(must_follow, pairs);
}

VECTOR __m256i load(const char *text)
{
	return _mm256_loadu_si256((const __m256i *)(const void *)text);
}

/* Where a byte is one that no text has, or rarely. */
VECTOR __m256i controls_in(__m256i bytes)
{
	return _mm256_or_si256(_mm256_cmpeq_epi8(bytes, _mm256_setzero_si256()),
			       _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\r')));
}

/* Four vectors at a time: whether all are ASCII is then a guess that the processor mostly gets right. */
__attribute__((target("avx2"))) static size_t sound_prefix(const char *text, size_t size)
{
	__m256i before = _mm256_setzero_si256();
	__m256i faults = _mm256_setzero_si256();
	size_t at = 0;
	for (; at + 4 * VECTOR_BYTES <= size; at += 4 * VECTOR_BYTES) {
		__m256i a = load(text + at);
		__m256i b = load(text + at + VECTOR_BYTES);
		__m256i c = load(text + at + 2 * VECTOR_BYTES);
		__m256i d = load(text + at + 3 * VECTOR_BYTES);
		__m256i controls = _mm256_or_si256(_mm256_or_si256(controls_in(a), controls_in(b)),
						   _mm256_or_si256(controls_in(c), controls_in(d)));
		__m256i all = _mm256_or_si256(_mm256_or_si256(a, b), _mm256_or_si256(c, d));
		faults = _mm256_or_si256(faults, controls);
		if (_mm256_movemask_epi8(_mm256_or_si256(all, before)) != 0) {
			__m256i found = _mm256_or_si256(_mm256_or_si256(faults_in(a, before), faults_in(b, a)),
							_mm256_or_si256(faults_in(c, b), faults_in(d, c)));
			faults = _mm256_or_si256(faults, found);
		}
		before = d;
	}
	return _mm256_testz_si256(faults, faults) ? at : 0;
}

size_t bytes_sound_prefix(const char *text, size_t size)
{
	return __builtin_cpu_supports("avx2") ? sound_prefix(text, size) : 0;
}

#else

size_t bytes_sound_prefix(const char *text, size_t size)
{
	(void)text;
	(void)size;
	return 0;
}

#endif
