/* The reader's main loop: from bytes to lines, from lines to entries. */
#include "journal/reader.h"

#include "journal/calendar.h"
#include "journal/parallel.h"
#include "journal/quick.h"

#include <stdio.h>
#include <string.h>

bool reader_next_line(struct reader *reader)
{
	if (reader->cursor == reader->end) {
		return false;
	}
	size_t left = (size_t)(reader->end - reader->cursor);
	const char *newline = memchr(reader->cursor, '\n', left);
	size_t size = newline == NULL ? left : (size_t)(newline - reader->cursor);
	reader->line = (struct slice){reader->cursor, size};
	reader->cursor += newline == NULL ? left : size + 1;
	if (size > 0 && reader->line.data[size - 1] == '\r') {
		reader->line.size--;
	}
	return true;
}

bool reader_is_next_indented(const struct reader *reader)
{
	const char *byte = reader->cursor;
	if (byte == reader->end || !scan_is_blank(*byte)) {
		return false;
	}
	while (byte < reader->end && (scan_is_blank(*byte) || *byte == '\r')) {
		byte++;
	}
	return byte < reader->end && *byte != '\n';
}

bool reader_read_date(struct reader *reader, struct slice *rest, int year, struct date *date)
{
	struct slice text = *rest;
	enum calendar_status status = calendar_read(rest, year, date);
	text.size -= rest->size;
	switch (status) {
	case CALENDAR_READ: return true;
	case CALENDAR_NO_YEAR: reader_report(reader, FINDING_JOURNAL_DATE_NO_YEAR, text, text); return false;
	case CALENDAR_NO_SUCH_DAY: reader_report(reader, FINDING_JOURNAL_DATE_NO_SUCH_DAY, text, text); return false;
	case CALENDAR_MIXED_MARKS: reader_report(reader, FINDING_JOURNAL_DATE_MIXED, text, text); return false;
	case CALENDAR_MALFORMED: break;
	}
	char shown[DATE_TEXT_SIZE] = "";
	struct date meant;
	if (date_meant(text, &meant)) {
		date_write(meant, shown);
	}
	reader_report(reader, FINDING_JOURNAL_DATE_MALFORMED, text, text, slice_of(shown));
	return false;
}

static void skip_lines_below(struct reader *reader)
{
	while (reader_is_next_indented(reader) && reader_next_line(reader)) {
	}
}

/* What other programs run or generate, and we refuse by name. */
static void refuse(struct reader *reader, enum finding_id id)
{
	reader_report(reader, id, reader->line, reader->line);
	skip_lines_below(reader);
}

static void read_indented_line(struct reader *reader, struct slice text)
{
	if (text.size > 0 && strchr(";#%|*", text.data[0]) == NULL) {
		reader_report(reader, FINDING_JOURNAL_LINE_INDENTED, text, text);
	}
}

static void read_entry(struct reader *reader)
{
	struct slice line = reader->line;
	struct slice text = line;
	scan_skip_spaces(&text);
	char first = scan_peek(line);
	if (text.size == 0) {
		return;
	}
	if (scan_is_digit(first)) {
		reader_read_transaction(reader);
	} else if (text.data != line.data) {
		read_indented_line(reader, text);
	} else if (first == '~') {
		refuse(reader, FINDING_JOURNAL_PERIODIC);
	} else if (first == '=') {
		refuse(reader, FINDING_JOURNAL_AUTOMATED);
	} else if (strchr(";#%|*", first) == NULL) {
		reader_read_directive(reader);
	}
}

enum {
	FORGET_BYTES = 8 << 20,
	CHECK_AHEAD_BYTES = 64 * 1024, /* what stays in the processor's cache until it is read */
	CHARACTER_BYTES = 4,
};

static void report_fault(struct reader *reader, enum bytes_fault fault, struct slice byte)
{
	char text[8];
	switch (fault) {
	case BYTES_NOT_UTF8:
		snprintf(text, sizeof text, "0x%02X", (unsigned char)byte.data[0]);
		reader_report(reader, FINDING_FILE_NOT_UTF8, byte, slice_of(text));
		break;
	case BYTES_NUL: reader_report(reader, FINDING_FILE_NUL_BYTE, byte, SLICE("")); break;
	case BYTES_LONE_RETURN: reader_report(reader, FINDING_JOURNAL_LONE_RETURN, byte, SLICE("")); break;
	case BYTES_SOUND: break;
	}
}

