/* Looking at the indexes of packs before libgit2 does: it (1.5) follows an offset in one wherever that leads. */
#ifndef SOUCI_SOURCE_PACK_INDEX_H
#define SOUCI_SOURCE_PACK_INDEX_H

#include "text/slice.h"

/* Whether every pack of a folder of objects (`.git/objects`) has an index that leads into it. Otherwise sets libgit2's
 * error. */
bool pack_indexes_are_sound(struct slice folder);

/* Whether the bytes of an index lead into a pack of that many bytes. */
bool pack_index_is_sound(struct slice index, uint64_t pack_size);

#endif
