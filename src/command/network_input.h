/* The network a command works on: the working tree, what is staged, or a revision, found from the current folder. */
#ifndef SOUCI_COMMAND_NETWORK_INPUT_H
#define SOUCI_COMMAND_NETWORK_INPUT_H

#include "command/command.h"
#include "rule/snapshot.h"
#include "source/repository.h"

struct network_input {
	char *root;
	struct source *source;
	struct findings *findings;
	struct snapshot *snapshot;
	struct date until; /* run_last_day() */
};

/* Settles what the options --at, --staged and --committed-by ask for: sets `run->revision` and `run->until`. Fails when
 * they contradict each other, when the command takes none, or when there is no such commit. */
const struct failure *run_choose_source(struct run *run);

/* The last day that is told of: that of --at, else of --today; DATE_MAXIMUM when everything known is. */
struct date run_last_day(const struct run *run);

/* Fails when one of those options is given: for what works on the files as they are. */
const struct failure *run_refuse_source(const struct run *run);

/* Finds the root of the network from the current folder and opens what was chosen: the files, the index or a revision;
 * in a bare repository HEAD, when only a day is given. Free `root` with free() and `source` with source_free(), also
 * after a failure: both must be NULL before. */
const struct failure *run_open_source(const struct run *run, char **root, struct source **source);

/* A source, which is taken over, as it was on a day given with --at; as it is when none was. */
struct source *run_source_of_day(const struct run *run, struct source *whole);

/* Where in its repository the network of the current folder lies: "folder/", or "" at the top. In a bare repository it
 * is looked for in the revision that was chosen, or HEAD; "" while there is no commit. */
const struct failure *run_find_prefix(const struct run *run, git_repository *repository, struct slice *prefix);

/* Opens what run_open_source() says and reads the network, whose decimal mark the look of the run takes over.
 * Release it with network_input_release(), also after a failure. */
const struct failure *network_input_read(struct run *run, struct network_input *input);

/* The same without what is dated later than a day given with --at, for what is to be judged as it was then. */
const struct failure *network_input_read_day(struct run *run, struct network_input *input);

void network_input_release(struct network_input *input);

#endif
