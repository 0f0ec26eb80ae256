#include "command/completion.h"

#include "command/general_options.h"
#include "command/network_input.h"
#include "model/model.h"
#include "rule/snapshot.h"
#include "text/translate.h"

#include <string.h>

const char *completion_id_source(const struct option *option)
{
	static const struct {
		const char *argument;
		const char *source;
	} sources[] = {
	    {"CIRCLE", "completion circles"},
	    {"ACTION", "completion actions"},
	    {"FUND", "completion funds"},
	    {"PERSON", "completion people"},
	};
	for (size_t i = 0; i < sizeof sources / sizeof *sources && option->kind == OPTION_LIST; i++) {
		if (strcmp(option->argument, sources[i].argument) == 0) {
			return sources[i].source;
		}
	}
	return NULL;
}

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
	if (completion_id_source(option) != NULL) {
		return VALUE_ID;
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

/* A shell may expand what it completes: nothing but ids is listed, whatever stands in the files. */
static const struct failure *list_ids(struct run *run, enum record_type type)
{
	struct network_input input = {.root = NULL};
	const struct failure *failure = network_input_read(run, &input);
	struct named_records records = {{NULL, 0}, 0, 0};
	if (failure == NULL) {
		records = model_named(input.snapshot->model, type);
	}
	for (size_t i = 0; i < records.list.count; i++) {
		struct slice id = named_id(&records, i);
		if (id_is_well_formed(id)) {
			buffer_format(&run->output, "%.*s\n", SLICE_ARGUMENTS(id));
		}
	}
	network_input_release(&input);
	return failure;
}

/* What may be asked for: a script, or names, which are those of the records of a type. --person finds whoever is paid:
 * its names are those of organisations too. */
static const struct {
	const char *name;
	void (*write)(struct run *run);
	enum record_type type; /* when there is nothing to write */
} completions[] = {
    {"bash", completion_write_bash, RECORD_NONE},
    {"zsh", completion_write_zsh, RECORD_NONE},
    {"fish", completion_write_fish, RECORD_NONE},
    {"commands", list_commands, RECORD_NONE},
    {"circles", NULL, RECORD_CIRCLE},
    {"actions", NULL, RECORD_ACTION},
    {"funds", NULL, RECORD_FUND},
    {"people", NULL, RECORD_PARTY},
};

static const struct failure *run_completion(struct run *run)
{
	for (size_t i = 0; i < sizeof completions / sizeof *completions; i++) {
		if (slice_equal(run->arguments[0], slice_of(completions[i].name))) {
			if (completions[i].write == NULL) {
				return list_ids(run, completions[i].type);
			}
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
	       "With “commands”, “circles”, “actions”, “funds” or “people”, prints those names or ids, one a line.\n"
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
