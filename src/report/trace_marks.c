/* What nodes of a trace say, and the commits they come from. */
#include "record/record.h"
#include "report/blame.h"
#include "report/columns.h"
#include "report/trace_links.h"
#include "text/memory.h"
#include "text/translate.h"

void trace_say(struct tracing *tracing, struct outline_node *node, const char *name, const char *heading,
	       struct cell cell)
{
	struct column column = {slice_of(name), slice_of(_(heading)), COLUMN_ID, READERS_ALL};
	outline_say(tracing->outline, node, column, cell);
}

void trace_say_amount(struct tracing *tracing, struct outline_node *node, const char *name, const char *heading,
		      struct amount amount)
{
	struct column column = {slice_of(name), slice_of(_(heading)), COLUMN_AMOUNT, READERS_ALL};
	outline_say(tracing->outline, node, column, cell_money(amount));
}

void trace_note(struct tracing *tracing, struct outline_node *node, const char *name, struct cell cell)
{
	bool is_date = slice_equal(slice_of(name), SLICE("date"));
	struct column column = {slice_of(name), SLICE(""), is_date ? COLUMN_DATE : COLUMN_ID, READERS_MACHINES};
	outline_say(tracing->outline, node, column, cell);
}

void trace_break(struct tracing *tracing, struct outline_node *node, const char *id, struct slice message)
{
	outline_break(tracing->outline, node, slice_of(id), message);
}

struct slice trace_money_text(const struct tracing *tracing, struct amount amount)
{
	return money_for_people(tracing->arena, amount, tracing->fold->model->style);
}

/* ---- commits ---- */

static void add_mark(struct tracing *tracing, struct trace_mark mark)
{
	tracing->marks =
	    memory_grow(tracing->marks, tracing->mark_count, &tracing->mark_capacity, sizeof *tracing->marks);
	tracing->marks[tracing->mark_count++] = mark;
}

/* The lines from the first field of a record to the end of its last. */
static void span_of_record(const struct record *record, size_t *first, size_t *count)
{
	const struct record_field *last = &record->fields[record->count - 1];
	struct location end = record_value_location(record, last);
	end.start += end.length > 0 ? end.length - 1 : 0;
	*first = position_of(record_name_location(record, &record->fields[0])).line;
	*count = position_of(end).line - *first + 1;
}

void trace_mark_entry(struct tracing *tracing, struct outline_node *node, const struct entry *entry)
{
	const struct text_file *file;
	struct trace_mark mark = {.node = node};
	if (entry->record == NULL || entry->record->count == 0 ||
	    source_read(tracing->source.snapshot->source, entry->file->path, &file) != SOURCE_FILE) {
		return;
	}
	span_of_record(entry->record, &mark.first, &mark.count);
	mark.path = file->path;
	origins_ask(tracing->source.origins, file->path, file->bytes, false);
	add_mark(tracing, mark);
}

void trace_mark_file(struct tracing *tracing, struct outline_node *node, struct slice path)
{
	const struct text_file *file;
	if (source_read(tracing->source.snapshot->source, path, &file) == SOURCE_FILE) {
		origins_ask(tracing->source.origins, file->path, file->bytes, true);
		add_mark(tracing, (struct trace_mark){.node = node, .path = file->path, .first = 1, .count = 1});
	}
}

void trace_mark_line(struct tracing *tracing, struct outline_node *node, const struct bank_line *line)
{
	const struct transaction *transaction = line->transaction;
	struct trace_mark mark = {.node = node, .path = transaction->file->path, .count = 1};
	/* From the posting back to the first line of its transaction: that is all read before it. */
	size_t start = transaction_locate(transaction, transaction->text).start;
	for (size_t i = start; i < line->location.start; i++) {
		mark.count += transaction->file->bytes.data[i] == '\n';
	}
	mark.first = line->line - mark.count + 1;
	mark.count += line->posting->comment.size > 0;
	origins_ask(tracing->source.origins, transaction->file->path, transaction->file->bytes, false);
	add_mark(tracing, mark);
}

static const char *signature_word(enum origin_signature signature)
{
	static const char *const words[] = {[ORIGIN_UNSIGNED] = N_("not signed"),
					    [ORIGIN_SIGNATURE_UNKNOWN] = N_("signed, with a key nobody declares"),
					    [ORIGIN_SIGNATURE_MISSING] =
						N_("not signed, though its author declares keys"),
					    [ORIGIN_SIGNATURE_BAD] = N_("not signed by its author"),
					    [ORIGIN_SIGNATURE_GOOD] = N_("signed by its author")};
	return words[signature];
}

static const char *signature_id(enum origin_signature signature)
{
	static const char *const ids[] = {[ORIGIN_UNSIGNED] = "none",
					  [ORIGIN_SIGNATURE_UNKNOWN] = "unknown",
					  [ORIGIN_SIGNATURE_MISSING] = "missing",
					  [ORIGIN_SIGNATURE_BAD] = "bad",
					  [ORIGIN_SIGNATURE_GOOD] = "good"};
	return ids[signature];
}

static void tell(struct tracing *tracing, struct outline_node *node, const struct origin *origin)
{
	struct column column = {SLICE("commit"), slice_of(_("Commit")), COLUMN_ID, READERS_ALL};
	char day[DATE_TEXT_SIZE];
	if (origin == NULL) {
		outline_say(tracing->outline, node, column, cell_commit(tracing->arena, NULL));
		return;
	}
	struct cell commit = cell_commit(tracing->arena, origin);
	commit.shown = arena_format(tracing->arena, "%.*s, %s, %.*s, %s", SLICE_ARGUMENTS(commit.shown),
				    date_write(origin->day, day), SLICE_ARGUMENTS(origin->author),
				    _(signature_word(origin->signature)));
	outline_say(tracing->outline, node, column, commit);
	trace_note(tracing, node, "commit_author", cell_text(origin->author));
	trace_note(tracing, node, "commit_address", cell_text(origin->address));
	struct column date = {SLICE("commit_date"), SLICE(""), COLUMN_DATE, READERS_MACHINES};
	outline_say(tracing->outline, node, date, cell_date(origin->day));
	trace_note(tracing, node, "signature", cell_text(slice_of(signature_id(origin->signature))));
}

void trace_table_tell(struct tracing *tracing, const struct trace_mark *mark, const struct origin *origin)
{
	struct cell *cells = &tracing->table->rows[mark->row].cells[mark->column];
	cells[0] = cell_commit(tracing->table->arena, origin);
	if (origin != NULL) {
		cells[1] = cell_text(arena_copy(tracing->table->arena, origin->author));
		cells[2] = cell_date(origin->day);
		cells[3] = cell_text(slice_of(signature_id(origin->signature)));
		cells[0].text = arena_copy(tracing->table->arena, cells[0].text);
	}
}

const struct failure *trace_tell_commits(struct tracing *tracing)
{
	struct origins *origins = tracing->source.origins;
	if (!origins_are_known(origins)) {
		return NULL;
	}
	const struct failure *failure = origins_find(origins);
	if (failure == NULL) {
		failure = origins_verify(origins);
	}
	for (size_t i = 0; failure == NULL && i < tracing->mark_count; i++) {
		const struct trace_mark *mark = &tracing->marks[i];
		const struct origin *origin = origin_of_lines(origins, mark->path, mark->first, mark->count);
		if (mark->node != NULL) {
			tell(tracing, mark->node, origin);
		} else {
			trace_table_tell(tracing, mark, origin);
		}
	}
	return failure;
}
