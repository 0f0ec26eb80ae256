/* souci log: what each commit means. */
#include "report/log.h"

#include "command/commits_input.h"
#include "command/general_options.h"
#include "command/row_output.h"
#include "report/subject.h"
#include "text/translate.h"

#include <stdlib.h>

struct log_options {
	bool reverse;
	bool decisions;
	bool all;
	bool patch;
	bool verify;
	struct text_list references;
	struct text_list accounts;
	struct text_list patterns;
	struct filter_options choices;
};

#define MEMBER(member) offsetof(struct log_options, member)

static const struct option log_options[] = {
    {"circle", 0, OPTION_LIST, "CIRCLE", NULL, N_("only this circle; may be repeated"), MEMBER(choices.circles)},
    {"action", 0, OPTION_LIST, "ACTION", NULL, N_("only this action; may be repeated"), MEMBER(choices.actions)},
    {"fund", 0, OPTION_LIST, "FUND", NULL, N_("only this fund; may be repeated"), MEMBER(choices.funds)},
    {"person", 0, OPTION_LIST, "PERSON", NULL, N_("only this person; may be repeated"), MEMBER(choices.people)},
    {"decision", 0, OPTION_LIST, "REFERENCE", NULL, N_("only this decision, or those of this meeting; may be repeated"),
     MEMBER(references)},
    {"account", 0, OPTION_LIST, "ACCOUNT", NULL, N_("only this account and those below; may be repeated"),
     MEMBER(accounts)},
    {"grep", 0, OPTION_LIST, "PATTERN", NULL,
     N_("only where this regular expression is found, in what is told or in the message; may be repeated"),
     MEMBER(patterns)},
    {"from", 0, OPTION_TEXT, "DATE", NULL, N_("from this day on, or from the start of a month, quarter or year"),
     MEMBER(choices.from)},
    {"to", 0, OPTION_TEXT, "DATE", NULL, N_("up to this day (included), or to the end of a month, quarter or year"),
     MEMBER(choices.to)},
    {"period", 0, OPTION_TEXT, "PERIOD", NULL, N_("within a period: 2024, 2024-Q2, 2024-04 or 2024-04-11"),
     MEMBER(choices.period)},
    {"decisions", 0, OPTION_FLAG, NULL, NULL, N_("only decisions that took effect, and seals that were taken away"),
     MEMBER(decisions)},
    {"all", 0, OPTION_FLAG, NULL, NULL, N_("commits that change nothing in meaning too"), MEMBER(all)},
    {"reverse", 0, OPTION_FLAG, NULL, NULL, N_("the oldest first"), MEMBER(reverse)},
    {"patch", 'p', OPTION_FLAG, NULL, NULL, N_("with what changed in the files"), MEMBER(patch)},
    {"verify", 0, OPTION_FLAG, NULL, NULL, N_("verify the signatures that no audit has verified yet"), MEMBER(verify)},
    {.name = NULL},
};

static const struct option_group log_option_group = {N_("Options of log"), log_options, sizeof(struct log_options)};

struct logging {
	struct run *run;
	struct chronicle *chronicle;
	struct log_filter filter;
	struct row_output rows;
	bool is_text;
};

/* ---- what is asked for ---- */

/* A decision that neither the end of the range nor, by a hand that took its seal away, any commit has is a slip. */
static const struct failure *check_references(const struct logging *logging)
{
	const struct model *model = chronicle_model(logging->chronicle);
	for (size_t i = 0; i < logging->filter.decisions.count; i++) {
		struct slice reference = logging->filter.decisions.items[i];
		if (model_find_decision(model, reference) == NULL && model_find_meeting(model, reference) == NULL) {
			return failure_new(_("there is no decision nor meeting “%.*s”"), SLICE_ARGUMENTS(reference));
		}
	}
	return NULL;
}

static const struct failure *read_filter(struct logging *logging)
{
	const struct log_options *options = logging->run->options;
	struct log_filter *filter = &logging->filter;
	struct pattern **patterns = NULL;
	const struct failure *failure =
	    filter_from_options(&options->choices, (struct text_list){NULL, 0}, &filter->about);
	if (failure == NULL) {
		failure =
		    patterns_new(logging->run->arena, options->patterns.items, options->patterns.count, &patterns);
	}
	if (failure == NULL) {
		filter->patterns = patterns;
		filter->pattern_count = options->patterns.count;
		filter->decisions = options->references;
		filter->accounts = options->accounts;
		filter->tells_all = options->all;
	}
	return failure;
}

static const struct failure *check_filter(const struct logging *logging)
{
	const struct model *const model = chronicle_model(logging->chronicle);
	const struct failure *failure = subject_check_filter(&model, 1, &logging->filter.about);
	return failure != NULL ? failure : check_references(logging);
}

