#include "command/completion.h"

static void add_option_words(struct run *run, const struct option *option)
{
	buffer_format(&run->output, " --%s", option->name);
}

static void add_pattern(struct run *run, const struct option *option)
{
	if (option->letter != 0) {
		buffer_format(&run->output, "-%c|", option->letter);
	}
	buffer_format(&run->output, "--%s", option->name);
}

/* A branch that passes over the value of an option, where the command word is looked for. */
static void add_skip(struct run *run, const struct option *option)
{
	if (completion_value_kind(option) != VALUE_NONE) {
		buffer_add(&run->output, SLICE("\t\t"));
		add_pattern(run, option);
		buffer_add(&run->output, SLICE(") ((i++)) ;;\n"));
	}
}

/* A branch that completes the value of the option before the cursor. */
static void add_value(struct run *run, const struct option *option)
{
	enum value_kind kind = completion_value_kind(option);
	if (kind == VALUE_NONE) {
		return;
	}
	buffer_add(&run->output, SLICE("\t\t"));
	add_pattern(run, option);
	buffer_add(&run->output, SLICE(") "));
	switch (kind) {
	case VALUE_CHOICE:
		buffer_format(&run->output, "COMPREPLY=($(compgen -W '%s' -- \"$current\")); ", option->choices);
		break;
	case VALUE_FILE: buffer_add(&run->output, SLICE("COMPREPLY=($(compgen -f -- \"$current\")); ")); break;
	case VALUE_FOLDER: buffer_add(&run->output, SLICE("COMPREPLY=($(compgen -d -- \"$current\")); ")); break;
	case VALUE_ID:
		buffer_format(&run->output, "COMPREPLY=($(compgen -W \"$(souci %s 2>/dev/null)\" -- \"$current\")); ",
			      completion_id_source(option));
		break;
	case VALUE_NONE:
	case VALUE_OTHER: break;
	}
	buffer_add(&run->output, SLICE("return ;;\n"));
}

static void add_command(struct run *run, const struct command *command)
{
	buffer_format(&run->output, "\t%s)\n\t\twords='", command->name);
	completion_each_option(run, command, add_option_words);
	buffer_add(&run->output, SLICE("'\n\t\tcase $previous in\n"));
	completion_each_option(run, command, add_value);
	buffer_add(&run->output, SLICE("\t\tesac\n"));
	if (command->argument_choices != NULL) {
		buffer_format(&run->output, "\t\twords+=' %s'\n", command->argument_choices);
	} else if (command->argument_source != NULL) {
		buffer_format(&run->output, "\t\twords+=\" $(souci %s 2>/dev/null)\"\n", command->argument_source);
	}
	buffer_add(&run->output, SLICE("\t\t;;\n"));
}

void completion_write_bash(struct run *run)
{
	buffer_add(&run->output,
		   SLICE("# bash completion of souci, written by `souci completion bash`\n"
			 "_souci() {\n"
			 "\tlocal current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}\n"
			 "\tlocal command= words= i\n"
			 "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
			 "\t\tcase ${COMP_WORDS[i]} in\n"));
	completion_each_option(run, NULL, add_skip);
	buffer_add(&run->output, SLICE("\t\t-*) ;;\n"
				       "\t\t*) command=${COMP_WORDS[i]}; break ;;\n"
				       "\t\tesac\n"
				       "\tdone\n"
				       "\tcase $command in\n"
				       "\t'')\n\t\twords='"));
	for (size_t i = 0; commands[i] != NULL; i++) {
		buffer_format(&run->output, "%s%s", i > 0 ? " " : "", commands[i]->name);
	}
	completion_each_option(run, NULL, add_option_words);
	buffer_add(&run->output, SLICE("'\n\t\tcase $previous in\n"));
	completion_each_option(run, NULL, add_value);
	buffer_add(&run->output, SLICE("\t\tesac\n\t\t;;\n"));
	for (size_t i = 0; commands[i] != NULL; i++) {
		add_command(run, commands[i]);
	}
	buffer_add(&run->output, SLICE("\tesac\n"
				       "\tCOMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
				       "}\n"
				       "complete -o default -F _souci souci\n"));
}
