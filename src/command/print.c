/* souci print: transactions written back as a journal. */
#include "command/journal_input.h"
#include "command/journal_options.h"
#include "command/row_output.h"
#include "report/journal_print.h"
#include "text/translate.h"

static const struct option print_options[] = {VIEW_OPTIONS(struct view_options_only, view), {.name = NULL}};

static const struct option_group print_option_group = {N_("Options of print"), print_options,
						       sizeof(struct view_options_only)};

/* What was written so far does not count. */
static void forget_text(void *context)
{
	struct run *run = context;
	run->output.size = 0;
}

static const struct failure *finish(struct run *run, struct print_fold *fold, bool *is_stopped)
{
	struct journal_options reading = print_fold_options(fold);
	struct journal_input input;
	const struct failure *failure = journal_input_read(run, &reading, &input);
	*is_stopped = failure != NULL || run_is_stopped_by(run, input.findings);
	if (!*is_stopped) {
		failure = print_fold_end(fold, input.journal);
	}
	print_fold_free(fold);
	journal_input_release(&input);
	return failure;
}

static const struct failure *print_journal(struct run *run, const struct journal_view *view)
{
	bool is_stopped;
	const struct failure *failure =
	    finish(run, print_fold_new(view, &run->output, NULL, forget_text, run), &is_stopped);
	if (is_stopped || failure != NULL) {
		forget_text(run);
	} else if (run->output.size == 0) {
		run_tell_nothing(run);
	}
	return failure;
}

static const struct failure *print_rows(struct run *run, const struct journal_view *view)
{
	struct row_output output = {.run = run, .columns = print_columns, .column_count = PRINT_COLUMNS};
	bool is_stopped;
	row_output_open(&output);
	const struct failure *failure =
	    finish(run, print_fold_new(view, NULL, row_output_add, row_output_restart, &output), &is_stopped);
	row_output_close(&output, !is_stopped && failure == NULL);
	return failure;
}

static const struct failure *run_print(struct run *run)
{
	const struct view_options_only *given = run->options;
	struct journal_view view;
	const struct failure *failure = view_from_options(run, &given->view, &view);
	if (failure == NULL) {
		bool is_text = run->general.format.size == 0 || slice_equal(run->general.format, SLICE("text"));
		failure = is_text ? print_journal(run, &view) : print_rows(run, &view);
		query_free(view.query);
	}
	return failure;
}

const struct command print_command = {
    .name = "print",
    .summary = N_("write transactions back as a journal"),
    .arguments = "[QUERY…]",
    .help = N_("In one canonical form, by date, with every amount written out; hledger and ledger read it. Queries are "
	       "those of "
	       "souci balance; a transaction is shown when one of its postings is found.\n"
	       "\n"
	       "Examples\n"
	       "  souci print --period 2024-04\n"
	       "  souci print -f bank.journal desc:rent"),
    .arguments_most = SIZE_MAX,
    .output = OUTPUT_TABLE,
    .filter = &filter_by_subject_and_date,
    .options = &print_option_group,
    .takes_journals = true,
    .run = run_print,
};
