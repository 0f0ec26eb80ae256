#include "history/seals.h"

#include "history/unit.h"
#include "text/buffer.h"
#include "text/line_ends.h"

#include <string.h>

struct slice seal_meeting(struct arena *arena, struct slice path)
{
	struct slice circle = circle_of_path(path);
	struct slice file = slice_from(path, slice_find_last(path, '/') + 1);
	struct slice id = slice_part(file, 0, file.size - strlen(".rec"));
	return arena_format(arena, "%.*s/%.*s", SLICE_ARGUMENTS(circle), SLICE_ARGUMENTS(id));
}

/* The lines of a seal that tell its meaning. */
static void add_meaning(struct buffer *text, struct slice bytes)
{
	while (bytes.size > 0) {
		struct slice line = slice_part(bytes, 0, slice_find(bytes, '\n'));
		bool is_silent = line.size == 0 || line.data[0] == '#' || slice_starts_with(line, SLICE("Bytes:"));
		if (!is_silent) {
			buffer_add(text, line);
			buffer_add_byte(text, '\n');
		}
		bytes = slice_from(bytes, line.size + 1);
	}
}

static const struct failure *read_meaning(struct blobs *blobs, const git_oid *id, struct buffer *text)
{
	struct slice bytes = SLICE("");
	struct arena *arena = arena_new();
	const struct failure *failure = blobs_read(blobs, id, GIT_FILEMODE_BLOB, &bytes);
	add_meaning(text, text_with_line_feeds(arena, bytes));
	arena_free(arena);
	return failure;
}

const struct failure *seals_say_the_same(struct blobs *blobs, const git_oid *before, const git_oid *after,
					 bool *is_same)
{
	struct buffer one = BUFFER_EMPTY;
	struct buffer other = BUFFER_EMPTY;
	const struct failure *failure = NULL;
	*is_same = git_oid_equal(before, after) != 0;
	if (!*is_same && git_oid_is_zero(before) == 0 && git_oid_is_zero(after) == 0) {
		failure = read_meaning(blobs, before, &one);
		if (failure == NULL) {
			failure = read_meaning(blobs, after, &other);
		}
		*is_same = failure == NULL && slice_equal(buffer_view(&one), buffer_view(&other));
	}
	buffer_free(&one);
	buffer_free(&other);
	return failure;
}
