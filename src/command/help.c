#include "command/help.h"

#include "command/general_options.h"
#include "command/prose.h"
#include "text/translate.h"

#define VERSION "0.1"

enum { SUMMARY_COLUMN = 16, OPTION_HELP_COLUMN = 26 };

static void add_heading(struct run *run, const char *heading)
{
	buffer_format(&run->output, "\n%s%s%s\n", run->look.colour ? "\x1b[1m" : "", heading,
		      run->look.colour ? "\x1b[0m" : "");
}

static void add_option(struct run *run, const struct option *option)
{
	struct slice name = arena_format(run->arena, "--%s%s%s", option->name, option->argument == NULL ? "" : " ",
					 option->argument == NULL ? "" : option->argument);
	struct slice letter = option->letter == 0 ? SLICE("    ") : arena_format(run->arena, "-%c, ", option->letter);
	struct slice help = slice_of(_(option->help));
	if (option->choices != NULL) {
		help = arena_format(run->arena, "%.*s (%s)", SLICE_ARGUMENTS(help), option->choices);
	}
	buffer_format(&run->output, "  %.*s%.*s", SLICE_ARGUMENTS(letter), SLICE_ARGUMENTS(name));
	size_t used = 2 + letter.size + name.size;
	if (used + 2 > OPTION_HELP_COLUMN) {
		buffer_add_byte(&run->output, '\n');
		used = 0;
	}
	buffer_add_repeated(&run->output, ' ', OPTION_HELP_COLUMN - used);
	prose_add(&run->output, help, OPTION_HELP_COLUMN);
}

static void add_options(struct run *run, const struct command *command)
{
	const struct option_group *groups[OPTION_GROUPS_MAXIMUM];
	size_t count = option_groups_of(command, groups);
	for (size_t i = 0; i < count; i++) {
		add_heading(run, _(groups[i]->heading));
		for (const struct option *option = groups[i]->options; option->name != NULL; option++) {
			add_option(run, option);
		}
	}
}

/* Adds help text: lines that begin with a space as they stand, the others filled. */
static void add_help_text(struct run *run, struct slice text)
{
	while (text.size > 0) {
		struct slice line = slice_part(text, 0, slice_find(text, '\n'));
		text = slice_from(text, line.size + 1);
		if (slice_starts_with(line, SLICE(" "))) {
			buffer_add(&run->output, line);
			buffer_add_byte(&run->output, '\n');
		} else {
			prose_add(&run->output, line, 0);
		}
	}
}

static void add_command_help(struct run *run, const struct command *command)
{
	buffer_format(&run->output, "souci %s – %s\n", command->name, _(command->summary));
	add_heading(run, _("Usage"));
	buffer_format(&run->output, "  souci %s %s%s%s\n\n", command->name, _("[OPTIONS]"),
		      command->arguments[0] == '\0' ? "" : " ", command->arguments);
	add_help_text(run, slice_of(_(command->help)));
	add_options(run, command);
}

static void add_overview(struct run *run)
{
	buffer_add(&run->output,
		   slice_of(_("souci keeps the circles, roles and contributive budgets of a network of third "
			      "places,\nas plain text in a git repository.\n")));
	add_heading(run, _("Usage"));
	buffer_format(&run->output, "  souci %s\n", _("COMMAND [OPTIONS] [ARGUMENTS]"));
	add_heading(run, _("Commands"));
	for (size_t i = 0; commands[i] != NULL; i++) {
		buffer_format(&run->output, "  %-*s", SUMMARY_COLUMN - 2, commands[i]->name);
		prose_add(&run->output, slice_of(_(commands[i]->summary)), SUMMARY_COLUMN);
	}
	add_options(run, NULL);
	add_heading(run, _("More"));
	buffer_add(&run->output, slice_of(_("  souci help COMMAND shows the options and examples of a command.\n"
					    "  souci explain ID tells what a finding means and how to mend it.\n")));
}

void help_add(struct run *run, const struct command *command)
{
	if (command == NULL) {
		add_overview(run);
	} else {
		add_command_help(run, command);
	}
}

void version_add(struct run *run)
{
	buffer_add(&run->output, SLICE("souci " VERSION "\n"));
}

static const struct failure *run_help(struct run *run)
{
	const struct command *command = NULL;
	if (run->argument_count > 0) {
		command = command_named(run->arguments[0]);
		if (command == NULL) {
			return failure_new(_("there is no command “%.*s”"), SLICE_ARGUMENTS(run->arguments[0]));
		}
	}
	help_add(run, command);
	return NULL;
}

const struct command help_command = {
    .name = "help",
    .summary = N_("list the commands, or show the help of one"),
    .arguments = "[COMMAND]",
    .help = N_("Without a command, lists all of them. With one, shows its options and examples.\n"
	       "\n"
	       "Examples\n"
	       "  souci help\n"
	       "  souci help explain"),
    .arguments_most = 1,
    .argument_source = "completion commands",
    .run = run_help,
};

static const struct failure *run_version(struct run *run)
{
	version_add(run);
	return NULL;
}

const struct command version_command = {
    .name = "version",
    .summary = N_("show the version"),
    .arguments = "",
    .help = N_("Prints the name of the program and its version."),
    .run = run_version,
};
