#include "command/commits_input.h"

#include "command/network_input.h"

const struct failure *commits_input_open(const struct run *run, struct slice range, struct commits_input *input)
{
	*input = (struct commits_input){.root = SLICE("")};
	const struct failure *failure = repository_open(SLICE("."), &input->repository);
	if (failure == NULL) {
		failure = commit_range_read(run->arena, input->repository, range, &input->range);
	}
	return failure != NULL ? failure : run_find_prefix(run, input->repository, &input->root);
}

void commits_input_close(struct commits_input *input)
{
	repository_close(input->repository);
	input->repository = NULL;
}
