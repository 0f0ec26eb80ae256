/* The reader's main loop: from bytes to lines, from lines to entries. */
#include "journal/reader.h"

#include "journal/calendar.h"
#include "text/utf8.h"

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
	reader_report(reader, FINDING_JOURNAL_DATE_MALFORMED, text, text);
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

/* The whole file must be text; what is not is reported once, and the lines that hold it are read all the same. */
static void check_bytes(struct reader *reader, struct slice bytes)
{
	size_t invalid = utf8_find_invalid(bytes);
	if (invalid < bytes.size) {
		char byte[8];
		snprintf(byte, sizeof byte, "0x%02X", (unsigned char)bytes.data[invalid]);
		reader_report(reader, FINDING_FILE_NOT_UTF8, slice_part(bytes, invalid, 1), slice_of(byte));
	}
	size_t nul = slice_find(bytes, '\0');
	if (nul < bytes.size) {
		reader_report(reader, FINDING_FILE_NUL_BYTE, slice_part(bytes, nul, 1), SLICE(""));
	}
	for (size_t i; (i = slice_find(bytes, '\r')) < bytes.size; bytes = slice_from(bytes, i + 1)) {
		if (i + 1 == bytes.size || bytes.data[i + 1] != '\n') {
			reader_report(reader, FINDING_JOURNAL_LONE_RETURN, slice_part(bytes, i, 1), SLICE(""));
			return;
		}
	}
}

static void report_open_scopes(struct reader *reader, const struct scope *outermost)
{
	for (const struct scope *scope = reader->state.scopes; scope != outermost; scope = scope->outer) {
		reader_report(reader, FINDING_JOURNAL_APPLY_UNCLOSED, scope->text, scope->text);
	}
}

void reader_read_file(struct reader *reader, const struct text_file *file)
{
	struct reader outer = *reader;
	struct open_file open = {reader->open, file, reader->open == NULL ? 0 : reader->open->depth + 1};
	struct slice bytes = file->bytes;
	reader->open = &open;
	reader->file = file;
	if (slice_starts_with(bytes, SLICE("\xEF\xBB\xBF"))) {
		bytes = slice_from(bytes, 3);
	}
	reader->cursor = bytes.data;
	reader->end = bytes.data + bytes.size;
	check_bytes(reader, bytes);
	while (reader_next_line(reader)) {
		read_entry(reader);
	}
	report_open_scopes(reader, outer.state.scopes);
	reader->open = outer.open;
	reader->file = outer.file;
	reader->cursor = outer.cursor;
	reader->end = outer.end;
	reader->line = outer.line;
	reader->state = outer.state;
	reader_forget_written_names(reader);
}
