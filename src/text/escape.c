#include "text/escape.h"

#include "text/utf8.h"

#include <stdio.h>
#include <string.h>

enum { REPLACEMENT_CHARACTER = 0xFFFD }; /* decoded from one byte when that is not UTF-8 */

/* C0 and C1 controls, DEL, and the bidirectional controls of “Trojan Source” (CVE-2021-42574). */
static bool is_unsafe(uint32_t character)
{
	return character < 0x20 || (character >= 0x7F && character < 0xA0) || character == 0x061C ||
	       (character >= 0x200E && character <= 0x200F) || (character >= 0x202A && character <= 0x202E) ||
	       (character >= 0x2066 && character <= 0x2069);
}

static bool is_line_end_or_tab(uint32_t character)
{
	return character == '\n' || character == '\t';
}

/* Where the first character stands that is escaped, or the first byte that is not UTF-8. */
static size_t find_unsafe(struct slice text, bool keeps_lines)
{
	size_t i = utf8_skip_printable_ascii(text, 0);
	while (i < text.size) {
		size_t size;
		uint32_t character = utf8_decode(slice_from(text, i), &size);
		bool is_invalid = character == REPLACEMENT_CHARACTER && size == 1;
		if (is_invalid || (is_unsafe(character) && !(keeps_lines && is_line_end_or_tab(character)))) {
			break;
		}
		i = utf8_skip_printable_ascii(text, i + size);
	}
	return i;
}

enum { LONGEST_ESCAPE = sizeof "\\u{10ffff}" };

static struct slice escape(struct arena *arena, struct slice text, bool keeps_lines)
{
	size_t clean = find_unsafe(text, keeps_lines);
	if (clean == text.size) {
		return text;
	}
	char *out = arena_allocate(arena, text.size + 1, LONGEST_ESCAPE);
	size_t used = clean;
	memcpy(out, text.data, clean);
	for (size_t i = clean; i < text.size;) {
		struct slice rest = slice_from(text, i);
		size_t invalid = utf8_find_invalid(slice_part(rest, 0, 4));
		size_t size = 1;
		uint32_t character = utf8_decode(rest, &size);
		if (invalid == 0) {
			used += (size_t)snprintf(out + used, LONGEST_ESCAPE, "\\x%02x", (unsigned char)rest.data[0]);
			size = 1;
		} else if (is_unsafe(character) && !(keeps_lines && is_line_end_or_tab(character))) {
			used += (size_t)snprintf(out + used, LONGEST_ESCAPE, character < 0x80 ? "\\x%02x" : "\\u{%x}",
						 character);
		} else {
			memcpy(out + used, rest.data, size);
			used += size;
		}
		i += size;
	}
	return (struct slice){out, used};
}

struct slice escape_for_terminal(struct arena *arena, struct slice text)
{
	return escape(arena, text, false);
}

struct slice escape_controls(struct arena *arena, struct slice text)
{
	return escape(arena, text, true);
}

size_t escape_find_control(struct slice text)
{
	size_t i = find_unsafe(text, true);
	while (i + 1 < text.size && text.data[i] == '\r' && text.data[i + 1] == '\n') {
		i += 2 + find_unsafe(slice_from(text, i + 2), true);
	}
	return i;
}

static struct slice html_entity(const char *byte)
{
	switch (*byte) {
	case '&': return SLICE("&amp;");
	case '<': return SLICE("&lt;");
	case '>': return SLICE("&gt;");
	case '"': return SLICE("&quot;");
	case '\'': return SLICE("&#39;");
	default: return (struct slice){byte, 1};
	}
}

struct slice escape_for_html(struct arena *arena, struct slice text)
{
	text = escape_controls(arena, text);
	char *out = arena_allocate(arena, text.size + 1, sizeof "&quot;");
	size_t used = 0;
	for (size_t i = 0; i < text.size; i++) {
		struct slice piece = html_entity(text.data + i);
		memcpy(out + used, piece.data, piece.size);
		used += piece.size;
	}
	return (struct slice){out, used};
}

struct slice escape_line_ends(struct arena *arena, struct slice text)
{
	if (slice_find(text, '\n') == text.size) {
		return text;
	}
	char *bytes = arena_allocate(arena, text.size, 1);
	for (size_t i = 0; i < text.size; i++) {
		bytes[i] = text.data[i] == '\n' ? ' ' : text.data[i];
	}
	return (struct slice){bytes, text.size};
}
