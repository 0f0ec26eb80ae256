#include "history/balance_history.h"

#include "history/blobs.h"
#include "history/plain_journal.h"
#include "journal/loader.h"
#include "text/memory.h"
#include "text/symbols.h"

#include <stdlib.h>
#include <string.h>

enum { INCLUDES_NESTED_MAXIMUM = 16 };

/* A file below ledger/ as the commit reached has it. */
struct ledger_file {
	git_oid id;
	uint32_t mode;  /* 0: it is not there */
	uint32_t times; /* how often the ledger includes it */
};

/* An entry that came or went. */
struct touch {
	uint32_t account;
	struct slice code;
	struct amount amount;
};

struct balance_history {
	git_repository *repository;          /* borrowed */
	const struct posting_sorter *sorter; /* borrowed; NULL: by account */
	struct walk_options options;
	git_oid tip;
	struct walk *walk;
	struct blobs *blobs;
	struct symbols *paths;
	struct symbols *accounts;
	struct symbols *commodities;
	struct ledger_file *files; /* by number of path */
	size_t file_count;
	size_t file_capacity;
	bool is_settled; /* `files` and `total` are those of the last commit, read as plain journals */
	struct balances total;
	struct arena *arena; /* of the step */
	struct balance_step step;

	/* While a commit is read. */
	struct balances delta;
	struct touch *touches;
	size_t touch_count;
	size_t touch_capacity;
	bool is_failing;   /* something is not plain, or too large */
	bool is_taken;     /* what is read goes away */
	bool is_gathering; /* touches are noted */
	struct slice path; /* of the file being read */
	unsigned depth;
	uint32_t times; /* how often what is read counts */
	const struct failure *failure;
};

static const struct slice ledger_folders[] = {{"ledger", sizeof "ledger" - 1}};

const struct failure *balance_history_new(git_repository *repository, const git_oid *tip, struct slice root,
					  const struct posting_sorter *sorter, struct balance_history **history)
{
	struct balance_history *made = memory_allocate_zeroed(1, sizeof *made);
	made->repository = repository;
	made->sorter = sorter;
	made->tip = *tip;
	made->paths = symbols_new();
	made->accounts = symbols_new();
	made->commodities = symbols_new();
	made->options = (struct walk_options){
	    .range = {.tips = &made->tip, .tip_count = 1},
	    .order = WALK_OLDEST_FIRST,
	    .is_first_parent = true,
	    .root = root,
	    .folders = ledger_folders,
	    .folder_count = 1,
	};
	const struct failure *failure = walk_new(repository, &made->options, &made->walk);
	if (failure == NULL) {
		failure = blobs_new(repository, &made->blobs);
	}
	if (failure != NULL) {
		balance_history_free(made);
		return failure;
	}
	*history = made;
	return NULL;
}

void balance_history_free(struct balance_history *history)
{
	if (history != NULL) {
		walk_free(history->walk);
		blobs_free(history->blobs);
		symbols_free(history->paths);
		symbols_free(history->accounts);
		symbols_free(history->commodities);
		free(history->files);
		free(history->touches);
		balances_release(&history->total);
		balances_release(&history->delta);
		arena_free(history->arena);
		free(history);
	}
}

/* ---- files ---- */

static struct ledger_file *file_at(struct balance_history *history, struct slice path)
{
	uint32_t number = symbols_intern(history->paths, path);
	while (history->file_count <= number) {
		history->files =
		    memory_grow(history->files, history->file_count, &history->file_capacity, sizeof *history->files);
		history->files[history->file_count++] = (struct ledger_file){.mode = 0};
	}
	return &history->files[number];
}

static bool is_regular(uint32_t mode)
{
	return mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE;
}

static struct slice read_blob(struct balance_history *history, const git_oid *id, uint32_t mode)
{
	struct slice bytes = SLICE("");
	if (mode != 0 && !is_regular(mode)) {
		history->is_failing = true;
	} else if (mode != 0 && history->failure == NULL) {
		history->failure = blobs_read(history->blobs, id, mode, &bytes);
	}
	return bytes;
}

/* ---- what a text holds ---- */

/* Under which name a posting is summed; empty: under none. */
static struct slice name_of(const struct balance_history *history, struct slice account, struct slice opposite)
{
	const struct posting_sorter *sorter = history->sorter;
	return sorter == NULL ? account : sorter->name(sorter->context, account, opposite);
}

