#include "text/words.h"

bool words_hold(struct slice words, char separator, struct slice word)
{
	while (words.size > 0) {
		size_t end = slice_find(words, separator);
		if (slice_equal(slice_part(words, 0, end), word)) {
			return true;
		}
		words = slice_from(words, end + 1);
	}
	return false;
}

struct slice words_add(struct arena *arena, struct slice words, char separator, struct slice word)
{
	if (word.size == 0 || words_hold(words, separator, word)) {
		return words;
	}
	return words.size == 0
		   ? word
		   : arena_format(arena, "%.*s%c%.*s", SLICE_ARGUMENTS(words), separator, SLICE_ARGUMENTS(word));
}
