#include "history/line_map.h"

#include "source/repository.h"
#include "text/memory.h"
#include "text/symbols.h"
#include "text/translate.h"

#include <ctype.h>
#include <stdlib.h>

enum {
	MOVED_LETTERS_LEAST = 20, /* fewer say too little to know where they came from (as `git blame -M` holds it) */
	MOVED_PLACES_TRIED = 32,  /* of a line that stands in many places */
};

#define LINE_NONE UINT32_MAX

size_t line_count(struct slice bytes)
{
	size_t count = 0;
	while (bytes.size > 0) {
		bytes = slice_from(bytes, slice_find(bytes, '\n') + 1);
		count++;
	}
	return count;
}

struct mapping {
	struct arena *arena;
	struct line_run *runs; /* in ordinary memory */
	size_t count;
	size_t capacity;
	uint32_t skipped; /* lines that both versions begin with: the two below lack them */
	struct slice before;
	struct slice after;
	struct slice *before_lines;
	struct slice *after_lines;
	uint32_t before_count;
	uint32_t after_count;
	bool *before_is_taken; /* by line */
	bool *after_is_found;
	uint32_t next_before; /* the lines that no hunk told about yet */
	uint32_t next_after;
};

static void add_run(struct mapping *mapping, uint32_t here, uint32_t there, uint32_t count)
{
	if (count > 0) {
		mapping->runs = memory_grow(mapping->runs, mapping->count, &mapping->capacity, sizeof *mapping->runs);
		mapping->runs[mapping->count++] = (struct line_run){here, there, count};
	}
}

/* ---- what both begin and end with ---- */

static size_t common_start(struct slice before, struct slice after)
{
	size_t least = before.size < after.size ? before.size : after.size;
	size_t same = 0;
	while (same < least && before.data[same] == after.data[same]) {
		same++;
	}
	if (same == before.size && same == after.size) {
		return same;
	}
	while (same > 0 && before.data[same - 1] != '\n') {
		same--;
	}
	return same;
}

static size_t common_end(struct slice before, struct slice after)
{
	size_t least = before.size < after.size ? before.size : after.size;
	size_t same = 0;
	size_t whole_lines = 0;
	while (same < least && before.data[before.size - 1 - same] == after.data[after.size - 1 - same]) {
		whole_lines = before.data[before.size - 1 - same] == '\n' ? same : whole_lines;
		same++;
	}
	/* One that is used up begins a line; so must the other there. */
	const struct slice *longer = same == before.size ? &after : &before;
	bool is_used_up = same == least;
	bool begins_line = is_used_up && (same == longer->size || longer->data[longer->size - 1 - same] == '\n');
	return begins_line ? same : whole_lines;
}

/* Lines at both ends are matched without a diff: most changes add to the end of a file. */
static void match_ends(struct mapping *mapping, struct slice before, struct slice after)
{
	size_t start = common_start(before, after);
	mapping->skipped = (uint32_t)line_count(slice_part(after, 0, start));
	add_run(mapping, 0, 0, mapping->skipped);
	before = slice_from(before, start);
	after = slice_from(after, start);
	size_t end = common_end(before, after);
	mapping->before = slice_part(before, 0, before.size - end);
	mapping->after = slice_part(after, 0, after.size - end);
	mapping->before_count = (uint32_t)line_count(mapping->before);
	mapping->after_count = (uint32_t)line_count(mapping->after);
	add_run(mapping, mapping->skipped + mapping->after_count, mapping->skipped + mapping->before_count,
		(uint32_t)line_count(slice_from(after, after.size - end)));
}

/* ---- what kept its order between them ---- */

static struct slice *lines_of(struct arena *arena, struct slice bytes, size_t count)
{
	struct slice *lines = arena_new_array(arena, struct slice, count);
	for (size_t i = 0; i < count; i++) {
		size_t size = slice_find(bytes, '\n');
		lines[i] = slice_part(bytes, 0, size);
		bytes = slice_from(bytes, size + 1);
	}
	return lines;
}

/* Lines of the parts between the ends, counted from their beginning. */
static void match(struct mapping *mapping, uint32_t after, uint32_t before, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		mapping->after_is_found[after + i] = true;
		mapping->before_is_taken[before + i] = true;
	}
	add_run(mapping, mapping->skipped + after, mapping->skipped + before, count);
}

static int take_hunk(const git_diff_delta *delta, const git_diff_hunk *hunk, void *context)
{
	(void)delta;
	struct mapping *mapping = context;
	/* A side without lines names the line before it. */
	uint32_t before = (uint32_t)(hunk->old_lines > 0 ? hunk->old_start - 1 : hunk->old_start);
	uint32_t after = (uint32_t)(hunk->new_lines > 0 ? hunk->new_start - 1 : hunk->new_start);
	match(mapping, mapping->next_after, mapping->next_before, after - mapping->next_after);
	mapping->next_before = before + (uint32_t)hunk->old_lines;
	mapping->next_after = after + (uint32_t)hunk->new_lines;
	return 0;
}

