#include "command/origin_input.h"

const struct failure *origin_input_read(const struct run *run, bool is_staged, struct origin_input *input)
{
	input->origins = NULL;
	const struct failure *failure = network_input_read(run, is_staged, &input->network);
	bool is_revision = run->general.at.size > 0 && input->network.until.days == DATE_MAXIMUM.days;
	if (failure == NULL) {
		failure = origins_open(slice_of(input->network.root), is_revision ? run->general.at : SLICE(""),
				       &input->origins);
	}
	return failure;
}

void origin_input_release(struct origin_input *input)
{
	origins_free(input->origins);
	network_input_release(&input->network);
}
