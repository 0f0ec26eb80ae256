/* Reading the command line, running the command it names, showing what it says: the one place that prints. */
#include "command/command.h"

#include "command/foreign_option.h"
#include "command/general_options.h"
#include "command/help.h"
#include "command/language.h"
#include "command/network_input.h"
#include "command/terminal.h"
#include "source/environment.h"
#include "source/source.h"
#include "text/escape.h"
#include "text/memory.h"
#include "text/translate.h"

#include <assert.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { COMMANDS_MAXIMUM = 128 };

const struct command *command_named(struct slice name)
{
	for (size_t i = 0; commands[i] != NULL; i++) {
		if (slice_equal(slice_of(commands[i]->name), name)) {
			return commands[i];
		}
	}
	return NULL;
}

const struct command *command_nearest(struct slice name)
{
	struct slice names[COMMANDS_MAXIMUM];
	size_t count = 0;
	while (commands[count] != NULL && count < COMMANDS_MAXIMUM) {
		names[count] = slice_of(commands[count]->name);
		count++;
	}
	size_t nearest = slice_nearest(name, names, count);
	return nearest == count ? NULL : commands[nearest];
}

static bool asks_for(const struct run *run, const char *medium)
{
	return run->general.format.size == 0 ? strcmp(medium, "text") == 0
					     : slice_equal(run->general.format, slice_of(medium));
}

void run_add_table(struct run *run, const struct table *table)
{
	const struct table_medium *medium = table_media;
	while (!asks_for(run, medium->name)) {
		medium++;
		assert(medium->name != NULL);
	}
	medium->write(table, run->look, &run->output);
}

void run_add_findings(struct run *run, struct findings *findings)
{
	const struct findings_medium *medium = findings_media;
	while (!asks_for(run, medium->name)) {
		medium++;
		assert(medium->name != NULL);
	}
	findings_sort(findings);
	findings_fold(findings);
	medium->write(findings, run->look, &run->output);
	enum severity least = run->general.strict ? SEVERITY_WARNING : SEVERITY_ERROR;
	if (findings_count_from(findings, least) > 0) {
		run->exit_code = EXIT_CODE_FINDINGS;
	}
}

bool run_is_stopped_by(struct run *run, struct findings *findings)
{
	enum severity least = run->general.strict ? SEVERITY_WARNING : SEVERITY_ERROR;
	if (findings_count_from(findings, least) == 0) {
		return false;
	}
	findings_sort(findings);
	findings_fold(findings);
	findings_media[0].write(findings, (struct text_look){0}, &run->complaint);
	run->exit_code = EXIT_CODE_FINDINGS;
	return true;
}

void run_tell_nothing(struct run *run)
{
	if (asks_for(run, "text")) {
		buffer_format(&run->complaint, "%s\n", _("Nothing to show."));
	}
}

struct date run_today(const struct run *run)
{
	if (run->general.today.is_given) {
		return run->general.today.date;
	}
	if (run->until.days != DATE_MAXIMUM.days) {
		return run->until;
	}
	time_t now = time(NULL);
	struct tm local = {0};
	struct date today = {0};
	localtime_r(&now, &local);
	date_from_civil(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday, &today);
	return today;
}

static bool knows_format(const struct run *run)
{
	switch (run->command->output) {
	case OUTPUT_PROSE: return asks_for(run, "text");
	case OUTPUT_TABLE:
		for (const struct table_medium *medium = table_media; medium->name != NULL; medium++) {
			if (asks_for(run, medium->name)) {
				return true;
			}
		}
		return false;
	case OUTPUT_FINDINGS:
		for (const struct findings_medium *medium = findings_media; medium->name != NULL; medium++) {
			if (asks_for(run, medium->name)) {
				return true;
			}
		}
		return false;
	}
	return false;
}