static void take_posting(void *context, const struct plain_posting *posting)
{
	struct balance_history *history = context;
	struct slice name = name_of(history, posting->account, posting->opposite);
	struct amount added = {0, 0};
	struct amount times = {history->is_taken ? -(int128)history->times : (int128)history->times, 0};
	if (name.size == 0) {
		return;
	}
	uint32_t number = symbols_intern(history->accounts, name);
	if (!amount_multiply(posting->amount, times, &added) ||
	    !balances_add(&history->delta, number, symbols_intern(history->commodities, posting->commodity), &added)) {
		history->is_failing = true;
	}
	size_t slash = slice_find(posting->code, '/');
	if (history->is_gathering && slash < posting->code.size && slice_find_last(posting->code, '/') > slash) {
		history->touches = memory_grow(history->touches, history->touch_count, &history->touch_capacity,
					       sizeof *history->touches);
		history->touches[history->touch_count++] =
		    (struct touch){number, arena_copy(history->arena, posting->code), added};
	}
}

static void count_file(struct balance_history *history, struct slice path);

static void take_include(void *context, struct slice name)
{
	struct balance_history *history = context;
	size_t slash = slice_find_last(history->path, '/');
	struct slice folder = slash < history->path.size ? slice_part(history->path, 0, slash + 1) : SLICE("");
	count_file(history, arena_format(history->arena, "%.*s%.*s", SLICE_ARGUMENTS(folder), SLICE_ARGUMENTS(name)));
}

static void read_text(struct balance_history *history, struct slice path, struct slice text, bool is_taken,
		      uint32_t times)
{
	const struct plain_visitor visitor = {history, take_posting, take_include};
	struct slice outer_path = history->path;
	bool outer_taken = history->is_taken;
	uint32_t outer_times = history->times;
	history->path = path;
	history->is_taken = is_taken;
	history->times = times;
	if (!history->is_failing && history->failure == NULL && !plain_journal_read(text, &visitor)) {
		history->is_failing = true;
	}
	history->path = outer_path;
	history->is_taken = outer_taken;
	history->times = outer_times;
}

/* The ledger includes a file more often, or less often, than before. */
static void count_file(struct balance_history *history, struct slice path)
{
	struct ledger_file *file = file_at(history, path);
	uint32_t times = history->times;
	bool may_miss = slice_equal(path, SLICE("ledger/generated.journal"));
	uint64_t sum = (uint64_t)file->times + times;
	if (history->depth == INCLUDES_NESTED_MAXIMUM || (history->is_taken && file->times < times) ||
	    (!history->is_taken && file->mode == 0 && !may_miss) || sum > UINT16_MAX) {
		history->is_failing = true;
		return;
	}
	file->times = history->is_taken ? file->times - times : (uint32_t)sum;
	git_oid id = file->id;
	/* Reading another file may let go of the one that is being read. */
	struct slice bytes = arena_copy(history->arena, read_blob(history, &id, file->mode));
	history->depth++;
	read_text(history, path, bytes, history->is_taken, times);
	history->depth--;
}

/* ---- a commit ---- */

static bool is_journal_there(struct balance_history *history, struct slice path)
{
	return file_at(history, path)->mode != 0;
}

/* Of a changed file that the ledger includes, only what differs is read. */
static void read_change(struct balance_history *history, const struct tree_change *change, uint32_t times)
{
	struct slice before = read_blob(history, &change->before, change->before_mode);
	struct slice after = read_blob(history, &change->after, change->after_mode);
	if (history->failure != NULL || history->is_failing) {
		return;
	}
	plain_journal_cut(&before, &after);
	before = arena_copy(history->arena, before);
	after = arena_copy(history->arena, after);
	/* What comes is counted before what goes: a file that both include is never counted out. */
	read_text(history, change->path, after, false, times);
	read_text(history, change->path, before, true, times);
}

static bool misses_a_file(struct balance_history *history, const struct tree_changes *changes)
{
	for (size_t i = 0; i < changes->count; i++) {
		const struct ledger_file *file = file_at(history, changes->items[i].path);
		if (file->times > 0 && file->mode == 0) {
			return true;
		}
	}
	return false;
}

static void begin(struct balance_history *history, bool is_gathering)
{
	balances_release(&history->delta);
	history->delta = BALANCES_EMPTY;
	history->touch_count = 0;
	history->is_failing = false;
	history->is_gathering = is_gathering;
	history->is_taken = false;
	history->depth = 0;
	history->times = 1;
}

