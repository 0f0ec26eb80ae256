/* souci stats: how much a journal holds. */
#include "command/journal_input.h"
#include "command/journal_options.h"
#include "report/journal_stats.h"
#include "text/translate.h"

static const struct option stats_options[] = {VIEW_OPTIONS(struct view_options_only, view), {.name = NULL}};

static const struct option_group stats_option_group = {N_("Options of stats"), stats_options,
						       sizeof(struct view_options_only)};

static const struct failure *show_stats(struct run *run, const struct journal_view *view)
{
	struct stats_fold *fold = stats_fold_new(view);
	struct journal_options reading = stats_fold_options(fold);
	struct journal_input input;
	struct table *table = NULL;
	const struct failure *failure = journal_input_read(run, &reading, &input);
	if (failure == NULL && !run_is_stopped_by(run, input.findings)) {
		failure = stats_fold_table(fold, input.journal, &table);
	}
	if (table != NULL) {
		run_add_table(run, table);
	}
	table_free(table);
	stats_fold_free(fold);
	journal_input_release(&input);
	return failure;
}

static const struct failure *run_stats(struct run *run)
{
	const struct view_options_only *given = run->options;
	struct journal_view view;
	const struct failure *failure = view_from_options(run, &given->view, &view);
	if (failure == NULL) {
		failure = show_stats(run, &view);
		query_free(view.query);
	}
	return failure;
}

const struct command stats_command = {
    .name = "stats",
    .summary = N_("count what a journal holds"),
    .arguments = "[QUERY…]",
    .help = N_("Files, transactions, postings, days, accounts, commodities. Queries are those of souci balance.\n"
	       "\n"
	       "Examples\n"
	       "  souci stats\n"
	       "  souci stats -f bank.journal date:2024"),
    .arguments_most = SIZE_MAX,
    .output = OUTPUT_TABLE,
    .filter = &filter_by_subject_and_date,
    .options = &stats_option_group,
    .takes_journals = true,
    .run = run_stats,
};
