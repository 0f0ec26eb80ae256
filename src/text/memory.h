/* The only door to malloc. Running out of memory is handled in one place: the handler set by the command
 * line (it says so and ends the run with code 2); files are replaced atomically, so nothing is lost.
 * A program that embeds us sets its own handler, which must not return. */
#ifndef SOUCI_TEXT_MEMORY_H
#define SOUCI_TEXT_MEMORY_H

#include <stddef.h>

typedef void memory_exhausted_handler(void);

/* Sets what happens when memory runs out; NULL is abort(). The handler must not return. */
void memory_on_exhausted(memory_exhausted_handler *handler);

/* `size` bytes, never NULL. Free with free(). */
void *memory_allocate(size_t size);

/* `count` times `size` bytes set to zero, never NULL, overflow checked. Free with free(). */
void *memory_allocate_zeroed(size_t count, size_t size);

/* realloc() for `count` items of `size` bytes, never NULL, overflow checked. Takes ownership of `old`. */
void *memory_resize(void *old, size_t count, size_t size);

/* Room for one more item in a growing array of `count` items of `size` bytes: doubles `*capacity` when it is
 * full. Takes ownership of `array`, returns it, perhaps moved; never NULL. */
void *memory_grow(void *array, size_t count, size_t *capacity, size_t size);

/* Says that all of a block will be written soon, so that the system hands its pages over in one call instead of one
 * fault a page, which is most of what memory costs a short run. Advice only: what the block holds stays. */
void memory_expect(void *block, size_t size);

#endif
