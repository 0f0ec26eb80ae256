/* souci apply: puts adopted decisions into effect. */
#include "command/network_input.h"
#include "rule/application.h"
#include "source/commit.h"
#include "text/translate.h"

struct apply_options {
	bool commit;
};

static const struct option apply_options[] = {
    {"commit", 0, OPTION_FLAG, NULL, NULL, N_("make one git commit of the files written, and of nothing else"),
     offsetof(struct apply_options, commit)},
    {.name = NULL},
};

static const struct option_group apply_option_group = {N_("Options of apply"), apply_options,
						       sizeof(struct apply_options)};

/* A commit of seals without the minutes they seal would be wrong by itself. */
static const struct failure *require_committed(const struct network_input *input, const struct application *application)
{
	struct slice root = slice_of(input->root);
	for (size_t i = 0; i < application->sealed.count; i++) {
		const struct file_change *seal = &LIST_AT(application->files, struct file_change, i);
		const struct text_file *minutes = LIST_AT(application->sealed, struct meeting *, i)->entry.file;
		bool holds = false;
		const struct failure *failure = commit_holds(root, seal->path, seal->bytes, &holds);
		if (failure == NULL && !holds) {
			failure = commit_holds(root, minutes->path, minutes->bytes, &holds);
		}
		if (failure != NULL) {
			return failure;
		}
		if (!holds) {
			return failure_new(_("%.*s is not committed yet; git add and git commit it first"),
					   SLICE_ARGUMENTS(minutes->path));
		}
	}
	return NULL;
}

static void say_done(struct run *run, const struct application *application)
{
	size_t meetings = application->meetings.count;
	size_t files = application->changes.count;
	if (files == 0) {
		buffer_add(&run->output, slice_of(_("Nothing to apply.\n")));
		return;
	}
	for (size_t i = 0; i < meetings; i++) {
		const struct meeting *meeting = LIST_AT(application->meetings, struct meeting *, i);
		size_t count = meeting->decisions.count;
		buffer_format(
		    &run->output,
		    ngettext("Applied %.*s/%.*s (%zu decision).\n", "Applied %.*s/%.*s (%zu decisions).\n", count),
		    SLICE_ARGUMENTS(meeting->circle->id), SLICE_ARGUMENTS(meeting->id), count);
	}
	buffer_format(&run->output, _("Files written: %zu.\n"), files);
}

/* The way to sign takes in nothing else that is staged. */
static void say_unsigned(struct run *run, struct slice root)
{
	if (commit_should_be_signed(root)) {
		buffer_add(&run->output,
			   slice_of(_("It is not signed: souci makes commits without git, which alone knows how "
				      "you sign (commit.gpgsign).\n"
				      "  git commit --amend --only --no-edit -S signs it\n")));
	}
}

static const struct failure *write_changes(struct run *run, const struct network_input *input,
					   const struct application *application)
{
	const struct apply_options *options = run->options;
	struct slice root = slice_of(input->root);
	const struct failure *failure = NULL;
	char id[41];
	if (options->commit) {
		failure = commit_is_possible(root);
	}
	if (failure == NULL && options->commit) {
		failure = require_committed(input, application);
	}
	if (failure == NULL) {
		failure = replace_files(root, application->changes.items, application->changes.count);
	}
	if (failure != NULL) {
		return failure;
	}
	say_done(run, application);
	if (options->commit) {
		/* All of them, not only those just written: a run that was killed may have written some before. */
		failure = commit_changes(root, application->files.items, application->files.count,
					 application_message(run->arena, input->snapshot, application), id);
		if (failure == NULL && id[0] != '\0') {
			buffer_format(&run->output, _("Committed as %.10s.\n"), id);
			say_unsigned(run, root);
		}
	}
	return failure;
}

static const struct failure *apply(struct run *run, struct network_input *input)
{
	struct application application;
	struct findings *obstacles = findings_new();
	const struct failure *failure =
	    application_prepare(input->snapshot, run->arguments, run->argument_count, &application);
	if (failure == NULL && application_obstacles(input->snapshot, obstacles) > 0) {
		buffer_add(&run->complaint, slice_of(_("Nothing was applied: this stands in the way.\n")));
		run_is_stopped_by(run, obstacles);
	} else if (failure == NULL) {
		failure = write_changes(run, input, &application);
	}
	findings_free(obstacles);
	return failure;
}

static const struct failure *run_apply(struct run *run)
{
	struct network_input input;
	const struct failure *failure = network_input_read(run, &input);
	if (failure == NULL) {
		failure = apply(run, &input);
	}
	network_input_release(&input);
	return failure;
}

const struct command apply_command = {
    .name = "apply",
    .summary = N_("put adopted decisions into effect"),
    .arguments = "[MEETING…]",
    .help = N_(
	"Seals adopted meetings and writes what their decisions change: registers below circles/, journals below "
	"ledger/circles/. All of them, or those named (circle/date) with every earlier one of their circle and of the "
	"council. When an error stands in the way it says which and changes nothing. Twice is the same as once; after "
	"a "
	"merge it mends generated files, whatever stands in them.\n"
	"\n"
	"With --commit no hook of git runs, and only what was written is committed: what else is staged stays staged.\n"
	"\n"
	"Examples\n"
	"  souci apply\n"
	"  souci apply metropole-lilloise/2024-04-11\n"
	"  souci apply --commit"),
    .arguments_most = SIZE_MAX,
    .output = OUTPUT_PROSE,
    .source = FROM_FILES,
    .options = &apply_option_group,
    .run = run_apply,
};
