/* Reading loose objects in libgit2's place: its own reader (1.5) loops for ever on a file that was cut short, and
 * writes behind its memory when an object holds more than its header says. */
#ifndef SOUCI_SOURCE_LOOSE_H
#define SOUCI_SOURCE_LOOSE_H

#include "source/libgit2.h"

#include <stdbool.h>

/* Puts our reader before libgit2's for the loose objects of a folder (`.git/objects`) and of those that its
 * `info/alternates` names, and looks at the indexes of their packs. `is_alternate`: the folder itself is an alternate
 * of the database. Returns 0 or an error code of libgit2. */
int objects_guard(git_odb *database, const char *folder, bool is_alternate);

#endif
