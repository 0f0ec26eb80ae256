/* souci report: the reports that are committed beside the network, and the proof that they are what the files give. */
#include "command/language.h"
#include "command/report_run.h"
#include "report/publication.h"
#include "report/receipts.h"
#include "source/replace.h"
#include "text/escape.h"
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

/* What stands in reports/ beside what the reports give. */
struct comparison {
	struct list changes; /* struct file_change: what differs, and pages of circles that are no more */
	struct list foreign; /* struct slice: paths of what somebody else put there */
};

static bool is_given(struct list files, struct slice path)
{
	for (size_t i = 0; i < files.count; i++) {
		if (slice_equal(LIST_AT(files, struct generated_file, i).path, path)) {
			return true;
		}
	}
	return false;
}

static bool is_page_of_ours(struct source *source, struct slice path)
{
	const struct text_file *file;
	return slice_starts_with(path, SLICE("reports/circles/")) && source_read(source, path, &file) == SOURCE_FILE &&
	       slice_contains(file->bytes, SLICE("<meta name=\"generator\" content=\"souci\">"));
}

/* Files below reports/ that no report gives. */
static void add_leftovers(const struct network_input *input, struct source_list standing, struct list files,
			  struct comparison *comparison)
{
	for (size_t i = 0; i < standing.count; i++) {
		struct slice path = standing.entries[i].path;
		if (standing.entries[i].kind == SOURCE_FOLDER || is_given(files, path)) {
			continue;
		}
		if (is_page_of_ours(input->source, path)) {
			LIST_AT(comparison->changes, struct file_change, comparison->changes.count++) =
			    (struct file_change){path, SLICE(""), true};
		} else {
			LIST_AT(comparison->foreign, struct slice, comparison->foreign.count++) = path;
		}
	}
}

static const struct failure *compare(const struct network_input *input, struct list files,
				     struct comparison *comparison)
{
	struct arena *arena = input->snapshot->arena;
	struct source_list standing = {NULL, 0};
	const struct failure *failure = source_list(input->source, SLICE("reports"), &standing);
	if (failure != NULL) {
		return failure;
	}
	comparison->changes.items = arena_new_array(arena, struct file_change, files.count + standing.count);
	comparison->foreign.items = arena_new_array(arena, struct slice, standing.count);
	for (size_t i = 0; i < files.count; i++) {
		const struct generated_file *file = &LIST_AT(files, struct generated_file, i);
		const struct text_file *found;
		bool is_same = source_read(input->source, file->path, &found) == SOURCE_FILE &&
			       slice_equal(found->bytes, file->bytes);
		if (!is_same) {
			LIST_AT(comparison->changes, struct file_change, comparison->changes.count++) =
			    (struct file_change){file->path, file->bytes, false};
		}
	}
	add_leftovers(input, standing, files, comparison);
	return NULL;
}

static void say_differences(struct run *run, const struct comparison *comparison, size_t total)
{
	for (size_t i = 0; i < comparison->changes.count; i++) {
		const struct file_change *change = &LIST_AT(comparison->changes, struct file_change, i);
		buffer_format(&run->output, "%.*s: %s\n", SLICE_ARGUMENTS(change->path),
			      change->is_removed ? _("no report gives this file")
						 : _("differs from what the files give"));
	}
	for (size_t i = 0; i < comparison->foreign.count; i++) {
		struct slice path = escape_for_terminal(run->arena, LIST_AT(comparison->foreign, struct slice, i));
		buffer_format(&run->output, "%.*s: %s\n", SLICE_ARGUMENTS(path),
			      _("somebody else's file: nothing is proved of it"));
	}
	if (comparison->changes.count == 0) {
		buffer_format(&run->output, _("All %zu reports are what the files give.\n"), total);
	} else {
		run->exit_code = EXIT_CODE_FINDINGS;
	}
}

static void say_changes(struct run *run, const struct comparison *comparison, size_t total)
{
	size_t removed = 0;
	for (size_t i = 0; i < comparison->changes.count; i++) {
		removed += LIST_AT(comparison->changes, struct file_change, i).is_removed;
	}
	buffer_format(&run->output, _("Reports written: %zu of %zu.\n"), comparison->changes.count - removed, total);
	if (removed > 0) {
		buffer_format(&run->output, _("Reports removed: %zu.\n"), removed);
	}
}

static const struct failure *publish(struct run *run, const struct network_input *input, const struct fold *fold)
{
	const struct report_options *options = run->options;
	struct list receipts = receipts_read(run->arena, input->snapshot->hand_written);
	struct subject_source source = {fold, receipts.items, receipts.count, report_day(input, fold)};
	struct list files = {NULL, 0};
	struct comparison comparison = {{NULL, 0}, {NULL, 0}};
	const char *language = language_choices[input->snapshot->model->language].name;
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
		failure = compare(input, files, &comparison);
	}
	if (failure == NULL && options->verify) {
		say_differences(run, &comparison, files.count);
	} else if (failure == NULL) {
		failure = replace_files(slice_of(input->root), comparison.changes.items, comparison.changes.count);
		say_changes(run, &comparison, files.count);
	}
	return failure;
}

static const struct failure *run_publication(struct run *run)
{
	const struct report_options *options = run->options;
	struct network_input input;
	const struct failure *failure = options->verify ? NULL : run_refuse_source(run);
	if (failure != NULL) {
		return failure;
	}
	failure = network_input_read(run, &input);
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
	   "unless --names is given. Other files in reports/ are left alone. --today writes them as of a day.\n"
	   "\n"
	   "Examples\n"
	   "  souci report\n"
	   "  souci report --verify\n"
	   "  souci report --verify --at v2024"),
    .output = OUTPUT_PROSE,
    .options = &report_option_group,
    .run = run_publication,
};
