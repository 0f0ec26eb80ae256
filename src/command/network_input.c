#include "command/network_input.h"

#include <stdlib.h>

const struct failure *run_open_source(const struct run *run, bool is_staged, char **root, struct source **source,
				      struct date *until)
{
	const struct failure *failure = source_find_root(SLICE("."), root);
	bool is_day = date_parse(run->general.at, until);
	*until = is_day ? *until : DATE_MAXIMUM;
	if (failure != NULL && run->general.at.size > 0 && !is_day) { /* a bare repository has revisions and no files */
		*root = realpath(".", NULL);
		failure = *root == NULL ? failure_from_errno("cannot open the folder") : NULL;
	}
	if (failure != NULL) {
		return failure;
	}
	if (is_staged) {
		return source_open_index(slice_of(*root), getenv("GIT_INDEX_FILE"), source);
	}
	if (run->general.at.size > 0 && !is_day) {
		return source_open_revision(slice_of(*root), run->general.at, source);
	}
	return source_open_folder(slice_of(*root), source);
}

const struct failure *network_input_read(const struct run *run, bool is_staged, struct network_input *input)
{
	*input = (struct network_input){.findings = findings_new()};
	const struct failure *failure = run_open_source(run, is_staged, &input->root, &input->source, &input->until);
	if (failure == NULL) {
		failure = snapshot_read(input->source, input->findings, &input->snapshot);
	}
	return failure;
}

void network_input_release(struct network_input *input)
{
	snapshot_free(input->snapshot);
	findings_free(input->findings);
	source_free(input->source);
	free(input->root);
}
