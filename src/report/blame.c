#include "report/blame.h"

#include "report/blame_parts.h"
#include "report/columns.h"
#include "text/escape.h"
#include "text/translate.h"

enum { COMMIT_LETTERS = 10 };

enum blame_column {
	BLAME_FILE,
	BLAME_LINE,
	BLAME_RECORD,
	BLAME_FIELD,
	BLAME_VALUE,
	BLAME_COMMIT,
	BLAME_AUTHOR,
	BLAME_ADDRESS,
	BLAME_DATE,
	BLAME_DECISION,
};

static const struct report_column columns[] = {
    {"file", "", COLUMN_ID, READERS_MACHINES},        {"line", N_("Line"), COLUMN_INTEGER, READERS_ALL},
    {"record", "", COLUMN_ID, READERS_MACHINES},      {"field", N_("Field"), COLUMN_ID, READERS_ALL},
    {"value", N_("Value"), COLUMN_TEXT, READERS_ALL}, {"commit", N_("Commit"), COLUMN_ID, READERS_ALL},
    {"author", N_("Author"), COLUMN_ID, READERS_ALL}, {"address", "", COLUMN_ID, READERS_MACHINES},
    {"date", N_("Date"), COLUMN_DATE, READERS_ALL},   {"decision", N_("Decision"), COLUMN_ID, READERS_ALL},
};

bool blame_knows(struct slice path)
{
	return slice_ends_with(path, SLICE(".rec")) || slice_ends_with(path, SLICE(".journal"));
}

struct cell cell_commit(struct arena *arena, const struct origin *origin)
{
	if (origin == NULL) {
		return cell_text_shown(SLICE(""), slice_of(_("not committed yet")));
	}
	/* Where the history is cut, git marks the commit like this. */
	struct slice shown =
	    arena_format(arena, "%s%.*s", origin->is_cut ? "^" : "", (int)COMMIT_LETTERS, origin->commit);
	return cell_text_shown(slice_of(origin->commit), shown);
}

/* A transfer can pay dozens of decisions: people read the first and how many more there are. */
static struct cell cell_decisions(struct arena *arena, struct slice references)
{
	struct slice rest = references;
	struct slice first = SLICE("");
	struct slice word;
	size_t count = 0;
	while (slice_next_word(&rest, " ", &word)) {
		first = count++ == 0 ? word : first;
	}
	if (count <= 1) {
		return cell_line(references);
	}
	return cell_text_shown(references, arena_format(arena, "%.*s (+%zu)", SLICE_ARGUMENTS(first), count - 1));
}

static void add_row(struct table *table, const struct origins *origins, const struct text_file *file,
		    const struct blame_part *part)
{
	struct cell *cells = table_add_row(table, ROW_VALUES)->cells;
	const struct origin *origin = origin_of_lines(origins, file->path, part->line, part->line_count);
	cells[BLAME_FILE] = cell_text(file->path);
	cells[BLAME_LINE] = cell_integer((int64_t)part->line);
	cells[BLAME_RECORD] = cell_line(part->heading);
	cells[BLAME_FIELD] = cell_text(part->field);
	cells[BLAME_VALUE] = cell_text_shown(part->value, escape_line_ends(table->arena, part->value));
	cells[BLAME_COMMIT] = cell_commit(table->arena, origin);
	cells[BLAME_DECISION] = cell_decisions(table->arena, part->decision);
	if (origin != NULL) {
		cells[BLAME_AUTHOR] = cell_text(origin->author);
		cells[BLAME_ADDRESS] = cell_text(origin->address);
		cells[BLAME_DATE] = cell_date(origin->day);
	}
}

struct table *blame_report(const struct fold *fold, const struct origins *origins, const struct text_file *file,
			   const struct location *only)
{
	struct table *table = table_new(SLICE(""));
	struct slice heading = SLICE("");
	table->title = arena_copy(table->arena, file->path);
	table_add_columns(table, columns, sizeof columns / sizeof *columns);
	struct list parts = slice_ends_with(file->path, SLICE(".rec")) ? record_parts(table->arena, fold, file, only)
								       : journal_parts(table->arena, file);
	for (size_t i = 0; i < parts.count; i++) {
		const struct blame_part *part = &LIST_AT(parts, struct blame_part, i);
		if (part->heading.size > 0 && part->heading.data != heading.data) {
			heading = part->heading;
			table_add_section(table, heading);
		}
		add_row(table, origins, file, part);
	}
	return table;
}
