#include "format/stream.h"

#include "format/csv_field.h"
#include "text/escape.h"
#include "text/memory.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { GAP_COLUMNS = 2 };

typedef void row_writer(struct stream *stream, const struct cell *cells);

struct stream_medium {
	const char *name;
	void (*begin)(struct stream *stream);
	row_writer *add;
	void (*end)(struct stream *stream);
};

struct stream {
	const struct stream_medium *medium;
	const struct stream_column *columns;
	size_t column_count;
	struct buffer *out;
	size_t row_count;
	struct arena *arena;     /* of text that had to be escaped */
	struct date latest_date; /* the one written last: entries of a day come together */
	char latest_text[DATE_TEXT_SIZE];
};

/* The plain text of a cell; an amount is written into `room`. */
static struct slice plain_text(struct stream *stream, const struct column *column, const struct cell *cell,
			       char room[AMOUNT_TEXT_SIZE])
{
	switch (column->kind) {
	case COLUMN_AMOUNT: return slice_of(amount_write(cell->amount, room));
	case COLUMN_DATE:
		if (cell->date.days != stream->latest_date.days || stream->latest_text[0] == '\0') {
			date_write(cell->date, stream->latest_text);
			stream->latest_date = cell->date;
		}
		return slice_of(stream->latest_text);
	default: return cell->text;
	}
}

static void begin_csv(struct stream *stream)
{
	size_t written = 0;
	for (size_t i = 0; i < stream->column_count; i++) {
		if (column_is_for_machines(&stream->columns[i].column)) {
			buffer_add(stream->out, written++ > 0 ? SLICE(",") : SLICE(""));
			csv_field_add(stream->out, stream->columns[i].column.name);
		}
	}
	buffer_add_byte(stream->out, '\n');
}

static void add_csv_row(struct stream *stream, const struct cell *cells)
{
	size_t written = 0;
	for (size_t i = 0; i < stream->column_count; i++) {
		const struct column *column = &stream->columns[i].column;
		char room[AMOUNT_TEXT_SIZE];
		if (!column_is_for_machines(column)) {
			continue;
		}
		if (written++ > 0) {
			buffer_add_byte(stream->out, ',');
		}
		if (cells[i].is_empty) {
			continue;
		}
		struct slice text = plain_text(stream, column, &cells[i], room);
		if (column->kind == COLUMN_AMOUNT || column->kind == COLUMN_DATE) {
			buffer_add(stream->out, text); /* never in need of quotes */
		} else {
			csv_field_add(stream->out, text);
		}
	}
	buffer_add_byte(stream->out, '\n');
}

static void end_csv(struct stream *stream)
{
	(void)stream;
}

static void begin_json(struct stream *stream)
{
	(void)stream;
}

/* A JSON string; the text is well-formed UTF-8. */
static void add_json_string(struct buffer *out, struct slice text)
{
	buffer_add_byte(out, '"');
	for (size_t i = 0; i < text.size; i++) {
		unsigned char byte = (unsigned char)text.data[i];
		if (byte == '"' || byte == '\\') {
			buffer_add_byte(out, '\\');
			buffer_add_byte(out, (char)byte);
		} else if (byte < 0x20) {
			buffer_format(out, "\\u%04x", byte);
		} else {
			buffer_add_byte(out, (char)byte);
		}
	}
	buffer_add_byte(out, '"');
}

static void add_json_row(struct stream *stream, const struct cell *cells)
{
	size_t written = 0;
	buffer_add(stream->out, stream->row_count == 0 ? SLICE("[\n  {") : SLICE(",\n  {"));
	for (size_t i = 0; i < stream->column_count; i++) {
		const struct column *column = &stream->columns[i].column;
		char room[AMOUNT_TEXT_SIZE];
		if (!column_is_for_machines(column)) {
			continue;
		}
		buffer_add(stream->out, written++ > 0 ? SLICE(", ") : SLICE(""));
		add_json_string(stream->out, column->name);
		buffer_add(stream->out, SLICE(": "));
		struct slice text = cells[i].is_empty ? SLICE("") : plain_text(stream, column, &cells[i], room);
		if (text.size == 0) { /* absent, as in table_json.c */
			buffer_add(stream->out, SLICE("null"));
		} else {
			add_json_string(stream->out, text);
		}
	}
	buffer_add_byte(stream->out, '}');
}

static void end_json(struct stream *stream)
{
	buffer_add(stream->out, stream->row_count == 0 ? SLICE("[]\n") : SLICE("\n]\n"));
}

