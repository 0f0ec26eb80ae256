#include "format/json_value.h"

#include "text/escape.h"
#include "text/utf8.h"

#include <stdlib.h>

json_t *json_text(struct slice text)
{
	struct buffer mended = BUFFER_EMPTY;
	size_t valid = utf8_find_invalid(text);
	while (valid < text.size) {
		buffer_add(&mended, slice_part(text, 0, valid));
		buffer_add(&mended, SLICE("\xEF\xBF\xBD"));
		text = slice_from(text, valid + 1);
		valid = utf8_find_invalid(text);
	}
	buffer_add(&mended, text);
	struct slice all = buffer_view(&mended);
	json_t *value = json_stringn_nocheck(all.data, all.size);
	buffer_free(&mended);
	return value;
}

/* jansson escapes the first 32 characters; here the other ones that would reach a terminal, for the same values. */
static int add_to_buffer(const char *bytes, size_t size, void *out)
{
	struct slice rest = {bytes, size};
	size_t place = escape_find_control(rest);
	for (; place < rest.size; place = escape_find_control(rest)) {
		size_t character_size;
		buffer_add(out, slice_part(rest, 0, place));
		buffer_format(out, "\\u%04x", (unsigned)utf8_decode(slice_from(rest, place), &character_size));
		rest = slice_from(rest, place + character_size);
	}
	buffer_add(out, rest);
	return 0;
}

void json_add_item(struct buffer *out, size_t *count, json_t *object)
{
	buffer_add(out, *count == 0 ? SLICE("[\n  ") : SLICE(",\n  "));
	json_dump_callback(object, add_to_buffer, out, 0);
	json_decref(object);
	(*count)++;
}

void json_add_document(struct buffer *out, json_t *document)
{
	json_dump_callback(document, add_to_buffer, out, JSON_INDENT(2));
	buffer_add_byte(out, '\n');
	json_decref(document);
}

void json_end_items(struct buffer *out, size_t count)
{
	buffer_add(out, count == 0 ? SLICE("[]\n") : SLICE("\n]\n"));
}
