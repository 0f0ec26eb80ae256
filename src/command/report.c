/* souci report: the reports that are committed beside the network, and the proof that they are what the files give. */
#include "command/language.h"
#include "command/network_input.h"
#include "report/publication.h"
#include "report/receipts.h"
#include "source/replace.h"
#include "text/translate.h"

struct report_options {
	bool verify;
	bool names;
};

static const struct option report_options[] = {
    {"verify", 0, OPTION_FLAG, NULL, NULL, N_("write nothing; say which reports are not what the files give"),
     offsetof(struct report_options, verify)},
    {"names", 0, OPTION_FLAG, NULL, NULL, N_("show people's names instead of their ids"),
     offsetof(struct report_options, names)},
    {.name = NULL},
};

static const struct option_group report_option_group = {N_("Options of report"), report_options,
							sizeof(struct report_options)};

/* What is committed is public for ever: people are shown by their ids unless names are asked for (design, “Privacy”).
 */
static void hide_names(struct model *model)
{
	for (size_t i = 0; i < model->parties.count; i++) {
		struct party *party = LIST_AT(model->parties, struct party *, i);
		party->name = party->is_person ? SLICE("") : party->name;
	}
}

/* Files below reports/ that no report gives any more. */
static const struct failure *add_leftovers(const struct network_input *input, struct list files, struct list *changes)
{
	struct source_list standing = {NULL, 0};
	const struct failure *failure = source_list(input->source, SLICE("reports"), &standing);
	struct file_change *all =
	    arena_new_array(input->snapshot->arena, struct file_change, changes->count + standing.count);
	for (size_t i = 0; i < changes->count; i++) {
		all[i] = LIST_AT(*changes, struct file_change, i);
	}
	changes->items = all;
	for (size_t i = 0; failure == NULL && i < standing.count; i++) {
		bool is_given = standing.entries[i].kind == SOURCE_FOLDER;
		for (size_t j = 0; !is_given && j < files.count; j++) {
			is_given = slice_equal(LIST_AT(files, struct generated_file, j).path, standing.entries[i].path);
		}
		if (!is_given) {
			all[changes->count++] = (struct file_change){standing.entries[i].path, SLICE(""), true};
		}
	}
	return failure;
}

/* What stands in reports/ and is not what it should be. */
static const struct failure *compare(const struct network_input *input, struct list files, struct list *changes)
{
	*changes = (struct list){arena_new_array(input->snapshot->arena, struct file_change, files.count), 0};
	for (size_t i = 0; i < files.count; i++) {
		const struct generated_file *file = &LIST_AT(files, struct generated_file, i);
		const struct text_file *standing;
		bool is_same = source_read(input->source, file->path, &standing) == SOURCE_FILE &&
			       slice_equal(standing->bytes, file->bytes);
		if (!is_same) {
			LIST_AT(*changes, struct file_change, changes->count++) =
			    (struct file_change){file->path, file->bytes, false};
		}
	}
	return add_leftovers(input, files, changes);
}

static void say_differences(struct run *run, struct list changes, size_t total)
{
	for (size_t i = 0; i < changes.count; i++) {
		const struct file_change *change = &LIST_AT(changes, struct file_change, i);
		buffer_format(&run->output, "%.*s: %s\n", SLICE_ARGUMENTS(change->path),
			      change->is_removed ? _("no report gives this file")
						 : _("differs from what the files give"));
	}
	if (changes.count == 0) {
		buffer_format(&run->output, _("All %zu reports are what the files give.\n"), total);
	} else {
		run->exit_code = EXIT_CODE_FINDINGS;
	}
}

static const struct failure *publish(struct run *run, const struct network_input *input, const struct fold *fold)
{
	const struct report_options *options = run->options;
	const struct network *network = input->snapshot->model->network;
	struct list receipts = receipts_read(run->arena, input->snapshot->hand_written);
	struct subject_source source = {fold, receipts.items, receipts.count, fold->latest};
	struct list files = {NULL, 0};
	struct list changes = {NULL, 0};
	const char *language = network != NULL && network->language == LANGUAGE_FRENCH ? "fr" : "en";
	const char *of_user = language_in_use();
	const struct failure *failure = language_set(language);
	if (!options->names) {
		hide_names(input->snapshot->model);
	}
	if (failure == NULL) {
		failure = publication_make(run->arena, source, language, &files);
		language_set(of_user);
	}
	if (failure == NULL) {
		failure = compare(input, files, &changes);
	}
	if (failure == NULL && options->verify) {
		say_differences(run, changes, files.count);
	} else if (failure == NULL) {
		failure = replace_files(slice_of(input->root), changes.items, changes.count);
		buffer_format(&run->output, _("Reports written: %zu of %zu.\n"), changes.count, files.count);
	}
	return failure;
}

static const struct failure *run_publication(struct run *run)
{
	const struct report_options *options = run->options;
	struct network_input input;
	if (run->general.at.size > 0 && !options->verify) {
		return failure_new(_("report writes from the files as they are; --at goes with --verify"));
	}
	const struct failure *failure = network_input_read(run, false, &input);
	if (failure == NULL) {
		snapshot_check(input.snapshot);
	}
	if (failure == NULL && !run_is_stopped_by(run, input.findings)) {
		struct fold *fold = snapshot_fold(input.snapshot, input.until);
		failure = publish(run, &input, fold);
		fold_free(fold);
	}
	network_input_release(&input);
	return failure;
}

const struct command report_command = {
    .name = "report",
    .summary = N_("write the reports into reports/, or prove them"),
    .arguments = "",
    .help =
	N_("Writes budget, circles, contributions, decisions, dues, funds, mandates, members and rules as text, CSV, "
	   "JSON and "
	   "HTML, and a page for each circle, in the network's language. The same files give the same bytes, on any "
	   "machine, so that anyone can prove a report by making it again: --verify. People are shown by their ids "
	   "unless --names is given.\n"
	   "\n"
	   "Examples\n"
	   "  souci report\n"
	   "  souci report --verify\n"
	   "  souci report --verify --at v2024"),
    .output = OUTPUT_PROSE,
    .options = &report_option_group,
    .run = run_publication,
};
