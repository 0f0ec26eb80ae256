/* Tables as a JSON array with an object a row, keyed by the columns' names, an object a line. Amounts and shares are
 * strings of plain decimals ("1200.00"), since readers of JSON take numbers for binary floats; the commodity is a key
 * of its own. Dates are ISO strings, minutes and integers numbers; what is absent is null, never an empty string. */
#include "format/table.h"

#include "format/json_value.h"

static json_t *json_cell(struct arena *arena, const struct column *column, const struct cell *cell)
{
	if (cell->is_empty) {
		return json_null();
	}
	if (column->kind == COLUMN_MINUTES || column->kind == COLUMN_INTEGER) {
		return json_integer(cell->number);
	}
	struct slice text = cell_for_machines(arena, column, cell);
	return text.size == 0 ? json_null() : json_text(text);
}

static json_t *json_row(struct arena *arena, const struct table *table, const struct row *row)
{
	json_t *object = json_object();
	for (size_t i = 0; i < table->column_count; i++) {
		const struct column *column = &table->columns[i];
		if (column_is_for_machines(column)) {
			struct slice name = arena_copy(arena, column->name);
			json_object_set_new_nocheck(object, name.data, json_cell(arena, column, &row->cells[i]));
		}
	}
	return object;
}

void table_write_json(const struct table *table, struct text_look look, struct buffer *out)
{
	(void)look;
	size_t count = 0;
	struct arena *arena = arena_new();
	for (size_t i = 0; i < table->row_count; i++) {
		if (table->rows[i].kind == ROW_VALUES) {
			json_add_item(out, &count, json_row(arena, table, &table->rows[i]));
		}
	}
	json_end_items(out, count);
	arena_free(arena);
}
