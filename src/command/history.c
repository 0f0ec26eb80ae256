/* souci history: an account, a fund, an action, a person's mandates, a rule or a circle at each commit that changed it.
 */
#include "report/history.h"

#include "command/commits_input.h"
#include "command/general_options.h"
#include "command/history_target.h"
#include "command/row_output.h"
#include "history/balance_history.h"
#include "report/history_rows.h"
#include "text/memory.h"
#include "text/translate.h"
#include "text/utf8.h"

#include <stdlib.h>

struct history_options {
	struct filter_options choices;
};

#define MEMBER(member) offsetof(struct history_options, member)

static const struct option history_options[] = {
    {"from", 0, OPTION_TEXT, "DATE", NULL, N_("from this day on, or from the start of a month, quarter or year"),
     MEMBER(choices.from)},
    {"to", 0, OPTION_TEXT, "DATE", NULL, N_("up to this day (included), or to the end of a month, quarter or year"),
     MEMBER(choices.to)},
    {"period", 0, OPTION_TEXT, "PERIOD", NULL, N_("within a period: 2024, 2024-Q2, 2024-04 or 2024-04-11"),
     MEMBER(choices.period)},
    {.name = NULL},
};

static const struct option_group history_option_group = {N_("Options of history"), history_options,
							 sizeof(struct history_options)};

enum {
	COLUMN_ACCOUNT = HISTORY_OWN,
	COLUMN_VALUE,
	COLUMN_CHANGE,
	COLUMN_COMMODITY,
	COLUMN_DECISIONS,
	COLUMN_NOTE,
	COLUMN_COUNT
};

static const struct report_column columns[COLUMN_COUNT - HISTORY_OWN] = {
    [COLUMN_ACCOUNT - HISTORY_OWN] = {"account", N_("Account"), COLUMN_ID, READERS_ALL},
    [COLUMN_VALUE - HISTORY_OWN] = {"value", N_("Value"), COLUMN_AMOUNT, READERS_ALL},
    [COLUMN_CHANGE - HISTORY_OWN] = {"change", N_("Change"), COLUMN_AMOUNT, READERS_ALL},
    [COLUMN_COMMODITY - HISTORY_OWN] = {"commodity", "", COLUMN_ID, READERS_MACHINES},
    [COLUMN_DECISIONS - HISTORY_OWN] = {"decisions", N_("Decisions"), COLUMN_ID, READERS_ALL},
    [COLUMN_NOTE - HISTORY_OWN] = {"note", N_("Note"), COLUMN_TEXT, READERS_ALL},
};

/* As people see them. */
static const size_t widths[COLUMN_COUNT] = {
    [HISTORY_SHORT] = 10, [HISTORY_DAY] = 10,   [HISTORY_AUTHOR] = 16,   [COLUMN_ACCOUNT] = 40,
    [COLUMN_VALUE] = 16,  [COLUMN_CHANGE] = 16, [COLUMN_DECISIONS] = 30, [COLUMN_NOTE] = 30,
};

/* What is followed, and its value so far. */
struct following {
	struct run *run;
	struct balance_history *history;
	struct row_output rows;
	struct filter filter;
	const struct commits_input *commits;
	struct history_target target;
	struct slice account; /* the name; empty: each account of the ledger by itself */
	bool is_met;
	struct list values; /* struct commodity_value */
	size_t value_capacity;
	struct sparkline line; /* of the first commodity, row by row */
};

struct commodity_value {
	struct slice commodity;
	struct amount value;
	struct amount change; /* by the commit being told */
	struct slice decisions;
};

/* ---- rows ---- */

static bool is_followed(const struct following *following, struct slice account)
{
	struct slice asked = following->account;
	return slice_starts_with(account, asked) && (account.size == asked.size || account.data[asked.size] == ':');
}

