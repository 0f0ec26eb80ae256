/* `include PATTERN`: other files, in order of their names, read in place. */
#include "journal/reader.h"

#include "text/memory.h"

static bool is_glob(struct slice pattern)
{
	for (size_t i = 0; i < pattern.size; i++) {
		if (strchr("*?[", pattern.data[i]) != NULL) {
			return true;
		}
	}
	return false;
}

/* Removes `.` and resolves `..` in the parts of a path; false when it climbs above its start. */
static bool simplify(struct slice *path, char *room)
{
	size_t size = 0;
	size_t depth = 0;
	struct slice rest = *path;
	bool is_absolute = scan_take(&rest, '/');
	while (rest.size > 0) {
		size_t end = slice_find(rest, '/');
		struct slice part = slice_part(rest, 0, end);
		rest = slice_from(rest, end + 1);
		if (part.size == 0 || slice_equal(part, SLICE("."))) {
			continue;
		}
		bool is_up = slice_equal(part, SLICE(".."));
		if (is_up && depth > 0) {
			struct slice so_far = {room, size};
			size_t last = slice_find_last(so_far, '/');
			size = last == size ? 0 : last;
			depth--;
			continue;
		}
		if (is_up && is_absolute) {
			continue;
		}
		if (size > 0 || is_absolute) {
			room[size++] = '/';
		}
		memcpy(room + size, part.data, part.size);
		size += part.size;
		depth += is_up ? 0 : 1;
	}
	*path = (struct slice){room, size};
	return !slice_starts_with(*path, SLICE(".."));
}

/* The path meant by what is written, relative to the file that says it. */
static bool resolve(struct reader *reader, struct slice *path)
{
	struct arena *arena = reader->journal->arena;
	bool is_absolute = scan_peek(*path) == '/' || scan_peek(*path) == '~';
	if (is_absolute) {
		return !reader->loader->is_rooted;
	}
	struct slice base = reader->file->path;
	size_t last = slice_find_last(base, '/');
	if (last < base.size) {
		struct slice parts[] = {slice_part(base, 0, last + 1), *path};
		*path = arena_join(arena, parts, 2, SLICE(""));
	}
	bool is_inside = simplify(path, arena_allocate(arena, path->size + 2, 1));
	return is_inside || !reader->loader->is_rooted;
}

static bool is_open(const struct reader *reader, const struct text_file *file)
{
	for (const struct open_file *open = reader->open; open != NULL; open = open->includer) {
		if (open->file == file) {
			return true;
		}
	}
	return false;
}

void reader_note_file(struct reader *reader, const struct text_file *file)
{
	struct journal *journal = reader->journal;
	journal->files =
	    memory_grow(journal->files, journal->file_count, &reader->file_capacity, sizeof(struct text_file *));
	journal->files[journal->file_count++] = file;
}

static void include_file(struct reader *reader, struct slice path, struct slice written)
{
	struct slice reason = SLICE("");
	const struct text_file *file = reader->loader->load(reader->loader->context, path, &reason);
	if (file == NULL) {
		reader_report(reader, FINDING_JOURNAL_INCLUDE_UNREADABLE, written, path, reason);
	} else if (is_open(reader, file)) {
		reader_report(reader, FINDING_JOURNAL_INCLUDE_CYCLE, written, path);
	} else {
		reader_note_file(reader, file);
		reader_read_file(reader, file);
	}
}

/* All that match, but the including file itself: `include *.journal` is common. */
static void include_matches(struct reader *reader, struct slice pattern, struct slice written)
{
	struct slice *paths = NULL;
	size_t count = reader->loader->list(reader->loader->context, pattern, &paths);
	size_t included = 0;
	for (size_t i = 0; i < count; i++) {
		struct slice reason;
		const struct text_file *file = reader->loader->load(reader->loader->context, paths[i], &reason);
		if (file != reader->file) {
			include_file(reader, paths[i], written);
			included++;
		}
	}
	if (included == 0) {
		reader_report(reader, FINDING_JOURNAL_INCLUDE_NO_MATCH, written, pattern);
	}
}

void reader_include(struct reader *reader, struct slice written)
{
	struct slice path = written;
	if (reader->journal->file_count > INCLUDE_COUNT_MAXIMUM) {
		reader_report(reader, FINDING_JOURNAL_INCLUDE_MANY, written, SLICE("100000"));
		reader->is_stopped = true;
	} else if (reader->open->depth >= INCLUDE_DEPTH_MAXIMUM) {
		reader_report(reader, FINDING_JOURNAL_INCLUDE_DEEP, written, SLICE("200"));
	} else if (!resolve(reader, &path)) {
		reader_report(reader, FINDING_JOURNAL_INCLUDE_OUTSIDE, written, written);
	} else if (is_glob(path) && reader->loader->list != NULL) {
		include_matches(reader, path, written);
	} else {
		include_file(reader, path, written);
	}
}
