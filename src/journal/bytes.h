/* Whether bytes are text: UTF-8 without NUL, carriage returns only at line ends. */
#ifndef SOUCI_JOURNAL_BYTES_H
#define SOUCI_JOURNAL_BYTES_H

#include "text/slice.h"

enum bytes_fault {
	BYTES_SOUND,
	BYTES_NOT_UTF8,
	BYTES_NUL,
	BYTES_LONE_RETURN,
};

/* Looks at `bytes` from `*at` on and stops at the first fault, setting `*at` to its place, or once `until` is passed,
 * setting it to where to go on. Both are within `bytes`, `*at` at the start of a character. */
enum bytes_fault bytes_check(struct slice bytes, size_t *at, size_t until);

/* How many bytes at the start of `text`, which is the start of a character, are surely sound up to a character that may
 * be cut short at their end: most of them, or 0 when a closer look is needed. */
size_t bytes_sound_prefix(const char *text, size_t size);

#endif
