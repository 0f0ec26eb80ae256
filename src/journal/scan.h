/* Small steps over the bytes of one line. All stop at the end of the slice. */
#ifndef SOUCI_JOURNAL_SCAN_H
#define SOUCI_JOURNAL_SCAN_H

#include "text/slice.h"

/* The first byte, or NUL at the end. */
static inline char scan_peek(struct slice rest)
{
	return rest.size > 0 ? rest.data[0] : '\0';
}

static inline void scan_skip(struct slice *rest, size_t count)
{
	rest->data += count;
	rest->size -= count;
}

/* Skips `byte` if it comes first. */
static inline bool scan_take(struct slice *rest, char byte)
{
	if (rest->size == 0 || rest->data[0] != byte) {
		return false;
	}
	scan_skip(rest, 1);
	return true;
}

static inline bool scan_is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static inline bool scan_is_blank(char byte)
{
	return byte == ' ' || byte == '\t';
}

/* How many bytes the space at the start takes: a space, a tab, or one of the no-break spaces that typists put between a
 * number and what it counts (U+00A0, U+2007, U+202F); 0 when there is none. */
static inline size_t scan_space_size(struct slice rest)
{
	if (rest.size == 0) {
		return 0;
	}
	if (scan_is_blank(rest.data[0])) {
		return 1;
	}
	if (rest.size >= 2 && rest.data[0] == '\xC2' && rest.data[1] == '\xA0') {
		return 2;
	}
	bool is_wide = rest.size >= 3 && rest.data[0] == '\xE2' && rest.data[1] == '\x80';
	return is_wide && (rest.data[2] == '\x87' || rest.data[2] == '\xAF') ? 3 : 0;
}

/* Skips spaces of all kinds; returns how many bytes. */
static inline size_t scan_skip_spaces(struct slice *rest)
{
	size_t skipped = 0;
	for (size_t size; (size = scan_space_size(*rest)) > 0; skipped += size) {
		scan_skip(rest, size);
	}
	return skipped;
}

/* Takes the next `size` bytes. */
static inline struct slice scan_part(struct slice *rest, size_t size)
{
	struct slice part = {rest->data, size};
	scan_skip(rest, size);
	return part;
}

/* Takes all up to the next blank. */
static inline struct slice scan_word(struct slice *rest)
{
	size_t size = 0;
	while (size < rest->size && !scan_is_blank(rest->data[size])) {
		size++;
	}
	return scan_part(rest, size);
}

#endif
