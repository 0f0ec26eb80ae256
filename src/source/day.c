#include "source/day.h"

#include "source/backend.h"
#include "text/buffer.h"
#include "text/memory.h"

#include <stdlib.h>

struct day_source {
	struct source *whole; /* owned */
	struct date day;
};

enum { DATE_SIZE = DATE_TEXT_SIZE - 1 };

/* ---- paths ---- */

/* Takes the first name of a path off its front. */
static struct slice next_name(struct slice *path)
{
	struct slice name = slice_part(*path, 0, slice_find(*path, '/'));
	*path = slice_from(*path, name.size + 1);
	return name;
}

/* Whether a text begins with a later date. */
static bool begins_later(struct slice text, struct date day)
{
	struct date date;
	return date_parse(slice_part(text, 0, DATE_SIZE), &date) && date_compare(date, day) > 0;
}

static bool is_later_year(struct slice folder, struct date day)
{
	uint64_t year;
	return slice_to_number(folder, 9999, &year) && (int)year > date_year(day);
}

/* What stands below circles/NAME/. */
static bool is_later_record(struct slice below, struct date day)
{
	struct slice folder = next_name(&below);
	if (slice_equal(folder, SLICE("contributions"))) {
		return is_later_year(next_name(&below), day);
	}
	bool is_dated = slice_equal(folder, SLICE("meetings")) || slice_equal(folder, SLICE("sealed"));
	return is_dated ? begins_later(below, day) : slice_equal(folder, SLICE("register.rec"));
}

static bool is_hidden(struct slice path, struct date day)
{
	struct slice below = path;
	struct slice top = next_name(&below);
	if (slice_equal(top, SLICE("circles"))) {
		next_name(&below);
		return is_later_record(below, day);
	}
	if (slice_equal(top, SLICE("ledger")) && slice_equal(next_name(&below), SLICE("circles"))) {
		next_name(&below);
		return begins_later(below, day);
	}
	return slice_equal(path, SLICE("ledger/generated.journal"));
}

/* ---- what is within a file ---- */

/* Takes the next line, its end included, off the front of a text. */
static struct slice next_line(struct slice *rest)
{
	struct slice line = slice_part(*rest, 0, slice_find(*rest, '\n') + 1);
	*rest = slice_from(*rest, line.size);
	return line;
}

static bool is_empty_line(struct slice line)
{
	return line.size <= 2 && (slice_starts_with(line, SLICE("\n")) || slice_starts_with(line, SLICE("\r\n")));
}

/* Whether a record says that it is of a later day. */
static bool is_later_block(struct slice rest, struct date day)
{
	bool is_later = false;
	while (rest.size > 0) {
		struct slice line = next_line(&rest);
		if (is_empty_line(line) || slice_starts_with(line, SLICE("%"))) {
			break;
		}
		if (slice_starts_with(line, SLICE("Date:"))) {
			is_later |= begins_later(slice_trim(slice_from(line, sizeof "Date:" - 1)), day);
		}
	}
	return is_later;
}

static void add_line(struct buffer *kept, struct slice line, bool is_later)
{
	buffer_add(kept, is_later ? slice_from(line, slice_find(line, '\n')) : line);
}

/* Records end at an empty line. */
static void keep_records(struct slice rest, struct date day, struct buffer *kept)
{
	bool is_inside = false;
	bool is_later = false;
	while (rest.size > 0) {
		struct slice from_here = rest;
		struct slice line = next_line(&rest);
		bool is_between = is_empty_line(line) || slice_starts_with(line, SLICE("%"));
		if (!is_between && !is_inside) {
			is_later = is_later_block(from_here, day);
		}
		is_inside = !is_between;
		add_line(kept, line, is_inside && is_later);
	}
}

/* An entry begins with its date; what is indented below belongs to it. */
static void keep_entries(struct slice rest, struct date day, struct buffer *kept)
{
	bool is_later = false;
	while (rest.size > 0) {
		struct slice line = next_line(&rest);
		bool is_indented = slice_starts_with(line, SLICE(" ")) || slice_starts_with(line, SLICE("\t"));
		is_later = is_indented ? is_later : begins_later(line, day);
		add_line(kept, line, is_later);
	}
}

static bool holds_contributions(struct slice path)
{
	struct slice top = next_name(&path);
	next_name(&path);
	return slice_equal(top, SLICE("circles")) && slice_equal(next_name(&path), SLICE("contributions"));
}

static bool holds_entries(struct slice path)
{
	return slice_starts_with(path, SLICE("ledger/")) && !slice_starts_with(path, SLICE("ledger/circles/"));
}

/* ---- the source ---- */

static const struct failure *list_day(void *state, struct slice folder, struct source_collector *collector)
{
	const struct day_source *of_day = state;
	struct source_list all = {NULL, 0};
	const struct failure *failure = source_list(of_day->whole, folder, &all);
	for (size_t i = 0; i < all.count; i++) {
		if (!is_hidden(all.entries[i].path, of_day->day)) {
			source_collect(collector, all.entries[i].path, all.entries[i].kind);
		}
	}
	return failure;
}

static enum source_kind read_day(void *state, struct arena *arena, struct slice path, struct slice *bytes)
{
	const struct day_source *of_day = state;
	const struct text_file *file;
	if (is_hidden(path, of_day->day)) {
		return SOURCE_MISSING;
	}
	enum source_kind kind = source_read(of_day->whole, path, &file);
	*bytes = source_stored(of_day->whole, file);
	bool has_records = holds_contributions(path);
	if (kind == SOURCE_FILE && (has_records || holds_entries(path))) {
		struct buffer kept = BUFFER_EMPTY;
		(has_records ? keep_records : keep_entries)(*bytes, of_day->day, &kept);
		*bytes = arena_copy(arena, buffer_view(&kept));
		buffer_free(&kept);
	}
	return kind;
}

static void free_day(void *state)
{
	struct day_source *of_day = state;
	source_free(of_day->whole);
	free(of_day);
}

static const struct failure *damage_of_day(void *state, struct slice path)
{
	const struct day_source *of_day = state;
	(void)path; /* the first that was damaged there is the first here */
	return source_damage(of_day->whole);
}

static const struct source_backend day_backend = {
    .list = list_day, .read = read_day, .free = free_day, .damage = damage_of_day};

struct source *source_on_day(struct source *whole, struct date day)
{
	struct day_source *of_day = memory_allocate_zeroed(1, sizeof *of_day);
	*of_day = (struct day_source){whole, day};
	return source_new(&day_backend, of_day);
}

bool source_is_of_a_day(const struct source *source)
{
	return source_backend(source) == &day_backend;
}
