/* souci register: the postings one by one, with a running total. */
#include "command/journal_input.h"
#include "command/journal_options.h"
#include "report/journal_register.h"
#include "text/translate.h"

struct register_command_options {
	struct view_options view;
	bool related;
	bool historical;
};

#define REGISTER(member) offsetof(struct register_command_options, member)

static const struct option register_options[] = {
    VIEW_OPTIONS(struct register_command_options, view),
    {"related", 'r', OPTION_FLAG, NULL, NULL, N_("the other postings of the transactions found"), REGISTER(related)},
    {"historical", 'H', OPTION_FLAG, NULL, NULL, N_("let the total count what came before"), REGISTER(historical)},
    {.name = NULL},
};

static const struct option_group register_option_group = {N_("Options of register"), register_options,
							  sizeof(struct register_command_options)};

/* Where rows go: straight to the output, or into a table for the media that need one. */
struct register_output {
	struct run *run;
	size_t start; /* of the register in the output */
	struct stream_column columns[REGISTER_COLUMNS];
	struct stream *stream;
	struct table *table;
};

static void open_output(struct register_output *output)
{
	struct run *run = output->run;
	struct slice medium = run->general.format.size == 0 ? SLICE("text") : run->general.format;
	output->start = run->output.size;
	if (stream_knows(medium)) {
		output->stream = stream_new(medium, output->columns, REGISTER_COLUMNS, &run->output);
		return;
	}
	output->table = table_new(slice_of(_("Register")));
	for (size_t i = 0; i < REGISTER_COLUMNS; i++) {
		table_add_column(output->table, output->columns[i].column);
	}
}

static void close_output(struct register_output *output)
{
	if (output->stream != NULL) {
		stream_end(output->stream);
	}
	table_free(output->table);
	output->stream = NULL;
	output->table = NULL;
}

static void discard_output(struct register_output *output)
{
	close_output(output);
	output->run->output.size = output->start;
}

static void add_row(void *context, const struct cell *cells)
{
	struct register_output *output = context;
	if (output->stream != NULL) {
		stream_add(output->stream, cells);
		return;
	}
	struct row *row = table_add_row(output->table, ROW_VALUES);
	memcpy(row->cells, cells, REGISTER_COLUMNS * sizeof *cells);
}

static void forget_rows(void *context)
{
	discard_output(context);
	open_output(context);
}

static const struct failure *show_register(struct run *run, const struct register_options *options)
{
	struct register_output output = {.run = run};
	register_columns(run->look.width, output.columns);
	open_output(&output);
	struct register_fold *fold = register_fold_new(options, add_row, forget_rows, &output);
	struct journal_options reading = register_fold_options(fold);
	struct journal_input input;
	const struct failure *failure = journal_input_read(run, &reading, &input);
	bool is_stopped = failure != NULL || run_is_stopped_by(run, input.findings);
	if (!is_stopped) {
		failure = register_fold_end(fold, input.journal);
	}
	if (is_stopped || failure != NULL) {
		discard_output(&output);
	} else if (output.table != NULL) {
		run_add_table(run, output.table);
	}
	close_output(&output);
	register_fold_free(fold);
	journal_input_release(&input);
	return failure;
}

static const struct failure *run_register(struct run *run)
{
	const struct register_command_options *given = run->options;
	struct register_options options = {.is_related = given->related, .is_historical = given->historical};
	if (run->filter.interval != INTERVAL_NONE) {
		return failure_new(_("souci register shows postings one by one: use souci balance for periods"));
	}
	const struct failure *failure = view_from_options(run, &given->view, &options.view);
	if (failure == NULL) {
		failure = show_register(run, &options);
		query_free(options.view.query);
	}
	return failure;
}

const struct command register_command = {
    .name = "register",
    .summary = N_("show postings one by one, with a running total"),
    .arguments = "[QUERY…]",
    .help = N_("By date, of the network's books or of any journal given with -f. Queries are those of souci balance.\n"
	       "\n"
	       "Examples\n"
	       "  souci register Due:tom\n"
	       "  souci register --fund feder-2024 --period 2024-Q2\n"
	       "  souci register -f bank.journal desc:rent --related"),
    .arguments_most = SIZE_MAX,
    .output = OUTPUT_TABLE,
    .takes_filter = true,
    .options = &register_option_group,
    .run = run_register,
};
