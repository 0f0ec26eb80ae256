/* The options every command takes, and those of the commands that filter. */
#ifndef SOUCI_COMMAND_GENERAL_OPTIONS_H
#define SOUCI_COMMAND_GENERAL_OPTIONS_H

#include "command/command.h"

extern const struct option_group general_option_group; /* values: struct general_options */
extern const struct option_group journal_option_group; /* -f; values: struct general_options */

/* The filter options as written. */
struct filter_options {
	struct text_list circles;
	struct text_list actions;
	struct text_list funds;
	struct text_list people;
	struct slice from;
	struct slice to;
	struct slice period;
	bool monthly;
	bool quarterly;
	bool yearly;
};

/* Turns them into a filter; fails on what is no date, no period or no UTF-8, and on a span that holds no day. */
const struct failure *filter_from_options(const struct filter_options *options, struct text_list patterns,
					  struct filter *filter);

enum { OPTION_GROUPS_MAXIMUM = 4 };

/* The groups a command takes (NULL: no command yet), its own first, the general one last. Returns how many there are.
 */
size_t option_groups_of(const struct command *command, const struct option_group *groups[OPTION_GROUPS_MAXIMUM]);

#endif
