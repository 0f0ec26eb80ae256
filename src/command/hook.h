/* What `souci hook` does, one file a matter. */
#ifndef SOUCI_COMMAND_HOOK_H
#define SOUCI_COMMAND_HOOK_H

#include "command/command.h"

struct hook_options {
	bool server;
	struct text_list protected; /* patterns of branches */
	struct slice sources;       /* where CI fetches souci's sources */
};

/* Writes the hooks of the repository around the current folder. */
const struct failure *hook_install(struct run *run);

/* Writes the CI file of the forge named. */
const struct failure *hook_ci(struct run *run);

/* What the hooks run: judge the push that git tells on standard input. */
const struct failure *hook_pre_receive(struct run *run);
const struct failure *hook_pre_push(struct run *run);

#endif
