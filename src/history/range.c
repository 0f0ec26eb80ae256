#include "history/range.h"

#include "text/translate.h"

/* The byte at which `..` stands, or the size. */
static size_t find_dots(struct slice text)
{
	for (size_t i = 0; i + 1 < text.size; i++) {
		if (text.data[i] == '.' && text.data[i + 1] == '.') {
			return i;
		}
	}
	return text.size;
}

static const char *revision_or_head(struct arena *arena, struct slice text)
{
	return text.size == 0 ? "HEAD" : arena_copy(arena, text).data;
}

const struct failure *commit_range_read(struct arena *arena, git_repository *repository, struct slice text,
					struct commit_range *range)
{
	size_t dots = find_dots(text);
	bool has_start = dots < text.size;
	struct slice start = slice_part(text, 0, dots);
	struct slice end = has_start ? slice_from(text, dots + 2) : text;
	*range = (struct commit_range){
	    .tips = arena_new_array(arena, git_oid, 1),
	    .tip_count = 1,
	    .hidden = arena_new_array(arena, git_oid, 1),
	    .hidden_count = has_start ? 1 : 0,
	};
	bool is_unborn;
	const struct failure *failure = repository_head_is_unborn(repository, &is_unborn);
	if (failure == NULL && is_unborn && end.size == 0) {
		failure = failure_new(_("this repository has no commit yet"));
	}
	if (failure != NULL) {
		return failure;
	}
	failure = repository_find_commit(repository, revision_or_head(arena, end), &range->tips[0]);
	if (failure == NULL && has_start) {
		failure = repository_find_commit(repository, revision_or_head(arena, start), &range->hidden[0]);
	}
	return failure;
}
