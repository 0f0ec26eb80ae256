/* souci balance: what each account holds. */
#include "command/journal_input.h"
#include "command/journal_options.h"
#include "report/journal_balance.h"
#include "text/translate.h"

#include <sched.h>

struct balance_command_options {
	struct view_options view;
	bool flat;
	bool tree;
	bool historical;
	bool cumulative;
	bool empty;
	struct slice value;
	struct option_number threads;
};

#define BALANCE(member) offsetof(struct balance_command_options, member)

static const struct option balance_options[] = {
    VIEW_OPTIONS(struct balance_command_options, view),
    {"flat", 0, OPTION_FLAG, NULL, NULL, N_("each account by its full name (the default)"), BALANCE(flat)},
    {"tree", 0, OPTION_FLAG, NULL, NULL, N_("accounts below each other, each with what is below it"), BALANCE(tree)},
    {"historical", 'H', OPTION_FLAG, NULL, NULL, N_("count what came before the first period too"),
     BALANCE(historical)},
    {"cumulative", 0, OPTION_FLAG, NULL, NULL, N_("sum from the first period on"), BALANCE(cumulative)},
    {"empty", 'E', OPTION_FLAG, NULL, NULL, N_("show accounts that hold nothing too"), BALANCE(empty)},
    {"value", 0, OPTION_TEXT, "DATE[,COMMODITY]", NULL, N_("at the market prices of a day"), BALANCE(value)},
    {"threads", 0, OPTION_NUMBER, "N", NULL, N_("read large journals with N threads, not one for each processor"),
     BALANCE(threads)},
    {.name = NULL},
};

static const struct option_group balance_option_group = {N_("Options of balance"), balance_options,
							 sizeof(struct balance_command_options)};

static const struct failure *read_value(struct slice text, struct balance_options *options)
{
	size_t comma = slice_find(text, ',');
	options->is_valued = text.size > 0;
	options->value_commodity = slice_from(text, comma + 1);
	if (options->is_valued && !date_parse(slice_part(text, 0, comma), &options->value_date)) {
		return failure_new(_("--value needs a day such as 2024-04-11, not “%.*s”"), SLICE_ARGUMENTS(text));
	}
	return NULL;
}

static void show_so_far(void *context)
{
	run_show_so_far(context);
}

/* Writes them row by row where the medium can, else through a table. */
static const struct failure *write_balances(struct run *run, struct balance_fold *fold, struct journal *journal)
{
	struct slice medium = run->general.format.size == 0 ? SLICE("text") : run->general.format;
	if (stream_knows(medium)) {
		const struct balance_output output = {medium, run->look, &run->output, show_so_far, run};
		return balance_fold_write(fold, journal, &output);
	}
	struct table *table = NULL;
	const struct failure *failure = balance_fold_table(fold, journal, &table);
	if (failure == NULL) {
		run_add_table(run, table);
	}
	table_free(table);
	return failure;
}

static const struct failure *show_balances(struct run *run, const struct balance_options *options)
{
	struct balance_fold *fold = balance_fold_new(options);
	struct journal_options reading = balance_fold_options(fold);
	struct journal_input input;
	const struct failure *failure = journal_input_read(run, &reading, &input);
	if (failure == NULL && !run_is_stopped_by(run, input.findings)) {
		failure = write_balances(run, fold, input.journal);
	}
	balance_fold_free(fold);
	journal_input_release(&input);
	return failure;
}

/* As many as the processors this run may use. */
static size_t choose_threads(const struct option_number *given)
{
	cpu_set_t processors;
	if (given->is_given) {
		return (size_t)given->number;
	}
	return sched_getaffinity(0, sizeof processors, &processors) == 0 ? (size_t)CPU_COUNT(&processors) : 1;
}

static const struct failure *run_balance(struct run *run)
{
	const struct balance_command_options *given = run->options;
	struct balance_options options = {
	    .kind = given->historical   ? BALANCE_HISTORICAL
		    : given->cumulative ? BALANCE_CUMULATIVE
					: BALANCE_CHANGE,
	    .is_tree = given->tree,
	    .is_empty_shown = given->empty,
	    .threads = choose_threads(&given->threads),
	};
	const struct failure *failure = read_value(given->value, &options);
	if (failure == NULL) {
		failure = view_from_options(run, &given->view, &options.view);
	}
	if (failure == NULL) {
		failure = show_balances(run, &options);
		query_free(options.view.query);
	}
	return failure;
}

const struct command balance_command = {
    .name = "balance",
    .summary = N_("show what each account holds"),
    .arguments = "[QUERY…]",
    .help = N_(
	"The network's books, or any journal of hledger or ledger given with -f. A query is the pattern of an account, "
	"or desc: payee: note: code: cur: tag: status: amt: date: depth: with what they look for; not: turns one "
	"round.\n"
	"\n"
	"Examples\n"
	"  souci balance Budget --quarterly\n"
	"  souci balance --tree --depth 2\n"
	"  souci balance -f bank.journal desc:rent not:status:!"),
    .arguments_most = SIZE_MAX,
    .output = OUTPUT_TABLE,
    .filter = &filter_by_all,
    .options = &balance_option_group,
    .takes_journals = true,
    .run = run_balance,
};
