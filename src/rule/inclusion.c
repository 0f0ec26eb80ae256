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

static bool is_bank_journal(const struct source_entry *entry)
{
	return slice_starts_with(entry->path, SLICE("ledger/bank/")) &&
	       slice_ends_with(entry->path, SLICE(".journal")) && entry->kind == SOURCE_FILE;
}

/* The paths (struct slice) of the bank's journals that are not read, with room for one more. A folder that cannot be
 * listed is said where the journals are read. */
static struct list bank_left_out(const struct model *model, const struct readings *readings)
{
	struct source_list files = {NULL, 0};
	bool is_listed = source_list(model->source, SLICE("ledger/bank"), &files) == NULL;
	struct list left_out = {arena_new_array(model->arena, struct slice, is_listed ? files.count + 1 : 1), 0};
	for (size_t i = 0; is_listed && i < files.count; i++) {
		if (is_bank_journal(&files.entries[i]) && count_reads(readings, files.entries[i].path) == 0) {
			LIST_AT(left_out, struct slice, left_out.count++) = files.entries[i].path;
		}
	}
	return left_out;
}

/* Whether the main journal is read, or is not there: else it is told why it is not read in full. */
static bool can_be_judged(const struct model *model, const struct journal *journal, bool *has_main)
{
	const struct text_file *main_file;
	enum source_kind kind = source_read(model->source, SLICE("ledger/main.journal"), &main_file);
	*has_main = journal->file_count > 0 && is_main(journal->files[0]->path);
	return (*has_main || kind == SOURCE_MISSING) &&
	       symbols_find(model->doubtful_journals, SLICE("ledger/main.journal")) == SYMBOL_NONE;
}

void inclusion_doubt_left_out(struct model *model, const struct journal *journal)
{
	bool has_main = false;
	if (!can_be_judged(model, journal, &has_main)) {
		return;
	}
	struct readings readings = read_which(model->arena, journal);
	struct list left_out = bank_left_out(model, &readings);
	for (size_t i = 0; i < left_out.count; i++) {
		symbols_intern(model->doubtful_journals, LIST_AT(left_out, struct slice, i));
	}
	symbols_free(readings.paths);
}

/* Of one file of the bank it is said there; of several, and of the generated ones, where they should be included. */
static void judge_left_out(struct bank_check *check, const struct readings *readings, bool has_main)
{
	struct list left_out = bank_left_out(check->model, readings);
	bool is_alone = left_out.count == 1;
	/* Without a main journal nothing is left out but what the bank's journals say. */
	if (has_main && check->model->seals.count > 0 &&
	    count_reads(readings, SLICE("ledger/generated.journal")) == 0) {
		LIST_AT(left_out, struct slice, left_out.count++) = SLICE("ledger/generated.journal");
		is_alone = false;
	}
	if (left_out.count == 0) {
		return;
	}
	const struct text_file *file;
	source_read(check->model->source, is_alone ? LIST_AT(left_out, struct slice, 0) : SLICE("ledger/main.journal"),
		    &file);
	for (size_t i = 0; i < left_out.count; i++) {
		struct slice *path = &LIST_AT(left_out, struct slice, i);
		*path = slice_from(*path, sizeof "ledger/" - 1);
	}
	findings_add(check->findings, FINDING_LEDGER_FILE_LEFT_OUT, location_of_file(file),
		     arena_join(check->arena, left_out.items, left_out.count, SLICE(", ")),
		     left_out.count > 1 ? arena_join(check->arena, left_out.items, left_out.count, SLICE(" · include "))
					: SLICE(""));
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
	bool has_main = false;
	if (!can_be_judged(check->model, check->journal, &has_main)) {
		return;
	}
	struct readings readings = read_which(check->arena, check->journal);
	judge_left_out(check, &readings, has_main);
	if (has_main) {
		judge_files(check, &readings);
	}
	if (has_main && check->journal->transaction_count > 0) {
		judge_declarations(check, check->journal->files[0]);
	}
	symbols_free(readings.paths);
}
