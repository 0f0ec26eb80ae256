#include "decision/meaning.h"

#include <stdlib.h>
#include <string.h>

static void add_line(struct buffer *text, const struct field_definition *field, struct slice value)
{
	record_write_field(text, slice_of(field->name), value);
}

static struct slice id_of(const void *record, enum record_type type)
{
	switch (type) {
	case RECORD_PERSON:
	case RECORD_PARTY: return ((const struct party *)record)->id;
	case RECORD_FUND: return ((const struct fund *)record)->id;
	case RECORD_PLACE: return ((const struct place *)record)->id;
	case RECORD_CIRCLE: return ((const struct circle *)record)->id;
	case RECORD_ACTION: return ((const struct action *)record)->id;
	case RECORD_CONTRIBUTION: return ((const struct contribution *)record)->reference;
	default: return SLICE("");
	}
}

static struct slice plain_amount(struct arena *arena, struct amount amount)
{
	char number[AMOUNT_TEXT_SIZE];
	return arena_copy(arena, slice_of(amount_write(amount, number)));
}

static struct slice plain_duration(struct arena *arena, struct duration duration)
{
	return arena_format(arena, "%lld min %lld d/100", (long long)duration.minutes,
			    (long long)duration.day_hundredths);
}

static struct slice plain_part(struct arena *arena, const struct part *part)
{
	struct slice amount = plain_amount(arena, part->amount);
	struct slice fund = part->fund == NULL ? SLICE("") : part->fund->id;
	return arena_format(arena, "%.*s %.*s", SLICE_ARGUMENTS(fund), SLICE_ARGUMENTS(amount));
}

static struct slice plain_evidence(struct arena *arena, const struct evidence *evidence)
{
	const char *kind = evidence->kind < 0 ? "other" : evidence_choices[evidence->kind].name;
	return arena_format(arena, "%s %.*s", kind, SLICE_ARGUMENTS(evidence->path));
}

static struct slice plain_objection(struct arena *arena, const struct objection *objection)
{
	return arena_format(arena, "%.*s\n%.*s\n%s\n%.*s", SLICE_ARGUMENTS(objection->by),
			    SLICE_ARGUMENTS(objection->reason), objection->is_lifted ? "lifted" : "standing",
			    SLICE_ARGUMENTS(objection->lifted));
}

/* One value as plain text; empty when the record does not say it. */
static struct slice plain_value(struct arena *arena, const struct field_definition *field, const void *value)
{
	switch (field->kind) {
	case FIELD_LINE:
	case FIELD_PROSE:
	case FIELD_ID:
	case FIELD_DECISION: return *(const struct slice *)value;
	case FIELD_REFERENCE: {
		const void *record = *(void *const *)value;
		return record == NULL ? SLICE("") : id_of(record, field->reference);
	}
	case FIELD_DATE: {
		struct date date = *(const struct date *)value;
		return date.days == DATE_NONE.days ? SLICE("") : date_text(arena, date);
	}
	case FIELD_MONEY: {
		const struct money *money = value;
		return money->given ? plain_amount(arena, money->amount) : SLICE("");
	}
	case FIELD_DURATION: {
		const struct duration *duration = value;
		return duration->given ? plain_duration(arena, *duration) : SLICE("");
	}
	case FIELD_NUMBER:
	case FIELD_PERCENT: {
		int64_t number = *(const int64_t *)value;
		return number < 0 ? SLICE("") : arena_format(arena, "%lld", (long long)number);
	}
	case FIELD_CHOICE: {
		int choice = *(const int *)value;
		return choice < 0 ? SLICE("") : slice_of(field->choices[choice].name);
	}
	case FIELD_YES_NO: {
		int answer = *(const int *)value;
		return answer < 0 ? SLICE("") : answer == 1 ? SLICE("yes") : SLICE("no");
	}
	case FIELD_PAIR: {
		const struct pair *pair = value;
		return arena_format(arena, "%.*s -> %.*s", SLICE_ARGUMENTS(pair->first), SLICE_ARGUMENTS(pair->second));
	}
	case FIELD_PART: return plain_part(arena, value);
	case FIELD_EVIDENCE: return plain_evidence(arena, value);
	case FIELD_OBJECTION: return plain_objection(arena, value);
	case FIELD_DIGEST: return SLICE("");
	}
	return SLICE("");
}

static int compare_slices(const void *left, const void *right)
{
	return slice_compare(*(const struct slice *)left, *(const struct slice *)right);
}

/* Lists of ids are sets: their order means nothing. */
static void add_list(struct buffer *text, struct arena *arena, const struct field_definition *field, struct list list)
{
	struct slice *values = arena_new_array(arena, struct slice, list.count);
	for (size_t i = 0; i < list.count; i++) {
		values[i] = plain_value(arena, field, (const char *)list.items + i * field_value_size(field->kind));
	}
	if (field->kind == FIELD_REFERENCE && list.count > 1) {
		qsort(values, list.count, sizeof *values, compare_slices);
	}
	for (size_t i = 0; i < list.count; i++) {
		add_line(text, field, values[i]);
	}
}

void meaning_add(struct buffer *text, struct arena *arena, const struct entry *entry)
{
	const struct record_definition *definition = record_definition(entry->type);
	buffer_format(text, "[%s]\n", definition->name);
	for (size_t i = 0; i < definition->field_count; i++) {
		const struct field_definition *field = &definition->fields[i];
		const char *value = (const char *)entry + field->offset;
		if (strcmp(field->name, "Lifted") == 0) {
			continue; /* told with its objection */
		}
		if ((field->flags & FIELD_REPEATED) != 0) {
			add_list(text, arena, field, *(const struct list *)(const void *)value);
		} else if (plain_value(arena, field, value).size > 0) {
			add_line(text, field, plain_value(arena, field, value));
		}
	}
}

char *meaning_digest(const struct entry *entry, char digest[DIGEST_TEXT_SIZE])
{
	struct arena *arena = arena_new();
	struct buffer text = BUFFER_EMPTY;
	meaning_add(&text, arena, entry);
	digest_write(buffer_view(&text), digest);
	buffer_free(&text);
	arena_free(arena);
	return digest;
}

char *meeting_meaning_digest(const struct meeting *meeting, char digest[DIGEST_TEXT_SIZE])
{
	struct arena *arena = arena_new();
	struct buffer text = BUFFER_EMPTY;
	meaning_add(&text, arena, &meeting->entry);
	for (size_t i = 0; i < meeting->decisions.count; i++) {
		meaning_add(&text, arena, &LIST_AT(meeting->decisions, struct decision *, i)->entry);
	}
	digest_write(buffer_view(&text), digest);
	buffer_free(&text);
	arena_free(arena);
	return digest;
}
