#include "command/network_input.h"

#include <stdlib.h>

static const struct failure *open_source(const struct run *run, bool is_staged, struct network_input *input)
{
	struct slice root = slice_of(input->root);
	if (is_staged) {
		return source_open_index(root, &input->source);
	}
	if (run->general.at.size > 0 && !date_parse(run->general.at, &input->until)) {
		return source_open_revision(root, run->general.at, &input->source);
	}
	return source_open_folder(root, &input->source);
}

const struct failure *network_input_read(const struct run *run, bool is_staged, struct network_input *input)
{
	*input = (struct network_input){.findings = findings_new(), .until = DATE_MAXIMUM};
	const struct failure *failure = source_find_root(SLICE("."), &input->root);
	if (failure == NULL) {
		failure = open_source(run, is_staged, input);
	}
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
