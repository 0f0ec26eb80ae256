/* Writing files so that nothing is ever half-written: all new contents are put beside their places first and only then
 * moved there, one atomic rename after the other. */
#ifndef SOUCI_SOURCE_REPLACE_H
#define SOUCI_SOURCE_REPLACE_H

#include "text/failure.h"
#include "text/slice.h"

struct file_change {
	struct slice path; /* relative to the root, below it */
	struct slice bytes;
	bool is_removed; /* the file goes away; `bytes` is empty */
};

/* Makes the changes below the folder `root`, in their order. When one cannot be prepared (a full disk, no permission),
 * nothing is changed and the failure says why. A run that is killed leaves each file old or new, and at worst
 * temporary files named `.souci-*.new`, which the next run removes. Two runs at once exclude each other: the second
 * fails. */
const struct failure *replace_files(struct slice root, const struct file_change *changes, size_t count);

/* Whether a path is that of a file which replace_files() was writing beside another when it was killed:
 * `.souci-2024-03-07.journal.new`. */
bool path_is_half_written(struct slice path);

#endif
