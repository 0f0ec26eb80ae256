/* A small network with its bytes damaged at random, thousands of times: whatever stands there is read to its end,
 * judged and answered. The sanitizers watch. */
#include "decision/seal.h"
#include "rule/application.h"

#include "memory_source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

enum { MUTANTS = 5000 };

static const char journal[] =
    "commodity 1000.00 EUR\n\naccount Assets:Bank  ; type: A\n\ninclude generated.journal\n\n"
    "2024-03-20 * Paid to Ana\n    Due:ana:tirelire  1.00 EUR\n    ; pays: jardin/2024-03-05/6\n"
    "    Assets:Bank\n";

/* The smallest circle, with more decisions. */
static const char minutes[] =
    "%rec: Meeting\n\nCircle: jardin\nDate: 2024-04-02\nTitle: Avril\nStatus: adopted\nPresent: ana bob\n"
    "Proxy: cleo -> bob\n\n%rec: Decision\n\nId: 1\nKind: mandate\nPerson: ana\nRole: steward\nUntil: 2025-12-31\n\n"
    "Id: 2\nKind: retribute\nContribution: ana/2024-03-05\nPart: tirelire 10.00 EUR\nMode: majority\nFor: ana bob\n\n"
    "Id: 3\nKind: rule\nRule: quorum\nValue: 50 %\nObjection: bob\nReason: No.\nLifted: Yes.\n\n"
    "Id: 4\nKind: cancel\nOf: jardin/2024-03-05/5\nReason: None.\n";

static void add_files(struct memory_files *files, struct source *source)
{
	struct source_list list;
	assert_null(source_list(source, SLICE("circles"), &list));
	for (size_t i = 0; i < list.count; i++) {
		const struct text_file *file;
		if (source_read(source, list.entries[i].path, &file) == SOURCE_FILE) {
			memory_files_put(files, file->path, file->bytes);
		}
	}
	memory_files_put(files, SLICE("circles/jardin/meetings/2024-04-02.rec"), slice_of(minutes));
	memory_files_put(files, SLICE("ledger/main.journal"), slice_of(journal));
}

/* A copy of `bytes` with a few bytes changed, cut out or put in, or a run of it repeated. */
static struct slice mutated(struct arena *arena, struct slice bytes, uint64_t *random)
{
	static const char pieces[] = ":\n+%# -0123456789/,\\\"EUR\t\r\xC3\xA9\x80\xFF";
	struct buffer text = BUFFER_EMPTY;
	buffer_add(&text, bytes);
	for (uint64_t count = 1 + random_below(random, 4); count > 0 && text.size > 0; count--) {
		size_t at = random_below(random, text.size);
		size_t length = 1 + random_below(random, 12);
		struct slice before = slice_part(buffer_view(&text), 0, at);
		struct slice after = slice_from(buffer_view(&text), at);
		struct buffer next = BUFFER_EMPTY;
		buffer_add(&next, before);
		switch (random_below(random, 4)) {
		case 0: text.data[at] = pieces[random_below(random, sizeof pieces)]; break;
		case 1: after = slice_from(after, length); break;
		case 2: buffer_add(&next, slice_part(after, 0, length * length)); break;
		default: buffer_add_byte(&next, pieces[random_below(random, sizeof pieces)]); break;
		}
		buffer_add(&next, after);
		buffer_free(&text);
		text = next;
	}
	struct slice copy = arena_copy(arena, buffer_view(&text));
	buffer_free(&text);
	return copy;
}

/* Reads, judges and applies in memory; every finding can be told. Returns how many there are. */
static size_t answer(struct arena *arena, struct memory_files *files)
{
	struct source *source = memory_source_new(files);
	struct findings *findings = findings_new();
	struct snapshot *snapshot;
	struct application application;
	assert_null(snapshot_read(source, findings, &snapshot));
	assert_null(application_prepare(snapshot, NULL, 0, &application));
	for (size_t i = 0; i < findings_count(findings); i++) {
		struct finding *finding = findings_at(findings, i);
		finding_message(arena, finding);
		finding_hint(arena, finding);
		struct position position = position_of(finding->location);
		assert_true(finding->location.file == NULL || finding->location.file->bytes.size == 0 ||
			    position.line > 0);
	}
	size_t count = findings_count(findings);
	snapshot_free(snapshot);
	findings_free(findings);
	source_free(source);
	return count;
}

static void damaged_files_are_answered(void **unused)
{
	(void)unused;
	struct source *source;
	struct memory_files files = {0};
	uint64_t random = 2024;
	size_t with_findings = 0;
	assert_null(source_open_folder(SLICE("tests/example/smallest-circle"), &source));
	add_files(&files, source);
	for (size_t round = 0; round < MUTANTS; round++) {
		struct arena *arena = arena_new();
		struct memory_file *file = &files.files[random_below(&random, files.count)];
		struct slice whole = file->bytes;
		file->bytes = mutated(arena, whole, &random);
		with_findings += answer(arena, &files) > 0;
		file->bytes = whole;
		arena_free(arena);
	}
	assert_true(with_findings > MUTANTS / 2);
	free(files.files);
	source_free(source);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(damaged_files_are_answered)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
