#include "decision/kind.h"

#include <assert.h>
#include <pthread.h>

enum { FIELDS_MAXIMUM = 24 };

static struct kind_field own_fields[KIND_COUNT][FIELDS_MAXIMUM];
static size_t own_counts[KIND_COUNT];
static struct kind_field common_fields[FIELDS_MAXIMUM];
static size_t common_count;

/* `Fund* Amount?` and so on; returns how many fields there are. */
static size_t read_specification(struct slice specification, struct kind_field *fields)
{
	struct slice name;
	size_t count = 0;
	while (slice_next_word(&specification, " ", &name)) {
		char sign = name.data[name.size - 1];
		bool has_sign = sign == '?' || sign == '*' || sign == '+' || sign == '~';
		name.size -= has_sign ? 1 : 0;
		assert(count < FIELDS_MAXIMUM);
		fields[count++] = (struct kind_field){field_by_name(record_definition(RECORD_DECISION), name),
						      (char)(has_sign ? sign : '\0')};
	}
	return count;
}

static void read_specifications(void)
{
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		own_counts[kind] = read_specification(slice_of(kind_definition(kind)->fields), own_fields[kind]);
	}
	common_count = read_specification(slice_of(kind_common_fields), common_fields);
}

static void read_once(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, read_specifications);
}

struct kind_field_list kind_fields(int kind)
{
	read_once();
	return (struct kind_field_list){own_fields[kind], own_counts[kind]};
}

struct kind_field_list kind_fields_common(void)
{
	read_once();
	return (struct kind_field_list){common_fields, common_count};
}

/* A cost names its funds one way or the other. */
static bool has_parts(const struct decision *decision)
{
	bool is_cost = decision->kind == KIND_RETRIBUTE || decision->kind == KIND_EXPENSE;
	return !is_cost || decision->parts.count > 0 || (decision->fund != NULL && decision->amount.given);
}

bool kind_has_implied(const struct decision *decision, const struct field_definition *field)
{
	switch (field->offset) {
	case offsetof(struct decision, person): return decision->person != NULL;
	case offsetof(struct decision, actions): return decision->actions.count > 0;
	default: return decision->circles.count > 0;
	}
}

bool kind_is_satisfied(const struct decision *decision)
{
	if (decision->is_malformed || decision->kind < 0 || !has_parts(decision)) {
		return false;
	}
	struct kind_field_list list = kind_fields(decision->kind);
	for (size_t i = 0; i < list.count; i++) {
		const struct kind_field *field = &list.fields[i];
		bool is_needed = field->sign == '\0' || field->sign == '+';
		if ((is_needed && !entry_has(&decision->entry, field->definition->offset)) ||
		    (field->sign == '~' && !kind_has_implied(decision, field->definition))) {
			return false;
		}
	}
	return true;
}
