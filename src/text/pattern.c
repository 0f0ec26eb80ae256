#define PCRE2_CODE_UNIT_WIDTH 8
#include "text/pattern.h"

#include "text/buffer.h"
#include "text/memory.h"
#include "text/translate.h"
#include "text/utf8.h"

#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	MATCH_STEPS_MAXIMUM = 1000000,
	MATCH_DEPTH_MAXIMUM = 10000,
	MATCH_HEAP_MAXIMUM_KIB = 20000,
};

struct pattern {
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *context;
};

static uint32_t compile_options(unsigned options)
{
	/* \C would split a character and let a match end inside it. */
	uint32_t flags = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C;
	if ((options & PATTERN_CASELESS) != 0) {
		flags |= PCRE2_CASELESS;
	}
	if ((options & PATTERN_WHOLE) != 0) {
		flags |= PCRE2_ANCHORED | PCRE2_ENDANCHORED;
	}
	return flags;
}

/* What PCRE2 says most often, so that it can be said in other languages. */
static const char *const common_complaints[] = {
    N_("missing closing parenthesis"),
    N_("unmatched closing parenthesis"),
    N_("missing terminating ] for character class"),
    N_("range out of order in character class"),
    N_("invalid range in character class"),
    N_("escape sequence is invalid in character class"),
    N_("quantifier does not follow a repeatable item"),
    N_("numbers out of order in {} quantifier"),
    N_("number too big in {} quantifier"),
    N_("\\ at end of pattern"),
    N_("unrecognized character follows \\"),
    N_("unrecognized character after (? or (?-"),
    N_("reference to non-existent subpattern"),
    N_("unknown property after \\P or \\p"),
    N_("lookbehind assertion is not fixed length"),
};

static void describe_error(int code, struct pattern_error *error)
{
	char words[sizeof error->text];
	if (pcre2_get_error_message(code, (PCRE2_UCHAR *)words, sizeof words) < 0) {
		words[sizeof words - 1] = '\0';
	}
	for (size_t i = 0; i < sizeof common_complaints / sizeof *common_complaints; i++) {
		if (strcmp(words, common_complaints[i]) == 0) {
			snprintf(error->text, sizeof error->text, "%s", _(common_complaints[i]));
			return;
		}
	}
	snprintf(error->text, sizeof error->text, _("PCRE2 says: %s"), words);
}

struct pattern *pattern_new(struct slice source, unsigned options, struct pattern_error *error)
{
	int code = 0;
	PCRE2_SIZE offset = 0;
	pcre2_code *compiled =
	    pcre2_compile((PCRE2_SPTR)source.data, source.size, compile_options(options), &code, &offset, NULL);
	if (compiled == NULL) {
		error->offset = offset;
		describe_error(code, error);
		return NULL;
	}
	struct pattern *pattern = memory_allocate(sizeof *pattern);
	pattern->code = compiled;
	pattern->data = pcre2_match_data_create_from_pattern(compiled, NULL);
	pattern->context = pcre2_match_context_create(NULL);
	pcre2_set_match_limit(pattern->context, MATCH_STEPS_MAXIMUM);
	pcre2_set_depth_limit(pattern->context, MATCH_DEPTH_MAXIMUM);
	pcre2_set_heap_limit(pattern->context, MATCH_HEAP_MAXIMUM_KIB);
	return pattern;
}

void pattern_free(struct pattern *pattern)
{
	if (pattern == NULL) {
		return;
	}
	pcre2_match_context_free(pattern->context);
	pcre2_match_data_free(pattern->data);
	pcre2_code_free(pattern->code);
	free(pattern);
}

const struct failure *patterns_new(struct arena *arena, const struct slice *sources, size_t count,
				   struct pattern ***patterns)
{
	struct pattern **made = arena_new_array(arena, struct pattern *, count);
	const struct failure *failure = NULL;
	for (size_t i = 0; i < count && failure == NULL; i++) {
		struct pattern_error error = {0};
		struct slice source = sources[i];
		if (utf8_find_invalid(source) < source.size) {
			failure = failure_new(_("“%.*s” is not UTF-8 text"), SLICE_ARGUMENTS(source));
			break;
		}
		made[i] = pattern_new(source, PATTERN_CASELESS, &error);
		if (made[i] == NULL) {
			failure = failure_new(_("“%.*s” is not a regular expression: %s"), SLICE_ARGUMENTS(source),
					      error.text);
		}
	}
	for (size_t i = 0; failure != NULL && i < count; i++) {
		pattern_free(made[i]);
	}
	*patterns = failure == NULL ? made : *patterns;
	return failure;
}

enum pattern_match pattern_match(const struct pattern *pattern, struct slice text)
{
	int result =
	    pcre2_match(pattern->code, (PCRE2_SPTR)text.data, text.size, 0, 0, pattern->data, pattern->context);
	if (result >= 0) {
		return PATTERN_MATCH;
	}
	return result == PCRE2_ERROR_NOMATCH ? PATTERN_NO_MATCH : PATTERN_LIMIT;
}

/* PCRE2 writes groups `${1}`, and `$` itself `$$`. */
static void translate_replacement(struct slice replacement, struct buffer *translated)
{
	for (size_t i = 0; i < replacement.size; i++) {
		char byte = replacement.data[i];
		char next = i + 1 < replacement.size ? replacement.data[i + 1] : '\0';
		if (byte == '\\' && next >= '0' && next <= '9') {
			buffer_format(translated, "${%c}", next);
			i++;
		} else {
			buffer_add(translated, byte == '$' ? SLICE("$$") : (struct slice){&replacement.data[i], 1});
		}
	}
}

enum pattern_match pattern_replace(const struct pattern *pattern, struct slice text, struct slice replacement,
				   struct arena *arena, struct slice *result)
{
	static const uint32_t flags =
	    PCRE2_SUBSTITUTE_GLOBAL | PCRE2_SUBSTITUTE_UNSET_EMPTY | PCRE2_SUBSTITUTE_OVERFLOW_LENGTH;
	struct buffer translated = BUFFER_EMPTY;
	translate_replacement(replacement, &translated);
	PCRE2_SIZE size = text.size * 2 + translated.size + 64;
	PCRE2_UCHAR *room = arena_allocate(arena, size, 1);
	int count = 0;
	for (int attempt = 0; attempt < 2; attempt++) {
		count = pcre2_substitute(pattern->code, (PCRE2_SPTR)text.data, text.size, 0, flags, pattern->data,
					 pattern->context, (PCRE2_SPTR)buffer_view(&translated).data, translated.size,
					 room, &size);
		if (count != PCRE2_ERROR_NOMEMORY) {
			break;
		}
		room = arena_allocate(arena, size, 1); /* `size` is now what is needed */
	}
	buffer_free(&translated);
	if (count > 0) {
		*result = (struct slice){(const char *)room, size};
		return PATTERN_MATCH;
	}
	return count == 0 ? PATTERN_NO_MATCH : PATTERN_LIMIT;
}
