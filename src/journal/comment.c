/* Comments: their tags, and the dates they give to postings. */
#include "journal/calendar.h"
#include "journal/reader.h"

#include "text/memory.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The tags of a transaction being built lie in one growing array; whoever has some is moved along with it. */
static void move_tags(struct reader *reader, const struct tag *old)
{
	struct tag_list *list = &reader->transaction.tags;
	if (list->count > 0) {
		list->items = reader->tags + (list->items - old);
	}
	for (size_t i = 0; i < reader->transaction.posting_count; i++) {
		list = &reader->postings[i].tags;
		if (list->count > 0) {
			list->items = reader->tags + (list->items - old);
		}
	}
}

void reader_add_tag(struct reader *reader, struct tag_list *tags, struct tag tag)
{
	if (reader->tag_count == reader->tag_capacity) {
		struct tag *old = reader->tags;
		size_t capacity = reader->tag_capacity == 0 ? 32 : reader->tag_capacity * 2;
		reader->tags = memory_allocate(capacity * sizeof *reader->tags);
		if (reader->tag_count > 0) {
			memcpy(reader->tags, old, reader->tag_count * sizeof *reader->tags);
		}
		reader->tag_capacity = capacity;
		move_tags(reader, old);
		free(old);
	}
	if (tags->count == 0) {
		tags->items = reader->tags + reader->tag_count;
	}
	reader->tags[reader->tag_count++] = tag;
	tags->count++;
}

static bool is_named(struct slice name, const char *word)
{
	return name.size == strlen(word) && strncasecmp(name.data, word, name.size) == 0;
}

/* A posting's date without a year has its transaction's. */
static int year_of_transaction(const struct reader *reader)
{
	return date_year(reader->transaction.date);
}

/* The first date given counts. */
static void set_posting_date(struct reader *reader, struct posting *posting, struct slice text, bool is_secondary)
{
	struct date date;
	if (!reader_read_date(reader, &text, year_of_transaction(reader), &date)) {
		reader->is_broken = true;
		return;
	}
	if (is_secondary && !posting->has_own_secondary_date) {
		posting->secondary_date = date;
		posting->has_own_secondary_date = true;
	} else if (!is_secondary && !posting->has_own_date) {
		posting->date = date;
		posting->has_own_date = true;
	}
}

/* `date:`, `date2:` on a posting. */
static void heed_date_tag(struct reader *reader, struct posting *posting, struct tag tag)
{
	if (posting == NULL || tag.value.size == 0) {
		return;
	}
	if (is_named(tag.name, "date") || is_named(tag.name, "date2")) {
		set_posting_date(reader, posting, tag.value, tag.name.size > strlen("date"));
	}
}

/* `[2024-04-12]`, `[2024-04-12=2024-04-15]`, `[=2024-04-15]`: only digits and date marks inside the brackets, of both
 * at least one, so that `[2]` may point to a note. */
static void heed_bracketed_date(struct reader *reader, struct posting *posting, struct slice text)
{
	size_t size = 0;
	bool has_digit = false;
	bool has_mark = false;
	for (; size < text.size && text.data[size] != ']'; size++) {
		char byte = text.data[size];
		bool is_mark = byte == '-' || byte == '/' || byte == '.';
		has_digit = has_digit || scan_is_digit(byte);
		has_mark = has_mark || is_mark;
		if (!scan_is_digit(byte) && !is_mark && byte != '=') {
			return;
		}
	}
	if (size == text.size || !has_digit || !has_mark) {
		return;
	}
	struct slice inside = slice_part(text, 0, size);
	size_t equals = slice_find(inside, '=');
	if (equals > 0) {
		set_posting_date(reader, posting, slice_part(inside, 0, equals), false);
	}
	if (equals + 1 < inside.size) {
		set_posting_date(reader, posting, slice_from(inside, equals + 1), true);
	}
}

/* The last word before a tag's colon. */
static struct slice tag_name_before(struct slice text)
{
	size_t start = text.size;
	while (start > 0 && !scan_is_blank(text.data[start - 1])) {
		start--;
	}
	return slice_from(text, start);
}

/* Looks for dates in brackets; a tag's value may hold them too. */
static void read_bracketed_dates(struct reader *reader, struct slice text, struct posting *posting)
{
	for (size_t i; (i = slice_find(text, '[')) < text.size;) {
		text = slice_from(text, i + 1);
		heed_bracketed_date(reader, posting, text);
	}
}

void reader_read_comment(struct reader *reader, struct slice text, struct tag_list *tags, struct posting *posting)
{
	if (posting != NULL) {
		read_bracketed_dates(reader, text, posting);
	}
	for (size_t colon; (colon = slice_find(text, ':')) < text.size;) {
		struct tag tag = {.name = tag_name_before(slice_part(text, 0, colon))};
		text = slice_from(text, colon + 1);
		if (tag.name.size == 0) {
			continue;
		}
		size_t comma = slice_find(text, ',');
		tag.value = slice_trim(slice_part(text, 0, comma));
		text = slice_from(text, comma + (comma < text.size ? 1 : 0));
		reader_add_tag(reader, tags, tag);
		heed_date_tag(reader, posting, tag);
	}
}
