/* Shell completion, generated from the tables of commands and options: a writer per shell. */
#ifndef SOUCI_COMMAND_COMPLETION_H
#define SOUCI_COMMAND_COMPLETION_H

#include "command/command.h"

void completion_write_bash(struct run *run);
void completion_write_zsh(struct run *run);
void completion_write_fish(struct run *run);

/* What the value of an option is to a shell. */
enum value_kind {
	VALUE_NONE,   /* a flag */
	VALUE_CHOICE, /* one of option->choices */
	VALUE_FILE,
	VALUE_FOLDER,
	VALUE_ID, /* of the network: what `souci` lists, called with completion_id_source() */
	VALUE_OTHER,
};

enum value_kind completion_value_kind(const struct option *option);

/* The words behind `souci` that list the ids an option takes, one a line; NULL when it takes none. */
const char *completion_id_source(const struct option *option);

/* Calls `visit` with each option of a command (NULL: of all commands), its own first. */
void completion_each_option(struct run *run, const struct command *command,
			    void (*visit)(struct run *run, const struct option *option));

#endif