/* Adds a row; texts need live no longer than it is written. */
static void add_row(struct following *following, const struct walked_commit *commit, struct slice account,
		    const struct balance_change *change)
{
	struct cell cells[COLUMN_COUNT];
	if (!history_is_within(&following->filter, commit)) {
		return;
	}
	bool is_kept = following->rows.table != NULL;
	struct arena *arena = is_kept ? following->run->arena : arena_new();
	for (size_t i = HISTORY_OWN; i < COLUMN_COUNT; i++) {
		cells[i] = cell_empty();
	}
	history_fill_commit(arena, commit, cells);
	cells[COLUMN_ACCOUNT] = cell_text(arena_copy(arena, account));
	if (change == NULL) {
		cells[COLUMN_NOTE] = cell_text(slice_of(_("the ledger of this commit could not be read")));
	} else {
		struct slice commodity = arena_copy(arena, change->commodity);
		bool is_turned = following->target.is_envelope;
		cells[COLUMN_VALUE] = cell_amount(is_turned ? amount_negate(change->value) : change->value, commodity);
		cells[COLUMN_CHANGE] =
		    cell_amount(is_turned ? amount_negate(change->change) : change->change, commodity);
		cells[COLUMN_COMMODITY] = cell_text(commodity);
		cells[COLUMN_DECISIONS] =
		    change->decisions.size == 0 ? cell_empty() : cell_text(arena_copy(arena, change->decisions));
	}
	row_output_add(&following->rows, cells);
	if (!is_kept) {
		arena_free(arena);
	}
}

static struct commodity_value *find_value(struct following *following, struct slice commodity)
{
	for (size_t i = 0; i < following->values.count; i++) {
		struct commodity_value *value = &LIST_AT(following->values, struct commodity_value, i);
		if (slice_equal(value->commodity, commodity)) {
			return value;
		}
	}
	struct commodity_value *items =
	    memory_grow(following->values.items, following->values.count, &following->value_capacity, sizeof *items);
	following->values.items = items;
	struct commodity_value *added = &items[following->values.count++];
	*added = (struct commodity_value){.commodity = arena_copy(following->run->arena, commodity),
					  .value = AMOUNT_ZERO,
					  .change = AMOUNT_ZERO,
					  .decisions = SLICE("")};
	return added;
}

/* The sum of the accounts followed, commodity by commodity. */
static const struct failure *tell_sum(struct following *following, const struct balance_step *step)
{
	for (size_t i = 0; i < step->change_count; i++) {
		const struct balance_change *change = &step->changes[i];
		if (!is_followed(following, change->account)) {
			continue;
		}
		following->is_met = true;
		struct commodity_value *value = find_value(following, change->commodity);
		if (!amount_add(value->value, change->change, &value->value) ||
		    !amount_add(value->change, change->change, &value->change)) {
			return failure_new(_("an amount of the history is too large"));
		}
		value->decisions = value->decisions.size > 0 ? value->decisions : change->decisions;
	}
	for (size_t i = 0; i < following->values.count; i++) {
		struct commodity_value *value = &LIST_AT(following->values, struct commodity_value, i);
		if (amount_sign(value->change) != 0) {
			const struct balance_change told = {following->account, value->commodity, value->value,
							    value->change, value->decisions};
			add_row(following, step->commit, following->account, &told);
			if (i == 0) {
				sparkline_add(&following->line, following->target.is_envelope
								    ? amount_negate(value->value)
								    : value->value);
			}
		}
		value->change = AMOUNT_ZERO;
		value->decisions = SLICE("");
	}
	return NULL;
}

static const struct failure *tell_step(struct following *following, const struct balance_step *step)
{
	if (!step->is_readable) {
		add_row(following, step->commit, following->account, NULL);
		return NULL;
	}
	if (following->account.size > 0) {
		return tell_sum(following, step);
	}
	following->is_met = true;
	for (size_t i = 0; i < step->change_count; i++) {
		add_row(following, step->commit, step->changes[i].account, &step->changes[i]);
	}
	return NULL;
}

/* ---- accounts ---- */

