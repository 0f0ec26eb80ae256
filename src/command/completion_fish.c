#include "command/completion.h"

#include "command/general_options.h"
#include "text/translate.h"

static void add_quoted(struct run *run, const char *text)
{
	buffer_add_byte(&run->output, '\'');
	for (; *text != '\0'; text++) {
		buffer_add(&run->output, *text == '\'' || *text == '\\' ? SLICE("\\") : SLICE(""));
		buffer_add_byte(&run->output, *text);
	}
	buffer_add_byte(&run->output, '\'');
}

/* Adds the letter, name, value and description of an option; the condition stands before it. */
static void add_option(struct run *run, const struct option *option)
{
	if (option->letter != 0) {
		buffer_format(&run->output, " -s %c", option->letter);
	}
	buffer_format(&run->output, " -l %s", option->name);
	switch (completion_value_kind(option)) {
	case VALUE_NONE: break;
	case VALUE_CHOICE: buffer_format(&run->output, " -x -a '%s'", option->choices); break;
	case VALUE_FILE: buffer_add(&run->output, SLICE(" -r -F")); break;
	case VALUE_FOLDER: buffer_add(&run->output, SLICE(" -x -a '(__fish_complete_directories)'")); break;
	case VALUE_ID:
		buffer_format(&run->output, " -x -a '(souci %s 2>/dev/null)'", completion_id_source(option));
		break;
	case VALUE_OTHER: buffer_add(&run->output, SLICE(" -x")); break;
	}
	buffer_add(&run->output, SLICE(" -d "));
	add_quoted(run, _(option->help));
	buffer_add_byte(&run->output, '\n');
}

static void add_general_option(struct run *run, const struct option *option)
{
	buffer_add(&run->output, SLICE("complete -c souci"));
	add_option(run, option);
}

static void add_command(struct run *run, const struct command *command)
{
	buffer_format(&run->output, "complete -c souci -n __fish_use_subcommand -f -a %s -d ", command->name);
	add_quoted(run, _(command->summary));
	buffer_add_byte(&run->output, '\n');
	const char *condition = "complete -c souci -n '__fish_seen_subcommand_from";
	if (command->argument_choices != NULL) {
		buffer_format(&run->output, "%s %s' -f -a '%s'\n", condition, command->name, command->argument_choices);
	} else if (command->argument_source != NULL) {
		buffer_format(&run->output, "%s %s' -f -a '(souci %s 2>/dev/null)'\n", condition, command->name,
			      command->argument_source);
	}
}

static void add_own_options(struct run *run, const struct command *command, const struct option_group *group)
{
	for (const struct option *option = group->options; option->name != NULL; option++) {
		buffer_format(&run->output, "complete -c souci -n '__fish_seen_subcommand_from %s'", command->name);
		add_option(run, option);
	}
}

void completion_write_fish(struct run *run)
{
	buffer_add(&run->output, SLICE("# fish completion of souci, written by `souci completion fish`\n"));
	completion_each_option(run, NULL, add_general_option);
	for (size_t i = 0; commands[i] != NULL; i++) {
		const struct option_group *groups[OPTION_GROUPS_MAXIMUM];
		size_t count = option_groups_of(commands[i], groups);
		add_command(run, commands[i]);
		for (size_t j = 0; j + 1 < count; j++) { /* the last ones are the general ones, given above */
			add_own_options(run, commands[i], groups[j]);
		}
	}
}
