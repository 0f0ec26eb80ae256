/* Tables for people at a terminal: columns line up whatever alphabet they hold, amounts and ids are never shortened.
 * Where a row does not fit the terminal, prose and bars are narrowed; where that is not enough, a row takes several
 * lines, with its columns below each other in the same way in all rows. */
#include "format/table.h"

#include "text/escape.h"
#include "text/translate.h"
#include "text/utf8.h"

#include <assert.h>

enum {
	GAP_COLUMNS = 2,
	INDENT_COLUMNS = 2,
	TEXT_LEAST_COLUMNS = 12,   /* prose is not shortened below this … */
	TEXT_STACKED_COLUMNS = 16, /* … or this, where it can have a line of its own */
	PROSE_LEAST_COLUMNS = 24,  /* a line of what is told in full */
	BAR_COLUMNS = 20,
	BAR_LEAST_COLUMNS = 4,
	PER_CENT_COLUMNS = sizeof " 100 %" - 1,
	SHARE_WHOLE = 1000,
};

#define BOLD "\x1b[1m"
#define RED "\x1b[31m"
#define PLAIN "\x1b[0m"

struct printed_column {
	const struct column *column;
	size_t index; /* in the table */
	size_t width; /* in terminal columns */
	size_t line;  /* of a row that takes several */
};

struct printing {
	struct arena *arena;
	const struct table *table;
	struct text_look look;
	struct printed_column *columns;
	size_t column_count;
	size_t line_count;   /* of a row */
	struct slice *texts; /* row after row, as shown, before shortening; a bar has none */
	struct buffer *out;
};

static void add_coloured(struct buffer *out, bool colour, const char *start, struct slice text)
{
	buffer_add(out, colour ? slice_of(start) : SLICE(""));
	buffer_add(out, text);
	buffer_add(out, colour ? SLICE(PLAIN) : SLICE(""));
}

static bool is_aligned_right(const struct column *column)
{
	return column->kind == COLUMN_AMOUNT || column->kind == COLUMN_MINUTES || column->kind == COLUMN_INTEGER;
}

static struct slice *text_at(const struct printing *printing, size_t row, size_t column)
{
	return &printing->texts[row * printing->column_count + column];
}

static size_t indent_of(const struct row *row, size_t column)
{
	return column == 0 ? (size_t)row->depth * INDENT_COLUMNS : 0;
}

static void choose_columns(struct printing *printing)
{
	const struct table *table = printing->table;
	printing->columns = arena_new_array(printing->arena, struct printed_column, table->column_count);
	for (size_t i = 0; i < table->column_count; i++) {
		const struct column *column = &table->columns[i];
		if (column_is_for_people(column)) {
			struct slice heading = escape_for_terminal(printing->arena, column->heading);
			printing->columns[printing->column_count++] =
			    (struct printed_column){column, i, utf8_width(heading), 0};
		}
	}
}

/* Fills in what each cell shows, and the width each column would like. */
static void fill_in_texts(struct printing *printing)
{
	const struct table *table = printing->table;
	printing->texts = arena_new_array(printing->arena, struct slice, table->row_count * printing->column_count);
	for (size_t i = 0; i < table->row_count; i++) {
		const struct row *row = &table->rows[i];
		for (size_t j = 0; j < printing->column_count && row->kind != ROW_SECTION; j++) {
			struct printed_column *printed = &printing->columns[j];
			const struct cell *cell = &row->cells[printed->index];
			size_t width = BAR_COLUMNS + PER_CENT_COLUMNS;
			if (printed->column->kind != COLUMN_SHARE) {
				struct slice text =
				    cell_for_people(printing->arena, printed->column, cell, printing->look);
				*text_at(printing, i, j) = escape_for_terminal(printing->arena, text);
				width = utf8_width(*text_at(printing, i, j)) + indent_of(row, j);
			}
			printed->width = width > printed->width ? width : printed->width;
		}
	}
}

