/* For libFuzzer (`make fuzz`): any bytes are read as records, and laid out to a text that says the same and stays as it
 * is. */
#include "record/format.h"
#include "record/record.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool is_list(struct slice type, struct slice field)
{
	(void)type;
	return slice_equal(field, SLICE("Present"));
}

static void require(bool holds)
{
	if (!holds) {
		abort();
	}
}

static void lay_out(struct slice bytes)
{
	struct buffer once = BUFFER_EMPTY;
	struct buffer twice = BUFFER_EMPTY;
	record_format(&once, bytes, is_list);
	record_format(&twice, buffer_view(&once), is_list);
	require(slice_equal(buffer_view(&once), buffer_view(&twice)));
	buffer_free(&once);
	buffer_free(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice bytes = {(const char *)data, size};
	struct text_file file = {SLICE("fuzz.rec"), bytes};
	struct arena *arena = arena_new();
	struct findings *findings = findings_new();
	struct record_file read = record_read(arena, &file, findings);
	for (size_t i = 0; i < read.count; i++) {
		for (size_t j = 0; j < read.records[i].count; j++) {
			struct location place = record_value_location(&read.records[i], &read.records[i].fields[j]);
			require(place.start + place.length <= place.file->bytes.size);
		}
	}
	findings_sort(findings);
	lay_out(bytes);
	findings_free(findings);
	arena_free(arena);
	return 0;
}
