#include "history/difference.h"

#include "decision/meaning.h"
#include "text/memory.h"

#include <stdlib.h>
#include <string.h>

struct comparison {
	struct arena *arena;
	struct difference *found;
	size_t count;
	size_t capacity;
};

static void add(struct comparison *comparison, struct difference difference)
{
	comparison->found =
	    memory_grow(comparison->found, comparison->count, &comparison->capacity, sizeof *comparison->found);
	comparison->found[comparison->count++] = difference;
}

/* ---- fields of records ---- */

/* The lines of a meaning that tell a field: they follow each other, in the order of the table. */
static struct slice lines_of_field(struct slice meaning, const char *name)
{
	struct slice wanted = slice_of(name);
	size_t start = meaning.size;
	size_t end = meaning.size;
	for (size_t place = 0; place < meaning.size; place += slice_find(slice_from(meaning, place), '\n') + 1) {
		struct slice line = slice_from(meaning, place);
		bool is_of_field =
		    slice_starts_with(line, wanted) && line.size > wanted.size && line.data[wanted.size] == ':';
		bool goes_on = slice_starts_with(line, SLICE("+"));
		if (is_of_field && start == meaning.size) {
			start = place;
		} else if (!is_of_field && !goes_on && start < meaning.size) {
			end = place;
			break;
		}
	}
	return slice_part(meaning, start, end - start);
}

static struct slice meaning_of(struct arena *arena, const struct entry *entry)
{
	struct buffer text = BUFFER_EMPTY;
	meaning_add(&text, arena, entry);
	struct slice meaning = arena_copy(arena, buffer_view(&text));
	buffer_free(&text);
	return meaning;
}

/* All values of a field as they stand in the record, and the name it is written under. */
static struct slice as_written(struct arena *arena, const struct entry *entry, const struct field_definition *field,
			       struct slice *name)
{
	const struct record *record = entry->record;
	size_t count = 0;
	struct slice *values = arena_new_array(arena, struct slice, record == NULL ? 0 : record->count);
	for (size_t i = 0; record != NULL && i < record->count; i++) {
		if (record->fields[i].definition == field) {
			values[count++] = record->fields[i].value;
			*name = record->fields[i].name;
		}
	}
	return arena_join(arena, values, count, SLICE(", "));
}

static void compare_field(struct comparison *comparison, const struct fact *before, const struct fact *after,
			  const struct field_definition *field)
{
	struct difference difference = {
	    .sort = DIFFERENCE_CHANGED, .fact = after, .field = field, .field_name = slice_of(field->name)};
	difference.before = as_written(comparison->arena, before->entry, field, &difference.field_name);
	difference.after = as_written(comparison->arena, after->entry, field, &difference.field_name);
	difference.shown_before = difference.before;
	difference.shown_after = difference.after;
	add(comparison, difference);
}

/* The status of a meeting is a fact of its own. */
static bool is_told_elsewhere(const struct entry *entry, const struct field_definition *field)
{
	return entry->type == RECORD_MEETING && strcmp(field->name, "Status") == 0;
}

static void compare_records(struct comparison *comparison, const struct fact *before, const struct fact *after)
{
	const struct record_definition *definition = record_definition(after->entry->type);
	struct slice old_meaning = meaning_of(comparison->arena, before->entry);
	struct slice new_meaning = meaning_of(comparison->arena, after->entry);
	if (slice_equal(old_meaning, new_meaning)) {
		return;
	}
	for (size_t i = 0; i < definition->field_count; i++) {
		const struct field_definition *field = &definition->fields[i];
		if (!is_told_elsewhere(after->entry, field) &&
		    !slice_equal(lines_of_field(old_meaning, field->name), lines_of_field(new_meaning, field->name))) {
			compare_field(comparison, before, after, field);
		}
	}
}

/* ---- facts ---- */

static void set_before(struct difference *difference, const struct fact *fact)
{
	difference->before = fact->value;
	difference->shown_before = fact->shown;
}

static void set_after(struct difference *difference, const struct fact *fact)
{
	difference->after = fact->value;
	difference->shown_after = fact->shown;
}

/* No money stands where a fact of an amount does not. */
static struct fact zero_like(struct arena *arena, const struct fact *fact)
{
	const struct amount zero = {0, MONEY_SCALE};
	return (struct fact){.value = SLICE("0.00"), .shown = money_for_people(arena, zero, fact->money)};
}

static void add_one_sided(struct comparison *comparison, const struct fact *before, const struct fact *after)
{
	const struct fact *fact = after != NULL ? after : before;
	struct difference difference = {.fact = fact};
	struct fact zero = {.key = SLICE("")};
	difference.sort = after != NULL ? DIFFERENCE_ADDED : DIFFERENCE_REMOVED;
	if (fact->kind->is_amount) {
		difference.sort = DIFFERENCE_CHANGED;
		zero = zero_like(comparison->arena, fact);
	}
	set_before(&difference, before != NULL ? before : &zero);
	set_after(&difference, after != NULL ? after : &zero);
	add(comparison, difference);
}

static bool is_same_value(const struct fact *before, const struct fact *after)
{
	return after->kind->is_amount ? amount_compare(before->amount, after->amount) == 0
				      : slice_equal(before->value, after->value);
}

static void compare_values(struct comparison *comparison, const struct fact *before, const struct fact *after)
{
	struct difference difference = {.fact = after, .sort = DIFFERENCE_CHANGED};
	if (is_same_value(before, after)) {
		return;
	}
	bool ends = after->kind->phrases.ended != NULL && !before->has_end && after->has_end;
	difference.sort = ends ? DIFFERENCE_ENDED : DIFFERENCE_CHANGED;
	set_before(&difference, before);
	set_after(&difference, after);
	add(comparison, difference);
}

/* Either may be NULL, not both: the fact stands on one side alone. */
static void compare_facts(struct comparison *comparison, const struct fact *before, const struct fact *after)
{
	if (before == NULL || after == NULL) {
		add_one_sided(comparison, before, after);
		return;
	}
	compare_values(comparison, before, after);
	if (before->entry != NULL && after->entry != NULL) {
		compare_records(comparison, before, after);
	}
}

static struct list list_of(const struct comparison *comparison)
{
	struct list list = {arena_new_array(comparison->arena, struct difference, comparison->count),
			    comparison->count};
	if (list.count > 0) {
		memcpy(list.items, comparison->found, list.count * sizeof *comparison->found);
	}
	return list;
}

struct list differences_find(struct arena *arena, struct fact_list before, struct fact_list after)
{
	struct comparison comparison = {.arena = arena};
	size_t i = 0;
	size_t j = 0;
	while (i < before.count || j < after.count) {
		int order = i == before.count  ? 1
			    : j == after.count ? -1
					       : fact_compare(&before.facts[i], &after.facts[j]);
		compare_facts(&comparison, order <= 0 ? &before.facts[i] : NULL, order >= 0 ? &after.facts[j] : NULL);
		i += order <= 0 ? 1 : 0;
		j += order >= 0 ? 1 : 0;
	}
	struct list list = list_of(&comparison);
	free(comparison.found);
	return list;
}
