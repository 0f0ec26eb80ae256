/* A copy of the part of a file that is being read, small enough to stay in the processor's cache. Copying costs less
 * than having each page of a large file mapped; a file that cannot be copied is looked at where it lies. */
#ifndef SOUCI_JOURNAL_WINDOW_H
#define SOUCI_JOURNAL_WINDOW_H

#include <stdbool.h>
#include <stddef.h>

struct reader;

struct window {
	const char *bytes;
	size_t place; /* of the first byte, in the file */
	size_t size;
	char *room; /* owned */
};

void window_release(struct window *window);

/* Forgets what it shows: another file is read. */
void window_close(struct window *window);

/* Whether it shows more than `size` bytes from `place` on. */
static inline bool window_reaches(const struct window *window, size_t place, size_t size)
{
	return place >= window->place && place < window->place + window->size &&
	       window->place + window->size - place > size;
}

/* Lets the reader's window begin at `place`, and checks that what it shows is text. Returns true. */
bool window_move(struct reader *reader, size_t place);

/* The byte of the file that a byte of the reader's window is a copy of. */
const char *window_original(const struct reader *reader, const char *byte);

#endif
