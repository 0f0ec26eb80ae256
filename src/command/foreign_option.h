/* Options that the command does not take and another one does. */
#ifndef SOUCI_COMMAND_FOREIGN_OPTION_H
#define SOUCI_COMMAND_FOREIGN_OPTION_H

#include "command/command.h"

/* For `--name` or `--name=value` that `command` (NULL: none is named yet) does not know and others do: the failure that
 * says who takes it, or where to write it. NULL for any other word. */
const struct failure *foreign_option(struct arena *arena, const struct command *command, struct slice word);

#endif