static const struct failure *match_middle(struct mapping *mapping)
{
	git_diff_options options;
	git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
	options.flags = GIT_DIFF_FORCE_TEXT | GIT_DIFF_PATIENCE;
	options.context_lines = 0;
	if (git_diff_buffers(mapping->before.data, mapping->before.size, NULL, mapping->after.data, mapping->after.size,
			     NULL, &options, NULL, NULL, take_hunk, NULL, mapping) != 0) {
		return repository_failure(_("cannot compare two versions of a file"));
	}
	match(mapping, mapping->next_after, mapping->next_before, mapping->after_count - mapping->next_after);
	return NULL;
}

/* ---- what moved ---- */

/* Where each line of `before` that was not found yet stands: places of the same text are chained in their order. */
struct places {
	struct symbols *texts;
	uint32_t *first; /* by text */
	uint32_t *next;  /* by line of `before` */
};

static void places_read(struct places *places, const struct mapping *mapping)
{
	places->texts = symbols_new();
	places->first = arena_new_array(mapping->arena, uint32_t, mapping->before_count);
	places->next = arena_new_array(mapping->arena, uint32_t, mapping->before_count);
	for (uint32_t i = mapping->before_count; i-- > 0;) {
		if (mapping->before_is_taken[i]) {
			continue;
		}
		uint32_t known = symbols_count(places->texts);
		uint32_t text = symbols_intern(places->texts, mapping->before_lines[i]);
		places->next[i] = text == known ? LINE_NONE : places->first[text];
		places->first[text] = i;
	}
}

/* How far two lines and those behind them are alike. */
static uint32_t run_length(const struct mapping *mapping, uint32_t after, uint32_t before)
{
	uint32_t length = 0;
	while (after + length < mapping->after_count && before + length < mapping->before_count &&
	       !mapping->after_is_found[after + length] && !mapping->before_is_taken[before + length] &&
	       slice_equal(mapping->after_lines[after + length], mapping->before_lines[before + length])) {
		length++;
	}
	return length;
}

static bool tells_enough(const struct mapping *mapping, uint32_t after, uint32_t length)
{
	size_t letters = 0;
	for (uint32_t i = 0; i < length; i++) {
		struct slice line = mapping->after_lines[after + i];
		for (size_t j = 0; j < line.size && letters < MOVED_LETTERS_LEAST; j++) {
			letters += isalnum((unsigned char)line.data[j]) != 0;
		}
	}
	return letters >= MOVED_LETTERS_LEAST;
}

/* Matches the longest run that begins at a line; returns how many lines it holds, 0 when none moved. */
static uint32_t match_moved_at(struct mapping *mapping, const struct places *places, uint32_t after)
{
	uint32_t best = LINE_NONE;
	uint32_t longest = 0;
	uint32_t text = symbols_find(places->texts, mapping->after_lines[after]);
	uint32_t place = text == SYMBOL_NONE ? LINE_NONE : places->first[text];
	for (size_t tried = 0; place != LINE_NONE && tried < MOVED_PLACES_TRIED; tried++) {
		uint32_t length = run_length(mapping, after, place);
		best = length > longest ? place : best;
		longest = length > longest ? length : longest;
		place = places->next[place];
	}
	if (longest == 0 || !tells_enough(mapping, after, longest)) {
		return 0;
	}
	match(mapping, after, best, longest);
	return longest;
}

static void match_moved(struct mapping *mapping)
{
	struct places places;
	places_read(&places, mapping);
	for (uint32_t i = 0; i < mapping->after_count;) {
		uint32_t moved = mapping->after_is_found[i] ? 0 : match_moved_at(mapping, &places, i);
		i += moved > 0 ? moved : 1;
	}
	symbols_free(places.texts);
}

static int compare_runs(const void *left, const void *right)
{
	const struct line_run *a = left;
	const struct line_run *b = right;
	return (a->here > b->here) - (a->here < b->here);
}

static const struct failure *map_middle(struct mapping *mapping)
{
	struct arena *arena = mapping->arena;
	mapping->before_lines = lines_of(arena, mapping->before, mapping->before_count);
	mapping->after_lines = lines_of(arena, mapping->after, mapping->after_count);
	mapping->before_is_taken = arena_new_array(arena, bool, mapping->before_count);
	mapping->after_is_found = arena_new_array(arena, bool, mapping->after_count);
	const struct failure *failure = match_middle(mapping);
	if (failure == NULL) {
		match_moved(mapping);
	}
	return failure;
}

const struct failure *line_map(struct arena *arena, struct slice before, struct slice after, struct list *runs)
{
	struct mapping mapping = {.arena = arena_new()};
	const struct failure *failure = NULL;
	match_ends(&mapping, before, after);
	if (mapping.before_count > 0 && mapping.after_count > 0) {
		failure = map_middle(&mapping);
	}
	if (mapping.count > 1) {
		qsort(mapping.runs, mapping.count, sizeof *mapping.runs, compare_runs);
	}
	if (failure == NULL) {
		*runs = (struct list){arena_new_array(arena, struct line_run, mapping.count), mapping.count};
		for (size_t i = 0; i < mapping.count; i++) {
			LIST_AT(*runs, struct line_run, i) = mapping.runs[i];
		}
	}
	free(mapping.runs);
	arena_free(mapping.arena);
	return failure;
}
