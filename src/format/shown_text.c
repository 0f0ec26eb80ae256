#include "format/shown_text.h"

#include "text/escape.h"
#include "text/utf8.h"

struct shown_text shown_text_of(struct arena *arena, struct known_text *known, struct slice text)
{
	if (slice_equal(text, buffer_view(&known->bytes))) {
		return (struct shown_text){text, known->width};
	}
	struct slice escaped = escape_for_terminal(arena, text);
	struct shown_text shown = {escaped, utf8_width(escaped)};
	if (escaped.data == text.data) {
		known->bytes.size = 0;
		buffer_add(&known->bytes, text);
		known->width = shown.width;
	}
	return shown;
}

struct shown_text shown_text_shorten(struct arena *arena, struct shown_text shown, size_t width)
{
	if (shown.width <= width) {
		return shown;
	}
	const struct slice parts[] = {utf8_fit(shown.text, width > 0 ? width - 1 : 0), SLICE("…")};
	struct slice text = arena_join(arena, parts, 2, SLICE(""));
	return (struct shown_text){text, utf8_width(text)};
}
