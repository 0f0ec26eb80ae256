#include "report/history_rows.h"

#include "history/commit_words.h"
#include "text/translate.h"

#include <assert.h>

const struct report_column history_first_columns[HISTORY_OWN] = {
    [HISTORY_COMMIT] = {"commit", "", COLUMN_ID, READERS_MACHINES},
    [HISTORY_SHORT] = {"", N_("Commit"), COLUMN_ID, READERS_PEOPLE},
    [HISTORY_DAY] = {"date", N_("Date"), COLUMN_DATE, READERS_ALL},
    [HISTORY_AUTHOR] = {"author", N_("Author"), COLUMN_TEXT, READERS_ALL},
};

const struct report_column history_last_columns[HISTORY_LAST_COLUMNS] = {
    {"decisions", N_("Decisions"), COLUMN_ID, READERS_ALL},
    {"note", N_("Note"), COLUMN_TEXT, READERS_ALL},
};

bool history_is_within(const struct filter *filter, const struct walked_commit *commit)
{
	return filter_accepts_date(filter, day_of_time(commit->text.author.time));
}

void history_fill_commit(struct arena *arena, const struct walked_commit *commit, struct cell *cells)
{
	enum { ABBREVIATED = 10 };
	char id[GIT_OID_HEXSZ + 1];
	struct slice encoding = SLICE("");
	commit_text_header(&commit->text, SLICE("encoding"), &encoding);
	struct slice whole = arena_copy(arena, slice_of(git_oid_tostr(id, sizeof id, &commit->id)));
	cells[HISTORY_COMMIT] = cell_text(whole);
	cells[HISTORY_SHORT] = cell_text(slice_part(whole, 0, ABBREVIATED));
	cells[HISTORY_DAY] = cell_date(day_of_time(commit->text.author.time));
	cells[HISTORY_AUTHOR] = cell_line(arena_copy(arena, commit_words(arena, commit->text.author.name, encoding)));
}

void history_set_title(struct told_history *told, const struct history_source *source, const char *format,
		       struct slice id)
{
	struct slice currency = source->end->model->style.currency;
	told->table->title = arena_format(told->table->arena, format, SLICE_ARGUMENTS(id), SLICE_ARGUMENTS(currency));
}

void history_open(struct told_history *told, const struct report_column *columns, size_t count)
{
	*told = (struct told_history){.table = table_new(SLICE(""))};
	table_add_columns(told->table, history_first_columns, HISTORY_OWN);
	table_add_columns(told->table, columns, count);
	table_add_columns(told->table, history_last_columns, HISTORY_LAST_COLUMNS);
}

/* People see the first few of many. */
static struct cell decisions_cell(struct arena *arena, struct slice decisions)
{
	enum { SHOWN = 3 };
	struct slice rest = decisions;
	struct slice reference;
	size_t count = 0;
	size_t shown = decisions.size;
	while (slice_next_word(&rest, " ", &reference)) {
		shown = ++count == SHOWN ? decisions.size - rest.size : shown;
	}
	if (count <= SHOWN) {
		return cell_line(decisions);
	}
	return cell_text_shown(decisions, arena_format(arena, _("%.*s and %zu more"),
						       SLICE_ARGUMENTS(slice_trim(slice_part(decisions, 0, shown))),
						       count - SHOWN));
}

struct cell *history_add_row(struct told_history *told, const struct walked_commit *commit, struct slice decisions,
			     struct slice note)
{
	struct arena *arena = told->table->arena;
	struct cell *cells = table_add_row(told->table, ROW_VALUES)->cells;
	struct cell *last = cells + told->table->column_count - HISTORY_LAST_COLUMNS;
	history_fill_commit(arena, commit, cells);
	last[0] = decisions_cell(arena, arena_copy(arena, decisions));
	last[1] = cell_line(arena_copy(arena, note));
	return cells + HISTORY_OWN;
}

struct cell history_keep(struct told_history *told, struct cell cell)
{
	cell.text = arena_copy(told->table->arena, cell.text);
	cell.shown = arena_copy(told->table->arena, cell.shown);
	return cell;
}

struct sparkline *history_draw(struct told_history *told, const char *heading)
{
	assert(told->figure_count < DRAWN_FIGURES_MAXIMUM);
	struct drawn_figure *figure = &told->figures[told->figure_count++];
	*figure = (struct drawn_figure){.name = slice_of(_(heading))};
	return &figure->line;
}

void told_history_free(struct told_history *told)
{
	table_free(told->table);
	for (size_t i = 0; i < told->figure_count; i++) {
		sparkline_free(&told->figures[i].line);
	}
	*told = (struct told_history){.table = NULL};
}
