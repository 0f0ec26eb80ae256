#include "command/completion.h"

#include "text/translate.h"

/* Adds a description inside single quotes, where _arguments and _describe give brackets and colons a meaning. */
static void add_description(struct run *run, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '\'') {
			buffer_add(&run->output, SLICE("'\\''"));
			continue;
		}
		if (*text == '[' || *text == ']' || *text == ':' || *text == '\\') {
			buffer_add_byte(&run->output, '\\');
		}
		buffer_add_byte(&run->output, *text);
	}
}

static void add_option(struct run *run, const struct option *option)
{
	const char *repeated = option->kind == OPTION_LIST ? "*" : "";
	if (option->letter != 0) {
		buffer_format(&run->output, "\t\t'%s'{-%c,--%s}'[", repeated, option->letter, option->name);
	} else {
		buffer_format(&run->output, "\t\t'%s--%s[", repeated, option->name);
	}
	add_description(run, _(option->help));
	buffer_add_byte(&run->output, ']');
	switch (completion_value_kind(option)) {
	case VALUE_NONE: break;
	case VALUE_CHOICE: buffer_format(&run->output, ":%s:(%s)", option->argument, option->choices); break;
	case VALUE_FILE: buffer_format(&run->output, ":%s:_files", option->argument); break;
	case VALUE_FOLDER: buffer_format(&run->output, ":%s:_files -/", option->argument); break;
	case VALUE_ID:
		buffer_format(&run->output, ":%s:($(souci %s 2>/dev/null))", option->argument,
			      completion_id_source(option));
		break;
	case VALUE_OTHER: buffer_format(&run->output, ":%s: ", option->argument); break;
	}
	buffer_add(&run->output, SLICE("' \\\n"));
}

static void add_command(struct run *run, const struct command *command)
{
	buffer_format(&run->output, "\t%s)\n\t\t_arguments \\\n", command->name);
	completion_each_option(run, command, add_option);
	if (command->argument_choices != NULL) {
		buffer_format(&run->output, "\t\t'*:argument:(%s)' ;;\n", command->argument_choices);
	} else if (command->argument_source != NULL) {
		buffer_format(&run->output, "\t\t'*:argument:($(souci %s 2>/dev/null))' ;;\n",
			      command->argument_source);
	} else {
		buffer_add(&run->output, SLICE("\t\t'*:argument:_files' ;;\n"));
	}
}

void completion_write_zsh(struct run *run)
{
	buffer_add(&run->output, SLICE("#compdef souci\n"
				       "# zsh completion of souci, written by `souci completion zsh`\n"
				       "_souci() {\n"
				       "\tlocal curcontext=$curcontext state line\n"
				       "\tlocal -a commands\n"
				       "\tcommands=(\n"));
	for (size_t i = 0; commands[i] != NULL; i++) {
		buffer_format(&run->output, "\t\t'%s:", commands[i]->name);
		add_description(run, _(commands[i]->summary));
		buffer_add(&run->output, SLICE("'\n"));
	}
	buffer_add(&run->output, SLICE("\t)\n\t_arguments -C \\\n"));
	completion_each_option(run, NULL, add_option);
	buffer_add(&run->output, SLICE("\t\t'1:command:->command' \\\n"
				       "\t\t'*::argument:->argument' && return\n"
				       "\tif [[ $state == command ]]; then\n"
				       "\t\t_describe command commands\n"
				       "\t\treturn\n"
				       "\tfi\n"
				       "\tcase $words[1] in\n"));
	for (size_t i = 0; commands[i] != NULL; i++) {
		add_command(run, commands[i]);
	}
	buffer_add(&run->output, SLICE("\tesac\n"
				       "}\n"
				       "_souci \"$@\"\n"));
}
