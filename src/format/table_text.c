/* Tables for people at a terminal: columns line up whatever alphabet they hold, amounts and ids are never shortened.
 * Where a row does not fit the terminal, columns that say nothing are left out and headings take several lines; then
 * prose and bars are narrowed, and columns that their report can do without are left out, which is said below the
 * table. Where that is not enough, a row takes several lines, with all of its columns below each other in the same way
 * in all rows. */
#include "format/shown_text.h"
#include "format/text_rows.h"

#include "text/escape.h"
#include "text/memory.h"
#include "text/translate.h"
#include "text/utf8.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum {
	GAP_COLUMNS = 2,
	INDENT_COLUMNS = 2,
	TEXT_LEAST_COLUMNS = 10,   /* prose is not shortened below this … */
	TEXT_GOOD_COLUMNS = 12,    /* … or this, while there are columns to leave out … */
	TEXT_STACKED_COLUMNS = 16, /* … or this, where it can have a line of its own */
	PROSE_LEAST_COLUMNS = 24,  /* a line of what is told in full */
	BAR_COLUMNS = 20,
	BAR_LEAST_COLUMNS = 2,
	PER_CENT_COLUMNS = sizeof " 100 %" - 1,
	SHARE_WHOLE = 1000,
};

#define BOLD "\x1b[1m"
#define RED "\x1b[31m"
#define PLAIN "\x1b[0m"

struct printed_column {
	const struct column *column;
	size_t index;         /* in the table */
	struct slice heading; /* as shown, before shortening */
	size_t content;       /* terminal columns of its widest cell; 0 when it says nothing */
	size_t width;         /* in terminal columns */
	size_t line;          /* of a row that takes several */
};

