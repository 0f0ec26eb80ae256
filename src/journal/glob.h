/* File name patterns: `*` and `?` stay within one name, `**` goes through folders, `[a-z]` is one of a set. */
#ifndef SOUCI_JOURNAL_GLOB_H
#define SOUCI_JOURNAL_GLOB_H

#include "text/slice.h"

/* Whether the path matches the pattern from its first byte to its last. Names that begin with a point match only a
 * pattern that says it. Takes time in proportion to the product of both lengths at most. */
bool glob_matches(struct slice pattern, struct slice path);

#endif
