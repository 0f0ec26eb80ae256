/* Random histories, walked as git walks them. */
#include "history/walk.h"

#include "text/buffer.h"

#include "random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/souci-walk-XXXXXX";

/* ---- a repository ---- */

/* What a command prints; fails the test when it ends badly. */
static struct buffer output_of(const char *format, ...)
{
	char command[4096];
	char bytes[65536];
	size_t size;
	struct buffer output = BUFFER_EMPTY;
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(command, sizeof command, format, arguments);
	va_end(arguments);
	FILE *pipe = popen(command, "r");
	assert_non_null(pipe);
	while ((size = fread(bytes, 1, sizeof bytes, pipe)) > 0) {
		buffer_add(&output, (struct slice){bytes, size});
	}
	if (pclose(pipe) != 0) {
		fail_msg("this failed: %s", command);
	}
	return output;
}

static void run(const char *format, const char *argument)
{
	struct buffer output = output_of(format, folder, argument);
	buffer_free(&output);
}

static const char *const paths[] = {
    "circles/a/circle.rec",
    "circles/a",
    "circles/a.rec",
    "circles/b/meetings/1.rec",
    "circles/b/meetings/2.rec",
    "ledger/main.journal",
    "ledger/bank",
    "ledger/bank/1",
    "ledger-2/x",
    "README",
};

enum { PATHS = sizeof paths / sizeof paths[0] };

/* One commit, whose parents are some of those before it. Clocks run back now and then. */
static void write_commit(FILE *stream, uint64_t *state, int number)
{
	int64_t time = 1700000000 + number * 1000 - (int64_t)random_below(state, 5000);
	fprintf(stream, "commit refs/heads/%s\nmark :%d\n", number % 7 == 3 ? "side" : "main", number);
	fprintf(stream, "committer Tom <tom@example.org> %lld +0200\ndata 5\nNote\n\n", (long long)time);
	int parents = number == 1 ? 0 : random_below(state, 4) == 0 ? 1 + (int)random_below(state, 3) : 1;
	for (int i = 0; i < parents; i++) {
		int reach = number - 1 < 6 ? number - 1 : 6;
		int parent = i == 0 ? number - 1 : number - 1 - (int)random_below(state, (uint64_t)reach);
		fprintf(stream, "%s :%d\n", i == 0 ? "from" : "merge", parent);
	}
	for (uint64_t i = random_below(state, 4); i > 0; i--) {
		const char *path = paths[random_below(state, PATHS)];
		if (random_below(state, 5) == 0) {
			fprintf(stream, "D %s\n", path);
		} else {
			int mode = random_below(state, 5) == 0 ? 755 : 644;
			fprintf(stream, "M %d inline %s\ndata 2\n%d\n\n", mode, path, (int)random_below(state, 10));
		}
	}
	fprintf(stream, "\n");
}

static int make_history(void **unused)
{
	(void)unused;
	enum { COMMITS = 300 };
	char command[256];
	uint64_t state = 11;
	assert_non_null(mkdtemp(folder));
	run("git init -q -b main %s", "");
	snprintf(command, sizeof command, "git -C %s fast-import --quiet --force", folder);
	FILE *stream = popen(command, "w");
	assert_non_null(stream);
	for (int number = 1; number <= COMMITS; number++) {
		write_commit(stream, &state, number);
	}
	fprintf(stream, "reset refs/heads/main\nfrom :%d\n\n", COMMITS);
	return pclose(stream);
}

static int remove_history(void **unused)
{
	(void)unused;
	run("rm -rf %s", "");
	return 0;
}

/* ---- walking it ---- */

static void write_change(struct buffer *out, const struct tree_change *change)
{
	char before[GIT_OID_HEXSZ + 1];
	char after[GIT_OID_HEXSZ + 1];
	buffer_format(out, ":%06o %06o %s %s %c\t%.*s\n", change->before_mode, change->after_mode,
		      git_oid_tostr(before, sizeof before, &change->before),
		      git_oid_tostr(after, sizeof after, &change->after),
		      change->before_mode == 0  ? 'A'
		      : change->after_mode == 0 ? 'D'
						: 'M',
		      SLICE_ARGUMENTS(change->path));
}

static void write_changes(struct buffer *out, const char *id, const struct tree_changes *changes)
{
	if (changes->count > 0) {
		buffer_format(out, "%s\n", id);
	}
	for (size_t i = 0; i < changes->count; i++) {
		write_change(out, &changes->items[i]);
	}
}

