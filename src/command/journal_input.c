#include "command/journal_input.h"

#include "command/network_input.h"
#include "decision/books.h"
#include "decision/generate.h"
#include "journal/loader.h"
#include "text/translate.h"

#include <stdlib.h>

/* A ledger whose generated.journal is not there yet, before the first apply, is read as if it were empty. */
struct ledger_loader {
	struct journal_loader loader; /* what is given out */
	struct journal_loader *below; /* reads the source */
	struct source *source;
	struct text_file generated;
};

/* Whether there is none of the journals that generated.journal lists. */
static bool is_before_first_apply(struct ledger_loader *ledger)
{
	const struct text_file *file;
	struct source_list journals = {NULL, 0};
	return source_read(ledger->source, ledger->generated.path, &file) == SOURCE_MISSING &&
	       source_list(ledger->source, SLICE("ledger/circles"), &journals) == NULL && journals.count == 0;
}

static const struct text_file *load_ledger(void *context, struct slice path, struct slice *reason)
{
	struct ledger_loader *ledger = context;
	const struct text_file *file = ledger->below->load(ledger->below->context, path, reason);
	if (file == NULL && slice_equal(path, ledger->generated.path) && is_before_first_apply(ledger)) {
		return &ledger->generated;
	}
	if (file != NULL && file->bytes.size == 0 && is_generated_journal(path)) {
		*reason = SLICE("it is empty, which souci apply never leaves it");
		return NULL;
	}
	return file;
}

static size_t list_ledger(void *context, struct slice pattern, struct slice **paths)
{
	struct ledger_loader *ledger = context;
	return ledger->below->list(ledger->below->context, pattern, paths);
}

static void release_ledger(void *context)
{
	struct ledger_loader *ledger = context;
	journal_loader_free(ledger->below);
}

static struct journal_loader *ledger_loader_new(struct arena *arena, struct source *source)
{
	struct ledger_loader *ledger = arena_new_object(arena, struct ledger_loader);
	ledger->below = journal_loader_from_source(source);
	ledger->source = source;
	ledger->generated = (struct text_file){SLICE("ledger/generated.journal"), SLICE("")};
	ledger->loader = (struct journal_loader){
	    .load = load_ledger, .list = list_ledger, .release = release_ledger, .context = ledger, .is_rooted = true};
	return &ledger->loader;
}

/* Without main.journal the bank's journals would be left out in silence. */
static const struct failure *require_main(struct source *source)
{
	const struct text_file *file;
	struct source_list bank = {NULL, 0};
	if (source_read(source, SLICE("ledger/main.journal"), &file) != SOURCE_MISSING) {
		return NULL;
	}
	const struct failure *failure = source_list(source, SLICE("ledger/bank"), &bank);
	return failure == NULL && bank.count > 0
		   ? failure_new(_("ledger/main.journal is missing: nothing includes the journals of ledger/bank"))
		   : failure;
}

/* The network's ledger: ledger/main.journal, whose absence is a ledger without entries. */
static const struct failure *open_ledger(const struct run *run, struct journal_input *input, struct slice *path,
					 size_t *count)
{
	char *root = NULL;
	const struct failure *failure = run_open_source(run, &root, &input->source);
	free(root);
	if (failure == NULL) {
		failure = require_main(input->source);
	}
	if (failure != NULL) {
		return failure;
	}
	input->loader = ledger_loader_new(run->arena, input->source);
	*path = books_main_path(input->source);
	*count = path->size > 0 ? 1 : 0;
	return NULL;
}

const struct failure *journal_input_read(const struct run *run, const struct journal_options *options,
					 struct journal_input *input)
{
	struct slice ledger = SLICE("");
	const struct slice *paths = run->general.files.items;
	size_t count = run->general.files.count;
	*input = (struct journal_input){.findings = findings_new()};
	if (count > 0) {
		input->loader = journal_loader_from_disk(slice_of(getenv("HOME")));
	} else {
		const struct failure *failure = open_ledger(run, input, &ledger, &count);
		if (failure != NULL) {
			return failure;
		}
		paths = &ledger;
	}
	input->journal = journal_read(input->loader, paths, count, options, input->findings);
	return input->source == NULL ? NULL : source_damage(input->source);
}

void journal_input_release(struct journal_input *input)
{
	journal_free(input->journal);
	journal_loader_free(input->loader);
	findings_free(input->findings);
	source_free(input->source);
}