static size_t least_width(const struct printed_column *printed)
{
	switch (printed->column->kind) {
	case COLUMN_TEXT: return TEXT_LEAST_COLUMNS;
	case COLUMN_PROSE: return PROSE_LEAST_COLUMNS;
	case COLUMN_SHARE: return BAR_LEAST_COLUMNS + PER_CENT_COLUMNS;
	default: return printed->width;
	}
}

/* The column that can best give up one place: bars first, then the widest prose; NULL when none can. */
static struct printed_column *widest_to_narrow(const struct printing *printing)
{
	struct printed_column *widest = NULL;
	for (size_t i = 0; i < printing->column_count; i++) {
		struct printed_column *candidate = &printing->columns[i];
		if (candidate->width <= least_width(candidate)) {
			continue;
		}
		if (candidate->column->kind == COLUMN_SHARE) {
			return candidate;
		}
		if (widest == NULL || candidate->width > widest->width) {
			widest = candidate;
		}
	}
	return widest;
}

static size_t total_width(const struct printing *printing)
{
	size_t total = 0;
	for (size_t i = 0; i < printing->column_count; i++) {
		total += printing->columns[i].width + (i > 0 ? GAP_COLUMNS : 0);
	}
	return total;
}

/* Whether narrowing made the row fit. */
static bool narrow(struct printing *printing)
{
	size_t total = total_width(printing);
	while (total > printing->look.width) {
		struct printed_column *column = widest_to_narrow(printing);
		if (column == NULL) {
			return false;
		}
		column->width--;
		total--;
	}
	return true;
}

/* What a column takes at least in a row of several lines. */
static size_t stacked_width(const struct printed_column *printed)
{
	bool is_prose = printed->column->kind == COLUMN_TEXT;
	size_t least = is_prose ? TEXT_STACKED_COLUMNS : least_width(printed);
	return least < printed->width ? least : printed->width;
}

/* Fills line after line with the columns in their order. What is wider than the terminal by itself, it wraps. */
static void stack(struct printing *printing)
{
	size_t width = printing->look.width;
	size_t used = 0;
	size_t start = 0;
	for (size_t i = 0; i < printing->column_count; i++) {
		struct printed_column *printed = &printing->columns[i];
		size_t gap = used > start ? GAP_COLUMNS : 0;
		if (gap > 0 && used + gap + stacked_width(printed) > width) {
			printing->line_count++;
			start = INDENT_COLUMNS;
			used = start;
			gap = 0;
		}
		size_t room = used + gap < width ? width - used - gap : 0;
		size_t least = stacked_width(printed);
		printed->width = printed->width <= room ? printed->width : room > least ? room : least;
		printed->line = printing->line_count - 1;
		used += gap + printed->width;
	}
}

static void fit_to_terminal(struct printing *printing)
{
	size_t *wanted = arena_new_array(printing->arena, size_t, printing->column_count);
	for (size_t i = 0; i < printing->column_count; i++) {
		wanted[i] = printing->columns[i].width;
	}
	if (printing->look.width == 0 || narrow(printing)) {
		return;
	}
	for (size_t i = 0; i < printing->column_count; i++) {
		printing->columns[i].width = wanted[i];
	}
	stack(printing);
}

static struct slice shorten(struct arena *arena, struct slice text, size_t width)
{
	if (utf8_width(text) <= width) {
		return text;
	}
	const struct slice parts[] = {utf8_fit(text, width > 0 ? width - 1 : 0), SLICE("…")};
	return arena_join(arena, parts, 2, SLICE(""));
}

/* `eighths` of a place drawn with block characters: U+2588 is a full one, U+258F an eighth. */
static void add_blocks(struct buffer *out, size_t eighths)
{
	for (; eighths > 0; eighths -= eighths < 8 ? eighths : 8) {
		buffer_add(out, SLICE("\xE2\x96"));
		buffer_add_byte(out, (char)(0x90 - (eighths < 8 ? eighths : 8)));
	}
}

