/* souci blame: which commit, whose, each field of a record or entry of a journal comes from. */
#include "report/blame.h"

#include "command/file_argument.h"
#include "command/origin_input.h"
#include "record/record.h"
#include "report/target.h"
#include "text/translate.h"

#include <string.h>

/* What is asked about: a file, or one record in it. */
struct blamed {
	const struct text_file *file;
	struct location record;
	bool is_record;
};

static const struct failure *find_record(const struct run *run, const struct network_input *input,
					 struct blamed *blamed)
{
	struct target target;
	const struct failure *failure = target_find(input->snapshot->model, run->arguments[0], &target);
	if (failure != NULL) {
		return failure;
	}
	if (target.entry->record == NULL) {
		return failure_new(_("nothing is written about %.*s: there is no %.*s"),
				   SLICE_ARGUMENTS(run->arguments[0]), SLICE_ARGUMENTS(target.entry->file->path));
	}
	blamed->record = record_location(target.entry->record);
	blamed->is_record = true;
	source_read(input->source, target.entry->file->path, &blamed->file);
	return NULL;
}

static const struct failure *refuse(struct slice word, enum source_kind kind)
{
	switch (kind) {
	case SOURCE_FILE:
		return failure_new(_("%.*s is neither a file of records (.rec) nor a journal (.journal)"),
				   SLICE_ARGUMENTS(word));
	case SOURCE_FOLDER: return failure_new(_("%.*s is a folder; name one of its files"), SLICE_ARGUMENTS(word));
	case SOURCE_MISSING: return failure_new(_("there is no file %.*s"), SLICE_ARGUMENTS(word));
	default: return failure_new(_("%.*s cannot be read: it is not an ordinary file"), SLICE_ARGUMENTS(word));
	}
}

/* A word that ends like a file is one; any other is what records have for an id, or else a mistaken file. */
static const struct failure *find_blamed(const struct run *run, const struct network_input *input,
					 struct blamed *blamed)
{
	struct slice word = run->arguments[0];
	enum source_kind kind = SOURCE_MISSING;
	const struct failure *unknown = blame_knows(word) ? NULL : find_record(run, input, blamed);
	if (unknown == NULL && blamed->is_record) {
		return NULL;
	}
	const struct failure *outside =
	    file_argument_find(run->arena, input->root, input->source, word, &kind, &blamed->file);
	if (unknown != NULL) {
		/* What is no file either was meant to be an id. */
		return outside != NULL || kind == SOURCE_MISSING ? find_record(run, input, blamed) : refuse(word, kind);
	}
	if (outside != NULL || kind != SOURCE_FILE) {
		return outside != NULL ? outside : refuse(word, kind);
	}
	if (memchr(blamed->file->bytes.data, '\0', blamed->file->bytes.size) != NULL) {
		return failure_new(_("%.*s is not text"), SLICE_ARGUMENTS(word));
	}
	return NULL;
}

static const struct failure *show(struct run *run, const struct network_input *input, struct origins *origins)
{
	struct blamed blamed = {NULL, {NULL, 0, 0}, false};
	const struct failure *failure = find_blamed(run, input, &blamed);
	if (failure == NULL) {
		origins_ask(origins, blamed.file->path, blamed.file->bytes, false);
		failure = origins_find(origins);
	}
	if (failure == NULL) {
		struct fold *fold = snapshot_fold(input->snapshot, input->until);
		struct table *table =
		    blame_report(fold, origins, blamed.file, blamed.is_record ? &blamed.record : NULL);
		run_add_table(run, table);
		table_free(table);
		fold_free(fold);
	}
	return failure;
}

static const struct failure *run_blame(struct run *run)
{
	struct origin_input input;
	const struct failure *failure = origin_input_read(run, &input);
	if (failure == NULL && !origins_are_known(input.origins)) {
		failure =
		    failure_new(_("%s is not in a git repository: nothing tells who wrote what"), input.network.root);
	}
	if (failure == NULL) {
		failure = show(run, &input.network, input.origins);
	}
	origin_input_release(&input);
	return failure;
}

const struct command blame_command = {
    .name = "blame",
    .summary = N_("show which commit each field of a record comes from"),
    .arguments = "FILE|DECISION",
    .help = N_("For each field of the records in a file, or each entry of a journal: the commit it comes from, its "
	       "author and date, and the decision it comes from or pays. Instead of a file, the id of a decision "
	       "(circle/date/number), contribution (person/date), meeting, fund, action, circle or person shows that "
	       "record; where several have the same id, say which as in fund:feder-2024. What moved within a file, or "
	       "with it when it was renamed, keeps its commit. Lines that are not committed say so; ^ marks a commit "
	       "before which the history is not here (a shallow clone).\n"
	       "\n"
	       "Examples\n"
	       "  souci blame circles/littoral/meetings/2024-02-22.rec\n"
	       "  souci blame littoral/2024-02-22/10\n"
	       "  souci blame ledger/bank/2024.journal --format csv\n"
	       "  souci blame feder-2024 --at v1"),
    .arguments_least = 1,
    .arguments_most = 1,
    .output = OUTPUT_TABLE,
    .run = run_blame,
};
