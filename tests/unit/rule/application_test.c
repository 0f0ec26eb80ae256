/* Properties of applying, on the worked example: the order of files does not matter, circles do not disturb each other,
 * twice is once, in steps is at once. */
#include "rule/application.h"

#include "memory_source.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* The example as people wrote it: without what apply writes. */
struct example {
	struct source *folder;
	struct memory_files files;
};

static bool is_written_by_apply(struct slice path)
{
	return slice_contains(path, SLICE("/sealed/")) || slice_ends_with(path, SLICE("/register.rec")) ||
	       slice_starts_with(path, SLICE("ledger/circles/")) ||
	       slice_equal(path, SLICE("ledger/generated.journal"));
}

static void add_folder(struct example *example, struct slice folder)
{
	struct source_list list;
	assert_null(source_list(example->folder, folder, &list));
	for (size_t i = 0; i < list.count; i++) {
		const struct text_file *file;
		if (!is_written_by_apply(list.entries[i].path) &&
		    source_read(example->folder, list.entries[i].path, &file) == SOURCE_FILE) {
			memory_files_put(&example->files, file->path, file->bytes);
		}
	}
}

static struct example example_new(void)
{
	struct example example = {0};
	assert_null(source_open_folder(SLICE("."), &example.folder));
	add_folder(&example, SLICE("circles"));
	add_folder(&example, SLICE("ledger"));
	assert_true(example.files.count > 100);
	return example;
}

static void example_free(struct example *example)
{
	free(example->files.files);
	source_free(example->folder);
}

/* What applying the named meetings (all of them without names) changes, copied into `arena`; no errors stand in the
 * way. */
static struct list changes_of(struct arena *arena, struct memory_files *files, const struct slice *names, size_t count)
{
	struct source *source = memory_source_new(files);
	struct findings *findings = findings_new();
	struct snapshot *snapshot;
	struct application application;
	assert_null(snapshot_read(source, findings, &snapshot));
	assert_null(application_prepare(snapshot, names, count, &application));
	struct list changes = {arena_new_array(arena, struct file_change, application.changes.count),
			       application.changes.count};
	for (size_t i = 0; i < changes.count; i++) {
		const struct file_change *change = &LIST_AT(application.changes, struct file_change, i);
		LIST_AT(changes, struct file_change, i) = (struct file_change){
		    arena_copy(arena, change->path), arena_copy(arena, change->bytes), change->is_removed};
	}
	snapshot_free(snapshot);
	findings_free(findings);
	source_free(source);
	return changes;
}

static void put_changes(struct memory_files *files, struct list changes)
{
	for (size_t i = 0; i < changes.count; i++) {
		const struct file_change *change = &LIST_AT(changes, struct file_change, i);
		memory_files_put(files, change->path, change->bytes);
		memory_files_find(files, change->path)->is_hidden = change->is_removed;
	}
}

static const struct file_change *change_of(struct list changes, struct slice path)
{
	for (size_t i = 0; i < changes.count; i++) {
		if (slice_equal(LIST_AT(changes, struct file_change, i).path, path)) {
			return &LIST_AT(changes, struct file_change, i);
		}
	}
	return NULL;
}

static void assert_same(struct list left, struct list right)
{
	assert_int_equal(left.count, right.count);
	for (size_t i = 0; i < left.count; i++) {
		const struct file_change *change = &LIST_AT(left, struct file_change, i);
		const struct file_change *other = change_of(right, change->path);
		assert_non_null(other);
		assert_true(slice_equal(change->bytes, other->bytes));
	}
}

static void order_of_files_does_not_matter(void **unused)
{
	(void)unused;
	struct arena *arena = arena_new();
	struct example example = example_new();
	struct list first = changes_of(arena, &example.files, NULL, 0);
	assert_true(first.count > 100);
	for (uint64_t seed = 1; seed < 5; seed++) {
		example.files.seed = seed;
		assert_same(first, changes_of(arena, &example.files, NULL, 0));
	}
	example_free(&example);
	arena_free(arena);
}

static void twice_is_once(void **unused)
{
	(void)unused;
	struct arena *arena = arena_new();
	struct example example = example_new();
	put_changes(&example.files, changes_of(arena, &example.files, NULL, 0));
	assert_int_equal(changes_of(arena, &example.files, NULL, 0).count, 0);
	example_free(&example);
	arena_free(arena);
}

/* Whether a path is below the folders of a circle. */
static bool is_of_circle(struct arena *arena, struct slice path, struct slice circle)
{
	return slice_contains(path, arena_format(arena, "circles/%.*s/", SLICE_ARGUMENTS(circle)));
}

/* Without the meetings of one circle, nothing of the others changes but the council's, which may speak of it. */
static void circles_do_not_disturb_each_other(void **unused)
{
	static const struct slice circles[] = {
	    {"arles", 5}, {"flandres", 8}, {"littoral", 8}, {"metropole-lilloise", 18}, {"somme", 5},
	};
	(void)unused;
	struct arena *arena = arena_new();
	struct example example = example_new();
	struct list all = changes_of(arena, &example.files, NULL, 0);
	for (size_t i = 0; i < sizeof circles / sizeof *circles; i++) {
		for (size_t j = 0; j < example.files.count; j++) {
			struct slice path = example.files.files[j].path;
			example.files.files[j].is_hidden =
			    is_of_circle(arena, path, circles[i]) && slice_contains(path, SLICE("/meetings/"));
		}
		struct list without = changes_of(arena, &example.files, NULL, 0);
		assert_true(without.count < all.count);
		for (size_t j = 0; j < all.count; j++) {
			const struct file_change *change = &LIST_AT(all, struct file_change, j);
			if (is_of_circle(arena, change->path, circles[i]) ||
			    is_of_circle(arena, change->path, SLICE("network")) ||
			    slice_equal(change->path, SLICE("ledger/generated.journal"))) {
				continue;
			}
			const struct file_change *other = change_of(without, change->path);
			assert_non_null(other);
			assert_true(slice_equal(change->bytes, other->bytes));
		}
	}
	example_free(&example);
	arena_free(arena);
}

/* Two circles apply one after the other, in either order; or both at once. */
static void circles_commute(void **unused)
{
	static const struct slice network = {"network/2022-02-22", 18};
	static const struct slice first = {"littoral/2022-04-07", 19};
	static const struct slice second = {"arles/2021-06-01", 16};
	const struct slice orders[3][3] = {
	    {network, first, second}, {network, second, first}, {second, network, first}};
	(void)unused;
	struct arena *arena = arena_new();
	struct list ends[3];
	for (size_t i = 0; i < 3; i++) {
		struct example example = example_new();
		for (size_t j = 0; j < 3; j++) {
			put_changes(&example.files, changes_of(arena, &example.files, &orders[i][j], 1));
		}
		ends[i] = changes_of(arena, &example.files, NULL, 0);
		assert_same(ends[0], ends[i]);
		example_free(&example);
	}
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(order_of_files_does_not_matter),
	    cmocka_unit_test(twice_is_once),
	    cmocka_unit_test(circles_do_not_disturb_each_other),
	    cmocka_unit_test(circles_commute),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
