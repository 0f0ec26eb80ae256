#include "report/intervals.h"

struct intervals intervals_start(struct arena *arena, const struct filter *filter)
{
	return (struct intervals){.arena = arena, .filter = filter, .first = DATE_MAXIMUM, .last = DATE_MINIMUM};
}

void intervals_note(struct intervals *intervals, struct date date)
{
	if (filter_accepts_date(intervals->filter, date)) {
		intervals->first = date_compare(date, intervals->first) < 0 ? date : intervals->first;
		intervals->last = date_compare(date, intervals->last) > 0 ? date : intervals->last;
	}
}

static struct interval_span span_at(const struct intervals *intervals, struct date date)
{
	char text[INTERVAL_TEXT_SIZE];
	enum interval interval = intervals->filter->interval;
	struct interval_span span = {interval_start(interval, date), interval_end(interval, date),
				     arena_copy(intervals->arena, slice_of(interval_write(interval, date, text)))};
	if (date_compare(intervals->filter->end, span.end) < 0) {
		span.end = intervals->filter->end;
	}
	return span;
}

void intervals_close(struct intervals *intervals)
{
	if (intervals->filter->interval == INTERVAL_NONE) {
		return;
	}
	filter_widen(intervals->filter, &intervals->first, &intervals->last);
	if (date_compare(intervals->first, intervals->last) > 0) {
		return;
	}
	size_t count = 0;
	for (struct date day = intervals->first; date_compare(day, intervals->last) <= 0; count++) {
		day = interval_end(intervals->filter->interval, day);
	}
	intervals->items = arena_new_array(intervals->arena, struct interval_span, count);
	for (struct date day = intervals->first; intervals->count < count;) {
		intervals->items[intervals->count++] = span_at(intervals, day);
		day = interval_end(intervals->filter->interval, day);
	}
}

size_t intervals_find(const struct intervals *intervals, struct date date)
{
	size_t i = 0;
	while (i + 1 < intervals->count && date_compare(intervals->items[i].end, date) <= 0) {
		i++;
	}
	return i;
}

void intervals_add_columns(const struct intervals *intervals, struct table *table, const char *word,
			   enum column_kind kind)
{
	for (size_t i = 0; i < intervals->count; i++) {
		const struct slice parts[] = {intervals->items[i].name, slice_of(word)};
		struct slice name = parts[1].size == 0 ? parts[0] : arena_join(table->arena, parts, 2, SLICE(" "));
		table_add_column(table, (struct column){name, name, kind, READERS_ALL});
	}
}
