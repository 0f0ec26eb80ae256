/* UTF-8: checking, decoding, and how wide text stands on a terminal. */
#ifndef SOUCI_TEXT_UTF8_H
#define SOUCI_TEXT_UTF8_H

#include "text/slice.h"

/* The byte index of the first ill-formed sequence (Unicode 15, table 3-7), or `text.size` when all is well. */
size_t utf8_find_invalid(struct slice text);

/* Where the printable ASCII that begins at `start` ends: the first byte after it that is something else, or the size.
 */
size_t utf8_skip_printable_ascii(struct slice text, size_t start);

/* How many characters (code points) `text`, well-formed, holds. */
size_t utf8_length(struct slice text);

/* Decodes the character at the start of a well-formed, non-empty `text`; sets its size in bytes. */
uint32_t utf8_decode(struct slice text, size_t *size);

/* Terminal columns taken by well-formed `text`: 0 for combining marks, 2 for wide characters. */
size_t utf8_width(struct slice text);

/* The longest beginning of `text` that fits in `columns`. */
struct slice utf8_fit(struct slice text, size_t columns);

/* Whether file systems that tell neither large letters from small ones nor an accented letter from the same one written
 * in two parts (Unicode's caseless matching) take two names for one. Names that are not well-formed are told by their
 * bytes alone, but for the case of ASCII letters. */
bool utf8_equal_folded(struct slice a, struct slice b);

/* The plain ASCII letter or digit that the character looks like (Cyrillic а → 'a', é → 'e'), or 0. */
char utf8_ascii_look_alike(uint32_t character);

#endif
