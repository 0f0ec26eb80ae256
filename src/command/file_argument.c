#include "command/file_argument.h"

#include "text/memory.h"
#include "text/translate.h"

#include <stdlib.h>
#include <string.h>

/* Takes `.`, `..` and doubled slashes out of an absolute path. */
static struct slice normalised(struct arena *arena, struct slice path)
{
	struct slice *steps = arena_new_array(arena, struct slice, path.size + 1);
	struct slice step;
	size_t count = 0;
	while (slice_next_word(&path, "/", &step)) {
		if (slice_equal(step, SLICE(".."))) {
			count -= count > 0;
		} else if (!slice_equal(step, SLICE("."))) {
			steps[count++] = step;
		}
	}
	struct slice joined = arena_join(arena, steps, count, SLICE("/"));
	return arena_format(arena, "/%.*s", SLICE_ARGUMENTS(joined));
}

/* The path below the root of a word read from `folder`; false when it leads outside. */
static bool path_from(struct arena *arena, const char *root, const char *folder, struct slice word, struct slice *path)
{
	bool is_absolute = slice_starts_with(word, SLICE("/"));
	struct slice whole =
	    normalised(arena, arena_format(arena, "%s/%.*s", is_absolute ? "" : folder, SLICE_ARGUMENTS(word)));
	struct slice start = slice_equal(slice_of(root), SLICE("/")) ? SLICE("") : slice_of(root);
	if (!slice_starts_with(whole, start) || whole.size <= start.size + 1 || whole.data[start.size] != '/') {
		return false;
	}
	*path = slice_from(whole, start.size + 1);
	return true;
}

const struct failure *file_argument_find(struct arena *arena, const char *root, struct source *source,
					 struct slice word, enum source_kind *kind, const struct text_file **file)
{
	char *here = realpath(".", NULL);
	const char *const folders[] = {here == NULL ? root : here, root};
	bool is_inside = false;
	*kind = SOURCE_MISSING;
	for (size_t i = 0; i < 2 && *kind == SOURCE_MISSING; i++) {
		struct slice path;
		if (path_from(arena, root, folders[i], word, &path)) {
			is_inside = true;
			*kind = source_read(source, path, file);
		}
	}
	free(here);
	return is_inside ? NULL
			 : failure_new(_("%.*s is not a file of the network in %s"), SLICE_ARGUMENTS(word), root);
}
