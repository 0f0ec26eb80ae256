/* The journals a command works on: the files given by `-f`, or the network's `ledger/main.journal`. */
#ifndef SOUCI_COMMAND_JOURNAL_INPUT_H
#define SOUCI_COMMAND_JOURNAL_INPUT_H

#include "command/command.h"
#include "journal/journal.h"
#include "source/source.h"

/* What was read, and what must outlive it. */
struct journal_input {
	struct source *source;
	struct journal_loader *loader;
	struct findings *findings;
	struct journal *journal;
};

/* Reads the journals of the run as `options` say (NULL: all in memory). Release it with journal_input_release(), also
 * after a failure. */
const struct failure *journal_input_read(const struct run *run, const struct journal_options *options,
					 struct journal_input *input);
void journal_input_release(struct journal_input *input);

#endif
