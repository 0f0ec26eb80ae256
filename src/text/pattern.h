/* Regular expressions, by PCRE2, in UTF mode, with limits on matching so that no pattern runs for ever. */
#ifndef SOUCI_TEXT_PATTERN_H
#define SOUCI_TEXT_PATTERN_H

#include "text/arena.h"
#include "text/failure.h"

struct pattern;

enum pattern_match {
	PATTERN_NO_MATCH,
	PATTERN_MATCH,
	PATTERN_LIMIT, /* gave up: the pattern backtracks too much on this text */
};

struct pattern_error {
	size_t offset;  /* in bytes, where in the pattern */
	char text[160]; /* what is wrong, in the language gettext is set to */
};

enum pattern_option {
	PATTERN_CASELESS = 1,
	PATTERN_WHOLE = 2, /* must match the text from its first byte to its last */
};

/* Compiles `source` (well-formed UTF-8) with a set of pattern options; NULL, filling `error`, when it is not a
 * pattern. Free with pattern_free(). */
struct pattern *pattern_new(struct slice source, unsigned options, struct pattern_error *error);

/* NULL is allowed. */
void pattern_free(struct pattern *pattern);

/* Compiles several, letter case ignored; the array lives in `arena`. Fails on what is no pattern or not UTF-8, freeing
 * the others. Free each with pattern_free(). */
const struct failure *patterns_new(struct arena *arena, const struct slice *sources, size_t count,
				   struct pattern ***patterns);

/* Whether the pattern is found in `text` (well-formed UTF-8). */
enum pattern_match pattern_match(const struct pattern *pattern, struct slice text);

/* Replaces every place where the pattern is found in `text`; `\1` to `\9` in `replacement` stand for the groups of the
 * pattern. Sets `result`, made in `arena`, only on PATTERN_MATCH. */
enum pattern_match pattern_replace(const struct pattern *pattern, struct slice text, struct slice replacement,
				   struct arena *arena, struct slice *result);

#endif
