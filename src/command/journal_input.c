#include "command/journal_input.h"

#include "command/network_input.h"
#include "decision/books.h"
#include "journal/loader.h"

#include <stdlib.h>

/* The network's ledger: ledger/main.journal, whose absence is a ledger without entries. */
static const struct failure *open_ledger(const struct run *run, struct journal_input *input, struct slice *path,
					 size_t *count)
{
	char *root = NULL;
	struct date until;
	const struct failure *failure = run_open_source(run, false, &root, &input->source, &until);
	free(root);
	if (failure != NULL) {
		return failure;
	}
	input->loader = journal_loader_from_source(input->source);
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
	return NULL;
}

void journal_input_release(struct journal_input *input)
{
	journal_free(input->journal);
	journal_loader_free(input->loader);
	findings_free(input->findings);
	source_free(input->source);
}
