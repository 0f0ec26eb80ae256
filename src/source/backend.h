/* What each kind of source must do. For src/source/ only. */
#ifndef SOUCI_SOURCE_BACKEND_H
#define SOUCI_SOURCE_BACKEND_H

#include "source/source.h"
#include "text/arena.h"

struct source_collector; /* a list being made */

void source_collect(struct source_collector *collector, struct slice path, enum source_kind kind);

struct source_backend {
	/* Adds all that is below `folder` in any order. */
	const struct failure *(*list)(void *state, struct slice folder, struct source_collector *collector);
	/* Reads into the arena, with a NUL behind. */
	enum source_kind (*read)(void *state, struct arena *arena, struct slice path, struct slice *bytes);
	void (*free)(void *state);
	/* Why what stands at a path was SOURCE_DAMAGED; NULL where nothing ever is. */
	const struct failure *(*damage)(void *state, struct slice path);
};

/* Takes ownership of `state`. */
struct source *source_new(const struct source_backend *backend, void *state);

void *source_state(struct source *source);

const struct source_backend *source_backend(const struct source *source);

/* Forgets what was read at a path: it is read anew when it is asked for. What was given out lives on. */
void source_forget(struct source *source, struct slice path);

#endif
