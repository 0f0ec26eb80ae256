#include "command/journal_input.h"

#include "journal/loader.h"

#include <stdlib.h>

static const struct failure *open_source(const struct run *run, struct source **source)
{
	char *root = NULL;
	const struct failure *failure = source_find_root(SLICE("."), &root);
	if (failure != NULL) {
		return failure;
	}
	struct date ignored;
	bool is_revision = run->general.at.size > 0 && !date_parse(run->general.at, &ignored);
	failure = is_revision ? source_open_revision(slice_of(root), run->general.at, source)
			      : source_open_folder(slice_of(root), source);
	free(root);
	return failure;
}

const struct failure *journal_input_read(const struct run *run, const struct journal_options *options,
					 struct journal_input *input)
{
	const struct slice main_journal = SLICE("ledger/main.journal");
	const struct slice *paths = run->general.files.items;
	size_t count = run->general.files.count;
	*input = (struct journal_input){.findings = findings_new()};
	if (count > 0) {
		input->loader = journal_loader_from_disk(slice_of(getenv("HOME")));
	} else {
		const struct failure *failure = open_source(run, &input->source);
		if (failure != NULL) {
			return failure;
		}
		input->loader = journal_loader_from_source(input->source);
		paths = &main_journal;
		count = 1;
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