static const struct failure *unknown_account(const struct following *following)
{
	struct slice near = balance_history_nearest(following->history, following->account);
	struct slice word = following->run->arguments[0];
	if (near.size == 0) {
		near = following->target.guess;
	}
	return near.size == 0 ? failure_new(_("no commit ever had an account “%.*s”"), SLICE_ARGUMENTS(word))
			      : failure_new(_("no commit ever had an account “%.*s”; did you mean “%.*s”?"),
					    SLICE_ARGUMENTS(word), SLICE_ARGUMENTS(near));
}

static const struct failure *tell_all(struct following *following)
{
	const struct balance_step *step = NULL;
	const struct failure *failure = balance_history_next(following->history, &step);
	while (failure == NULL && step != NULL) {
		failure = tell_step(following, step);
		if (failure == NULL) {
			failure = balance_history_next(following->history, &step);
		}
	}
	return failure != NULL || following->is_met ? failure : unknown_account(following);
}

/* People need not be told again which account they asked for. */
static const struct stream_column *make_columns(struct arena *arena, bool is_one_account)
{
	struct stream_column *made = arena_new_array(arena, struct stream_column, COLUMN_COUNT);
	for (size_t i = 0; i < COLUMN_COUNT; i++) {
		const struct report_column *column =
		    i < HISTORY_OWN ? &history_first_columns[i] : &columns[i - HISTORY_OWN];
		const char *heading = column->heading[0] == '\0' ? "" : _(column->heading);
		made[i] = (struct stream_column){
		    {slice_of(column->name), slice_of(heading), column->kind, column->readers}, widths[i]};
	}
	made[COLUMN_ACCOUNT].column.readers = is_one_account ? READERS_MACHINES : READERS_ALL;
	return made;
}

static bool is_text(const struct run *run)
{
	return run->general.format.size == 0 || slice_equal(run->general.format, SLICE("text"));
}

static const struct failure *follow_account(struct following *following)
{
	struct run *run = following->run;
	const struct commits_input *commits = following->commits;
	following->account = following->target.name;
	following->rows = (struct row_output){.run = run,
					      .columns = make_columns(run->arena, following->account.size > 0),
					      .column_count = COLUMN_COUNT,
					      .is_shown_at_once = true};
	const struct failure *failure =
	    balance_history_new(commits->repository, &commits->range.tips[0], commits->root, NULL, &following->history);
	row_output_open(&following->rows);
	if (failure == NULL) {
		failure = tell_all(following);
	}
	row_output_close(&following->rows, failure == NULL);
	if (failure == NULL && is_text(run) && following->line.count > 1) {
		buffer_add_byte(&run->output, '\n');
		sparkline_write(&following->line, &run->output);
		buffer_add_byte(&run->output, '\n');
	}
	balance_history_free(following->history);
	sparkline_free(&following->line);
	free(following->values.items);
	return failure;
}

/* ---- what else the network has ---- */

static void add_figures(struct run *run, const struct told_history *told)
{
	size_t width = 0;
	for (size_t i = 0; i < told->figure_count; i++) {
		size_t columns_taken = utf8_width(told->figures[i].name);
		width = columns_taken > width ? columns_taken : width;
	}
	for (size_t i = 0; i < told->figure_count; i++) {
		const struct drawn_figure *figure = &told->figures[i];
		size_t start = run->output.size;
		buffer_add(&run->output, i == 0 ? SLICE("\n") : SLICE(""));
		buffer_add(&run->output, figure->name);
		buffer_add_repeated(&run->output, ' ', width - utf8_width(figure->name) + 2);
		if (sparkline_write(&figure->line, &run->output)) {
			buffer_add_byte(&run->output, '\n');
		} else {
			run->output.size = start;
		}
	}
}

