/* That the books are read whole, and nothing twice: what main.journal leaves out does not exist for anybody. That it
 * says what others need to read them (design, “Money”). */
#include "rule/bank.h"

#include "text/symbols.h"

static bool is_main(struct slice path)
{
	return slice_equal(path, SLICE("ledger/main.journal"));
}

/* The files that the books are made of, each with how often they are read: a network has one for every meeting. */
struct reading {
	const struct text_file *file;
	size_t times;
};

struct readings {
	struct symbols *paths;
	struct reading *items; /* by symbol of `paths` */
};

static struct readings read_which(struct arena *arena, const struct journal *journal)
{
	struct readings readings = {symbols_new(), arena_new_array(arena, struct reading, journal->file_count)};
	for (size_t i = 0; i < journal->file_count; i++) {
		struct reading *reading = &readings.items[symbols_intern(readings.paths, journal->files[i]->path)];
		reading->file = journal->files[i];
		reading->times++;
	}
	return readings;
}

static size_t count_reads(const struct readings *readings, struct slice path)
{
	uint32_t symbol = symbols_find(readings->paths, path);
	return symbol == SYMBOL_NONE ? 0 : readings->items[symbol].times;
}

static void judge_bank_file(struct bank_check *check, const struct readings *readings, const struct source_entry *entry)
{
	const struct text_file *file;
	bool is_journal = slice_starts_with(entry->path, SLICE("ledger/bank/")) &&
			  slice_ends_with(entry->path, SLICE(".journal")) && entry->kind == SOURCE_FILE;
	if (is_journal && count_reads(readings, entry->path) == 0) {
		source_read(check->model->source, entry->path, &file);
		symbols_intern(check->model->doubtful_journals, entry->path);
		findings_add(check->findings, FINDING_LEDGER_FILE_LEFT_OUT, location_of_file(file),
			     slice_from(entry->path, sizeof "ledger/" - 1));
	}
}

static void judge_generated(struct bank_check *check, const struct readings *readings,
			    const struct text_file *main_file)
{
	bool is_applied = check->model->seals.count > 0;
	if (is_applied && count_reads(readings, SLICE("ledger/generated.journal")) == 0) {
		findings_add(check->findings, FINDING_LEDGER_FILE_LEFT_OUT, location_of_file(main_file),
			     SLICE("generated.journal"));
	}
}

static void judge_files(struct bank_check *check, const struct readings *readings)
{
	struct slice generated = SLICE("ledger/generated.journal");
	bool is_generated_repeated = count_reads(readings, generated) > 1;
	for (uint32_t i = 0; i < symbols_count(readings->paths); i++) {
		const struct text_file *file = readings->items[i].file;
		if (!is_generated_journal(file->path)) {
			findings_add_controls(check->findings, file);
		}
		/* Those it includes are repeated with it: one cause. */
		bool is_consequence =
		    is_generated_repeated && is_generated_journal(file->path) && !slice_equal(file->path, generated);
		if (readings->items[i].times > 1 && !is_consequence) {
			findings_add(check->findings, FINDING_LEDGER_FILE_REPEATED, location_of_file(file),
				     slice_from(file->path, sizeof "ledger/" - 1));
		}
	}
}

static void miss_declaration(struct bank_check *check, const struct text_file *main_file, struct slice line)
{
	findings_add(check->findings, FINDING_LEDGER_DECLARATION_MISSING, location_of_file(main_file), line);
}

static bool has_type(const struct journal *journal, struct slice account)
{
	for (size_t i = 0; i < journal->declared_account_count; i++) {
		const struct declared_account *declared = &journal->declared_accounts[i];
		if (declared->type != '\0' && slice_equal(journal_account(journal, declared->account), account)) {
			return true;
		}
	}
	return false;
}

/* The types of Assets and Equity follow from their names. */
static void judge_declarations(struct bank_check *check, const struct text_file *main_file)
{
	static const char *const roots[] = {"Budget", "Due", "Funds"};
	if (check->journal->declared_commodity_count == 0) {
		struct slice currency = check->model->style.currency;
		miss_declaration(check, main_file,
				 arena_format(check->arena, "commodity 1000.00 %.*s", SLICE_ARGUMENTS(currency)));
	}
	for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
		if (!has_type(check->journal, slice_of(roots[i]))) {
			struct slice line = arena_format(check->arena, "account %s  ; type: L", roots[i]);
			miss_declaration(check, main_file, line);
		}
	}
}

void judge_inclusion(struct bank_check *check)
{
	struct source_list files = {NULL, 0};
	const struct text_file *main_file;
	enum source_kind kind = source_read(check->model->source, SLICE("ledger/main.journal"), &main_file);
	bool has_main = check->journal->file_count > 0 && is_main(check->journal->files[0]->path);
	bool is_main_doubtful = symbols_find(check->model->doubtful_journals, main_file->path) != SYMBOL_NONE;
	if (is_main_doubtful || (!has_main && kind != SOURCE_MISSING)) {
		return; /* why it is not read in full is told */
	}
	struct readings readings = read_which(check->arena, check->journal);
	/* A folder that cannot be listed is said where the journals are read. */
	if (source_list(check->model->source, SLICE("ledger/bank"), &files) == NULL) {
		for (size_t i = 0; i < files.count; i++) {
			judge_bank_file(check, &readings, &files.entries[i]);
		}
	}
	if (has_main) { /* without one nothing is left out but what the bank's journals say */
		judge_generated(check, &readings, main_file);
		judge_files(check, &readings);
	}
	if (has_main && check->journal->transaction_count > 0) {
		judge_declarations(check, main_file);
	}
	symbols_free(readings.paths);
}