/* The ids of the commits of a range, then what each changed, as `git log --raw -m` gives it. */
static struct buffer walk_range(const char *range, struct walk_options options)
{
	struct arena *arena = arena_new();
	git_repository *repository = NULL;
	struct walk *walk = NULL;
	const struct walked_commit *commit = NULL;
	struct buffer ids = BUFFER_EMPTY;
	struct buffer changes = BUFFER_EMPTY;
	const struct failure *failure = NULL;
	assert_null(repository_open(slice_of(folder), &repository));
	assert_null(commit_range_read(arena, repository, slice_of(range), &options.range));
	assert_null(walk_new(repository, &options, &walk));
	for (size_t count = 0; (failure = walk_next(walk, &commit)) == NULL && commit != NULL;) {
		char id[GIT_OID_HEXSZ + 1];
		assert_int_equal(commit->place, ++count);
		buffer_format(&ids, "%s\n", git_oid_tostr(id, sizeof id, &commit->id));
		for (size_t i = 0; i < commit->parent_count; i++) {
			write_changes(&changes, id, &commit->parents[i].changes);
		}
		if (commit->parent_count == 0) {
			write_changes(&changes, id, &commit->changes);
		}
	}
	assert_null(failure);
	buffer_add(&ids, buffer_view(&changes));
	buffer_free(&changes);
	walk_free(walk);
	repository_close(repository);
	arena_free(arena);
	return ids;
}

/* Compares a walk with what git prints with these options. */
static void expect_as_git(const char *range, struct walk_options options, const char *git_options)
{
	struct buffer walked = walk_range(range, options);
	struct buffer ids = output_of("git -C %s log --topo-order --format=%%H %s", folder, git_options);
	struct buffer changes =
	    output_of("git -C %s log --topo-order --no-renames --raw --no-abbrev --format=%%H -m %s | "
		      "awk '/^:/ { printf \"%%s\", id; id = \"\"; print; next } NF > 0 { id = $0 \"\\n\" }'",
		      folder, git_options);
	buffer_add(&ids, buffer_view(&changes));
	if (!slice_equal(buffer_view(&walked), buffer_view(&ids))) {
		fail_msg("not as git log %s", git_options);
	}
	buffer_free(&walked);
	buffer_free(&ids);
	buffer_free(&changes);
}

static void commits_and_changes_are_those_of_git(void **unused)
{
	(void)unused;
	struct walk_options options = {.root = SLICE("")};
	expect_as_git("", options, "main");
	expect_as_git("side", options, "side");
	options.order = WALK_OLDEST_FIRST;
	expect_as_git("", options, "--reverse main");
}

static void ranges_are_those_of_git(void **unused)
{
	(void)unused;
	struct walk_options options = {.root = SLICE("")};
	char range[64];
	for (int i = 0; i < 60; i++) {
		snprintf(range, sizeof range, "main~%d..main~%d", i * 3, i);
		expect_as_git(range, options, range);
	}
	expect_as_git("main..side", options, "main..side");
	expect_as_git("side..main", options, "side..main");
	options.is_first_parent = true;
	expect_as_git("main~90..main~2", options, "--first-parent main~90..main~2");
}

static void folders_and_a_root_limit_the_changes(void **unused)
{
	(void)unused;
	const struct slice folders[] = {SLICE("circles/b"), SLICE("ledger")};
	struct walk_options options = {.root = SLICE(""), .folders = folders, .folder_count = 2};
	options.is_first_parent = true;
	expect_as_git("", options, "--first-parent --full-history --sparse main -- circles/b ledger");
	options.root = SLICE("circles/");
	options.folder_count = 0;
	expect_as_git("", options, "--first-parent --full-history --sparse --relative=circles/ main -- circles/");
}

static void what_is_missing_is_said(void **unused)
{
	(void)unused;
	char clone[] = "/tmp/souci-walk-XXXXXX";
	struct arena *arena = arena_new();
	git_repository *repository = NULL;
	struct walk *walk = NULL;
	assert_non_null(mkdtemp(clone));
	struct buffer output = output_of("git clone -q --bare --depth 5 file://%s %s/shallow", folder, clone);
	struct walk_options options = {.root = SLICE("")};
	assert_null(repository_open(arena_format(arena, "%s/shallow", clone), &repository));
	assert_null(commit_range_read(arena, repository, SLICE(""), &options.range));
	const struct failure *failure = walk_new(repository, &options, &walk);
	assert_non_null(failure);
	assert_true(slice_contains(slice_of(failure->text), SLICE("shallow clone")));
	repository_close(repository);
	buffer_free(&output);
	output = output_of("rm -rf %s", clone);
	buffer_free(&output);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(commits_and_changes_are_those_of_git),
	    cmocka_unit_test(ranges_are_those_of_git),
	    cmocka_unit_test(folders_and_a_root_limit_the_changes),
	    cmocka_unit_test(what_is_missing_is_said),
	};
	return cmocka_run_group_tests(tests, make_history, remove_history);
}
