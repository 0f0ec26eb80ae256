#include "command/row_output.h"

#include <string.h>

void row_output_open(struct row_output *output)
{
	struct run *run = output->run;
	struct slice medium = run->general.format.size == 0 ? SLICE("text") : run->general.format;
	output->start = run->output.size;
	output->row_count = 0;
	if (stream_knows(medium)) {
		output->stream = stream_new(medium, output->columns, output->column_count, &run->output);
		return;
	}
	output->table = table_new(SLICE(""));
	for (size_t i = 0; i < output->column_count; i++) {
		table_add_column(output->table, output->columns[i].column);
	}
}

void row_output_add(void *context, const struct cell *cells)
{
	struct row_output *output = context;
	output->row_count++;
	if (output->stream != NULL) {
		stream_add(output->stream, cells);
		if (output->is_shown_at_once) {
			run_show_so_far(output->run);
			output->start = output->run->output.size < output->start ? 0 : output->start;
		}
		return;
	}
	struct row *row = table_add_row(output->table, ROW_VALUES);
	memcpy(row->cells, cells, output->column_count * sizeof *cells);
}

void row_output_restart(void *context)
{
	row_output_close(context, false);
	row_output_open(context);
}

void row_output_close(struct row_output *output, bool is_wanted)
{
	if (output->stream != NULL) {
		stream_end(output->stream);
	} else if (is_wanted) {
		run_add_table(output->run, output->table);
	}
	if (!is_wanted) {
		output->run->output.size = output->start;
	}
	table_free(output->table);
	output->stream = NULL;
	output->table = NULL;
}
