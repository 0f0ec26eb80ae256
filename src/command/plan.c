/* souci plan: what adopted decisions change, before they do. */
#include "rule/plan.h"

#include "command/network_input.h"
#include "command/plan_prose.h"
#include "source/patch.h"
#include "text/translate.h"

struct plan_options {
	bool diff;
};

static const struct option plan_options[] = {
    {"diff", 0, OPTION_FLAG, NULL, NULL, N_("the files that apply would write, as a patch"),
     offsetof(struct plan_options, diff)},
    {.name = NULL},
};

static const struct option_group plan_option_group = {N_("Options of plan"), plan_options, sizeof(struct plan_options)};

/* ---- the table ---- */

static const struct column plan_columns[] = {
    {{"meeting", 7}, {"", 0}, COLUMN_ID, READERS_ALL},        {{"date", 4}, {"", 0}, COLUMN_DATE, READERS_ALL},
    {{"decision", 8}, {"", 0}, COLUMN_ID, READERS_ALL},       {{"change", 6}, {"", 0}, COLUMN_ID, READERS_ALL},
    {{"circle", 6}, {"", 0}, COLUMN_ID, READERS_ALL},         {{"person", 6}, {"", 0}, COLUMN_ID, READERS_ALL},
    {{"action", 6}, {"", 0}, COLUMN_ID, READERS_ALL},         {{"fund", 4}, {"", 0}, COLUMN_ID, READERS_ALL},
    {{"name", 4}, {"", 0}, COLUMN_TEXT, READERS_ALL},         {{"value", 5}, {"", 0}, COLUMN_TEXT, READERS_ALL},
    {{"from", 4}, {"", 0}, COLUMN_DATE, READERS_ALL},         {{"until", 5}, {"", 0}, COLUMN_DATE, READERS_ALL},
    {{"before", 6}, {"", 0}, COLUMN_AMOUNT, READERS_ALL},     {{"after", 5}, {"", 0}, COLUMN_AMOUNT, READERS_ALL},
    {{"commodity", 9}, {"", 0}, COLUMN_ID, READERS_MACHINES},
};

static struct cell id_cell(struct slice id)
{
	return id.size == 0 ? cell_empty() : cell_text(id);
}

static struct cell day_cell(struct date date)
{
	return date.days == DATE_NONE.days || date.days == DATE_MAXIMUM.days ? cell_empty() : cell_date(date);
}

static struct slice value_of(const struct plan_change *change)
{
	if (change->choice < 0) {
		return change->value;
	}
	return slice_of(change->kind == PLAN_STATUS ? circle_status_choices[change->choice].name
						    : role_choices[change->choice].name);
}

static void add_row(struct table *table, const struct plan_change *change, struct slice currency)
{
	const struct meeting *meeting = change->meeting;
	struct cell *cells = table_add_row(table, ROW_VALUES)->cells;
	cells[0] = cell_text(arena_format(table->arena, "%.*s/%.*s", SLICE_ARGUMENTS(meeting->circle->id),
					  SLICE_ARGUMENTS(meeting->id)));
	cells[1] = cell_date(meeting->date);
	cells[2] = change->decision == NULL ? cell_empty() : cell_text(change->decision->reference);
	cells[3] = cell_text(slice_of(plan_change_name(change->kind)));
	cells[4] = change->circle == NULL ? cell_empty() : id_cell(change->circle->id);
	cells[5] = change->party == NULL ? cell_empty() : id_cell(change->party->id);
	cells[6] = change->action == NULL ? cell_empty() : id_cell(change->action->id);
	cells[7] = change->fund == NULL ? cell_empty() : id_cell(change->fund->id);
	cells[8] = id_cell(change->name);
	cells[9] = id_cell(value_of(change));
	cells[10] = day_cell(change->from);
	cells[11] = day_cell(change->until.days == DATE_MAXIMUM.days ? DATE_NONE : date_add_days(change->until, -1));
	if (change->decision == NULL) {
		cells[12] = cell_amount(change->before, currency);
		cells[13] = cell_amount(change->after, currency);
		cells[14] = cell_text(currency);
	}
}

static void add_table(struct run *run, const struct network_input *input, const struct plan *plan)
{
	struct table *table = table_new(SLICE(""));
	for (size_t i = 0; i < sizeof plan_columns / sizeof *plan_columns; i++) {
		struct column column = plan_columns[i];
		column.heading = column.name;
		table_add_column(table, column);
	}
	for (size_t i = 0; i < plan->changes.count; i++) {
		add_row(table, &LIST_AT(plan->changes, struct plan_change, i), input->snapshot->model->style.currency);
	}
	run_add_table(run, table);
	table_free(table);
}

/* ---- the command ---- */

static const struct failure *show(struct run *run, struct network_input *input, const struct application *application)
{
	const struct plan_options *options = run->options;
	if (options->diff) {
		return patch_write(&run->output, input->source, application->changes.items, application->changes.count);
	}
	struct plan plan = plan_new(input->snapshot, application);
	if (run->general.format.size == 0 || slice_equal(run->general.format, SLICE("text"))) {
		plan_prose_add(&run->output, input->snapshot, application, &plan);
	} else {
		add_table(run, input, &plan);
	}
	return NULL;
}

static const struct failure *plan_application(struct run *run, struct network_input *input)
{
	struct application application;
	struct findings *obstacles = findings_new();
	const struct failure *failure =
	    application_prepare(input->snapshot, run->arguments, run->argument_count, &application);
	if (failure == NULL) {
		failure = show(run, input, &application);
	}
	if (failure == NULL && application_obstacles(input->snapshot, obstacles) > 0) {
		buffer_add(&run->complaint, slice_of(_("This stands in the way of applying it:\n")));
		run_is_stopped_by(run, obstacles);
	}
	findings_free(obstacles);
	return failure;
}

static const struct failure *run_plan(struct run *run)
{
	const struct plan_options *options = run->options;
	struct network_input input;
	if (options->diff && run->general.format.size > 0) {
		return failure_new(_("--diff is a patch; it takes no --format"));
	}
	if (run->until.days != DATE_MAXIMUM.days) {
		return failure_new(_("plan takes a revision with --at, not a day"));
	}
	const struct failure *failure = network_input_read(run, &input);
	if (failure == NULL) {
		failure = plan_application(run, &input);
	}
	network_input_release(&input);
	return failure;
}

const struct command plan_command = {
    .name = "plan",
    .summary = N_("tell what adopted decisions change, before they do"),
    .arguments = "[MEETING…]",
    .help = N_("Tells what souci apply would change, in words to read aloud: who joins and leaves, mandates, actions, "
	       "rules, what is "
	       "left of each fund and envelope before and after, and who is owed what. Of all adopted meetings that "
	       "are not applied "
	       "yet, or of those named (circle/date). What stands in the way is listed, and then the exit code is 1. "
	       "Nothing is "
	       "written.\n"
	       "\n"
	       "Examples\n"
	       "  souci plan\n"
	       "  souci plan metropole-lilloise/2024-04-11\n"
	       "  souci plan --diff | less\n"
	       "  souci plan --format csv"),
    .arguments_most = SIZE_MAX,
    .output = OUTPUT_TABLE,
    .options = &plan_option_group,
    .run = run_plan,
};
