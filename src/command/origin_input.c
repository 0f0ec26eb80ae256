#include "command/origin_input.h"

const struct failure *origin_input_read(struct run *run, struct origin_input *input)
{
	input->origins = NULL;
	const struct failure *failure = network_input_read(run, &input->network);
	if (failure == NULL) {
		failure = origins_open(slice_of(input->network.root), run->revision, &input->origins);
	}
	return failure;
}

void origin_input_release(struct origin_input *input)
{
	origins_free(input->origins);
	network_input_release(&input->network);
}
