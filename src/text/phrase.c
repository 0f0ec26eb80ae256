#include "text/phrase.h"

#include "text/buffer.h"

static struct slice value_named(struct slice name, const struct phrase_value *values, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (slice_equal(name, slice_of(values[i].name))) {
			return values[i].value;
		}
	}
	return SLICE("?");
}

struct slice phrase_fill(struct arena *arena, struct slice phrase, const struct phrase_value *values, size_t count)
{
	struct buffer text = BUFFER_EMPTY;
	while (phrase.size > 0) {
		size_t open = slice_find(phrase, '{');
		size_t close = slice_find(phrase, '}');
		buffer_add(&text, slice_part(phrase, 0, open));
		if (open < phrase.size) {
			buffer_add(&text, value_named(slice_part(phrase, open + 1, close - open - 1), values, count));
		}
		phrase = slice_from(phrase, open < phrase.size ? close + 1 : phrase.size);
	}
	struct slice filled = arena_copy(arena, buffer_view(&text));
	buffer_free(&text);
	return filled;
}
