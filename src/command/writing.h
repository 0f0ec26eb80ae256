/* What a command is about to write, judged before it does: the same checks as those of `souci check`. */
#ifndef SOUCI_COMMAND_WRITING_H
#define SOUCI_COMMAND_WRITING_H

#include "command/command.h"
#include "source/replace.h"
#include "source/source.h"

/* Makes the changes below `root`, the folder of the source. Where that would make something wrong that is not among the
 * findings `before`, this is told on standard error, nothing is written and the failure says so. */
const struct failure *run_write_files(struct run *run, const char *root, struct source *source, struct findings *before,
				      const struct file_change *changes, size_t count);

#endif
