/* Tables as comma-separated values (RFC 4180, lines ended by LF): a heading, then one line a row; plain decimals with
 * a point, ISO dates, minutes as whole numbers. */
#include "format/table.h"

#include "text/escape.h"
#include "text/memory.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

/* What would be read otherwise without quotes; spaces at the ends too, since some readers drop them. */
static bool needs_quotes(struct slice field)
{
	for (size_t i = 0; i < field.size; i++) {
		if (strchr(",\"\r\n", field.data[i]) != NULL) {
			return true;
		}
	}
	return field.size > 0 && (field.data[0] == ' ' || field.data[field.size - 1] == ' ');
}

/* Prose that a spreadsheet would run as a formula: what begins with one of its signs and is no number. */
static bool is_formula(struct slice text)
{
	struct amount number;
	if (text.size == 0 || strchr("=+-@\t", text.data[0]) == NULL || text.data[0] == '\0') {
		return false;
	}
	return !amount_parse(text, &number);
}

/* What a cell gives a spreadsheet: an apostrophe, which those read as “this is text”, before what would be a formula in
 * prose and names; control characters escaped. Ids, accounts and figures are as they are. */
static struct slice harmless(struct arena *arena, const struct column *column, struct slice text)
{
	text = escape_controls(arena, text);
	return column->kind == COLUMN_TEXT && is_formula(text) ? arena_format(arena, "'%.*s", SLICE_ARGUMENTS(text))
							       : text;
}

static void add_field(struct buffer *out, struct slice field)
{
	if (!needs_quotes(field)) {
		buffer_add(out, field);
		return;
	}
	size_t size = csv_write(NULL, 0, field.data, field.size);
	char *quoted = memory_allocate(size);
	csv_write(quoted, size, field.data, field.size);
	buffer_add(out, (struct slice){quoted, size});
	free(quoted);
}

void table_write_csv(const struct table *table, struct text_look look, struct buffer *out)
{
	(void)look;
	struct arena *arena = arena_new();
	size_t written = 0;
	for (size_t i = 0; i < table->column_count; i++) {
		if (column_is_for_machines(&table->columns[i])) {
			buffer_add(out, written++ > 0 ? SLICE(",") : SLICE(""));
			add_field(out, table->columns[i].name);
		}
	}
	buffer_add_byte(out, '\n');
	for (size_t i = 0; i < table->row_count; i++) {
		written = 0;
		for (size_t j = 0; j < table->column_count && table->rows[i].kind == ROW_VALUES; j++) {
			const struct column *column = &table->columns[j];
			if (column_is_for_machines(column)) {
				buffer_add(out, written++ > 0 ? SLICE(",") : SLICE(""));
				struct slice text = cell_for_machines(arena, column, &table->rows[i].cells[j]);
				add_field(out, harmless(arena, column, text));
			}
		}
		buffer_add(out, written > 0 ? SLICE("\n") : SLICE(""));
	}
	arena_free(arena);
}
