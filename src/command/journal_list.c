#include "command/journal_list.h"

#include "command/journal_input.h"
#include "command/journal_options.h"
#include "text/escape.h"
#include "text/translate.h"

static const struct option list_options[] = {VIEW_OPTIONS(struct view_options_only, view), {.name = NULL}};

const struct option_group list_option_group = {N_("Options of lists"), list_options, sizeof(struct view_options_only)};

static void add_lines(struct run *run, const struct table *table)
{
	if (table->row_count == 0) {
		run_tell_nothing(run);
	}
	for (size_t i = 0; i < table->row_count; i++) {
		buffer_add(&run->output, escape_for_terminal(run->arena, table->rows[i].cells[0].text));
		buffer_add_byte(&run->output, '\n');
	}
}

static void show_table(struct run *run, const struct table *table)
{
	if (run->general.format.size == 0 || slice_equal(run->general.format, SLICE("text"))) {
		add_lines(run, table);
	} else {
		run_add_table(run, table);
	}
}

static const struct failure *show_list(struct run *run, const struct list_options *options)
{
	struct list_fold *fold = list_fold_new(options);
	struct journal_options reading = list_fold_options(fold);
	struct journal_input input;
	struct table *table = NULL;
	const struct failure *failure = journal_input_read(run, &reading, &input);
	if (failure == NULL && !run_is_stopped_by(run, input.findings)) {
		failure = list_fold_table(fold, input.journal, &table);
	}
	if (table != NULL) {
		show_table(run, table);
	}
	table_free(table);
	list_fold_free(fold);
	journal_input_release(&input);
	return failure;
}

const struct failure *list_names(struct run *run, enum list_kind kind)
{
	const struct view_options_only *given = run->options;
	struct list_options options = {.kind = kind};
	const struct failure *failure = view_from_options(run, &given->view, &options.view);
	if (failure == NULL) {
		failure = show_list(run, &options);
		query_free(options.view.query);
	}
	return failure;
}
