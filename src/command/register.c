/* souci register: the postings one by one, with a running total. */
#include "command/journal_input.h"
#include "command/journal_options.h"
#include "command/row_output.h"
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

static const struct failure *show_register(struct run *run, const struct register_options *options)
{
	struct stream_column columns[REGISTER_COLUMNS];
	register_columns(run->look.width, columns);
	struct row_output output = {.run = run, .columns = columns, .column_count = REGISTER_COLUMNS};
	row_output_open(&output);
	struct register_fold *fold = register_fold_new(options, row_output_add, row_output_restart, &output);
	struct journal_options reading = register_fold_options(fold);
	struct journal_input input;
	const struct failure *failure = journal_input_read(run, &reading, &input);
	bool is_stopped = failure != NULL || run_is_stopped_by(run, input.findings);
	if (!is_stopped) {
		failure = register_fold_end(fold, input.journal);
	}
	row_output_close(&output, !is_stopped && failure == NULL);
	if (!is_stopped && failure == NULL && output.row_count == 0) {
		run_tell_nothing(run);
	}
	register_fold_free(fold);
	journal_input_release(&input);
	return failure;
}

static const struct failure *run_register(struct run *run)
{
	const struct register_command_options *given = run->options;
	struct register_options options = {.is_related = given->related, .is_historical = given->historical};
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
    .help = N_("By date, of the network's books or of any journal given with -f. With --monthly, --quarterly or "
	       "--yearly, what "
	       "each account moved in each period. Queries are those of souci balance.\n"
	       "\n"
	       "Examples\n"
	       "  souci register Due:tom\n"
	       "  souci register --fund feder-2024 --period 2024-Q2\n"
	       "  souci register --monthly Budget\n"
	       "  souci register -f bank.journal desc:rent --related"),
    .arguments_most = SIZE_MAX,
    .output = OUTPUT_TABLE,
    .filter = &filter_by_all,
    .options = &register_option_group,
    .takes_journals = true,
    .run = run_register,
};