static const struct failure *find_command(struct run *run, struct slice name)
{
	run->command = command_named(name);
	if (run->command != NULL) {
		return NULL;
	}
	const struct command *nearest = command_nearest(name);
	if (nearest == NULL) {
		return failure_new(_("there is no command “%.*s”; souci help lists them"), SLICE_ARGUMENTS(name));
	}
	return failure_new(_("there is no command “%.*s”; did you mean “%s”?"), SLICE_ARGUMENTS(name), nearest->name);
}

/* The groups of options known so far and where their values go. */
static size_t option_targets(struct run *run, struct filter_options *filter, struct option_target *targets)
{
	const struct option_group *groups[OPTION_GROUPS_MAXIMUM];
	size_t count = option_groups_of(run->command, groups);
	for (size_t i = 0; i < count; i++) {
		bool is_general = groups[i] == &general_option_group || groups[i] == &journal_option_group;
		bool is_filter = run->command != NULL && groups[i] == run->command->filter;
		void *values = is_general ? (void *)&run->general : is_filter ? (void *)filter : run->options;
		targets[i] = (struct option_target){groups[i], values};
	}
	return count;
}

static const struct failure *start_command(struct run *run, struct slice name)
{
	const struct failure *failure = find_command(run, name);
	if (failure == NULL && run->command->options != NULL) {
		run->options = arena_allocate(run->arena, 1, run->command->options->values_size);
	}
	return failure;
}

/* Every word: options where they stand, the first other word as the command, the rest as its arguments. */
static const struct failure *read_words(struct run *run, struct filter_options *filter, struct word_list *words)
{
	struct slice *arguments = arena_new_array(run->arena, struct slice, (size_t)words->count);
	run->arguments = arguments;
	bool are_options_over = false;
	while (words->next < words->count) {
		const char *word = words->words[words->next];
		const struct failure *failure = NULL;
		if (!are_options_over && strcmp(word, "--") == 0) {
			are_options_over = true;
			words->next++;
		} else if (!are_options_over && is_option_word(word)) {
			struct option_target targets[OPTION_GROUPS_MAXIMUM];
			size_t count = option_targets(run, filter, targets);
			failure = foreign_option(run->arena, run->command, slice_of(word));
			if (failure == NULL) {
				failure = option_read(run->arena, targets, count, words);
			}
		} else if (run->command == NULL) {
			failure = start_command(run, slice_of(word));
			words->next++;
		} else {
			arguments[run->argument_count++] = slice_of(word);
			words->next++;
		}
		if (failure != NULL) {
			return failure;
		}
	}
	return NULL;
}

static const struct failure *check_words(const struct run *run)
{
	const struct command *command = run->command;
	if (run->argument_count < command->arguments_least) {
		return failure_new(_("souci %s needs: %s"), command->name, command->arguments);
	}
	if (run->argument_count > command->arguments_most) {
		struct slice extra = run->arguments[command->arguments_most];
		return failure_new(_("souci %s does not take “%.*s”"), command->name, SLICE_ARGUMENTS(extra));
	}
	if (run->general.files.count > 0 && !command->takes_journals) {
		return failure_new(_("souci %s reads the network, not a journal: it takes no -f"), command->name);
	}
	if (!knows_format(run)) {
		return failure_new(_("souci %s does not write %.*s"), command->name,
				   SLICE_ARGUMENTS(run->general.format));
	}
	return NULL;
}

static const struct failure *enter_directory(const struct run *run)
{
	if (run->general.directory.size > 0 && chdir(run->general.directory.data) != 0) {
		return failure_from_errno(_("cannot work in %s"), run->general.directory.data);
	}
	return NULL;
}

static const struct failure *run_command(struct run *run, const struct filter_options *filter)
{
	const struct failure *failure = check_words(run);
	if (failure == NULL && run->command->filter != NULL) {
		struct text_list patterns = {run->arguments, run->argument_count};
		failure = filter_from_options(filter, patterns, &run->filter);
	}
	if (failure == NULL) {
		failure = enter_directory(run);
	}
	if (failure == NULL) {
		failure = run_choose_source(run);
	}
	return failure != NULL ? failure : run->command->run(run);
}

