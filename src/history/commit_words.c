#include "history/commit_words.h"

#include "text/buffer.h"
#include "text/utf8.h"

#include <iconv.h>

enum { UTF8_BYTES_MAXIMUM = 4 };

/* Whether the system knew the encoding and the text fitted it. */
static bool convert(struct arena *arena, struct slice text, struct slice encoding, struct slice *converted)
{
	iconv_t converter = iconv_open("UTF-8", arena_copy(arena, encoding).data);
	if (converter == (iconv_t)-1) {
		return false;
	}
	char *in = (char *)arena_copy(arena, text).data;
	size_t in_size = text.size;
	char *out = arena_allocate(arena, text.size + 1, UTF8_BYTES_MAXIMUM);
	char *end = out;
	size_t out_size = (text.size + 1) * UTF8_BYTES_MAXIMUM;
	bool is_done = iconv(converter, &in, &in_size, &end, &out_size) != (size_t)-1;
	iconv_close(converter);
	*converted = (struct slice){out, (size_t)(end - out)};
	return is_done && utf8_find_invalid(*converted) == converted->size;
}

static struct slice replace_invalid(struct arena *arena, struct slice text)
{
	struct buffer mended = BUFFER_EMPTY;
	while (text.size > 0) {
		size_t valid = utf8_find_invalid(text);
		buffer_add(&mended, slice_part(text, 0, valid));
		buffer_add(&mended, valid < text.size ? SLICE("\xEF\xBF\xBD") : SLICE(""));
		text = slice_from(text, valid + 1);
	}
	struct slice copy = arena_copy(arena, buffer_view(&mended));
	buffer_free(&mended);
	return copy;
}

struct slice commit_words(struct arena *arena, struct slice text, struct slice encoding)
{
	struct slice converted;
	if (encoding.size > 0 && convert(arena, text, encoding, &converted)) {
		return converted;
	}
	return utf8_find_invalid(text) == text.size ? text : replace_invalid(arena, text);
}
