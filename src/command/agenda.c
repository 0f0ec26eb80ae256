/* souci agenda: what the next regulation has to decide. */
#include "report/agenda.h"
#include "command/network_input.h"
#include "report/minutes.h"
#include "source/replace.h"
#include "text/translate.h"

enum { DAYS_AHEAD = 60 };

struct agenda_options {
	bool draft;
};

static const struct option agenda_options[] = {
    {"draft", 0, OPTION_FLAG, NULL, NULL, N_("write the minutes to fill in, as the file of a meeting on that day"),
     offsetof(struct agenda_options, draft)},
    {.name = NULL},
};

static const struct option_group agenda_option_group = {N_("Options of agenda"), agenda_options,
							sizeof(struct agenda_options)};

static const struct failure *find_circle(const struct run *run, const struct model *model, struct circle **circle)
{
	struct slice id = run->arguments[0];
	*circle = model_find_circle(model, id);
	if (*circle != NULL) {
		return NULL;
	}
	struct slice near = model_nearest_id(model, RECORD_CIRCLE, id);
	return near.size > 0 ? failure_new(_("there is no circle %.*s; did you mean %.*s?"), SLICE_ARGUMENTS(id),
					   SLICE_ARGUMENTS(near))
			     : failure_new(_("there is no circle %.*s"), SLICE_ARGUMENTS(id));
}

static const struct failure *write_draft(struct run *run, const struct network_input *input, const struct fold *fold,
					 const struct agenda *agenda)
{
	struct buffer text = BUFFER_EMPTY;
	const struct text_file *standing;
	struct slice rest =
	    arena_format(run->arena, "meetings/%.*s.rec", SLICE_ARGUMENTS(date_text(run->arena, agenda->day)));
	struct slice path = circle_path(run->arena, agenda->circle, rest);
	if (source_read(input->source, path, &standing) != SOURCE_MISSING) {
		return failure_new(_("%.*s exists already; nothing was written"), SLICE_ARGUMENTS(path));
	}
	minutes_write(&text, fold, agenda);
	struct file_change change = {path, buffer_view(&text), false};
	const struct failure *failure = replace_files(slice_of(input->root), &change, 1);
	if (failure == NULL) {
		buffer_format(&run->output, "%.*s\n", SLICE_ARGUMENTS(path));
	}
	buffer_free(&text);
	return failure;
}

static const struct failure *tell(struct run *run, struct network_input *input)
{
	const struct agenda_options *options = run->options;
	struct circle *circle = NULL;
	const struct failure *failure = find_circle(run, input->snapshot->model, &circle);
	if (failure != NULL || run_is_stopped_by(run, input->findings)) {
		return failure;
	}
	struct fold *fold = snapshot_fold(input->snapshot, input->until);
	struct agenda agenda = agenda_of(run->arena, fold, circle, run_today(run), DAYS_AHEAD);
	if (options->draft) {
		failure = write_draft(run, input, fold, &agenda);
	} else {
		struct table *table = agenda_table(fold, &agenda);
		run_add_table(run, table);
		table_free(table);
	}
	fold_free(fold);
	return failure;
}

static const struct failure *run_agenda(struct run *run)
{
	struct network_input input;
	const struct failure *failure = network_input_read(run, &input);
	if (failure == NULL) {
		failure = tell(run, &input);
	}
	network_input_release(&input);
	return failure;
}

const struct command agenda_command = {
    .name = "agenda",
    .summary = N_("tell what the next regulation of a circle has to decide"),
    .arguments = "CIRCLE",
    .help =
	N_("Contributions that ask and were not decided on, beside what is left for their action; mandates that end or "
	   "come "
	   "back within two months; decisions put off or to be reviewed; actions proposed. The meeting is today's, or "
	   "that of --today. It shows, it never decides.\n"
	   "\n"
	   "--draft writes the minutes as a draft, a decision for each request, to be filled in at the meeting.\n"
	   "\n"
	   "Examples\n"
	   "  souci agenda metropole-lilloise\n"
	   "  souci agenda metropole-lilloise --draft --today 2025-01-16"),
    .argument_source = "completion circles",
    .arguments_least = 1,
    .arguments_most = 1,
    .output = OUTPUT_TABLE,
    .options = &agenda_option_group,
    .run = run_agenda,
};