/* Of each kind the first fault is reported; the lines that hold one are read all the same. */
void reader_check_bytes(struct reader *reader, const char *bytes, size_t place, size_t size)
{
	struct byte_faults *faults = &reader->bytes;
	struct slice text = {bytes, size};
	bool is_last = place + size == reader->file->bytes.size;
	size_t until =
	    is_last || size < CHARACTER_BYTES ? size : size - CHARACTER_BYTES; /* no character is cut short */
	size_t at = faults->checked > place ? faults->checked - place : 0;
	while (at < until) {
		enum bytes_fault fault = bytes_check(text, &at, until);
		if (fault == BYTES_SOUND) {
			continue;
		}
		if (!faults->is_reported[fault]) {
			report_fault(reader, fault, slice_part(reader->file->bytes, place + at, 1));
			faults->is_reported[fault] = true;
		}
		for (char byte = bytes[at]; at < until && bytes[at] == byte; at++) {
			/* a file with a hole has millions of them */
		}
	}
	faults->checked = place + at;
}

/* When transactions are not kept, what lies behind is let go of, so that a file of any length takes little memory. */
static void forget_behind(struct reader *reader, size_t place)
{
	struct byte_faults *bytes = &reader->bytes;
	bool may_forget = reader->options.is_folded && reader->loader->forget != NULL && !reader->is_worker;
	if (may_forget && place > bytes->forgotten + FORGET_BYTES) {
		reader->loader->forget(reader->loader->context, reader->file, bytes->forgotten,
				       place - CHECK_AHEAD_BYTES);
		bytes->forgotten = place - CHECK_AHEAD_BYTES;
	}
}

/* The file must be text, and is looked at a little ahead of the reading. */
static void check_ahead(struct reader *reader, size_t place)
{
	forget_behind(reader, place);
	struct slice rest = slice_from(reader->file->bytes, place);
	reader_check_bytes(reader, rest.data, place, rest.size < CHECK_AHEAD_BYTES ? rest.size : CHECK_AHEAD_BYTES);
}

/* Whether nothing is in force that the quick reader does not know. */
static bool may_read_quickly(const struct reader *reader)
{
	return reader->options.is_folded && reader->options.sink == NULL && reader->state.aliases == NULL &&
	       reader->state.scopes == NULL && scan_is_digit(*reader->cursor);
}

static size_t place_of_cursor(const struct reader *reader)
{
	return (size_t)(reader->cursor - reader->file->bytes.data);
}

static bool is_at_end(struct reader *reader)
{
	if (reader->cursor == reader->end && reader->parallel != NULL) {
		parallel_finish(reader);
	}
	return reader->cursor == reader->end || reader->is_stopped ||
	       __atomic_load_n(&reader->is_cancelled, __ATOMIC_RELAXED);
}

void reader_read_entries(struct reader *reader)
{
	while (!is_at_end(reader)) {
		if (may_read_quickly(reader)) {
			if (!reader->is_parallel_tried && !reader->is_worker) {
				parallel_start(reader);
			}
			reader_read_quickly(reader);
		}
		if (place_of_cursor(reader) >= reader->bytes.checked) {
			check_ahead(reader, place_of_cursor(reader));
		}
		if (reader_next_line(reader)) {
			read_entry(reader);
		}
	}
	while (place_of_cursor(reader) > reader->bytes.checked) {
		check_ahead(reader, reader->bytes.checked);
	}
	if (reader->parallel != NULL) {
		parallel_cancel(reader);
	}
}

static void report_open_scopes(struct reader *reader, const struct scope *outermost)
{
	for (const struct scope *scope = reader->state.scopes; scope != outermost; scope = scope->outer) {
		reader_report(reader, FINDING_JOURNAL_APPLY_UNCLOSED, scope->text, scope->text);
	}
}

/* Where the reading of the including file stands. */
struct outer_file {
	struct open_file *open;
	const struct text_file *file;
	const char *cursor;
	const char *end;
	struct slice line;
	struct reader_state state;
	struct byte_faults bytes;
	bool is_parallel_tried;
};

void reader_read_file(struct reader *reader, const struct text_file *file)
{
	const struct outer_file outer = {reader->open, reader->file,  reader->cursor, reader->end,
					 reader->line, reader->state, reader->bytes,  reader->is_parallel_tried};
	struct open_file open = {reader->open, file, reader->open == NULL ? 0 : reader->open->depth + 1};
	struct slice bytes = file->bytes;
	reader->open = &open;
	reader->file = file;
	if (slice_starts_with(bytes, SLICE("\xEF\xBB\xBF"))) {
		bytes = slice_from(bytes, 3);
	}
	reader->cursor = bytes.data;
	reader->end = bytes.data + bytes.size;
	reader->bytes = (struct byte_faults){0};
	reader->quick.commodity_name.size = 0;
	window_close(&reader->window);
	reader->is_parallel_tried = false;
	reader_read_entries(reader);
	report_open_scopes(reader, outer.state.scopes);
	reader->open = outer.open;
	reader->file = outer.file;
	reader->cursor = outer.cursor;
	reader->end = outer.end;
	reader->line = outer.line;
	reader->state = outer.state;
	reader->bytes = outer.bytes;
	reader->is_parallel_tried = outer.is_parallel_tried;
	window_close(&reader->window);
	reader->quick.commodity_name.size = 0;
	reader_forget_written_names(reader);
}
