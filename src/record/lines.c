#include "record/lines.h"

#include "record/record.h"

#include "text/utf8.h"

#include <string.h>

enum line_kind record_line_kind(struct slice line)
{
	if (slice_trim(line).size == 0) {
		return LINE_BLANK;
	}
	switch (line.data[0]) {
	case '#': return LINE_COMMENT;
	case '%': return LINE_TYPE;
	case '+': return LINE_CONTINUATION;
	case ' ':
	case '\t': return LINE_MALFORMED;
	default: break;
	}
	size_t colon = slice_find(line, ':');
	struct slice name = slice_part(line, 0, colon);
	bool is_field = colon < line.size && colon > 0 && slice_find(name, ' ') == name.size;
	return is_field ? LINE_FIELD : LINE_MALFORMED;
}

/* Carriage returns at the end of a line, and spaces among or behind them, are part of its end. */
static struct slice without_return(struct slice line)
{
	size_t end = line.size;
	while (end > 0 && strchr(" \t\r", line.data[end - 1]) != NULL && line.data[end - 1] != '\0') {
		end--;
	}
	return slice_part(line, 0, end + slice_find(slice_from(line, end), '\r'));
}

bool record_next_line(struct slice *rest, struct slice *line)
{
	if (rest->size == 0) {
		return false;
	}
	size_t end = slice_find(*rest, '\n');
	*line = slice_part(*rest, 0, end);
	*rest = slice_from(*rest, end + 1);
	*line = without_return(*line);
	return true;
}

struct slice record_without_bom(struct slice bytes)
{
	return slice_from(bytes, slice_starts_with(bytes, SLICE("\xEF\xBB\xBF")) ? 3 : 0);
}

bool record_is_name(struct slice name)
{
	for (size_t i = 0; i < name.size; i++) {
		char byte = name.data[i];
		bool is_letter = (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
		bool is_other = byte == '_' || (byte >= '0' && byte <= '9');
		if (!is_letter && (i == 0 || !is_other)) {
			return false;
		}
	}
	return name.size > 0;
}

/* Replaces ill-formed bytes and NULs by `?`, one for one, so that positions stay. */
static struct slice without_bad_bytes(struct arena *arena, struct slice bytes)
{
	struct slice copy = arena_copy(arena, bytes);
	char *data = (char *)(uintptr_t)copy.data; /* our own copy, not yet seen by anyone */
	for (size_t i = utf8_find_invalid(copy); i < copy.size;) {
		data[i] = '?';
		i += utf8_find_invalid(slice_from(copy, i));
	}
	for (char *nul = memchr(data, '\0', copy.size); nul != NULL;
	     nul = memchr(nul, '\0', copy.size - (size_t)(nul - data))) {
		*nul = '?';
	}
	return copy;
}

static const struct text_file *report_bad_bytes(struct arena *arena, const struct text_file *file,
						struct findings *findings)
{
	size_t invalid = utf8_find_invalid(file->bytes);
	size_t nul = slice_find(file->bytes, '\0');
	if (invalid == file->bytes.size && nul == file->bytes.size) {
		return file;
	}
	struct text_file *clean = arena_new_object(arena, struct text_file);
	*clean = (struct text_file){file->path, without_bad_bytes(arena, file->bytes)};
	if (invalid < file->bytes.size) {
		struct slice byte = arena_format(arena, "0x%02X", (unsigned char)file->bytes.data[invalid]);
		findings_add(findings, FINDING_FILE_NOT_UTF8, ((struct location){clean, invalid, 1}), byte);
	}
	if (nul < file->bytes.size) {
		findings_add_plain(findings, FINDING_FILE_NUL_BYTE, ((struct location){clean, nul, 1}));
	}
	return clean;
}

const struct text_file *record_clean_text(struct arena *arena, const struct text_file *file, struct findings *findings)
{
	const struct text_file *clean = report_bad_bytes(arena, file, findings);
	findings_add_controls(findings, clean);
	if (record_without_bom(clean->bytes).size < clean->bytes.size) {
		findings_add_plain(findings, FINDING_FILE_BOM, ((struct location){clean, 0, 0}));
	}
	return clean;
}
