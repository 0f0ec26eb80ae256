/* GNU recutils reads the records of the worked example as we do, values included. */
#include "record/record.h"
#include "text/memory.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* All records of a type, as they are written and as we print them. Types are asked of recsel one by one, not files: a
 * program started for each would take most of the time of all unit tests. */
struct gathered {
	char type[32];
	struct buffer written;
	struct buffer ours;
};

static struct gathered gathered[32];
static size_t types_gathered;
static size_t files_gathered;
static size_t records_gathered;

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

static struct gathered *gathered_of(struct slice type)
{
	size_t i = 0;
	while (i < types_gathered && !slice_equal(slice_of(gathered[i].type), type)) {
		i++;
	}
	if (i == types_gathered) {
		assert_true(types_gathered < sizeof gathered / sizeof gathered[0]);
		types_gathered++;
		snprintf(gathered[i].type, sizeof gathered[i].type, "%.*s", SLICE_ARGUMENTS(type));
		buffer_add(&gathered[i].written, SLICE("%rec: "));
		buffer_add(&gathered[i].written, type);
		buffer_add(&gathered[i].written, SLICE("\n\n"));
	}
	return &gathered[i];
}

/* Takes the lines of a file apart by their `%rec:` lines; nothing else is read of them here. */
static void gather_written(struct slice text)
{
	struct buffer *written = NULL;
	while (text.size > 0) {
		size_t end = slice_find(text, '\n');
		struct slice line = slice_part(text, 0, end);
		text = slice_from(text, end + 1);
		if (slice_starts_with(line, SLICE("%rec: "))) {
			written = &gathered_of(slice_from(line, strlen("%rec: ")))->written;
			line = SLICE("");
		}
		if (written != NULL) {
			buffer_add(written, line);
			buffer_add(written, SLICE("\n"));
		}
	}
}

static void gather_ours(const struct record *record)
{
	struct buffer *ours = &gathered_of(record->type)->ours;
	buffer_add(ours, ours->size > 0 ? SLICE("\n") : SLICE(""));
	for (size_t i = 0; i < record->count; i++) {
		record_write_field(ours, record->fields[i].name, record->fields[i].value);
	}
	records_gathered++;
}

static int gather_file(const char *path, const struct stat *status, int kind, struct FTW *place)
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
	gather_written(file.bytes);
	for (size_t i = 0; i < read.count; i++) {
		gather_ours(&read.records[i]);
	}
	assert_int_equal(findings_count(findings), 0);
	files_gathered++;
	findings_free(findings);
	arena_free(arena);
	buffer_free(&bytes);
	return 0;
}

/* What recsel prints of records of one type. */
static struct buffer printed_by_recsel(struct gathered *records)
{
	char path[] = "/tmp/records.XXXXXX";
	int file = mkstemp(path);
	assert_true(file >= 0);
	assert_int_equal(write(file, records->written.data, records->written.size), (ssize_t)records->written.size);
	close(file);
	char command[128];
	snprintf(command, sizeof command, "exec recsel -t %s %s", records->type, path);
	FILE *pipe = popen(command, "r"); // NOLINT(cert-env33-c): types of the example's own files
	assert_non_null(pipe);
	struct buffer printed = everything_of(pipe);
	assert_int_equal(pclose(pipe), 0);
	unlink(path);
	return printed;
}

/* From the line where they begin to differ. */
static void fail_where_different(const char *type, struct slice ours, struct slice theirs)
{
	size_t line = 0;
	for (size_t i = 0; i < ours.size && i < theirs.size && ours.data[i] == theirs.data[i]; i++) {
		line = ours.data[i] == '\n' ? i + 1 : line;
	}
	fail_msg("%s\nours:\n%.*s\nrecsel:\n%.*s", type, SLICE_ARGUMENTS(slice_part(ours, line, 500)),
		 SLICE_ARGUMENTS(slice_part(theirs, line, 500)));
}

static void compare_type(struct gathered *records)
{
	struct buffer theirs = printed_by_recsel(records);
	drop_spaces_at_line_ends(&records->ours);
	drop_spaces_at_line_ends(&theirs);
	if (!slice_equal(buffer_view(&records->ours), buffer_view(&theirs))) {
		fail_where_different(records->type, buffer_view(&records->ours), buffer_view(&theirs));
	}
	buffer_free(&records->ours);
	buffer_free(&records->written);
	buffer_free(&theirs);
}

static void recsel_reads_the_same(void **unused)
{
	(void)unused;
	if (system("recsel --version >/dev/null 2>&1") != 0) { // NOLINT(cert-env33-c): a fixed command
		skip();
	}
	assert_int_equal(nftw("circles", gather_file, 16, FTW_PHYS), 0);
	assert_true(files_gathered > 100);
	assert_true(records_gathered > 1000);
	for (size_t i = 0; i < types_gathered; i++) {
		compare_type(&gathered[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(recsel_reads_the_same)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