/* ---- telling ---- */

static const struct failure *show(struct logging *logging, struct logged_commit *logged)
{
	const struct log_options *options = logging->run->options;
	struct buffer patch = BUFFER_EMPTY;
	/* Rows that are written at once need not be kept. */
	struct arena *arena = logging->rows.table != NULL ? logging->run->arena : arena_new();
	const struct failure *failure = chronicle_signature(logging->chronicle, &logged->signature);
	if (failure == NULL && options->patch) {
		failure = chronicle_patch(logging->chronicle, &patch);
		logged->patch = buffer_view(&patch);
	}
	if (failure == NULL && logging->is_text) {
		log_write_text(logged, logging->run->look, &logging->run->output);
		run_show_so_far(logging->run);
	} else if (failure == NULL) {
		log_add_rows(arena, logged, row_output_add, &logging->rows);
	}
	buffer_free(&patch);
	if (arena != logging->run->arena) {
		arena_free(arena);
	}
	return failure;
}

static const struct failure *show_all(struct logging *logging)
{
	const struct told_commit *told = NULL;
	const struct failure *failure = chronicle_next(logging->chronicle, &told);
	while (failure == NULL && told != NULL) {
		struct logged_commit logged;
		if (log_choose(&logging->filter, logging->run->arena, told, &logged)) {
			failure = show(logging, &logged);
		}
		if (failure == NULL) {
			failure = chronicle_next(logging->chronicle, &told);
		}
	}
	return failure != NULL           ? failure
	       : logging->filter.gave_up ? failure_new(_("a regular expression takes too long to match"))
					 : NULL;
}

/* ---- the command ---- */

static const struct failure *tell(struct logging *logging, const struct commits_input *commits)
{
	const struct log_options *options = logging->run->options;
	const struct chronicle_options history = {
	    .range = commits->range,
	    .root = commits->root,
	    .order = options->reverse ? WALK_OLDEST_FIRST : WALK_NEWEST_FIRST,
	    .first = logging->filter.about.first,
	    .end = logging->filter.about.end,
	    .decisions_only = options->decisions,
	    .tells_accounts = logging->filter.accounts.count > 0,
	    .verifies = options->verify,
	};
	const struct failure *failure = chronicle_new(commits->repository, &history, &logging->chronicle);
	if (failure == NULL) {
		failure = check_filter(logging);
	}
	if (failure == NULL && !logging->is_text) {
		row_output_open(&logging->rows);
	}
	if (failure == NULL) {
		failure = show_all(logging);
		if (!logging->is_text) {
			row_output_close(&logging->rows, failure == NULL);
		}
	}
	chronicle_free(logging->chronicle);
	return failure;
}

static const struct failure *run_log(struct run *run)
{
	struct commits_input commits = {.root = SLICE("")};
	struct logging logging = {.run = run};
	logging.is_text = run->general.format.size == 0 || slice_equal(run->general.format, SLICE("text"));
	logging.rows = (struct row_output){
	    .run = run, .columns = log_columns(run->arena), .column_count = LOG_COLUMN_COUNT, .is_shown_at_once = true};
	const struct failure *failure = read_filter(&logging);
	if (failure == NULL) {
		failure =
		    commits_input_open(run, run->argument_count > 0 ? run->arguments[0] : run->revision, &commits);
	}
	if (failure == NULL) {
		failure = tell(&logging, &commits);
	}
	for (size_t i = 0; i < logging.filter.pattern_count; i++) {
		pattern_free(logging.filter.patterns[i]);
	}
	commits_input_close(&commits);
	return failure;
}

const struct command log_command = {
    .name = "log",
    .summary = N_("tell what each commit means"),
    .arguments = "[A..B]",
    .help =
	N_("Tells the history by what each commit means, the newest first: decisions that took effect (those of a "
	   "meeting when it was applied), what was paid and received, contributions, meetings convened and adopted, "
	   "actions, funds, people and places, and seals that were taken away. Commits that change nothing in "
	   "meaning are left out, and so are generated files, which follow from the rest. A merge tells only what it "
	   "has from neither side. Without A..B, all that led to HEAD. Dates are those of the authors. A signature "
	   "counts as good only where an audit, or --verify, found it made by a key of its author, by the keys that "
	   "the end of the range declares for that day.\n"
	   "\n"
	   "Examples\n"
	   "  souci log --circle littoral --period 2024-Q2\n"
	   "  souci log v1..HEAD --person tom --format json\n"
	   "  souci log --decision littoral/2024-04-11/1 --patch\n"
	   "  souci log --account Assets:Bank --reverse"),
    .arguments_most = 1,
    .output = OUTPUT_TABLE,
    .source = FROM_COMMITS,
    .options = &log_option_group,
    .run = run_log,
};
