/* Tables for a page: a caption, a heading row, a body per section, totals marked; all text escaped. */
#include "format/table.h"

#include "text/escape.h"
#include "text/translate.h"

#include <assert.h>

struct page {
	struct arena *arena;
	const struct table *table;
	struct text_look look;
	struct buffer *out;
};

/* The class of a column's cells, for style sheets. */
static const char *class_of(const struct column *column)
{
	switch (column->kind) {
	case COLUMN_TEXT:
	case COLUMN_PROSE: return "text";
	case COLUMN_ID: return "id";
	case COLUMN_DATE: return "date";
	case COLUMN_AMOUNT: return "amount";
	case COLUMN_MINUTES: return "minutes";
	case COLUMN_INTEGER: return "integer";
	case COLUMN_SHARE: return "share";
	}
	return "";
}

static void add_escaped(struct page *page, struct slice text)
{
	buffer_add(page->out, escape_for_html(page->arena, text));
}

static size_t people_columns(const struct table *table)
{
	size_t count = 0;
	for (size_t i = 0; i < table->column_count; i++) {
		count += column_is_for_people(&table->columns[i]) ? 1 : 0;
	}
	return count;
}

static void add_headings(struct page *page)
{
	buffer_add(page->out, SLICE("<thead>\n<tr>"));
	for (size_t i = 0; i < page->table->column_count; i++) {
		const struct column *column = &page->table->columns[i];
		if (column_is_for_people(column)) {
			buffer_format(page->out, "<th scope=\"col\" class=\"%s\">", class_of(column));
			add_escaped(page, column->heading);
			buffer_add(page->out, SLICE("</th>"));
		}
	}
	buffer_add(page->out, SLICE("</tr>\n</thead>\n"));
}

static void add_content(struct page *page, const struct column *column, const struct cell *cell)
{
	struct slice text = cell_for_people(page->arena, column, cell, page->look);
	if (column->kind == COLUMN_SHARE && !cell->is_empty) {
		struct slice value = cell_for_machines(page->arena, column, cell);
		buffer_format(page->out, "<meter max=\"100\" value=\"%.*s\"></meter> ", SLICE_ARGUMENTS(value));
		buffer_format(page->out, "%.*s %%", SLICE_ARGUMENTS(text));
	} else if (column->kind == COLUMN_DATE && !cell->is_empty) {
		buffer_format(page->out, "<time>%.*s</time>", SLICE_ARGUMENTS(text));
	} else {
		add_escaped(page, text);
	}
}

static void add_row(struct page *page, const struct row *row)
{
	buffer_add(page->out, row->kind == ROW_TOTAL ? SLICE("<tr class=\"total\">") : SLICE("<tr>"));
	size_t written = 0;
	for (size_t i = 0; i < page->table->column_count; i++) {
		const struct column *column = &page->table->columns[i];
		if (!column_is_for_people(column)) {
			continue;
		}
		buffer_format(page->out, "<td class=\"%s\"", class_of(column));
		if (written++ == 0 && row->depth > 0) {
			buffer_format(page->out, " style=\"padding-left: %uem\"", row->depth);
		}
		buffer_add_byte(page->out, '>');
		add_content(page, column, &row->cells[i]);
		buffer_add(page->out, SLICE("</td>"));
	}
	buffer_add(page->out, SLICE("</tr>\n"));
}

static void add_body(struct page *page)
{
	buffer_add(page->out, SLICE("<tbody>\n"));
	for (size_t i = 0; i < page->table->row_count; i++) {
		const struct row *row = &page->table->rows[i];
		if (row->kind != ROW_SECTION) {
			add_row(page, row);
			continue;
		}
		buffer_add(page->out, i > 0 ? SLICE("</tbody>\n<tbody>\n") : SLICE(""));
		buffer_format(page->out, "<tr><th scope=\"rowgroup\" colspan=\"%zu\">", people_columns(page->table));
		add_escaped(page, row->heading);
		buffer_add(page->out, SLICE("</th></tr>\n"));
	}
	buffer_add(page->out, SLICE("</tbody>\n"));
}

void table_write_html(const struct table *table, struct text_look look, struct buffer *out)
{
	struct page page = {arena_new(), table, look, out};
	buffer_add(out, SLICE("<table>\n"));
	if (table->title.size > 0) {
		buffer_add(out, SLICE("<caption>"));
		add_escaped(&page, table->title);
		buffer_add(out, SLICE("</caption>\n"));
	}
	add_headings(&page);
	add_body(&page);
	buffer_add(out, SLICE("</table>\n"));
	arena_free(page.arena);
}
