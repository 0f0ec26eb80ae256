/* The rows of histories: which commit, when, by whom; what it came to; by which decisions. For src/report/history_*.c
 * and the command. */
#ifndef SOUCI_REPORT_HISTORY_ROWS_H
#define SOUCI_REPORT_HISTORY_ROWS_H

#include "history/walk.h"
#include "report/columns.h"
#include "report/history.h"

/* The columns that every row begins with … */
enum history_column {
	HISTORY_COMMIT,
	HISTORY_SHORT,
	HISTORY_DAY,
	HISTORY_AUTHOR,
	HISTORY_OWN, /* … where those of its own begin. Behind them, its decisions and a note. */
};

extern const struct report_column history_first_columns[HISTORY_OWN];

enum { HISTORY_LAST_COLUMNS = 2 };
extern const struct report_column history_last_columns[HISTORY_LAST_COLUMNS];

/* Whether the author made the commit within the dates asked for. */
bool history_is_within(const struct filter *filter, const struct walked_commit *commit);

/* Fills the first four cells; their texts live in `arena`. */
void history_fill_commit(struct arena *arena, const struct walked_commit *commit, struct cell *cells);

/* Opens the table, with `count` columns of its own. */
void history_open(struct told_history *told, const struct report_column *columns, size_t count);

/* Gives it a title: a format of an id and, where it has two texts, the currency. */
void history_set_title(struct told_history *told, const struct history_source *source, const char *format,
		       struct slice id);

/* Adds a row and returns the cells of its own, to be filled; texts are copied. */
struct cell *history_add_row(struct told_history *told, const struct walked_commit *commit, struct slice decisions,
			     struct slice note);

/* The same cell, with texts that live as long as the table. */
struct cell history_keep(struct told_history *told, struct cell cell);

/* A figure to be drawn; `heading` is N_(). Valid as long as the history. */
struct sparkline *history_draw(struct told_history *told, const char *heading);

#endif
