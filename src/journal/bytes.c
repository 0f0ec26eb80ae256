#include "journal/bytes.h"

#include "journal/block.h"

enum { PIECE_BYTES = 4096 };

static bool continues(struct slice bytes, size_t at)
{
	return at < bytes.size && ((unsigned char)bytes.data[at] & 0xC0) == 0x80;
}

/* The size of the well-formed sequence that begins with a byte that is not ASCII, or 0 (Unicode 15, table 3-7). */
static inline size_t sequence_size(struct slice bytes, size_t at)
{
	unsigned char lead = (unsigned char)bytes.data[at];
	unsigned char second = at + 1 < bytes.size ? (unsigned char)bytes.data[at + 1] : 0;
	if (lead >= 0xC2 && lead <= 0xDF) {
		return (second & 0xC0) == 0x80 ? 2 : 0;
	}
	if (lead >= 0xE0 && lead <= 0xEF) {
		unsigned char least = lead == 0xE0 ? 0xA0 : 0x80;
		unsigned char most = lead == 0xED ? 0x9F : 0xBF;
		return second >= least && second <= most && continues(bytes, at + 2) ? 3 : 0;
	}
	if (lead >= 0xF0 && lead <= 0xF4) {
		unsigned char least = lead == 0xF0 ? 0x90 : 0x80;
		unsigned char most = lead == 0xF4 ? 0x8F : 0xBF;
		bool is_well_formed =
		    second >= least && second <= most && continues(bytes, at + 2) && continues(bytes, at + 3);
		return is_well_formed ? 4 : 0;
	}
	return 0;
}

/* Looks at one character. */
static inline enum bytes_fault check_character(struct slice bytes, size_t *at)
{
	char byte = bytes.data[*at];
	if ((unsigned char)byte > 0x7F) {
		size_t size = sequence_size(bytes, *at);
		*at += size;
		return size == 0 ? BYTES_NOT_UTF8 : BYTES_SOUND;
	}
	if (byte == '\0') {
		return BYTES_NUL;
	}
	if (byte == '\r' && (*at + 1 == bytes.size || bytes.data[*at + 1] != '\n')) {
		return BYTES_LONE_RETURN;
	}
	*at += 1;
	return BYTES_SOUND;
}

/* The start of the character that ends at `end`, or is cut short there: its last lead byte but three at most. */
static size_t start_of_last(struct slice bytes, size_t least, size_t end)
{
	size_t start = end;
	while (start > least && end - start < 3 && continues(bytes, start - 1)) {
		start--;
	}
	return start > least && (unsigned char)bytes.data[start - 1] >= 0xC0 ? start - 1 : end;
}

/* Where what is surely sound ends. Looked at piece by piece, since a piece with a fault is looked at again behind it.
 */
static size_t end_of_sound(struct slice bytes, size_t at, size_t until)
{
	size_t sound;
	do {
		size_t size = until - at < PIECE_BYTES ? until - at : PIECE_BYTES;
		sound = bytes_sound_prefix(bytes.data + at, size);
		at = start_of_last(bytes, at, at + sound);
	} while (sound != 0);
	return at;
}

enum bytes_fault bytes_check(struct slice bytes, size_t *at, size_t until)
{
	size_t i = end_of_sound(bytes, *at, until);
	enum bytes_fault fault = BYTES_SOUND;
	while (i < until && fault == BYTES_SOUND) {
		if (bytes.size - i < BLOCK_BYTES) {
			fault = check_character(bytes, &i);
			continue;
		}
		block loaded = block_load(bytes.data + i);
		uint32_t suspects = block_high(loaded) | block_equal(loaded, '\0') | block_equal(loaded, '\r');
		if (suspects == 0) {
			i += BLOCK_BYTES;
			continue;
		}
		i += block_first(suspects);
		if (i < until) {
			fault = check_character(bytes, &i);
		}
	}
	*at = i;
	return fault;
}
