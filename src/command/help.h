/* What --help and --version say. */
#ifndef SOUCI_COMMAND_HELP_H
#define SOUCI_COMMAND_HELP_H

#include "command/command.h"

/* Adds the help of a command, or the list of all commands when it is NULL. */
void help_add(struct run *run, const struct command *command);

void version_add(struct run *run);

#endif
