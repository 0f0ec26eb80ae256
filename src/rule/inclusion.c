/* That the books are read whole, and nothing twice: what main.journal leaves out does not exist for anybody. */
#include "rule/bank.h"

static bool is_main(struct slice path)
{
	return slice_equal(path, SLICE("ledger/main.journal"));
}

static size_t count_reads(const struct journal *journal, struct slice path)
{
	size_t count = 0;
	for (size_t i = 0; i < journal->file_count; i++) {
		count += slice_equal(journal->files[i]->path, path) ? 1 : 0;
	}
	return count;
}

static void judge_bank_file(struct bank_check *check, const struct source_entry *entry)
{
	const struct text_file *file;
	bool is_journal = slice_starts_with(entry->path, SLICE("ledger/bank/")) &&
			  slice_ends_with(entry->path, SLICE(".journal")) && entry->kind == SOURCE_FILE;
	if (is_journal && count_reads(check->journal, entry->path) == 0) {
		source_read(check->model->source, entry->path, &file);
		findings_add(check->findings, FINDING_LEDGER_FILE_LEFT_OUT, location_of_file(file),
			     slice_from(entry->path, sizeof "ledger/" - 1));
	}
}

static void judge_generated(struct bank_check *check, const struct text_file *main_file)
{
	bool is_applied = check->model->seals.count > 0;
	if (is_applied && count_reads(check->journal, SLICE("ledger/generated.journal")) == 0) {
		findings_add(check->findings, FINDING_LEDGER_FILE_LEFT_OUT, location_of_file(main_file),
			     SLICE("generated.journal"));
	}
}

/* Said once of each file, at its last reading. */
static void judge_repeated(struct bank_check *check)
{
	const struct journal *journal = check->journal;
	struct slice generated = SLICE("ledger/generated.journal");
	bool is_generated_repeated = count_reads(journal, generated) > 1;
	for (size_t i = 0; i < journal->file_count; i++) {
		const struct text_file *file = journal->files[i];
		bool is_said = false;
		for (size_t j = i + 1; j < journal->file_count; j++) {
			is_said = is_said || journal->files[j] == file;
		}
		/* Those it includes are repeated with it: one cause. */
		bool is_consequence =
		    is_generated_repeated && is_generated_journal(file->path) && !slice_equal(file->path, generated);
		if (!is_said && !is_consequence && count_reads(journal, file->path) > 1) {
			findings_add(check->findings, FINDING_LEDGER_FILE_REPEATED, location_of_file(file),
				     slice_from(file->path, sizeof "ledger/" - 1));
		}
	}
}

void judge_inclusion(struct bank_check *check)
{
	struct source_list files = {NULL, 0};
	const struct text_file *main_file;
	if (check->journal->file_count == 0 || !is_main(check->journal->files[0]->path)) {
		return;
	}
	source_read(check->model->source, SLICE("ledger/main.journal"), &main_file);
	/* A folder that cannot be listed is said where the journals are read. */
	if (source_list(check->model->source, SLICE("ledger/bank"), &files) == NULL) {
		for (size_t i = 0; i < files.count; i++) {
			judge_bank_file(check, &files.entries[i]);
		}
	}
	judge_generated(check, main_file);
	judge_repeated(check);
}
