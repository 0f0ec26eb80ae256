#include "model/missing.h"

#include "text/symbols.h"

enum { MISSING_NAMED = 4 };

void missing_add(struct arena *arena, struct missing_list *list, struct missing_reference like)
{
	struct missing_reference *missing = arena_new_object(arena, struct missing_reference);
	*missing = like;
	if (list->first == NULL) {
		list->first = missing;
	} else {
		list->last->next = missing;
	}
	list->last = missing;
}

static struct slice name_and_place(struct arena *arena, const struct missing_reference *missing)
{
	struct slice place = location_text(arena, missing->location);
	return missing->location.file->bytes.size == 0
		   ? missing->id
		   : arena_format(arena, "%.*s (%.*s)", SLICE_ARGUMENTS(missing->id), SLICE_ARGUMENTS(place));
}

struct slice missing_names(struct arena *arena, const struct missing_list *list, size_t *count)
{
	struct slice names[MISSING_NAMED + 1];
	struct symbols *seen = symbols_new();
	*count = 0;
	for (const struct missing_reference *missing = list->first; missing != NULL; missing = missing->next) {
		if (symbols_find(seen, missing->id) == SYMBOL_NONE) {
			symbols_intern(seen, missing->id);
			if (*count <= MISSING_NAMED) {
				names[*count] = *count < MISSING_NAMED ? name_and_place(arena, missing) : SLICE("…");
			}
			++*count;
		}
	}
	symbols_free(seen);
	return arena_join(arena, names, *count <= MISSING_NAMED ? *count : MISSING_NAMED + 1, SLICE(", "));
}