static void add_share(struct printing *printing, const struct printed_column *printed, const struct cell *cell)
{
	if (cell->is_empty) {
		buffer_add_repeated(printing->out, ' ', printed->width);
		return;
	}
	size_t bar = printed->width - PER_CENT_COLUMNS;
	int64_t drawn = cell->number < 0 ? 0 : cell->number > SHARE_WHOLE ? SHARE_WHOLE : cell->number;
	size_t eighths = (size_t)drawn * bar * 8 / SHARE_WHOLE;
	add_blocks(printing->out, eighths);
	buffer_add_repeated(printing->out, ' ', bar - (eighths + 7) / 8);
	buffer_format(printing->out, " %3d %%", (int)(cell->number / (SHARE_WHOLE / 100)));
}

static void add_padded(struct printing *printing, const struct printed_column *printed, struct slice text,
		       const char *colour)
{
	size_t width = utf8_width(text);
	size_t padding = width < printed->width ? printed->width - width : 0;
	bool right = is_aligned_right(printed->column);
	buffer_add_repeated(printing->out, ' ', right ? padding : 0);
	add_coloured(printing->out, printing->look.colour && colour != NULL, colour, text);
	buffer_add_repeated(printing->out, ' ', right ? 0 : padding);
}

static void end_line(struct buffer *out, size_t line_start)
{
	while (out->size > line_start && out->data[out->size - 1] == ' ') {
		out->size--;
	}
	buffer_add_byte(out, '\n');
}

/* How much of a text goes on a line of `width` columns: whole words, and at least one. */
static size_t words_that_fit(struct slice text, size_t width)
{
	size_t fitting = 0;
	for (size_t end = 0; end < text.size;) {
		end += 1 + slice_find(slice_from(text, end + 1), ' ');
		if (fitting > 0 && utf8_width(slice_part(text, 0, end)) > width) {
			break;
		}
		fitting = end;
	}
	return fitting;
}

/* Line after line below each other; whatever else the row holds stands before them. */
static void add_prose(struct printing *printing, size_t column_index, struct slice text)
{
	const struct printed_column *printed = &printing->columns[column_index];
	size_t start = printed->line > 0 ? INDENT_COLUMNS : 0;
	for (size_t i = 0; i < column_index; i++) {
		bool is_before = printing->columns[i].line == printed->line;
		start += is_before ? printing->columns[i].width + GAP_COLUMNS : 0;
	}
	while (text.size > 0) {
		size_t size = words_that_fit(text, printed->width);
		buffer_add(printing->out, slice_part(text, 0, size));
		text = slice_trim(slice_from(text, size));
		if (text.size > 0) {
			buffer_add_byte(printing->out, '\n');
			buffer_add_repeated(printing->out, ' ', start);
		}
	}
}

static void add_cell(struct printing *printing, size_t row_index, size_t column_index)
{
	const struct row *row = &printing->table->rows[row_index];
	struct printed_column printed = printing->columns[column_index];
	const struct cell *cell = &row->cells[printed.index];
	if (printed.column->kind == COLUMN_SHARE) {
		add_share(printing, &printed, cell);
		return;
	}
	struct slice text = *text_at(printing, row_index, column_index);
	if (printed.column->kind == COLUMN_PROSE) {
		add_prose(printing, column_index, text);
		return;
	}
	size_t indent = indent_of(row, column_index);
	if (printed.column->kind == COLUMN_TEXT) {
		indent = indent < printed.width ? indent : printed.width - 1;
		text = shorten(printing->arena, text, printed.width - indent);
	}
	bool is_negative = printed.column->kind == COLUMN_AMOUNT && !cell->is_empty && amount_sign(cell->amount) < 0;
	buffer_add_repeated(printing->out, ' ', indent);
	printed.width -= indent;
	add_padded(printing, &printed, text, is_negative ? RED : NULL);
}

