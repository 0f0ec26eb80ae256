/* Arenas: everything read from one snapshot lives and dies together. Nothing inside is freed piece by piece. */
#ifndef SOUCI_TEXT_ARENA_H
#define SOUCI_TEXT_ARENA_H

#include "text/slice.h"

#include <stdarg.h>

struct arena;

/* A new empty arena, never NULL; free with arena_free(). */
struct arena *arena_new(void);

/* Frees the arena and all that was allocated in it; NULL is allowed. */
void arena_free(struct arena *arena);

/* Takes back all that was allocated, and keeps room for what comes: for one row, one line after the other. */
void arena_clear(struct arena *arena);

/* `count` items of `size` bytes, zeroed, aligned for any type, never NULL. Lives as long as the arena. */
void *arena_allocate(struct arena *arena, size_t count, size_t size);

/* One zeroed object of the type; an array of them. */
#define arena_new_object(arena, type) ((type *)arena_allocate((arena), 1, sizeof(type)))
/* An array with the first `known` items of one that was made by this function (none before) and room for `count`; what
 * comes behind them is zeros. It doubles, so that adding one by one costs no more than the items themselves. */
void *arena_lengthen(struct arena *arena, void *items, size_t known, size_t count, size_t size);

#define arena_new_array(arena, type, count) ((type *)arena_allocate((arena), (count), sizeof(type)))

/* A copy of `slice`, followed by a NUL (not counted), so that `.data` also serves as a C string. */
struct slice arena_copy(struct arena *arena, struct slice slice);

/* printf into the arena; followed by a NUL (not counted). */
struct slice arena_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct slice arena_format_list(struct arena *arena, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

/* The slices one after the other with `separator` between them. */
struct slice arena_join(struct arena *arena, const struct slice *parts, size_t count, struct slice separator);

#endif
