#include "command/foreign_option.h"

#include "command/general_options.h"
#include "text/translate.h"

#include <string.h>

enum { COMMANDS_NAMED_MOST = 6 }; /* a message that lists more is not read */

static const struct option *find_in(const struct option_group *group, struct slice name)
{
	const struct option *option = group->options;
	while (option->name != NULL && !slice_equal(slice_of(option->name), name)) {
		option++;
	}
	return option->name == NULL ? NULL : option;
}

/* The option of a name that a command takes, or NULL. */
static const struct option *find_option(const struct command *command, struct slice name)
{
	const struct option_group *groups[OPTION_GROUPS_MAXIMUM];
	size_t count = option_groups_of(command, groups);
	const struct option *option = NULL;
	for (size_t i = 0; i < count && option == NULL; i++) {
		option = find_in(groups[i], name);
	}
	return option;
}

/* Whether the command wants the option's value as a word: `souci agenda CIRCLE`. */
static bool takes_as_word(const struct command *command, const struct option *option)
{
	return option->argument != NULL && strcmp(command->arguments, option->argument) == 0;
}

const struct failure *foreign_option(struct arena *arena, const struct command *command, struct slice word)
{
	struct slice takers[COMMANDS_NAMED_MOST];
	size_t count = 0;
	const struct option *option = NULL;
	if (!slice_starts_with(word, SLICE("--"))) {
		return NULL;
	}
	struct slice name = slice_part(word, 2, slice_find(word, '=') - 2);
	if (find_option(command, name) != NULL) {
		return NULL;
	}
	for (size_t i = 0; commands[i] != NULL && count < COMMANDS_NAMED_MOST; i++) {
		const struct option *found = find_option(commands[i], name);
		if (found != NULL) {
			option = found;
			takers[count++] = slice_of(commands[i]->name);
		}
	}
	if (option == NULL) {
		return NULL;
	}
	if (command == NULL) {
		return failure_new(_("--%s goes behind the command: souci COMMAND --%s"), option->name, option->name);
	}
	if (takes_as_word(command, option)) {
		return failure_new(_("souci %s takes no --%s; write: souci %s %s"), command->name, option->name,
				   command->name, option->argument);
	}
	return failure_new(_("souci %s takes no --%s, which is for: %.*s (souci help %s lists what it takes)"),
			   command->name, option->name, SLICE_ARGUMENTS(arena_join(arena, takers, count, SLICE(", "))),
			   command->name);
}
