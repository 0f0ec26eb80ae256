/* souci diff: what changed in meaning. */
#include "command/network_input.h"
#include "report/differences.h"
#include "report/subject.h"
#include "text/translate.h"

#include <stdlib.h>

struct diff_options {
	struct text_list circles;
	struct text_list actions;
	struct text_list funds;
	struct text_list people;
};

#define MEMBER(member) offsetof(struct diff_options, member)

static const struct option diff_options[] = {
    {"circle", 0, OPTION_LIST, "CIRCLE", NULL, N_("only this circle; may be repeated"), MEMBER(circles)},
    {"action", 0, OPTION_LIST, "ACTION", NULL, N_("only this action; may be repeated"), MEMBER(actions)},
    {"fund", 0, OPTION_LIST, "FUND", NULL, N_("only this fund; may be repeated"), MEMBER(funds)},
    {"person", 0, OPTION_LIST, "PERSON", NULL, N_("only this person; may be repeated"), MEMBER(people)},
    {.name = NULL},
};

static const struct option_group diff_option_group = {N_("Options of diff"), diff_options, sizeof(struct diff_options)};

/* ---- the two states ---- */

struct side {
	struct network_input input;
	struct fact_list facts;
};

struct range {
	struct slice before;
	struct slice after; /* empty for the files as they are, or what is staged */
};

static const struct failure *read_range(const struct run *run, struct range *range)
{
	struct slice text = run->argument_count > 0 ? run->arguments[0] : SLICE("HEAD");
	size_t dots = 0;
	while (dots + 1 < text.size && !(text.data[dots] == '.' && text.data[dots + 1] == '.')) {
		dots++;
	}
	bool has_two = dots + 1 < text.size;
	struct slice end = has_two ? slice_from(text, dots + 2) : SLICE("");
	if (slice_starts_with(end, SLICE("."))) {
		return failure_new(_("souci diff compares two states, A..B; where the two lines of A...B parted says "
				     "git merge-base A B"));
	}
	range->before = has_two ? slice_part(text, 0, dots) : text;
	range->before = range->before.size == 0 ? SLICE("HEAD") : range->before;
	range->after = has_two && end.size == 0 ? SLICE("HEAD")
		       : has_two                ? end
		       : run->revision.size > 0 ? run->revision
						: run->general.at;
	return NULL;
}

static const struct failure *read_side(const struct run *run, struct slice at, bool is_staged, struct side *side)
{
	struct run as_asked = *run;
	as_asked.general.at = at;
	as_asked.general.staged = is_staged;
	as_asked.general.committed_by.is_given = false;
	const struct failure *failure = run_choose_source(&as_asked);
	if (failure == NULL) {
		failure = network_input_read(&as_asked, &side->input);
	}
	if (failure == NULL) {
		side->facts = facts_of_network(run->arena, side->input.snapshot, side->input.until);
	}
	return failure;
}

/* ---- the command ---- */

static const struct failure *show(struct run *run, const struct side *before, const struct side *after)
{
	const struct diff_options *options = run->options;
	struct filter filter = filter_open();
	filter.circles = options->circles;
	filter.actions = options->actions;
	filter.funds = options->funds;
	filter.people = options->people;
	const struct model *const models[] = {after->input.snapshot->model, before->input.snapshot->model};
	const struct failure *failure = subject_check_filter(models, 2, &filter);
	if (failure != NULL) {
		return failure;
	}
	run->look.comma = models[0]->style.writes_comma;
	struct differences_subject subject = {
	    .differences = differences_find(run->arena, before->facts, after->facts),
	    .before = models[1],
	    .after = models[0],
	    .filter = &filter,
	};
	if (run->general.format.size == 0 || slice_equal(run->general.format, SLICE("text"))) {
		differences_write_text(&subject, run->look, &run->output);
		return NULL;
	}
	struct table *table = differences_report(&subject);
	run_add_table(run, table);
	table_free(table);
	return NULL;
}

static const struct failure *run_diff(struct run *run)
{
	struct range range;
	struct side before = {.input = {.root = NULL}};
	struct side after = {.input = {.root = NULL}};
	const struct failure *failure = read_range(run, &range);
	if (failure == NULL && run->general.staged && range.after.size > 0) {
		failure = failure_new(_("--staged is a state of its own: give one revision to compare it with"));
	}
	if (failure == NULL) {
		failure = read_side(run, range.before, false, &before);
	}
	if (failure == NULL) {
		failure = read_side(run, range.after, run->general.staged, &after);
	}
	if (failure == NULL) {
		failure = show(run, &before, &after);
	}
	network_input_release(&before.input);
	network_input_release(&after.input);
	return failure;
}

const struct command diff_command = {
    .name = "diff",
    .summary = N_("show what changed in meaning"),
    .arguments = "[A..B]",
    .help =
	N_("Compares two states of the network by what they mean: members, mandates, rules, status and territory, "
	   "the programme, envelopes and funds, decisions, meetings, contributions, people and places, and what each "
	   "account holds. Lines that moved, comments, layout and the language of field names are no change. A and B "
	   "are revisions, or days: the state of the files by the decisions of that day. A alone is compared with "
	   "the files as they are; without A, HEAD is. Amounts are shown the natural way round: what is held, owed "
	   "or available is positive.\n"
	   "\n"
	   "Examples\n"
	   "  souci diff\n"
	   "  souci diff --staged\n"
	   "  souci diff v1..HEAD --circle littoral\n"
	   "  souci diff 2024-01-01..2024-06-30 --format csv"),
    .arguments_most = 1,
    .output = OUTPUT_TABLE,
    .options = &diff_option_group,
    .run = run_diff,
};
