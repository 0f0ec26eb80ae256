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

/* Finds the root of the network and opens where `--at` says: a revision; else the folder, or the index when
 * `is_staged`. Sets `until` to the day of --at when it is one, else to DATE_MAXIMUM. Free `root` with free() and
 * `source` with source_free(), also after a failure: both must be NULL before. */
const struct failure *run_open_source(const struct run *run, bool is_staged, char **root, struct source **source,
				      struct date *until);

/* Opens what run_open_source() says and reads the network.
 * Release it with network_input_release(), also after a failure. */
const struct failure *network_input_read(const struct run *run, bool is_staged, struct network_input *input);
void network_input_release(struct network_input *input);

#endif
