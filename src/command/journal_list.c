#include "command/journal_list.h"

#include "command/journal_input.h"
#include "command/journal_options.h"
#include "text/escape.h"
#include "text/translate.h"

struct list_command_options {
	struct view_options view;
	bool used;
	bool declared;
	bool values;
};

#define LIST_OPTIONS                                                                                                   \
	VIEW_OPTIONS(struct list_command_options, view), {"used",                                                      \
							  0,                                                           \
							  OPTION_FLAG,                                                 \
							  NULL,                                                        \
							  NULL,                                                        \
							  N_("only what transactions use"),                            \
							  offsetof(struct list_command_options, used)},                \
	{                                                                                                              \
		"declared", 0, OPTION_FLAG, NULL, NULL, N_("only what directives declare"),                            \
		    offsetof(struct list_command_options, declared)                                                    \
	}

static const struct option list_options[] = {LIST_OPTIONS, {.name = NULL}};

static const struct option tags_options[] = {
    LIST_OPTIONS,
    {"values", 0, OPTION_FLAG, NULL, NULL, N_("the values of tags instead of their names"),
     offsetof(struct list_command_options, values)},
    {.name = NULL},
};

const struct option_group list_option_group = {N_("Options of lists"), list_options,
					       sizeof(struct list_command_options)};

const struct option_group tags_option_group = {N_("Options of lists"), tags_options,
					       sizeof(struct list_command_options)};

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
	const struct list_command_options *given = run->options;
	struct list_options options = {
	    .kind = kind,
	    .is_used_only = given->used && !given->declared,
	    .is_declared_only = given->declared && !given->used,
	    .is_of_values = given->values,
	};
	const struct failure *failure = view_from_options(run, &given->view, &options.view);
	if (failure != NULL) {
		return failure;
	}
	failure =
	    options.is_declared_only && view_is_choosy(&options.view)
		? failure_new(
		      _("--declared lists all that is declared: leave out the query and what else chooses postings"))
		: show_list(run, &options);
	query_free(options.view.query);
	return failure;
}
