#define PCRE2_CODE_UNIT_WIDTH 8
#include "text/pattern.h"

#include "text/memory.h"

#include <pcre2.h>
#include <stdlib.h>

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

struct pattern *pattern_new(struct slice source, unsigned options, struct pattern_error *error)
{
	int code = 0;
	PCRE2_SIZE offset = 0;
	pcre2_code *compiled =
	    pcre2_compile((PCRE2_SPTR)source.data, source.size, compile_options(options), &code, &offset, NULL);
	if (compiled == NULL) {
		error->offset = offset;
		pcre2_get_error_message(code, (PCRE2_UCHAR *)error->text, sizeof error->text);
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

enum pattern_match pattern_match(const struct pattern *pattern, struct slice text)
{
	int result =
	    pcre2_match(pattern->code, (PCRE2_SPTR)text.data, text.size, 0, 0, pattern->data, pattern->context);
	if (result >= 0) {
		return PATTERN_MATCH;
	}
	return result == PCRE2_ERROR_NOMATCH ? PATTERN_NO_MATCH : PATTERN_LIMIT;
}
