#include "text/address.h"

struct slice address_folded(struct arena *arena, struct slice text)
{
	struct slice trimmed = slice_trim(text);
	char *folded = arena_allocate(arena, trimmed.size + 1, 1);
	for (size_t i = 0; i < trimmed.size; i++) {
		char byte = trimmed.data[i];
		folded[i] = byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
	}
	return (struct slice){folded, trimmed.size};
}
