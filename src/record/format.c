#include "record/format.h"

#include "record/lines.h"
#include "record/record.h"

struct formatter {
	struct buffer *out;
	record_is_list *is_list;
	struct slice type;
	struct slice list;       /* name of the list being written, or empty */
	bool list_has_id;        /* an id of it was written */
	bool wants_blank;        /* a blank line stood here, or must */
	enum line_kind previous; /* of the line written last; LINE_BLANK at the start */
};

/* Begins a line of the kind, with the blank line that is due above it. */
static void begin_line(struct formatter *formatter, enum line_kind kind)
{
	if (formatter->wants_blank && formatter->out->size > 0) {
		buffer_add_byte(formatter->out, '\n');
	}
	formatter->wants_blank = false;
	formatter->previous = kind;
}

static void add_line(struct formatter *formatter, enum line_kind kind, struct slice line)
{
	begin_line(formatter, kind);
	buffer_add(formatter->out, line);
	buffer_add_byte(formatter->out, '\n');
}

static void add_field(struct formatter *formatter, struct slice name, struct slice value)
{
	begin_line(formatter, LINE_FIELD);
	record_write_field(formatter->out, name, value);
}

static void add_ids(struct formatter *formatter, struct slice ids)
{
	struct slice id;
	while (slice_next_word(&ids, " ,\t", &id)) {
		add_field(formatter, formatter->list, id);
		formatter->list_has_id = true;
	}
}

/* A list that turned out empty keeps its line, for check to complain about. */
static void end_list(struct formatter *formatter)
{
	if (formatter->list.size > 0 && !formatter->list_has_id) {
		add_field(formatter, formatter->list, SLICE(""));
	}
	formatter->list = SLICE("");
}

static struct slice trim_end(struct slice line)
{
	while (line.size > 0 && (line.data[line.size - 1] == ' ' || line.data[line.size - 1] == '\t')) {
		line.size--;
	}
	return line;
}

static void format_type(struct formatter *formatter, struct slice line)
{
	struct slice start = SLICE("%rec:");
	formatter->wants_blank |= formatter->previous == LINE_FIELD || formatter->previous == LINE_CONTINUATION;
	if (!slice_starts_with(line, start)) {
		add_line(formatter, LINE_TYPE, trim_end(line));
		return;
	}
	formatter->type = slice_trim(slice_from(line, start.size));
	begin_line(formatter, LINE_TYPE);
	buffer_add(formatter->out, start);
	buffer_add(formatter->out, formatter->type.size == 0 ? SLICE("") : SLICE(" "));
	buffer_add(formatter->out, formatter->type);
	buffer_add_byte(formatter->out, '\n');
	formatter->wants_blank = true;
}

static void format_field(struct formatter *formatter, struct slice line)
{
	size_t colon = slice_find(line, ':');
	struct slice name = slice_part(line, 0, colon);
	struct slice value = slice_trim(slice_from(line, colon + 1));
	if (!formatter->is_list(formatter->type, name)) {
		add_field(formatter, name, value);
		return;
	}
	formatter->list = name;
	formatter->list_has_id = false;
	add_ids(formatter, value);
}

/* Spaces at the end of a continued line may mean a break of the line in prose: they stay. */
static void format_continuation(struct formatter *formatter, struct slice line)
{
	struct slice text = slice_from(line, line.size > 1 && line.data[1] == ' ' ? 2 : 1);
	if (formatter->list.size > 0) {
		add_ids(formatter, text);
		return;
	}
	begin_line(formatter, LINE_CONTINUATION);
	buffer_add(formatter->out, text.size == 0 ? SLICE("+") : SLICE("+ "));
	buffer_add(formatter->out, text);
	buffer_add_byte(formatter->out, '\n');
}

static void format_line(struct formatter *formatter, struct slice line)
{
	while (formatter->out->size == 0 && record_without_bom(line).size < line.size) {
		line = record_without_bom(line);
	}
	enum line_kind kind = record_line_kind(line);
	if (kind != LINE_CONTINUATION && kind != LINE_COMMENT) {
		end_list(formatter);
	}
	switch (kind) {
	case LINE_BLANK: formatter->wants_blank = true; break;
	case LINE_COMMENT: add_line(formatter, kind, trim_end(line)); break;
	case LINE_TYPE: format_type(formatter, line); break;
	case LINE_CONTINUATION: format_continuation(formatter, line); break;
	case LINE_FIELD: format_field(formatter, line); break;
	case LINE_MALFORMED: add_line(formatter, kind, line); break;
	}
}

void record_format(struct buffer *out, struct slice bytes, record_is_list *is_list)
{
	struct buffer text = BUFFER_EMPTY; /* apart, so that nothing before it counts */
	struct formatter formatter = {
	    .out = &text, .is_list = is_list, .type = SLICE(""), .list = SLICE(""), .previous = LINE_BLANK};
	struct slice rest = bytes;
	struct slice line;
	while (record_next_line(&rest, &line)) {
		format_line(&formatter, line);
	}
	end_list(&formatter);
	buffer_add(out, buffer_view(&text));
	buffer_free(&text);
}