static bool changes_main(const struct tree_changes *changes)
{
	for (size_t i = 0; i < changes->count; i++) {
		const struct tree_change *change = &changes->items[i];
		if (slice_equal(change->path, SLICE("ledger/main.journal")) &&
		    (change->before_mode == 0 || change->after_mode == 0)) {
			return true;
		}
	}
	return false;
}

static bool read_changes(struct balance_history *history, const struct tree_changes *changes)
{
	/* As the first parent includes them: what is included from now on is read as it is now. */
	uint32_t *times = arena_new_array(history->arena, uint32_t, changes->count);
	for (size_t i = 0; i < changes->count; i++) {
		times[i] = file_at(history, changes->items[i].path)->times;
	}
	begin(history, true);
	for (size_t i = 0; i < changes->count; i++) {
		if (times[i] > 0) {
			read_change(history, &changes->items[i], times[i]);
		}
	}
	return !history->is_failing && !misses_a_file(history, changes);
}

/* `delta` holds all balances: leaves in it what they differ by from those known. */
static bool subtract_total(struct balance_history *history)
{
	for (uint32_t i = 0; i < history->total.cell_count; i++) {
		const struct balance_cell *cell = &history->total.cells[i];
		struct amount opposite = amount_negate(balance_cell_total(cell));
		if (!balances_add(&history->delta, cell->account, cell->commodity, &opposite)) {
			return false;
		}
	}
	return true;
}

static struct slice main_path(struct balance_history *history)
{
	struct slice hand_written = SLICE("ledger/main.journal");
	return is_journal_there(history, hand_written) ? hand_written : SLICE("ledger/generated.journal");
}

/* Reads the whole ledger as plain journals. */
static bool read_all_plainly(struct balance_history *history)
{
	begin(history, false);
	for (size_t i = 0; i < history->file_count; i++) {
		history->files[i].times = 0;
	}
	count_file(history, main_path(history));
	return !history->is_failing && history->failure == NULL && subtract_total(history);
}

static bool take_sum(struct balance_history *history, const struct journal *journal, struct slice name,
		     uint32_t commodity, const struct amount *sum)
{
	return balances_add(&history->delta, symbols_intern(history->accounts, name),
			    symbols_intern(history->commodities, journal_commodity(journal, commodity)), sum);
}

static bool take_balances(struct balance_history *history, const struct journal *journal)
{
	for (uint32_t i = 0; i < journal->balances.cell_count; i++) {
		const struct balance_cell *cell = &journal->balances.cells[i];
		struct amount total = balance_cell_total(cell);
		if (!take_sum(history, journal, journal_account(journal, cell->account), cell->commodity, &total)) {
			return false;
		}
	}
	return true;
}

static bool take_transactions(struct balance_history *history, const struct journal *journal)
{
	bool fits = true;
	for (size_t i = 0; i < journal->transaction_count; i++) {
		const struct transaction *transaction = journal->transactions[i];
		size_t count = transaction->posting_count;
		for (size_t j = 0; j < count && fits; j++) {
			const struct posting *posting = &transaction->postings[j];
			struct slice opposite =
			    count == 2 ? journal_account(journal, transaction->postings[1 - j].account) : SLICE("");
			struct slice name = name_of(history, journal_account(journal, posting->account), opposite);
			fits =
			    name.size == 0 || take_sum(history, journal, name, posting->commodity, &posting->quantity);
		}
	}
	return fits;
}

/* Reads the whole ledger as every other command does. */
static bool read_all(struct balance_history *history, const git_oid *tree)
{
	struct source *source = NULL;
	struct slice path = arena_format(history->arena, "%.*s%.*s", SLICE_ARGUMENTS(history->options.root),
					 SLICE_ARGUMENTS(main_path(history)));
	begin(history, false);
	if (!is_journal_there(history, main_path(history))) {
		return subtract_total(history);
	}
	history->failure = source_open_tree(history->repository, tree, &source);
	if (history->failure != NULL) {
		return false;
	}
	struct findings *findings = findings_new();
	struct journal_loader *loader = journal_loader_from_source(source);
	const struct journal_options options = {.is_folded = history->sorter == NULL};
	struct journal *journal = journal_read(loader, &path, 1, &options, findings);
	bool is_valid =
	    findings_count_from(findings, SEVERITY_ERROR) == 0 &&
	    (history->sorter == NULL ? take_balances(history, journal) : take_transactions(history, journal));
	journal_free(journal);
	journal_loader_free(loader);
	findings_free(findings);
	source_free(source);
	return is_valid && subtract_total(history);
}

