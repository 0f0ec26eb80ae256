/* Tables as comma-separated values (RFC 4180, lines ended by LF): a heading, then one line a row; plain decimals with
 * a point, ISO dates, minutes as whole numbers. */
#include "format/table.h"

#include "format/csv_field.h"
#include "text/escape.h"

#include <string.h>

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

void table_write_csv(const struct table *table, struct text_look look, struct buffer *out)
{
	(void)look;
	struct arena *arena = arena_new();
	size_t written = 0;
	for (size_t i = 0; i < table->column_count; i++) {
		if (column_is_for_machines(&table->columns[i])) {
			buffer_add(out, written++ > 0 ? SLICE(",") : SLICE(""));
			csv_field_add(out, table->columns[i].name);
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
				csv_field_add(out, harmless(arena, column, text));
			}
		}
		buffer_add(out, written > 0 ? SLICE("\n") : SLICE(""));
	}
	arena_free(arena);
}