static const struct failure *follow_record(struct following *following, const struct records_at *end)
{
	const struct history_target *target = &following->target;
	const struct commits_input *commits = following->commits;
	const struct history_source source = {commits->repository, commits->range.tips[0], commits->root, end,
					      &following->filter};
	struct told_history told = {.table = NULL};
	const struct failure *failure = NULL;
	switch (target->kind) {
	case HISTORY_OF_FUND: failure = history_of_fund(&source, target->record, &told); break;
	case HISTORY_OF_ACTION: failure = history_of_action(&source, target->record, &told); break;
	case HISTORY_OF_CIRCLE: failure = history_of_circle(&source, target->record, &told); break;
	case HISTORY_OF_PERSON: failure = history_of_person(&source, target->record, &told); break;
	case HISTORY_OF_RULE: failure = history_of_rule(&source, target->name, &told); break;
	case HISTORY_OF_ACCOUNT:
	case HISTORY_KIND_COUNT: break;
	}
	if (failure == NULL) {
		run_add_table(following->run, told.table);
	}
	if (failure == NULL && is_text(following->run)) {
		add_figures(following->run, &told);
	}
	told_history_free(&told);
	return failure;
}

static const struct failure *follow_named(struct following *following)
{
	const struct commits_input *commits = following->commits;
	struct records_at end = {.tree = NULL};
	const struct failure *failure =
	    records_at_commit(commits->repository, &commits->range.tips[0], commits->root, &end);
	if (failure == NULL) {
		following->run->look.comma = end.model->style.writes_comma;
	}
	if (failure == NULL && following->run->argument_count == 0) {
		history_targets_write(end.model, &following->run->output);
		records_at_release(&end);
		return NULL;
	}
	if (failure == NULL) {
		failure = history_target_find(end.model, following->run->arguments[0], &following->target);
	}
	if (failure == NULL) {
		failure = following->target.kind == HISTORY_OF_ACCOUNT ? follow_account(following)
								       : follow_record(following, &end);
	}
	records_at_release(&end);
	return failure;
}

/* ---- the command ---- */

static const struct failure *follow(struct following *following)
{
	struct run *run = following->run;
	repository_verify_objects(false); /* an audit does, a story need not */
	const struct failure *failure = history_target_is_account(run->arena, run->arguments[0], &following->target)
					    ? follow_account(following)
					    : follow_named(following);
	repository_verify_objects(true);
	return failure;
}

static const struct failure *run_history(struct run *run)
{
	const struct history_options *options = run->options;
	struct commits_input commits = {.root = SLICE("")};
	struct following following = {.run = run, .commits = &commits};
	const struct failure *failure =
	    filter_from_options(&options->choices, (struct text_list){NULL, 0}, &following.filter);
	if (failure == NULL) {
		failure = commits_input_open(run, run->revision, &commits);
	}
	if (failure == NULL) {
		failure = follow(&following);
	}
	commits_input_close(&commits);
	return failure;
}

const struct command history_command = {
    .name = "history",
    .summary = N_("follow an account, a fund, an action, a person, a rule or a circle from commit to commit"),
    .arguments = "[TARGET]",
    .help =
	N_("What the target came to at each commit of HEAD's first-parent line that changed it, the oldest first: who "
	   "made the commit, and the decisions that did it. Dates are those of the authors.\n"
	   "\n"
	   "TARGET is ledger (each account by itself), an account with those below it, an envelope written "
	   "circle/action or circle/action/fund (money available, the natural way round), or a name: a fund "
	   "(awarded, received, granted, decided, paid, left), an action (in each circle and of each fund), a circle "
	   "(status, members, territory), a person (memberships and mandates: when each began and ended), a rule "
	   "(of the network and of each circle). Where several things have a name, say which: fund:drac, "
	   "action:cafe, circle:arles, person:tom, rule:quorum, account:cash. Without a "
	   "target, lists these names.\n"
	   "\n"
	   "Money is what the ledger of each commit says; where that is not valid, the row says so. The rest is what "
	   "the meetings decided that were applied then, told when it was decided even if it takes effect later; a "
	   "seal that was replaced or taken away is noted.\n"
	   "\n"
	   "Examples\n"
	   "  souci history littoral/velo-cargo\n"
	   "  souci history Assets:Bank --from 2024\n"
	   "  souci history feder-2024\n"
	   "  souci history person:tom --format json\n"
	   "  souci history ledger --format csv --at v1"),
    .arguments_most = 1,
    .output = OUTPUT_TABLE,
    .argument_source = "history",
    .source = FROM_COMMITS,
    .options = &history_option_group,
    .run = run_history,
};