static void note_files(struct balance_history *history, const struct tree_changes *changes)
{
	for (size_t i = 0; i < changes->count; i++) {
		struct ledger_file *file = file_at(history, changes->items[i].path);
		file->id = changes->items[i].after;
		file->mode = changes->items[i].after_mode;
	}
}

/* ---- what it did ---- */

/* Whether the entries of a decision on an account did not come as they went. */
static bool is_moved(const struct balance_history *history, const struct touch *by)
{
	struct amount sum = AMOUNT_ZERO;
	for (size_t i = 0; i < history->touch_count; i++) {
		const struct touch *touch = &history->touches[i];
		if (touch->account == by->account && slice_equal(touch->code, by->code) &&
		    !amount_add(sum, touch->amount, &sum)) {
			return true;
		}
	}
	return amount_sign(sum) != 0;
}

static struct slice decisions_of(struct balance_history *history, uint32_t account)
{
	struct slice *codes = arena_new_array(history->arena, struct slice, history->touch_count);
	size_t count = 0;
	for (size_t i = 0; i < history->touch_count; i++) {
		const struct touch *touch = &history->touches[i];
		bool is_known = count > 0 && slice_equal(codes[count - 1], touch->code);
		if (touch->account == account && !is_known && is_moved(history, touch)) {
			codes[count++] = touch->code;
		}
	}
	return count == 0 ? SLICE("") : arena_join(history->arena, codes, count, SLICE(" "));
}

static int compare_changes(const void *left, const void *right)
{
	const struct balance_change *a = left;
	const struct balance_change *b = right;
	int order = slice_compare(a->account, b->account);
	return order != 0 ? order : slice_compare(a->commodity, b->commodity);
}

static void tell_changes(struct balance_history *history)
{
	struct balance_change *changes =
	    arena_new_array(history->arena, struct balance_change, history->delta.cell_count);
	size_t count = 0;
	for (uint32_t i = 0; i < history->delta.cell_count; i++) {
		const struct balance_cell *cell = &history->delta.cells[i];
		struct amount change = balance_cell_total(cell);
		if (amount_sign(change) == 0) {
			continue;
		}
		if (!balances_add(&history->total, cell->account, cell->commodity, &change)) {
			history->step.is_readable = false;
			history->is_settled = false;
			return;
		}
		changes[count++] = (struct balance_change){
		    .account = symbols_name(history->accounts, cell->account),
		    .commodity = symbols_name(history->commodities, cell->commodity),
		    .value = balances_get(&history->total, cell->account, cell->commodity),
		    .change = change,
		    .decisions = decisions_of(history, cell->account),
		};
	}
	if (count > 1) {
		qsort(changes, count, sizeof *changes, compare_changes);
	}
	history->step.changes = changes;
	history->step.change_count = count;
}

static const struct failure *take_step(struct balance_history *history, const struct walked_commit *commit)
{
	const struct tree_changes *changes = &commit->changes;
	history->failure = NULL;
	history->step = (struct balance_step){.commit = commit};
	note_files(history, changes);
	bool is_known = history->is_settled && !changes_main(changes) && read_changes(history, changes);
	if (!is_known && history->failure == NULL) {
		is_known = read_all_plainly(history);
	}
	history->is_settled = is_known && history->failure == NULL;
	if (!is_known && history->failure == NULL) {
		is_known = read_all(history, &commit->text.tree);
	}
	history->step.is_readable = is_known;
	if (is_known && history->failure == NULL) {
		tell_changes(history);
	}
	return history->failure;
}

const struct failure *balance_history_next(struct balance_history *history, const struct balance_step **step)
{
	const struct walked_commit *commit = NULL;
	const struct failure *failure = NULL;
	*step = NULL;
	do {
		failure = walk_next(history->walk, &commit);
	} while (failure == NULL && commit != NULL && commit->changes.count == 0);
	arena_free(history->arena);
	history->arena = arena_new();
	if (failure == NULL && commit != NULL) {
		failure = take_step(history, commit);
	}
	if (failure == NULL && commit != NULL) {
		*step = &history->step;
	}
	return failure;
}

struct slice balance_history_nearest(const struct balance_history *history, struct slice word)
{
	uint32_t count = symbols_count(history->accounts);
	struct slice *names = memory_allocate_zeroed((size_t)count + 1, sizeof *names);
	for (uint32_t i = 0; i < count; i++) {
		names[i] = symbols_name(history->accounts, i);
	}
	size_t nearest = slice_nearest(word, names, count);
	struct slice name = nearest < count ? names[nearest] : SLICE("");
	free(names);
	return name;
}
