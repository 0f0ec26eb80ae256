#include "souci/finding.h"

#include "text/escape.h"
#include "text/memory.h"
#include "text/utf8.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

enum { ARGUMENT_BYTES_MAXIMUM = 2000 };

struct findings {
	struct arena *arena;
	struct finding *items;
	size_t count;
	size_t capacity;
};

struct findings *findings_new(void)
{
	struct findings *findings = memory_allocate_zeroed(1, sizeof *findings);
	findings->arena = arena_new();
	return findings;
}

void findings_free(struct findings *findings)
{
	if (findings == NULL) {
		return;
	}
	arena_free(findings->arena);
	free(findings->items);
	free(findings);
}

/* A line of a journal may have any length; a message that repeats all of it helps nobody. */
static struct slice shorten(struct arena *arena, struct slice argument)
{
	if (argument.size <= ARGUMENT_BYTES_MAXIMUM) {
		return arena_copy(arena, argument);
	}
	size_t size = ARGUMENT_BYTES_MAXIMUM;
	while (size > 0 && ((unsigned char)argument.data[size] & 0xC0U) == 0x80U) {
		size--; /* no character is cut in two */
	}
	const struct slice parts[] = {slice_part(argument, 0, size), SLICE("…")};
	return arena_join(arena, parts, 2, SLICE(""));
}

struct finding *findings_add_list(struct findings *findings, enum finding_id id, struct location location,
				  const struct slice *arguments, size_t count)
{
	assert(id < FINDING_COUNT && count >= 1 && count <= FINDING_ARGUMENTS_MAXIMUM + 1);
	findings->items = memory_grow(findings->items, findings->count, &findings->capacity, sizeof *findings->items);
	struct finding *finding = &findings->items[findings->count];
	*finding = (struct finding){.id = id,
				    .severity = finding_definition(id)->severity,
				    .location = location,
				    .decision = SLICE(""),
				    .commit = SLICE(""),
				    .sequence = findings->count};
	for (size_t i = 1; i < count; i++) {
		finding->arguments[i - 1] = shorten(findings->arena, arguments[i]);
	}
	findings->count++;
	return finding;
}

struct finding *findings_add_plain(struct findings *findings, enum finding_id id, struct location location)
{
	return findings_add_list(findings, id, location, &(struct slice){"", 0}, 1);
}

void findings_copy(struct findings *findings, const struct finding *finding)
{
	struct slice arguments[FINDING_ARGUMENTS_MAXIMUM + 1] = {{"", 0}};
	for (size_t i = 0; i < FINDING_ARGUMENTS_MAXIMUM; i++) {
		arguments[i + 1] = finding->arguments[i];
	}
	struct finding *copy =
	    findings_add_list(findings, finding->id, finding->location, arguments, FINDING_ARGUMENTS_MAXIMUM + 1);
	copy->severity = finding->severity;
	copy->decision = arena_copy(findings->arena, finding->decision);
	copy->regularised_by = arena_copy(findings->arena, finding->regularised_by);
	copy->commit = arena_copy(findings->arena, finding->commit);
	copy->history_place = finding->history_place;
	copy->cause = finding->cause;
}

static bool is_alike(const struct finding *a, const struct finding *b)
{
	return a->id == b->id && a->location.file == b->location.file && a->location.start == b->location.start;
}

void findings_add_controls(struct findings *findings, const struct text_file *file)
{
	size_t place = escape_find_control(file->bytes);
	while (place < file->bytes.size) {
		struct slice rest = slice_from(file->bytes, place);
		size_t size;
		char name[sizeof "U+FFFFFFFF"];
		uint32_t character = utf8_decode(rest, &size);
		if (character == 0 || (size == 1 && (unsigned char)rest.data[0] >= 0x80)) {
			return; /* NUL bytes and what is no UTF-8 are findings of their own: this is no text */
		}
		snprintf(name, sizeof name, "U+%04X", (unsigned)character);
		findings_add(findings, FINDING_FILE_CONTROL_CHARACTER, ((struct location){file, place, size}),
			     slice_of(name));
		place += slice_find(rest, '\n');
		place += escape_find_control(slice_from(file->bytes, place));
	}
}

/* The first conflict marker of git, at the start of a line; `bytes.size` when there is none. */
static size_t find_conflict(struct slice bytes)
{
	for (size_t i = 0; i < bytes.size; i++) {
		struct slice rest = slice_from(bytes, i);
		if (slice_starts_with(rest, CONFLICT_BEGIN)) {
			return i;
		}
		i += slice_find(rest, '\n');
	}
	return bytes.size;
}