static void add_heading(struct printing *printing, size_t row_index, size_t column_index)
{
	(void)row_index;
	struct printed_column *printed = &printing->columns[column_index];
	struct slice heading = escape_for_terminal(printing->arena, printed->column->heading);
	add_padded(printing, printed, shorten(printing->arena, heading, printed->width), BOLD);
}

/* The lines of one row, or of the headings; those below the first are left out where they say nothing. */
static void add_lines(struct printing *printing, size_t row_index,
		      void (*add)(struct printing *printing, size_t row_index, size_t column_index))
{
	size_t column = 0;
	for (size_t line = 0; line < printing->line_count; line++) {
		size_t line_start = printing->out->size;
		buffer_add_repeated(printing->out, ' ', line > 0 ? INDENT_COLUMNS : 0);
		for (size_t first = column; column < printing->column_count && printing->columns[column].line == line;
		     column++) {
			buffer_add_repeated(printing->out, ' ', column > first ? GAP_COLUMNS : 0);
			add(printing, row_index, column);
		}
		end_line(printing->out, line_start);
		printing->out->size -= line > 0 && printing->out->size == line_start + 1 ? 1 : 0;
	}
}

/* Under the headings and over totals: below each column, or across the terminal where a row takes several lines.
 */
static void add_rule(struct printing *printing)
{
	size_t width = printing->look.width;
	for (size_t i = 0; i < width && printing->line_count > 1; i++) {
		buffer_add(printing->out, SLICE("─"));
	}
	for (size_t i = 0; i < printing->column_count && printing->line_count == 1; i++) {
		buffer_add_repeated(printing->out, ' ', i > 0 ? GAP_COLUMNS : 0);
		for (size_t j = 0; j < printing->columns[i].width; j++) {
			buffer_add(printing->out, SLICE("─"));
		}
	}
	buffer_add_byte(printing->out, '\n');
}

static bool has_headings(const struct printing *printing)
{
	bool has = false;
	for (size_t i = 0; i < printing->column_count && !has; i++) {
		has = printing->columns[i].column->heading.size > 0;
	}
	return has;
}

static void add_heading_line(struct printing *printing, struct slice text)
{
	add_coloured(printing->out, printing->look.colour, BOLD, escape_for_terminal(printing->arena, text));
	buffer_add_byte(printing->out, '\n');
}

static void add_body(struct printing *printing)
{
	const struct table *table = printing->table;
	for (size_t i = 0; i < table->row_count; i++) {
		enum row_kind before = i == 0 ? ROW_SECTION : table->rows[i - 1].kind;
		switch (table->rows[i].kind) {
		case ROW_SECTION:
			buffer_add(printing->out, i > 0 ? SLICE("\n") : SLICE(""));
			add_heading_line(printing, table->rows[i].heading);
			break;
		case ROW_TOTAL:
			if (before == ROW_VALUES) {
				add_rule(printing);
			}
			add_lines(printing, i, add_cell);
			break;
		case ROW_VALUES: add_lines(printing, i, add_cell); break;
		}
	}
}

void table_write_text(const struct table *table, struct text_look look, struct buffer *out)
{
	struct printing printing = {.arena = arena_new(), .table = table, .look = look, .line_count = 1, .out = out};
	if (table->title.size > 0) {
		add_heading_line(&printing, table->title);
		buffer_add_byte(out, '\n');
	}
	if (table->row_count == 0) {
		buffer_add(out, slice_of(_("Nothing to show.")));
		buffer_add_byte(out, '\n');
	} else {
		choose_columns(&printing);
		fill_in_texts(&printing);
		fit_to_terminal(&printing);
		if (has_headings(&printing)) {
			add_lines(&printing, 0, add_heading);
			add_rule(&printing);
		}
		add_body(&printing);
	}
	arena_free(printing.arena);
}
