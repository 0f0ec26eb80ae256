#include "command/completion.h"

#include "command/general_options.h"
#include "text/translate.h"

#include <string.h>

enum value_kind completion_value_kind(const struct option *option)
{
	if (option->kind == OPTION_FLAG) {
		return VALUE_NONE;
	}
	if (option->choices != NULL) {
		return VALUE_CHOICE;
	}
	if (strcmp(option->argument, "DIR") == 0) {
		return VALUE_FOLDER;
	}
	return strcmp(option->argument, "FILE") == 0 ? VALUE_FILE : VALUE_OTHER;
}

void completion_each_option(struct run *run, const struct command *command,
			    void (*visit)(struct run *run, const struct option *option))
{
	const struct option_group *groups[OPTION_GROUPS_MAXIMUM];
	size_t count = option_groups_of(command, groups);
	for (size_t i = 0; i < count; i++) {
		for (const struct option *option = groups[i]->options; option->name != NULL; option++) {
			visit(run, option);
		}
	}
}

static void list_commands(struct run *run)
{
	for (size_t i = 0; commands[i] != NULL; i++) {
		buffer_format(&run->output, "%s\n", commands[i]->name);
	}
}

static const struct {
	const char *name;
	void (*write)(struct run *run);
} completions[] = {
    {"bash", completion_write_bash},
    {"zsh", completion_write_zsh},
    {"fish", completion_write_fish},
    {"commands", list_commands},
};

static const struct failure *run_completion(struct run *run)
{
	for (size_t i = 0; i < sizeof completions / sizeof *completions; i++) {
		if (slice_equal(run->arguments[0], slice_of(completions[i].name))) {
			completions[i].write(run);
			return NULL;
		}
	}
	return failure_new(_("there is no completion for “%.*s”; choose bash, zsh or fish"),
			   SLICE_ARGUMENTS(run->arguments[0]));
}

const struct command completion_command = {
    .name = "completion",
    .summary = N_("write the script by which a shell completes souci"),
    .arguments = "bash|zsh|fish",
    .help = N_("Prints a script for the shell to read; it knows the commands, options and ids of this version.\n"
	       "With “commands”, prints the names of the commands, one a line.\n"
	       "\n"
	       "Examples\n"
	       "  souci completion bash > ~/.local/share/bash-completion/completions/souci\n"
	       "  souci completion zsh > ~/.zfunc/_souci\n"
	       "  souci completion fish > ~/.config/fish/completions/souci.fish"),
    .arguments_least = 1,
    .arguments_most = 1,
    .argument_choices = "bash zsh fish",
    .run = run_completion,
};
