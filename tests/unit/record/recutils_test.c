/* GNU recutils reads the records of the worked example as we do, values included. */
#include "record/record.h"
#include "text/memory.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static size_t files_compared;
static size_t records_compared;

static struct buffer everything_of(FILE *stream)
{
	struct buffer bytes = BUFFER_EMPTY;
	char piece[4096];
	size_t size;
	while ((size = fread(piece, 1, sizeof piece, stream)) > 0) {
		buffer_add(&bytes, (struct slice){piece, size});
	}
	return bytes;
}

/* An empty line of a value is `+ ` there and `+` here. */
static void drop_spaces_at_line_ends(struct buffer *text)
{
	size_t size = 0;
	for (size_t i = 0; i < text->size; i++) {
		while (text->data[i] == '\n' && size > 0 && text->data[size - 1] == ' ') {
			size--;
		}
		text->data[size++] = text->data[i];
	}
	text->size = size;
}

/* What recsel prints of a type. */
static struct buffer printed_by_recsel(struct slice type, const char *path)
{
	char command[512];
	snprintf(command, sizeof command, "exec recsel -t '%.*s' '%s'", SLICE_ARGUMENTS(type), path);
	FILE *pipe = popen(command, "r"); // NOLINT(cert-env33-c): names of the example's own files
	assert_non_null(pipe);
	struct buffer printed = everything_of(pipe);
	assert_int_equal(pclose(pipe), 0);
	drop_spaces_at_line_ends(&printed);
	return printed;
}

static struct buffer printed_by_us(const struct record_file *file, struct slice type)
{
	struct buffer text = BUFFER_EMPTY;
	for (size_t i = 0; i < file->count; i++) {
		const struct record *record = &file->records[i];
		if (!slice_equal(record->type, type)) {
			continue;
		}
		buffer_add(&text, text.size > 0 ? SLICE("\n") : SLICE(""));
		for (size_t j = 0; j < record->count; j++) {
			record_write_field(&text, record->fields[j].name, record->fields[j].value);
		}
		records_compared++;
	}
	drop_spaces_at_line_ends(&text);
	return text;
}

static void compare_type(const struct record_file *file, struct slice type, const char *path)
{
	struct buffer ours = printed_by_us(file, type);
	struct buffer theirs = printed_by_recsel(type, path);
	if (!slice_equal(buffer_view(&ours), buffer_view(&theirs))) {
		fail_msg("%s, %.*s\nours:\n%.*s\nrecsel:\n%.*s", path, SLICE_ARGUMENTS(type),
			 SLICE_ARGUMENTS(buffer_view(&ours)), SLICE_ARGUMENTS(buffer_view(&theirs)));
	}
	buffer_free(&ours);
	buffer_free(&theirs);
}

static int compare_file(const char *path, const struct stat *status, int kind, struct FTW *place)
{
	(void)status;
	(void)place;
	if (kind != FTW_F || !slice_ends_with(slice_of(path), SLICE(".rec")) ||
	    slice_contains(slice_of(path), SLICE("/sealed/"))) {
		return 0;
	}
	FILE *stream = fopen(path, "r");
	assert_non_null(stream);
	struct buffer bytes = everything_of(stream);
	fclose(stream);
	struct arena *arena = arena_new();
	struct findings *findings = findings_new();
	struct text_file file = {slice_of(path), buffer_view(&bytes)};
	struct record_file read = record_read(arena, &file, findings);
	struct slice type = SLICE("");
	for (size_t i = 0; i < read.count; i++) {
		if (!slice_equal(type, read.records[i].type)) {
			type = read.records[i].type;
			compare_type(&read, type, path);
		}
	}
	assert_int_equal(findings_count(findings), 0);
	files_compared++;
	findings_free(findings);
	arena_free(arena);
	buffer_free(&bytes);
	return 0;
}

static void recsel_reads_the_same(void **unused)
{
	(void)unused;
	if (system("recsel --version >/dev/null 2>&1") != 0) { // NOLINT(cert-env33-c): a fixed command
		skip();
	}
	assert_int_equal(nftw("circles", compare_file, 16, FTW_PHYS), 0);
	assert_true(files_compared > 100);
	assert_true(records_compared > 1000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(recsel_reads_the_same)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
