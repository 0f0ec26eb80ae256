/* The network a command works on: the working tree, what is staged, or a revision, found from the current folder. */
#ifndef SOUCI_COMMAND_NETWORK_INPUT_H
#define SOUCI_COMMAND_NETWORK_INPUT_H

#include "command/command.h"
#include "rule/snapshot.h"

struct network_input {
	char *root;
	struct source *source;
	struct findings *findings;
	struct snapshot *snapshot;
	struct date until; /* the day of --at when it is one; DATE_MAXIMUM otherwise */
};

/* Opens where `--at` says (a revision; else the folder, or the index when `is_staged`) and reads the network.
 * Release it with network_input_release(), also after a failure. */
const struct failure *network_input_read(const struct run *run, bool is_staged, struct network_input *input);
void network_input_release(struct network_input *input);

#endif
