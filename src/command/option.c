#include "command/option.h"

#include "text/translate.h"

#include <string.h>

struct reading {
	struct arena *arena;
	const struct option_target *targets;
	size_t target_count;
	struct word_list *words;
};

struct found_option {
	const struct option *option; /* NULL when there is none */
	void *member;
};

bool is_option_word(const char *word)
{
	return word[0] == '-' && word[1] != '\0';
}

static bool is_named(const struct option *option, struct slice name, char letter)
{
	return letter != 0 ? option->letter == letter : slice_equal(slice_of(option->name), name);
}

/* Finds an option by its letter, or by its name when the letter is 0. */
static struct found_option find_option(const struct reading *reading, struct slice name, char letter)
{
	for (size_t i = 0; i < reading->target_count; i++) {
		const struct option_target *target = &reading->targets[i];
		for (const struct option *option = target->group->options; option->name != NULL; option++) {
			if (is_named(option, name, letter)) {
				return (struct found_option){option, (char *)target->values + option->offset};
			}
		}
	}
	return (struct found_option){NULL, NULL};
}

enum { OPTIONS_MAXIMUM = 128 };

static const struct failure *unknown_option(const struct reading *reading, struct slice name)
{
	struct slice names[OPTIONS_MAXIMUM];
	size_t count = 0;
	for (size_t i = 0; i < reading->target_count; i++) {
		const struct option *option = reading->targets[i].group->options;
		for (; option->name != NULL && count < OPTIONS_MAXIMUM; option++) {
			names[count++] = slice_of(option->name);
		}
	}
	size_t nearest = slice_nearest(name, names, count);
	if (nearest == count) {
		return failure_new(_("unknown option --%.*s"), SLICE_ARGUMENTS(name));
	}
	return failure_new(_("unknown option --%.*s; did you mean --%.*s?"), SLICE_ARGUMENTS(name),
			   SLICE_ARGUMENTS(names[nearest]));
}

static const struct failure *check_choice(const struct option *option, struct slice value)
{
	if (option->choices == NULL) {
		return NULL;
	}
	struct slice rest = slice_of(option->choices);
	struct slice choice;
	while (slice_next_word(&rest, " ", &choice)) {
		if (slice_equal(choice, value)) {
			return NULL;
		}
	}
	return failure_new(_("--%s cannot be “%.*s”; choose one of: %s"), option->name, SLICE_ARGUMENTS(value),
			   option->choices);
}

static void add_to_list(const struct reading *reading, struct text_list *list, struct slice value)
{
	struct slice *items = arena_new_array(reading->arena, struct slice, list->count + 1);
	for (size_t i = 0; i < list->count; i++) {
		items[i] = list->items[i];
	}
	items[list->count] = value;
	*list = (struct text_list){items, list->count + 1};
}

static const struct failure *store_date(const struct option *option, void *member, struct slice value)
{
	struct option_date *date = member;
	if (!date_parse(value, &date->date)) {
		struct date meant;
		char shown[DATE_TEXT_SIZE] = "2024-04-11";
		if (date_meant(value, &meant)) {
			date_write(meant, shown);
		}
		return failure_new(_("--%s needs a day that exists, written %s, not “%.*s”"), option->name, shown,
				   SLICE_ARGUMENTS(value));
	}
	date->is_given = true;
	return NULL;
}

static const struct failure *store_number(const struct option *option, void *member, struct slice value)
{
	struct option_number *number = member;
	if (!slice_to_number(value, UINT32_MAX, &number->number)) {
		return failure_new(_("--%s needs a whole number, not “%.*s”"), option->name, SLICE_ARGUMENTS(value));
	}
	number->is_given = true;
	return NULL;
}

static const struct failure *store(const struct reading *reading, struct found_option found, struct slice value)
{
	const struct option *option = found.option;
	const struct failure *failure = check_choice(option, value);
	if (failure != NULL) {
		return failure;
	}
	if (value.size == 0) {
		return failure_new(_("--%s needs a value that is not empty"), option->name);
	}
	switch (option->kind) {
	case OPTION_FLAG: break;
	case OPTION_TEXT: *(struct slice *)found.member = value; break;
	case OPTION_LIST: add_to_list(reading, found.member, value); break;
	case OPTION_DATE: return store_date(option, found.member, value);
	case OPTION_NUMBER: return store_number(option, found.member, value);
	}
	return NULL;
}

/* Stores the next word as the value of an option. */
static const struct failure *store_next_word(const struct reading *reading, struct found_option found)
{
	struct word_list *words = reading->words;
	if (words->next == words->count) {
		return failure_new(_("--%s needs a value: %s"), found.option->name, found.option->argument);
	}
	return store(reading, found, slice_of(words->words[words->next++]));
}

/* `--name`, `--name value` or `--name=value`. */
static const struct failure *read_long(const struct reading *reading, struct slice word)
{
	size_t equals = slice_find(word, '=');
	struct slice name = slice_part(word, 0, equals);
	struct found_option found = find_option(reading, name, 0);
	if (found.option == NULL) {
		return unknown_option(reading, name);
	}
	if (found.option->kind == OPTION_FLAG) {
		if (equals < word.size) {
			return failure_new(_("--%s takes no value"), found.option->name);
		}
		*(bool *)found.member = true;
		return NULL;
	}
	return equals < word.size ? store(reading, found, slice_from(word, equals + 1))
				  : store_next_word(reading, found);
}

/* `-l`, several flags in one word, and a last one with its value in the same word or the next. */
static const struct failure *read_short(const struct reading *reading, struct slice word)
{
	for (size_t i = 0; i < word.size; i++) {
		struct found_option found = find_option(reading, SLICE(""), word.data[i]);
		if (found.option == NULL) {
			return failure_new(_("unknown option -%.*s"), SLICE_ARGUMENTS(slice_from(word, i)));
		}
		if (found.option->kind != OPTION_FLAG) {
			struct slice value = slice_from(word, i + 1);
			return value.size > 0 ? store(reading, found, value) : store_next_word(reading, found);
		}
		*(bool *)found.member = true;
	}
	return NULL;
}

const struct failure *option_read(struct arena *arena, const struct option_target *targets, size_t target_count,
				  struct word_list *words)
{
	struct reading reading = {arena, targets, target_count, words};
	struct slice word = slice_of(words->words[words->next++]);
	if (slice_starts_with(word, SLICE("--"))) {
		return read_long(&reading, slice_from(word, 2));
	}
	return read_short(&reading, slice_from(word, 1));
}