bool findings_add_unreadable(struct findings *findings, const struct text_file *file)
{
	size_t conflict = find_conflict(file->bytes);
	size_t lone_return = slice_find(file->bytes, '\r');
	if (conflict < file->bytes.size) {
		findings_add_plain(findings, FINDING_FILE_IN_CONFLICT, (struct location){file, conflict, 7});
		return true;
	}
	if (lone_return + 1 < file->bytes.size && slice_find(file->bytes, '\n') == file->bytes.size) {
		findings_add_plain(findings, FINDING_FILE_LONE_RETURNS, (struct location){file, lone_return, 1});
		return true;
	}
	return false;
}

void findings_remove_like(struct findings *findings, const struct finding *finding)
{
	size_t kept = 0;
	for (size_t i = 0; i < findings->count; i++) {
		if (!is_alike(&findings->items[i], finding)) {
			findings->items[kept++] = findings->items[i];
		}
	}
	findings->count = kept;
}

void findings_shorten(struct findings *findings, size_t count)
{
	findings->count = count;
}

size_t findings_count(const struct findings *findings)
{
	return findings->count;
}

struct finding *findings_at(struct findings *findings, size_t index)
{
	assert(index < findings->count);
	return &findings->items[index];
}

size_t findings_count_from(const struct findings *findings, enum severity least)
{
	size_t count = 0;
	for (size_t i = 0; i < findings->count; i++) {
		count += findings->items[i].severity >= least;
	}
	return count;
}

static int compare_sizes(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int compare_findings(const void *left, const void *right)
{
	const struct finding *a = left;
	const struct finding *b = right;
	struct slice path_a = a->location.file == NULL ? SLICE("") : a->location.file->path;
	struct slice path_b = b->location.file == NULL ? SLICE("") : b->location.file->path;
	int order = compare_sizes(a->history_place, b->history_place);
	if (order == 0) {
		order = slice_compare(path_a, path_b);
	}
	if (order == 0) {
		order = compare_sizes(a->location.start, b->location.start);
	}
	if (order == 0) {
		order = compare_sizes(a->id, b->id);
	}
	return order != 0 ? order : compare_sizes(a->sequence, b->sequence);
}

void findings_sort(struct findings *findings)
{
	if (findings->count > 1) {
		qsort(findings->items, findings->count, sizeof *findings->items, compare_findings);
	}
}

/* ---- those of one cause ---- */

enum { SEVERITY_COUNT = SEVERITY_ERROR + 1 };

/* Findings of one cause and severity. */
struct alike {
	size_t count;
	size_t leader; /* its place among those kept */
	struct finding *others;
	size_t other_count;
};

static struct alike *alike_of(struct alike *groups, const struct finding *finding)
{
	bool is_apart = finding->cause == 0 || finding->regularised_by.size > 0;
	return is_apart ? NULL : &groups[finding->cause * SEVERITY_COUNT + finding->severity];
}

static uint32_t greatest_cause(const struct findings *findings)
{
	uint32_t greatest = 0;
	for (size_t i = 0; i < findings->count; i++) {
		greatest = findings->items[i].cause > greatest ? findings->items[i].cause : greatest;
	}
	return greatest;
}

/* Keeps a finding, or puts it with the first one of its cause. */
static void keep_or_fold(struct findings *findings, struct alike *alike, const struct finding *finding, size_t *kept)
{
	bool is_folded = alike != NULL && alike->count >= FINDINGS_FOLDED_LEAST;
	if (is_folded && alike->others != NULL) {
		alike->others[alike->other_count++] = *finding;
		findings->items[alike->leader].alike_count = alike->other_count;
		return;
	}
	findings->items[*kept] = *finding;
	if (is_folded) {
		alike->leader = *kept;
		alike->others = arena_new_array(findings->arena, struct finding, alike->count - 1);
		findings->items[*kept].alike = alike->others;
	}
	++*kept;
}

void findings_fold(struct findings *findings)
{
	uint32_t causes = greatest_cause(findings);
	struct alike *groups = memory_allocate_zeroed((size_t)(causes + 1) * SEVERITY_COUNT, sizeof *groups);
	size_t kept = 0;
	for (size_t i = 0; i < findings->count; i++) {
		struct alike *alike = alike_of(groups, &findings->items[i]);
		if (alike != NULL) {
			alike->count++;
		}
	}
	for (size_t i = 0; i < findings->count; i++) {
		struct finding finding = findings->items[i];
		keep_or_fold(findings, alike_of(groups, &finding), &finding, &kept);
	}
	findings->count = kept;
	free(groups);
}

const char *severity_name(enum severity severity)
{
	static const char *const names[] = {"notice", "warning", "error"};
	return names[severity];
}
