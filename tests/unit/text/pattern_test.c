#include "text/pattern.h"

#include "text/digest.h"
#include "text/failure.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static enum pattern_match match(const char *source, unsigned options, struct slice text)
{
	struct pattern_error error;
	struct pattern *pattern = pattern_new(slice_of(source), options, &error);
	assert_non_null(pattern);
	enum pattern_match result = pattern_match(pattern, text);
	pattern_free(pattern);
	return result;
}

static void patterns_know_unicode(void **unused)
{
	(void)unused;
	assert_int_equal(match("été", PATTERN_CASELESS, SLICE("L'ÉTÉ")), PATTERN_MATCH);
	assert_int_equal(match("été", 0, SLICE("L'ÉTÉ")), PATTERN_NO_MATCH);
	assert_int_equal(match("^.$", 0, SLICE("é")), PATTERN_MATCH);
	assert_int_equal(match("\\w+", PATTERN_WHOLE, SLICE("éa")), PATTERN_MATCH);
	assert_int_equal(match("a|ab", PATTERN_WHOLE, SLICE("ab")), PATTERN_MATCH);
	assert_int_equal(match("b", PATTERN_WHOLE, SLICE("abc")), PATTERN_NO_MATCH);
	assert_int_equal(match("", 0, SLICE("")), PATTERN_MATCH);
	assert_int_equal(match("^$", 0, (struct slice){NULL, 0}), PATTERN_MATCH);
}

static void what_is_no_pattern_is_said_with_its_place(void **unused)
{
	(void)unused;
	struct pattern_error error;
	assert_null(pattern_new(SLICE("ab(c"), 0, &error));
	assert_int_equal(error.offset, 4);
	assert_true(error.text[0] != '\0');
	assert_null(pattern_new(SLICE("\\C"), 0, &error));
	pattern_free(NULL);
}

static void backtracking_is_stopped(void **unused)
{
	(void)unused;
	assert_int_equal(match("^(a|a?)+$", 0, SLICE("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")),
			 PATTERN_LIMIT);
}

static void digests_are_those_of_sha256sum(void **unused)
{
	(void)unused;
	char text[DIGEST_TEXT_SIZE];
	assert_string_equal(digest_write(SLICE(""), text),
			    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	assert_string_equal(digest_write(SLICE("abc"), text),
			    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void a_failure_may_quote_the_one_before(void **unused)
{
	(void)unused;
	const struct failure *failure = failure_new("%s", "the disk is full");
	failure = failure_new("nothing was written: %s", failure->text);
	assert_string_equal(failure->text, "nothing was written: the disk is full");
	errno = ENOENT;
	failure = failure_from_errno("cannot open %s", "x");
	assert_string_equal(failure->text, "cannot open x: No such file or directory");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(patterns_know_unicode),
	    cmocka_unit_test(what_is_no_pattern_is_said_with_its_place),
	    cmocka_unit_test(backtracking_is_stopped),
	    cmocka_unit_test(digests_are_those_of_sha256sum),
	    cmocka_unit_test(a_failure_may_quote_the_one_before),
	};
	return cmocka_run_group_tests_name("text/pattern, text/digest and text/failure", tests, NULL, NULL);
}
