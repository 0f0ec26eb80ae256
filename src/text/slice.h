/* Slices: borrowed runs of bytes, the way all text travels in this program.
 * A slice does not own its bytes and is not ended by a NUL. */
#ifndef SOUCI_TEXT_SLICE_H
#define SOUCI_TEXT_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct slice {
	const char *data;
	size_t size;
};

/* A slice of a string literal; the length is known when compiling. */
#define SLICE(literal) ((struct slice){("" literal), sizeof(literal) - 1})

/* For printf("%.*s", SLICE_ARGUMENTS(slice)). */
#define SLICE_ARGUMENTS(slice) ((int)(slice).size), ((slice).size > 0 ? (slice).data : "")

/* The slice of a C string; NULL gives the empty slice. Borrows. */
struct slice slice_of(const char *string);

bool slice_equal(struct slice a, struct slice b);

/* Byte order, shorter first among equals: the order of every sorted output. */
int slice_compare(struct slice a, struct slice b);

bool slice_starts_with(struct slice slice, struct slice prefix);
bool slice_ends_with(struct slice slice, struct slice suffix);

/* `slice` from byte `start` on; empty when there is none left. */
static inline struct slice slice_from(struct slice slice, size_t start)
{
	if (slice.size == 0) {
		return slice; /* its pointer may be NULL, which nothing can be added to */
	}
	size_t skipped = start < slice.size ? start : slice.size;
	return (struct slice){slice.data + skipped, slice.size - skipped};
}

/* At most `length` bytes of `slice` from byte `start`. */
static inline struct slice slice_part(struct slice slice, size_t start, size_t length)
{
	struct slice rest = slice_from(slice, start);
	rest.size = rest.size < length ? rest.size : length;
	return rest;
}

/* Without the spaces and tabs around it. */
struct slice slice_trim(struct slice slice);

/* The byte index of the first `byte`, or `slice.size` when there is none. */
size_t slice_find(struct slice slice, char byte);

/* The byte index of the last `byte`, or `slice.size` when there is none. */
size_t slice_find_last(struct slice slice, char byte);

/* Whether `part` stands somewhere in `slice`. */
bool slice_contains(struct slice slice, struct slice part);

/* Takes the next word of `*rest`, words being parted by any of `separators`;
 * false, leaving `word` alone, when no word is left. */
bool slice_next_word(struct slice *rest, const char *separators, struct slice *word);

/* A non-negative decimal integer filling the whole slice, at most `limit`;
 * false, leaving `number` alone, otherwise. */
bool slice_to_number(struct slice slice, uint64_t limit, uint64_t *number);

/* How many letters must be changed, added, dropped or swapped with their neighbour to turn one into the
 * other (optimal string alignment), stopping at `limit` + 1. Bytes, not characters: to guess what was meant. */
size_t slice_distance(struct slice a, struct slice b, size_t limit);

/* The index of the name that `word` was most likely meant to be, the first among equals; `count` when none is near. */
size_t slice_nearest(struct slice word, const struct slice *names, size_t count);

#endif
