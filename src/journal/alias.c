/* From the name that is written to the account that is meant: `apply account`, then aliases, the last declared
 * first. While any is in force the outcome is remembered for each written name. */
#include "journal/reader.h"

#include "text/buffer.h"
#include "text/memory.h"
#include "text/utf8.h"

#include <stdlib.h>

void reader_forget_written_names(struct reader *reader)
{
	if (reader->are_written_names_ready) {
		names_release(&reader->written_names);
		reader->are_written_names_ready = false;
	}
}

enum account_fault account_fault_of(struct slice name)
{
	for (size_t level = 1;; level++) {
		size_t colon = slice_find(name, ':');
		if (slice_trim(slice_part(name, 0, colon)).size == 0) {
			return ACCOUNT_HAS_EMPTY_PART;
		}
		if (level > ACCOUNT_LEVELS_MAXIMUM) {
			return ACCOUNT_IS_DEEP;
		}
		if (colon == name.size) {
			return ACCOUNT_IS_GOOD;
		}
		name = slice_from(name, colon + 1);
	}
}

static struct slice apply_plain_alias(struct reader *reader, const struct alias *alias, struct slice name)
{
	bool is_below = name.size > alias->old.size && name.data[alias->old.size] == ':';
	if (!slice_starts_with(name, alias->old) || (name.size > alias->old.size && !is_below)) {
		return name;
	}
	struct slice parts[] = {alias->replacement, slice_from(name, alias->old.size)};
	return arena_join(reader->journal->arena, parts, 2, SLICE(""));
}

static struct slice apply_pattern_alias(struct reader *reader, const struct alias *alias, struct slice name)
{
	struct slice result = name;
	if (utf8_find_invalid(name) < name.size) {
		return name; /* reported as such */
	}
	if (pattern_replace(alias->pattern, name, alias->replacement, reader->journal->arena, &result) ==
	    PATTERN_LIMIT) {
		reader_report(reader, FINDING_JOURNAL_ALIAS_LIMIT, reader->line, alias->text);
	}
	return result;
}

static struct slice apply_aliases(struct reader *reader, struct slice name)
{
	for (const struct alias *alias = reader->state.aliases; alias != NULL; alias = alias->next) {
		name = alias->pattern != NULL ? apply_pattern_alias(reader, alias, name)
					      : apply_plain_alias(reader, alias, name);
	}
	return name;
}

/* Puts the accounts of every `apply account` in front, the outermost first. */
static struct slice apply_scopes(struct reader *reader, struct slice name)
{
	for (const struct scope *scope = reader->state.scopes; scope != NULL; scope = scope->outer) {
		if (scope->kind == SCOPE_ACCOUNT) {
			struct slice parts[] = {scope->value, name};
			name = arena_join(reader->journal->arena, parts, 2, SLICE(":"));
		}
	}
	return name;
}

static uint32_t check_and_intern(struct reader *reader, struct slice written, struct slice name)
{
	if (written.size == 0) {
		reader_report(reader, FINDING_JOURNAL_ACCOUNT_MISSING, reader->line, written);
		return NAME_NONE;
	}
	if (name.size == 0) {
		reader_report(reader, FINDING_JOURNAL_ALIAS_ERASES, written, written);
		return NAME_NONE;
	}
	switch (account_fault_of(name)) {
	case ACCOUNT_IS_GOOD: return names_intern(&reader->journal->accounts, name);
	case ACCOUNT_HAS_EMPTY_PART: reader_report(reader, FINDING_JOURNAL_ACCOUNT_EMPTY_PART, written, name); break;
	case ACCOUNT_IS_DEEP: reader_report(reader, FINDING_JOURNAL_ACCOUNT_DEEP, written, name); break;
	}
	return NAME_NONE;
}

/* The name is changed by directives: look it up among those already seen, or work it out. */
static uint32_t account_through_directives(struct reader *reader, struct slice written)
{
	if (!reader->are_written_names_ready) {
		names_prepare(&reader->written_names, reader->journal->arena);
		reader->are_written_names_ready = true;
	}
	uint32_t known = names_find(&reader->written_names, written);
	if (known != NAME_NONE) {
		return reader->written_accounts[known];
	}
	struct slice name = apply_aliases(reader, apply_scopes(reader, written));
	uint32_t account = check_and_intern(reader, written, name);
	if (account == NAME_NONE) {
		return NAME_NONE;
	}
	uint32_t number = names_intern(&reader->written_names, written);
	reader->written_accounts =
	    memory_grow(reader->written_accounts, number, &reader->written_capacity, sizeof *reader->written_accounts);
	reader->written_accounts[number] = account;
	return account;
}

uint32_t reader_account(struct reader *reader, struct slice name)
{
	if (reader->state.aliases != NULL || reader->state.scopes != NULL) {
		return account_through_directives(reader, name);
	}
	uint32_t account = names_find(&reader->journal->accounts, name);
	return account != NAME_NONE ? account : check_and_intern(reader, name, name);
}

static void keep_pattern(struct reader *reader, struct pattern *pattern)
{
	reader->patterns =
	    memory_grow(reader->patterns, reader->pattern_count, &reader->pattern_capacity, sizeof *reader->patterns);
	reader->patterns[reader->pattern_count++] = pattern;
}

/* `/PATTERN/=REPLACEMENT`. */
static bool read_pattern_alias(struct reader *reader, struct slice definition, struct alias *alias)
{
	struct slice inside = slice_from(definition, 1);
	size_t size = 0;
	while (size < inside.size && inside.data[size] != '/') {
		size += inside.data[size] == '\\' && size + 1 < inside.size ? 2 : 1;
	}
	struct slice after = slice_trim(slice_from(inside, size + 1));
	if (!scan_take(&after, '=')) {
		reader_report(reader, FINDING_JOURNAL_ALIAS_MALFORMED, definition, definition);
		return false;
	}
	struct pattern_error error;
	alias->pattern = pattern_new(slice_part(inside, 0, size), PATTERN_CASELESS, &error);
	if (alias->pattern == NULL) {
		reader_report(reader, FINDING_JOURNAL_PATTERN_MALFORMED, definition, slice_of(error.text));
		return false;
	}
	keep_pattern(reader, alias->pattern);
	alias->replacement = slice_trim(after);
	return true;
}

void reader_add_alias(struct reader *reader, struct slice definition)
{
	struct alias alias = {.next = reader->state.aliases, .text = definition};
	if (scan_peek(definition) == '/') {
		if (!read_pattern_alias(reader, definition, &alias)) {
			return;
		}
	} else {
		size_t equals = slice_find(definition, '=');
		alias.old = slice_trim(slice_part(definition, 0, equals));
		alias.replacement = slice_trim(slice_from(definition, equals + 1));
		if (equals == definition.size || alias.old.size == 0) {
			reader_report(reader, FINDING_JOURNAL_ALIAS_MALFORMED, definition, definition);
			return;
		}
	}
	reader->state.aliases = arena_new_object(reader->journal->arena, struct alias);
	*reader->state.aliases = alias;
	reader_forget_written_names(reader);
}
