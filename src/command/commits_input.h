/* The commits a command works on. */
#ifndef SOUCI_COMMAND_COMMITS_INPUT_H
#define SOUCI_COMMAND_COMMITS_INPUT_H

#include "command/command.h"
#include "history/range.h"

struct commits_input {
	git_repository *repository;
	struct commit_range range;
	struct slice root; /* "folder/", or "" at the top and in a bare repository: where the network lies */
};

/* Opens the repository of the current folder and reads `range` (`A..B`, `B`; HEAD when empty). Close it with
 * commits_input_close(), also after a failure. */
const struct failure *commits_input_open(const struct run *run, struct slice range, struct commits_input *input);
void commits_input_close(struct commits_input *input);

#endif