/* souci alone tells the state of the network it stands in; elsewhere, what it can do. */
static const struct failure *run_alone(struct run *run)
{
	char *root = NULL;
	const struct failure *failure = enter_directory(run);
	if (failure != NULL) {
		return failure;
	}
	if (source_find_root(SLICE("."), &root) != NULL) {
		help_add(run, NULL);
		return NULL;
	}
	free(root);
	run->command = command_named(SLICE("status"));
	failure = check_words(run);
	if (failure == NULL) {
		failure = run_choose_source(run);
	}
	return failure != NULL ? failure : run->command->run(run);
}

static const struct failure *run_words(struct run *run, struct word_list *words)
{
	struct filter_options filter = {0};
	const struct failure *failure = read_words(run, &filter, words);
	if (failure != NULL) {
		return failure;
	}
	run->look = terminal_look(run->general.colour);
	if (run->general.version) {
		version_add(run);
		return NULL;
	}
	if (run->general.help) {
		help_add(run, run->command);
		return NULL;
	}
	return run->command == NULL ? run_alone(run) : run_command(run, &filter);
}

static void print_failure(struct arena *arena, const struct failure *failure)
{
	struct slice text = escape_for_terminal(arena, slice_of(failure->text));
	fprintf(stderr, "souci: %.*s\n", SLICE_ARGUMENTS(text));
}

static void stop_without_memory(void)
{
	static const char sentence[] = "souci: there is no memory left\n";
	(void)!write(STDERR_FILENO, sentence, sizeof sentence - 1);
	_exit(EXIT_CODE_FAILED);
}

enum { SHOWN_AT_ONCE = 1 << 20 };

void run_show_so_far(struct run *run)
{
	const struct failure *failure = NULL;
	if (run->output.size < SHOWN_AT_ONCE || terminal_is_paged(!run->general.no_pager)) {
		return;
	}
	if (terminal_show_part(buffer_view(&run->output), &failure) != SHOW_DONE) {
		if (failure != NULL) {
			print_failure(run->arena, failure);
		}
		_exit(EXIT_CODE_FAILED);
	}
	run->output.size = 0;
}

static void read_git_environment(void)
{
	const struct git_environment environment = {
	    .directory = getenv("GIT_DIR"),
	    .work_tree = getenv("GIT_WORK_TREE"),
	    .index_file = getenv("GIT_INDEX_FILE"),
	    .objects = getenv("GIT_OBJECT_DIRECTORY"),
	    .alternates = getenv("GIT_ALTERNATE_OBJECT_DIRECTORIES"),
	    .ceilings = getenv("GIT_CEILING_DIRECTORIES"),
	    .email = getenv("EMAIL"),
	    .author = {getenv("GIT_AUTHOR_NAME"), getenv("GIT_AUTHOR_EMAIL"), getenv("GIT_AUTHOR_DATE")},
	    .committer = {getenv("GIT_COMMITTER_NAME"), getenv("GIT_COMMITTER_EMAIL"), getenv("GIT_COMMITTER_DATE")},
	};
	git_environment_set(&environment);
}

int command_line_run(int word_count, char **words)
{
	terminal_prepare();
	memory_on_exhausted(stop_without_memory);
	json_set_alloc_funcs(memory_allocate, free);
	read_git_environment();
	language_choose(word_count, words);

	struct word_list list = {words, word_count, 1};
	struct run run = {.arena = arena_new(), .filter = filter_open()};
	const struct failure *failure = run_words(&run, &list);
	if (failure == NULL) {
		enum show_result shown = terminal_show(buffer_view(&run.output), !run.general.no_pager, &failure);
		run.exit_code = shown == SHOW_DONE ? run.exit_code : EXIT_CODE_FAILED;
	}
	if (run.complaint.size > 0) {
		fwrite(run.complaint.data, 1, run.complaint.size, stderr);
	}
	if (failure != NULL) {
		print_failure(run.arena, failure);
		run.exit_code = EXIT_CODE_FAILED;
	}
	buffer_free(&run.output);
	buffer_free(&run.complaint);
	arena_free(run.arena);
	return (int)run.exit_code;
}
