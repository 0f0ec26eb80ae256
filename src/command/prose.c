#include "command/prose.h"

#include "text/utf8.h"

enum { PROSE_COLUMNS = 80 };

void prose_add(struct buffer *out, struct slice text, size_t column)
{
	size_t at = column;
	struct slice word;
	while (slice_next_word(&text, " \n", &word)) {
		size_t width = utf8_width(word);
		if (at > column && at + 1 + width > PROSE_COLUMNS) {
			buffer_add_byte(out, '\n');
			buffer_add_repeated(out, ' ', column);
			at = column;
		} else if (at > column) {
			buffer_add_byte(out, ' ');
			at++;
		}
		buffer_add(out, word);
		at += width;
	}
	buffer_add_byte(out, '\n');
}