struct padded {
	struct slice text;
	size_t width;     /* what it may take */
	bool is_right;    /* aligned */
	bool may_shorten; /* to the width */
};

static void add_padded(struct stream *stream, struct padded cell)
{
	struct buffer *out = stream->out;
	size_t columns = cell.text.size;
	if (utf8_skip_printable_ascii(cell.text, 0) < cell.text.size) {
		cell.text = escape_for_terminal(stream->arena, cell.text);
		columns = utf8_width(cell.text);
	}
	bool is_shortened = cell.may_shorten && columns > cell.width;
	if (is_shortened) {
		cell.text = utf8_fit(cell.text, cell.width - 1);
		columns = utf8_width(cell.text) + 1;
	}
	size_t padding = columns < cell.width ? cell.width - columns : 0;
	buffer_add_repeated(out, ' ', cell.is_right ? padding : 0);
	buffer_add(out, cell.text);
	buffer_add(out, is_shortened ? SLICE("…") : SLICE(""));
	buffer_add_repeated(out, ' ', cell.is_right ? 0 : padding);
}

static void end_text_line(struct buffer *out)
{
	while (out->size > 0 && out->data[out->size - 1] == ' ') {
		out->size--;
	}
	buffer_add_byte(out, '\n');
}

static void add_text_row(struct stream *stream, const struct cell *cells)
{
	size_t written = 0;
	for (size_t i = 0; i < stream->column_count; i++) {
		const struct column *column = &stream->columns[i].column;
		char room[AMOUNT_TEXT_SIZE];
		if (!column_is_for_people(column)) {
			continue;
		}
		buffer_add_repeated(stream->out, ' ', written++ > 0 ? GAP_COLUMNS : 0);
		struct slice text = cells[i].is_empty ? SLICE("") : plain_text(stream, column, &cells[i], room);
		struct padded padded = {text, stream->columns[i].width, false, column->kind == COLUMN_TEXT};
		if (column->kind == COLUMN_AMOUNT && cells[i].text.size > 0 && !cells[i].is_empty) {
			size_t behind = utf8_width(cells[i].text) + 1;
			padded.width = padded.width > behind ? padded.width - behind : 0;
			padded.is_right = true;
			add_padded(stream, padded);
			buffer_add_byte(stream->out, ' ');
			add_padded(stream, (struct padded){cells[i].text, 0, false, false});
			continue;
		}
		padded.is_right = column->kind == COLUMN_AMOUNT;
		add_padded(stream, padded);
	}
	end_text_line(stream->out);
}

static void begin_text(struct stream *stream)
{
	size_t written = 0;
	for (size_t i = 0; i < stream->column_count; i++) {
		const struct stream_column *column = &stream->columns[i];
		if (column_is_for_people(&column->column)) {
			bool is_right = column->column.kind == COLUMN_AMOUNT;
			buffer_add_repeated(stream->out, ' ', written++ > 0 ? GAP_COLUMNS : 0);
			add_padded(stream, (struct padded){column->column.heading, column->width, is_right, true});
		}
	}
	end_text_line(stream->out);
}

static void end_text(struct stream *stream)
{
	(void)stream;
}

static const struct stream_medium media[] = {
    {"text", begin_text, add_text_row, end_text},
    {"csv", begin_csv, add_csv_row, end_csv},
    {"json", begin_json, add_json_row, end_json},
};

static const struct stream_medium *medium_named(struct slice name)
{
	for (size_t i = 0; i < sizeof media / sizeof media[0]; i++) {
		if (slice_equal(name, slice_of(media[i].name))) {
			return &media[i];
		}
	}
	return NULL;
}

bool stream_knows(struct slice medium)
{
	return medium_named(medium) != NULL;
}

struct stream *stream_new(struct slice medium, const struct stream_column *columns, size_t count, struct buffer *out)
{
	struct stream *stream = memory_allocate_zeroed(1, sizeof *stream);
	stream->medium = medium_named(medium);
	stream->columns = columns;
	stream->column_count = count;
	stream->out = out;
	stream->arena = arena_new();
	stream->medium->begin(stream);
	return stream;
}

void stream_add(struct stream *stream, const struct cell *cells)
{
	stream->medium->add(stream, cells);
	stream->row_count++;
}

void stream_end(struct stream *stream)
{
	stream->medium->end(stream);
	arena_free(stream->arena);
	free(stream);
}
