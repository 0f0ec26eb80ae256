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

const struct failure *commit_range_failure(git_repository *repository)
{
	return git_repository_is_shallow(repository) == 1
		   ? failure_new(_(
			 "this is a shallow clone, its history is not all here; git fetch --unshallow brings the rest"))
		   : repository_failure(_("cannot walk the history"));
}

const struct failure *commit_range_walk(git_repository *repository, struct commit_range range, git_revwalk **walk)
{
	int status = git_revwalk_new(walk, repository);
	status = status == 0 ? git_revwalk_sorting(*walk, GIT_SORT_TOPOLOGICAL | GIT_SORT_REVERSE) : status;
	for (size_t i = 0; status == 0 && i < range.tip_count; i++) {
		status = git_revwalk_push(*walk, &range.tips[i]);
	}
	for (size_t i = 0; status == 0 && i < range.hidden_count; i++) {
		status = git_revwalk_hide(*walk, &range.hidden[i]);
	}
	return status == 0 ? NULL : commit_range_failure(repository);
}
