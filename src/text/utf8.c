#include "text/utf8.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

/* Eight ASCII bytes at a time: most text is. */
static size_t skip_ascii(struct slice text, size_t start)
{
	while (start + sizeof(uint64_t) <= text.size) {
		uint64_t word;
		memcpy(&word, text.data + start, sizeof word);
		if ((word & 0x8080808080808080U) != 0) {
			break;
		}
		start += sizeof word;
	}
	return start;
}

size_t utf8_find_invalid(struct slice text)
{
	size_t i = 0;
	while ((i = skip_ascii(text, i)) < text.size) {
		utf8proc_int32_t character;
		utf8proc_ssize_t size = utf8proc_iterate((const utf8proc_uint8_t *)text.data + i,
							 (utf8proc_ssize_t)(text.size - i), &character);
		if (size <= 0) {
			return i;
		}
		i += (size_t)size;
	}
	return text.size;
}

size_t utf8_length(struct slice text)
{
	size_t count = 0;
	for (size_t i = 0; i < text.size; i++) {
		count += ((unsigned char)text.data[i] & 0xC0U) != 0x80U;
	}
	return count;
}

uint32_t utf8_decode(struct slice text, size_t *size)
{
	const unsigned char *bytes = (const unsigned char *)text.data;
	if (bytes[0] < 0x80) {
		*size = 1;
		return bytes[0];
	}
	/* Two bytes, as of most letters with accents. */
	if (bytes[0] >= 0xC2 && bytes[0] < 0xE0 && text.size > 1 && (bytes[1] & 0xC0U) == 0x80) {
		*size = 2;
		return (bytes[0] & 0x1FU) << 6 | (bytes[1] & 0x3FU);
	}
	utf8proc_int32_t character = 0;
	utf8proc_ssize_t taken =
	    utf8proc_iterate((const utf8proc_uint8_t *)text.data, (utf8proc_ssize_t)text.size, &character);
	if (taken <= 0) {
		*size = 1;
		return 0xFFFD;
	}
	*size = (size_t)taken;
	return (uint32_t)character;
}

static size_t character_width(uint32_t character)
{
	/* Latin letters, with accents or without, are nearly all that is written here. */
	bool is_latin = (character >= 0x20 && character < 0x7F) || (character >= 0xC0 && character <= 0x24F);
	if (is_latin) {
		return 1;
	}
	return (size_t)utf8proc_charwidth((utf8proc_int32_t)character);
}

static bool is_printable_ascii(char byte)
{
	return byte >= 0x20 && byte < 0x7F;
}

/* Sets the highest bit of each byte of the word that is no printable ASCII, and perhaps of higher ones. */
static uint64_t unprintable_bytes(uint64_t word)
{
	const uint64_t each = 0x0101010101010101U;
	uint64_t deletes = word ^ each * 0x7F;
	return (word | ((word - each * 0x20) & ~word) | ((deletes - each) & ~deletes)) & each * 0x80;
}

size_t utf8_skip_printable_ascii(struct slice text, size_t start)
{
	size_t i = start;
	for (; i + sizeof(uint64_t) <= text.size; i += sizeof(uint64_t)) {
		uint64_t word;
		memcpy(&word, text.data + i, sizeof word);
		uint64_t others = unprintable_bytes(le64toh(word)); /* the first byte lowest */
		if (others != 0) {
			return i + (size_t)__builtin_ctzll(others) / 8;
		}
	}
	while (i < text.size && is_printable_ascii(text.data[i])) {
		i++;
	}
	return i;
}

size_t utf8_width(struct slice text)
{
	size_t columns = 0;
	for (size_t i = 0; i < text.size;) {
		size_t end = utf8_skip_printable_ascii(text, i);
		columns += end - i;
		i = end;
		if (i < text.size) {
			size_t size;
			columns += character_width(utf8_decode(slice_from(text, i), &size));
			i += size;
		}
	}
	return columns;
}

struct slice utf8_fit(struct slice text, size_t columns)
{
	size_t used = 0;
	size_t i = 0;
	while (i < text.size) {
		size_t size = 1;
		size_t width = 1;
		if (!is_printable_ascii(text.data[i])) {
			width = character_width(utf8_decode(slice_from(text, i), &size));
		}
		if (used + width > columns) {
			break;
		}
		used += width;
		i += size;
	}
	return slice_part(text, 0, i);
}

static bool is_ascii(struct slice text)
{
	unsigned char all = 0;
	for (size_t i = 0; i < text.size; i++) {
		all |= (unsigned char)text.data[i];
	}
	return all < 0x80;
}

/* In small letters and composed, with a NUL; NULL when it is not well-formed. Free with free(). */
static char *folded(struct slice text)
{
	utf8proc_uint8_t *result = NULL;
	utf8proc_ssize_t size = utf8proc_map((const utf8proc_uint8_t *)text.data, (utf8proc_ssize_t)text.size, &result,
					     UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
	return size < 0 ? NULL : (char *)result;
}

bool utf8_equal_folded(struct slice a, struct slice b)
{
	if ((is_ascii(a) && is_ascii(b)) || a.size == 0 || b.size == 0) {
		return a.size == b.size && strncasecmp(a.data, b.data, a.size) == 0;
	}
	char *folded_a = folded(a);
	char *folded_b = folded(b);
	bool is_equal = folded_a != NULL && folded_b != NULL
			    ? strcmp(folded_a, folded_b) == 0
			    : a.size == b.size && strncasecmp(a.data, b.data, a.size) == 0;
	free(folded_a);
	free(folded_b);
	return is_equal;
}

/* Letters of other alphabets drawn like Latin ones, the usual suspects of a copied id
 * (a choice from Unicode's confusables.txt). */
static const struct {
	uint32_t character;
	char letter;
} look_alikes[] = {
    {0x0430, 'a'}, {0x0435, 'e'}, {0x043E, 'o'}, {0x0440, 'p'}, {0x0441, 'c'}, {0x0443, 'y'}, {0x0445, 'x'},
    {0x0455, 's'}, {0x0456, 'i'}, {0x0458, 'j'}, {0x0501, 'd'}, {0x051B, 'q'}, {0x051D, 'w'}, {0x04BB, 'h'},
    {0x03B1, 'a'}, {0x03BF, 'o'}, {0x03C1, 'p'}, {0x03BD, 'v'}, {0x03B9, 'i'}, {0x0261, 'g'}, {0x0131, 'i'},
    {0x2010, '-'}, {0x2011, '-'}, {0x2012, '-'}, {0x2013, '-'}, {0x2014, '-'}, {0x2212, '-'}, {0x00AD, '-'},
};

char utf8_ascii_look_alike(uint32_t character)
{
	for (size_t i = 0; i < sizeof look_alikes / sizeof *look_alikes; i++) {
		if (look_alikes[i].character == character) {
			return look_alikes[i].letter;
		}
	}
	/* An accented letter begins, once decomposed, with its plain one. */
	utf8proc_int32_t parts[8];
	int boundary = 0;
	utf8proc_ssize_t count = utf8proc_decompose_char(
	    (utf8proc_int32_t)character, parts, 8, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD, &boundary);
	if (count >= 1 && count <= 8 &&
	    ((parts[0] >= 'a' && parts[0] <= 'z') || (parts[0] >= '0' && parts[0] <= '9'))) {
		return (char)parts[0];
	}
	return 0;
}
