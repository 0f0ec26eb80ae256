#include "format/table.h"

#include "text/memory.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>

const struct table_medium table_media[] = {
    {"text", table_write_text},
    {"csv", table_write_csv},
    {"json", table_write_json},
    {"html", table_write_html},
    {NULL, NULL},
};

struct table *table_new(struct slice title)
{
	struct table *table = memory_allocate_zeroed(1, sizeof *table);
	table->arena = arena_new();
	table->title = title;
	return table;
}

void table_free(struct table *table)
{
	if (table == NULL) {
		return;
	}
	arena_free(table->arena);
	free(table->columns);
	free(table->rows);
	free(table);
}

void table_add_column(struct table *table, struct column column)
{
	assert(table->row_count == 0);
	table->columns =
	    memory_grow(table->columns, table->column_count, &table->column_capacity, sizeof *table->columns);
	table->columns[table->column_count++] = column;
}

static struct row *add_row(struct table *table, struct row row)
{
	table->rows = memory_grow(table->rows, table->row_count, &table->row_capacity, sizeof *table->rows);
	table->rows[table->row_count] = row;
	return &table->rows[table->row_count++];
}

struct row *table_add_row(struct table *table, enum row_kind kind)
{
	assert(kind != ROW_SECTION);
	struct cell *cells = arena_new_array(table->arena, struct cell, table->column_count);
	for (size_t i = 0; i < table->column_count; i++) {
		cells[i] = cell_empty();
	}
	return add_row(table, (struct row){.kind = kind, .cells = cells});
}

void table_add_section(struct table *table, struct slice heading)
{
	add_row(table, (struct row){.kind = ROW_SECTION, .heading = heading});
}

struct cell cell_empty(void)
{
	return (struct cell){.text = SLICE(""), .shown = SLICE(""), .is_empty = true};
}

struct cell cell_text(struct slice text)
{
	return cell_text_shown(text, SLICE(""));
}

struct cell cell_text_shown(struct slice text, struct slice shown)
{
	return (struct cell){.text = text, .shown = shown};
}

struct cell cell_date(struct date date)
{
	return (struct cell){.date = date};
}

struct cell cell_amount(struct amount amount, struct slice commodity)
{
	return (struct cell){.text = commodity, .amount = amount};
}

struct cell cell_minutes(int64_t minutes)
{
	return (struct cell){.number = minutes};
}

struct cell cell_integer(int64_t number)
{
	return (struct cell){.number = number};
}

enum { SHARE_WHOLE = 1000, SHARE_MAXIMUM = 1000000 };

struct cell cell_share(struct amount part, struct amount whole)
{
	uint8_t scale = part.scale > whole.scale ? part.scale : whole.scale;
	if (amount_sign(whole) == 0 || !amount_rescale(part, scale, &part) || !amount_rescale(whole, scale, &whole)) {
		return cell_empty();
	}
	/* Beyond 30 digits the last four do not change what is seen, and make room for the product. */
	int128 large = amount_power_of_ten(30);
	while (part.units > large || part.units < -large) {
		part.units /= 10;
		whole.units /= 10;
	}
	int128 share = whole.units == 0 ? SHARE_MAXIMUM : part.units * SHARE_WHOLE / whole.units;
	share = share > SHARE_MAXIMUM ? SHARE_MAXIMUM : share < -SHARE_MAXIMUM ? -SHARE_MAXIMUM : share;
	return cell_integer((int64_t)share);
}

bool column_is_for_people(const struct column *column)
{
	return column->readers != READERS_MACHINES;
}

bool column_is_for_machines(const struct column *column)
{
	return column->readers != READERS_PEOPLE;
}

static struct slice write_minutes(struct arena *arena, int64_t minutes)
{
	const char *sign = minutes < 0 ? "-" : "";
	uint64_t size = minutes < 0 ? -(uint64_t)minutes : (uint64_t)minutes;
	return arena_format(arena, "%s%" PRIu64 "h%02" PRIu64, sign, size / 60, size % 60);
}

static struct slice write_share(struct arena *arena, int64_t thousandths)
{
	struct amount per_cent = {thousandths, 1};
	char text[AMOUNT_TEXT_SIZE];
	return arena_copy(arena, slice_of(amount_write(per_cent, text)));
}

struct slice cell_for_machines(struct arena *arena, const struct column *column, const struct cell *cell)
{
	if (cell->is_empty) {
		return SLICE("");
	}
	char amount_text[AMOUNT_TEXT_SIZE];
	char date_text[DATE_TEXT_SIZE];
	switch (column->kind) {
	case COLUMN_TEXT:
	case COLUMN_PROSE:
	case COLUMN_ID: return cell->text;
	case COLUMN_DATE: return arena_copy(arena, slice_of(date_write(cell->date, date_text)));
	case COLUMN_AMOUNT: return arena_copy(arena, slice_of(amount_write(cell->amount, amount_text)));
	case COLUMN_MINUTES:
	case COLUMN_INTEGER: return arena_format(arena, "%" PRId64, cell->number);
	case COLUMN_SHARE: return write_share(arena, cell->number);
	}
	return SLICE("");
}

/* `1200.00` as `1200,00`. */
static struct slice with_comma(struct arena *arena, struct slice number)
{
	size_t mark = slice_find(number, '.');
	const struct slice parts[] = {slice_part(number, 0, mark), slice_from(number, mark + 1)};
	return mark == number.size ? number : arena_join(arena, parts, 2, SLICE(","));
}

/* `1200,00 EUR`: the number and what it counts in one piece, as tables have millions of them. */
static struct slice write_amount_for_people(struct arena *arena, const struct cell *cell, struct text_look look)
{
	char number[AMOUNT_TEXT_SIZE];
	size_t size = strlen(amount_write(cell->amount, number));
	char *mark = look.comma ? memchr(number, '.', size) : NULL;
	if (mark != NULL) {
		*mark = ',';
	}
	const struct slice parts[] = {{number, size}, cell->text};
	return arena_join(arena, parts, cell->text.size > 0 ? 2 : 1, SLICE(" "));
}

struct slice cell_for_people(struct arena *arena, const struct column *column, const struct cell *cell,
			     struct text_look look)
{
	if (cell->is_empty) {
		return SLICE("");
	}
	if (cell->shown.size > 0) {
		return cell->shown;
	}
	if (column->kind == COLUMN_MINUTES) {
		return write_minutes(arena, cell->number);
	}
	if (column->kind == COLUMN_AMOUNT) {
		return write_amount_for_people(arena, cell, look);
	}
	struct slice plain = cell_for_machines(arena, column, cell);
	return look.comma && column->kind == COLUMN_SHARE ? with_comma(arena, plain) : plain;
}