struct text_rows {
	struct arena *arena;
	struct arena *row_arena; /* of the row in hand */
	struct text_look look;
	struct printed_column *columns;
	size_t column_count;
	struct printed_column *wanted; /* before columns were left out for want of room */
	size_t wanted_count;
	size_t line_count;   /* of a row */
	bool wraps_headings; /* over several lines, which a row then does not take */
	size_t row_count;    /* measured */
	const struct row *row;
	struct shown_text *shown; /* of the row in hand */
	struct known_text *known; /* by column of the table, of a row before */
	size_t known_count;
	enum row_kind before; /* of the row written last */
	bool is_begun;        /* a row was written */
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

static size_t indent_of(const struct row *row, size_t column)
{
	return column == 0 ? (size_t)row->depth * INDENT_COLUMNS : 0;
}

static void choose_columns(struct text_rows *rows, const struct table *table)
{
	rows->columns = arena_new_array(rows->arena, struct printed_column, table->column_count);
	rows->wanted = arena_new_array(rows->arena, struct printed_column, table->column_count);
	rows->shown = arena_new_array(rows->arena, struct shown_text, table->column_count);
	rows->known = arena_new_array(rows->arena, struct known_text, table->column_count);
	rows->known_count = table->column_count;
	for (size_t i = 0; i < table->column_count; i++) {
		const struct column *column = &table->columns[i];
		if (column_is_for_people(column)) {
			struct slice heading = escape_for_terminal(rows->arena, column->heading);
			rows->columns[rows->column_count++] = (struct printed_column){
			    .column = column, .index = i, .heading = heading, .width = utf8_width(heading)};
		}
	}
}

/* Takes a row in hand: what each of its cells shows. */
static void take_row(struct text_rows *rows, const struct row *row)
{
	rows->row = row;
	arena_clear(rows->row_arena);
	for (size_t i = 0; i < rows->column_count && row->kind != ROW_SECTION; i++) {
		const struct printed_column *printed = &rows->columns[i];
		if (printed->column->kind != COLUMN_SHARE) {
			struct slice text =
			    cell_for_people(rows->row_arena, printed->column, &row->cells[printed->index], rows->look);
			rows->shown[i] = shown_text_of(rows->row_arena, &rows->known[printed->index], text);
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

static void leave_out_empty_columns(struct text_rows *rows)
{
	size_t kept = 0;
	for (size_t i = 0; i < rows->column_count; i++) {
		if (rows->columns[i].content > 0) {
			rows->columns[kept++] = rows->columns[i];
		}
	}
	rows->column_count = kept;
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

/* Takes off `*rest` what its next line of `width` columns says; empty when nothing is left. */
static struct slice next_line(struct slice *rest, size_t width)
{
	size_t size = words_that_fit(*rest, width);
	struct slice line = slice_part(*rest, 0, size);
	*rest = slice_trim(slice_from(*rest, size));
	return line;
}

/* Makes columns as narrow as their cells and the longest word of their headings. */
static void wrap_headings(struct text_rows *rows)
{
	rows->wraps_headings = true;
	for (size_t i = 0; i < rows->column_count; i++) {
		struct printed_column *printed = &rows->columns[i];
		printed->width = printed->content;
		for (struct slice rest = printed->heading; rest.size > 0;) {
			size_t width = utf8_width(next_line(&rest, 0));
			printed->width = width > printed->width ? width : printed->width;
		}
	}
}

/* The column that can best give up one place: bars first, then the widest prose; NULL when none can. */
static struct printed_column *widest_to_narrow(const struct text_rows *rows)
{
	struct printed_column *widest = NULL;
	for (size_t i = 0; i < rows->column_count; i++) {
		struct printed_column *candidate = &rows->columns[i];
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

static size_t total_width(const struct text_rows *rows)
{
	size_t total = 0;
	for (size_t i = 0; i < rows->column_count; i++) {
		total += rows->columns[i].width + (i > 0 ? GAP_COLUMNS : 0);
	}
	return total;
}

/* Whether narrowing can make the row fit, where prose keeps so many columns. */
static bool can_be_narrowed(const struct text_rows *rows, size_t text_columns)
{
	size_t total = total_width(rows);
	for (size_t i = 0; i < rows->column_count; i++) {
		const struct printed_column *printed = &rows->columns[i];
		size_t least = printed->column->kind == COLUMN_TEXT ? text_columns : least_width(printed);
		total -= printed->width > least ? printed->width - least : 0;
	}
	return total <= rows->look.width;
}

static void narrow(struct text_rows *rows)
{
	for (size_t total = total_width(rows); total > rows->look.width; total--) {
		struct printed_column *column = widest_to_narrow(rows);
		assert(column != NULL);
		column->width--;
	}
}

/* Leaves out the column that the report can best do without; false when it needs all that are left. */
static bool leave_out_one(struct text_rows *rows)
{
	size_t chosen = rows->column_count;
	enum column_readers most = READERS_IF_ROOM;
	for (size_t i = 0; i < rows->column_count; i++) {
		enum column_readers readers = rows->columns[i].column->readers;
		if (readers >= most) {
			most = readers;
			chosen = i;
		}
	}
	if (chosen == rows->column_count) {
		return false;
	}
	rows->column_count--;
	for (size_t i = chosen; i < rows->column_count; i++) {
		rows->columns[i] = rows->columns[i + 1];
	}
	return true;
}

/* Whether a row fits on one line once columns are narrowed and those that the report can do without are left out. */
static bool fit_on_a_line(struct text_rows *rows)
{
	while (!can_be_narrowed(rows, TEXT_GOOD_COLUMNS) && leave_out_one(rows)) {
	}
	if (!can_be_narrowed(rows, TEXT_LEAST_COLUMNS)) {
		return false;
	}
	narrow(rows);
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
static void stack(struct text_rows *rows)
{
	size_t width = rows->look.width;
	size_t used = 0;
	size_t start = 0;
	for (size_t i = 0; i < rows->column_count; i++) {
		struct printed_column *printed = &rows->columns[i];
		size_t gap = used > start ? GAP_COLUMNS : 0;
		if (gap > 0 && used + gap + stacked_width(printed) > width) {
			rows->line_count++;
			start = INDENT_COLUMNS;
			used = start;
			gap = 0;
		}
		size_t room = used + gap < width ? width - used - gap : 0;
		size_t least = stacked_width(printed);
		printed->width = printed->width <= room ? printed->width : room > least ? room : least;
		printed->line = rows->line_count - 1;
		used += gap + printed->width;
	}
}

static void fit_to_terminal(struct text_rows *rows)
{
	if (rows->look.width == 0 || total_width(rows) <= rows->look.width) {
		return;
	}
	leave_out_empty_columns(rows);
	if (total_width(rows) <= rows->look.width) {
		return;
	}
	rows->wanted_count = rows->column_count;
	memcpy(rows->wanted, rows->columns, rows->wanted_count * sizeof *rows->wanted);
	wrap_headings(rows);
	if (fit_on_a_line(rows)) {
		return;
	}
	rows->wraps_headings = false;
	rows->column_count = rows->wanted_count;
	memcpy(rows->columns, rows->wanted, rows->wanted_count * sizeof *rows->wanted);
	stack(rows);
}

static struct shown_text shorten_heading(struct text_rows *rows, struct slice heading, size_t width)
{
	return shown_text_shorten(rows->arena, (struct shown_text){heading, utf8_width(heading)}, width);
}

/* `eighths` of a place drawn with block characters: U+2588 is a full one, U+258F an eighth. */
static void add_blocks(struct buffer *out, size_t eighths)
{
	for (; eighths > 0; eighths -= eighths < 8 ? eighths : 8) {
		buffer_add(out, SLICE("\xE2\x96"));
		buffer_add_byte(out, (char)(0x90 - (eighths < 8 ? eighths : 8)));
	}
}

static void add_share(struct text_rows *rows, const struct printed_column *printed, const struct cell *cell)
{
	if (cell->is_empty) {
		buffer_add_repeated(rows->out, ' ', printed->width);
		return;
	}
	size_t bar = printed->width - PER_CENT_COLUMNS;
	int64_t drawn = cell->number < 0 ? 0 : cell->number > SHARE_WHOLE ? SHARE_WHOLE : cell->number;
	size_t eighths = (size_t)drawn * bar * 8 / SHARE_WHOLE;
	add_blocks(rows->out, eighths);
	buffer_add_repeated(rows->out, ' ', bar - (eighths + 7) / 8);
	buffer_format(rows->out, " %3d %%", (int)(cell->number / (SHARE_WHOLE / 100)));
}

static void add_padded(struct text_rows *rows, const struct printed_column *printed, struct shown_text cell,
		       const char *colour)
{
	size_t padding = cell.width < printed->width ? printed->width - cell.width : 0;
	bool right = is_aligned_right(printed->column);
	buffer_add_repeated(rows->out, ' ', right ? padding : 0);
	add_coloured(rows->out, rows->look.colour && colour != NULL, colour, cell.text);
	buffer_add_repeated(rows->out, ' ', right ? 0 : padding);
}

static void end_line(struct buffer *out, size_t line_start)
{
	while (out->size > line_start && out->data[out->size - 1] == ' ') {
		out->size--;
	}
	buffer_add_byte(out, '\n');
}

/* Line after line below each other; whatever else the row holds stands before them. */
static void add_prose(struct text_rows *rows, size_t column_index, struct slice text)
{
	const struct printed_column *printed = &rows->columns[column_index];
	size_t start = printed->line > 0 ? INDENT_COLUMNS : 0;
	for (size_t i = 0; i < column_index; i++) {
		bool is_before = rows->columns[i].line == printed->line;
		start += is_before ? rows->columns[i].width + GAP_COLUMNS : 0;
	}
	while (text.size > 0) {
		buffer_add(rows->out, next_line(&text, printed->width));
		if (text.size > 0) {
			buffer_add_byte(rows->out, '\n');
			buffer_add_repeated(rows->out, ' ', start);
		}
	}
}

static void add_cell(struct text_rows *rows, size_t column_index)
{
	struct printed_column printed = rows->columns[column_index];
	const struct cell *cell = &rows->row->cells[printed.index];
	if (printed.column->kind == COLUMN_SHARE) {
		add_share(rows, &printed, cell);
		return;
	}
	struct shown_text shown = rows->shown[column_index];
	if (printed.column->kind == COLUMN_PROSE) {
		add_prose(rows, column_index, shown.text);
		return;
	}
	size_t indent = indent_of(rows->row, column_index);
	if (printed.column->kind == COLUMN_TEXT) {
		indent = indent < printed.width ? indent : printed.width - 1;
		shown = shown_text_shorten(rows->row_arena, shown, printed.width - indent);
	}
	bool is_negative = printed.column->kind == COLUMN_AMOUNT && !cell->is_empty && amount_sign(cell->amount) < 0;
	buffer_add_repeated(rows->out, ' ', indent);
	printed.width -= indent;
	add_padded(rows, &printed, shown, is_negative ? RED : NULL);
}

static void add_heading(struct text_rows *rows, size_t column_index)
{
	const struct printed_column *printed = &rows->columns[column_index];
	add_padded(rows, printed, shorten_heading(rows, printed->heading, printed->width), BOLD);
}

/* Headings over several lines, where a row takes one. */
static void add_wrapped_headings(struct text_rows *rows)
{
	struct slice *rests = arena_new_array(rows->arena, struct slice, rows->column_count);
	for (size_t i = 0; i < rows->column_count; i++) {
		rests[i] = rows->columns[i].heading;
	}
	for (bool is_more = true; is_more;) {
		size_t line_start = rows->out->size;
		is_more = false;
		for (size_t i = 0; i < rows->column_count; i++) {
			const struct printed_column *printed = &rows->columns[i];
			struct slice line = next_line(&rests[i], printed->width);
			buffer_add_repeated(rows->out, ' ', i > 0 ? GAP_COLUMNS : 0);
			add_padded(rows, printed, shorten_heading(rows, line, printed->width), BOLD);
			is_more = is_more || rests[i].size > 0;
		}
		end_line(rows->out, line_start);
	}
}

/* The lines of one row, or of the headings; those below the first are left out where they say nothing. */
static void add_lines(struct text_rows *rows, void (*add)(struct text_rows *rows, size_t column_index))
{
	size_t column = 0;
	for (size_t line = 0; line < rows->line_count; line++) {
		size_t line_start = rows->out->size;
		buffer_add_repeated(rows->out, ' ', line > 0 ? INDENT_COLUMNS : 0);
		for (size_t first = column; column < rows->column_count && rows->columns[column].line == line;
		     column++) {
			buffer_add_repeated(rows->out, ' ', column > first ? GAP_COLUMNS : 0);
			add(rows, column);
		}
		end_line(rows->out, line_start);
		rows->out->size -= line > 0 && rows->out->size == line_start + 1 ? 1 : 0;
	}
}

/* Under the headings and over totals: below each column, or across the terminal where a row takes several lines.
 */
static void add_rule(struct text_rows *rows)
{
	size_t width = rows->look.width;
	for (size_t i = 0; i < width && rows->line_count > 1; i++) {
		buffer_add(rows->out, SLICE("─"));
	}
	for (size_t i = 0; i < rows->column_count && rows->line_count == 1; i++) {
		buffer_add_repeated(rows->out, ' ', i > 0 ? GAP_COLUMNS : 0);
		for (size_t j = 0; j < rows->columns[i].width; j++) {
			buffer_add(rows->out, SLICE("─"));
		}
	}
	buffer_add_byte(rows->out, '\n');
}

static bool has_headings(const struct text_rows *rows)
{
	bool has = false;
	for (size_t i = 0; i < rows->column_count && !has; i++) {
		has = rows->columns[i].column->heading.size > 0;
	}
	return has;
}

static void add_heading_line(struct text_rows *rows, struct slice text)
{
	add_coloured(rows->out, rows->look.colour, BOLD, escape_for_terminal(rows->arena, text));
	buffer_add_byte(rows->out, '\n');
}

struct text_rows *text_rows_new(const struct table *table, struct text_look look, struct buffer *out)
{
	struct text_rows *rows = memory_allocate(sizeof *rows);
	*rows = (struct text_rows){
	    .arena = arena_new(), .row_arena = arena_new(), .look = look, .line_count = 1, .out = out};
	choose_columns(rows, table);
	if (table->title.size > 0) {
		add_heading_line(rows, table->title);
		buffer_add_byte(out, '\n');
	}
	return rows;
}

void text_rows_measure(struct text_rows *rows, const struct row *row)
{
	take_row(rows, row);
	rows->row_count++;
	for (size_t i = 0; i < rows->column_count && row->kind != ROW_SECTION; i++) {
		struct printed_column *printed = &rows->columns[i];
		size_t width = row->cells[printed->index].is_empty     ? 0
			       : printed->column->kind == COLUMN_SHARE ? BAR_COLUMNS + PER_CENT_COLUMNS
								       : rows->shown[i].width + indent_of(row, i);
		printed->content = width > printed->content ? width : printed->content;
		printed->width = width > printed->width ? width : printed->width;
	}
}

void text_rows_begin(struct text_rows *rows)
{
	if (rows->row_count == 0) {
		buffer_add(rows->out, slice_of(_("Nothing to show.")));
		buffer_add_byte(rows->out, '\n');
		return;
	}
	fit_to_terminal(rows);
	if (has_headings(rows)) {
		if (rows->wraps_headings) {
			add_wrapped_headings(rows);
		} else {
			add_lines(rows, add_heading);
		}
		add_rule(rows);
	}
}

void text_rows_add(struct text_rows *rows, const struct row *row)
{
	take_row(rows, row);
	switch (row->kind) {
	case ROW_SECTION:
		buffer_add(rows->out, rows->is_begun ? SLICE("\n") : SLICE(""));
		add_heading_line(rows, row->heading);
		break;
	case ROW_TOTAL:
		if (rows->is_begun && rows->before == ROW_VALUES) {
			add_rule(rows);
		}
		add_lines(rows, add_cell);
		break;
	case ROW_VALUES: add_lines(rows, add_cell); break;
	}
	rows->before = row->kind;
	rows->is_begun = true;
}

void text_rows_end(struct text_rows *rows)
{
	struct slice *names = arena_new_array(rows->arena, struct slice, rows->wanted_count);
	size_t count = 0;
	size_t shown = 0;
	for (size_t i = 0; i < rows->wanted_count; i++) {
		if (shown < rows->column_count && rows->columns[shown].index == rows->wanted[i].index) {
			shown++;
		} else {
			names[count++] = rows->wanted[i].heading;
		}
	}
	if (count == 0) {
		return;
	}
	struct slice list = arena_join(rows->arena, names, count, SLICE(", "));
	struct slice rest = arena_format(rows->arena, _("Not shown, for want of room: %.*s"), SLICE_ARGUMENTS(list));
	buffer_add_byte(rows->out, '\n');
	while (rest.size > 0) {
		buffer_add(rows->out, next_line(&rest, rows->look.width));
		buffer_add_byte(rows->out, '\n');
	}
}

void text_rows_free(struct text_rows *rows)
{
	if (rows != NULL) {
		for (size_t i = 0; i < rows->known_count; i++) {
			buffer_free(&rows->known[i].bytes);
		}
		arena_free(rows->arena);
		arena_free(rows->row_arena);
		free(rows);
	}
}

void table_write_text(const struct table *table, struct text_look look, struct buffer *out)
{
	struct text_rows *rows = text_rows_new(table, look, out);
	for (size_t i = 0; i < table->row_count; i++) {
		text_rows_measure(rows, &table->rows[i]);
	}
	text_rows_begin(rows);
	for (size_t i = 0; i < table->row_count; i++) {
		text_rows_add(rows, &table->rows[i]);
	}
	text_rows_end(rows);
	text_rows_free(rows);
}
