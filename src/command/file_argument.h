/* Files of the network named on the command line. */
#ifndef SOUCI_COMMAND_FILE_ARGUMENT_H
#define SOUCI_COMMAND_FILE_ARGUMENT_H

#include "source/source.h"
#include "text/arena.h"

/* The path below `root` of a file named from the current folder or, when nothing stands there, from the root. Nothing
 * need stand in the working tree: the source may be a revision. Sets `kind` to what the source has at the path and
 * `file` as source_read() does. Fails on a path that leads outside the root. */
const struct failure *file_argument_find(struct arena *arena, const char *root, struct source *source,
					 struct slice word, enum source_kind *kind, const struct text_file **file);

#endif
