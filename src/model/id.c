#include "model/model.h"
#include "text/utf8.h"

static bool is_id_byte(char byte)
{
	return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
}

bool id_is_well_formed(struct slice id)
{
	if (id.size == 0 || id.size > ID_SIZE_MAXIMUM) {
		return false;
	}
	for (size_t i = 0; i < id.size; i++) {
		bool is_inner_hyphen = id.data[i] == '-' && i > 0 && i + 1 < id.size && id.data[i - 1] != '-';
		if (!is_id_byte(id.data[i]) && !is_inner_hyphen) {
			return false;
		}
	}
	return true;
}

struct slice id_suggestion(struct arena *arena, struct slice text)
{
	char *out = arena_allocate(arena, text.size + 1, 1);
	size_t size = 1;
	size_t used = 0;
	for (size_t i = 0; i < text.size && used < ID_SIZE_MAXIMUM; i += size) {
		uint32_t character = utf8_decode(slice_from(text, i), &size);
		char plain = utf8_ascii_look_alike(character);
		bool is_separator = plain == 0 || plain == '-';
		if (!is_separator) {
			out[used++] = plain;
		} else if (used > 0 && out[used - 1] != '-') {
			out[used++] = '-';
		}
	}
	while (used > 0 && out[used - 1] == '-') {
		used--;
	}
	struct slice suggestion = {out, used};
	if (slice_equal(suggestion, SLICE("free"))) {
		return SLICE("free-1"); /* the word itself is reserved */
	}
	return id_is_well_formed(suggestion) ? suggestion : SLICE("");
}
