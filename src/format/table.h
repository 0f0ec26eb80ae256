/* Tables: what every report makes and every medium writes. A report fills typed cells; how a date, an amount or a
 * share looks is the affair of the medium (one file each: text, csv, json, html).
 *
 * People read titles, headings, sections, totals and bars (text, html). Machines read one plain row after the other:
 * csv and json leave titles, sections and totals out, so a report gives what a section says as a column too. */
#ifndef SOUCI_FORMAT_TABLE_H
#define SOUCI_FORMAT_TABLE_H

#include "text/amount.h"
#include "text/arena.h"
#include "text/buffer.h"
#include "text/date.h"

enum column_kind {
	COLUMN_TEXT,    /* prose or names: the only kind that is shortened to fit a terminal */
	COLUMN_ID,      /* ids, accounts, references: never shortened */
	COLUMN_PROSE,   /* told in full, over several lines where it is wide; only as the last column */
	COLUMN_DATE,    /* 2024-04-11 */
	COLUMN_AMOUNT,  /* 1200.00 EUR for people, 1200.00 for machines: give the commodity a column of its own */
	COLUMN_MINUTES, /* 3h30 for people, 210 for machines */
	COLUMN_INTEGER,
	COLUMN_SHARE, /* a bar for people, per cent with one decimal for machines */
};

enum column_readers {
	READERS_ALL,
	READERS_PEOPLE,   /* not in csv and json */
	READERS_MACHINES, /* only in csv and json */
	/* Like READERS_ALL, but left out where a row does not fit the terminal: the last of these first, and of those
	 * alike the one at the right. */
	READERS_IF_ROOM,
	READERS_IF_MORE_ROOM,
	READERS_IF_MOST_ROOM,
};

struct column {
	struct slice name;    /* for machines: csv heading and json key */
	struct slice heading; /* for people, already translated */
	enum column_kind kind;
	enum column_readers readers;
};

/* One value; made by the cell_… functions, of the kind its column says. */
struct cell {
	struct slice text;  /* text or id; the commodity of an amount */
	struct slice shown; /* what people read instead of `text`, when not empty */
	union {
		struct amount amount;
		struct date date;
		int64_t number; /* minutes, integer, or share in thousandths */
	};
	bool is_empty;
};

enum row_kind {
	ROW_VALUES,
	ROW_TOTAL,   /* a sum of rows above it */
	ROW_SECTION, /* a heading for the rows below it, in `heading` */
};

struct row {
	enum row_kind kind;
	unsigned depth; /* how far people see the first column indented, in levels */
	struct slice heading;
	struct cell *cells; /* one per column; NULL for a section */
};

struct table {
	struct arena *arena; /* owns the columns, rows and cells, and what a report likes to keep with them */
	struct slice title;  /* for people, may be empty */
	struct column *columns;
	size_t column_count;
	size_t column_capacity;
	struct row *rows;
	size_t row_count;
	size_t row_capacity;
};

/* A table without columns or rows; free with table_free(). The title is borrowed, as are all texts put into a table:
 * they must outlive it (or be made in `table->arena`). */
struct table *table_new(struct slice title);

/* NULL is allowed. */
void table_free(struct table *table);

/* Adds a column at the right; all of them before the first row. */
void table_add_column(struct table *table, struct column column);

/* Adds a row of `table->column_count` empty cells, to be filled through the result; valid until the next row. */
struct row *table_add_row(struct table *table, enum row_kind kind);

/* Adds a heading over the rows that follow. */
void table_add_section(struct table *table, struct slice heading);

struct cell cell_empty(void);
struct cell cell_text(struct slice text);

/* `text` for machines, `shown` for people: an id and a name, `active` and its translation. */
struct cell cell_text_shown(struct slice text, struct slice shown);
struct cell cell_date(struct date date);
struct cell cell_amount(struct amount amount, struct slice commodity);
struct cell cell_minutes(int64_t minutes);
struct cell cell_integer(int64_t number);

/* The share of `part` in `whole`, to a thousandth, for looking at; empty when the whole is zero. */
struct cell cell_share(struct amount part, struct amount whole);

/* How the media for people write. */
struct text_look {
	size_t width; /* columns of the terminal; 0 for as wide as need be; only for text, as are colours */
	bool colour;
	bool comma; /* amounts and shares have a decimal comma */
};

/* One writer per medium; each adds to `out`. Those for machines do not mind the look. */
void table_write_text(const struct table *table, struct text_look look, struct buffer *out);
void table_write_csv(const struct table *table, struct text_look look, struct buffer *out);
void table_write_json(const struct table *table, struct text_look look, struct buffer *out);
void table_write_html(const struct table *table, struct text_look look, struct buffer *out);

struct table_medium {
	const char *name; /* as given to --format, and the extension of files */
	void (*write)(const struct table *table, struct text_look look, struct buffer *out);
};

/* The media a table can be written to, ended by a row without name. */
extern const struct table_medium table_media[];

/* Whether a column is read by people, by machines. */
bool column_is_for_people(const struct column *column);
bool column_is_for_machines(const struct column *column);

/* What stands in a cell: for people, and plain for machines; "" when empty. The result lives in `arena` or in the
 * table. A share is for people drawn by its medium; only its per cent are given here. */
struct slice cell_for_people(struct arena *arena, const struct column *column, const struct cell *cell,
			     struct text_look look);
struct slice cell_for_machines(struct arena *arena, const struct column *column, const struct cell *cell);

#endif
