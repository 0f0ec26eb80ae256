#include "command/row_output.h"

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
		struct column column = output->columns[i].column;
		column.heading = column.heading.size > 0 ? column.heading : column.name;
		table_add_column(output->table, column);
	}
}

/* A cell that lasts as long as the table: whoever gives the row keeps its texts for this row only. */
static struct cell kept(struct arena *arena, struct cell cell)
{
	cell.text = arena_copy(arena, cell.text);
	cell.shown = arena_copy(arena, cell.shown);
	return cell;
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
	for (size_t i = 0; i < output->column_count; i++) {
		row->cells[i] = kept(output->table->arena, cells[i]);
	}
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
