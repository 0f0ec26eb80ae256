#include "source/environment.h"

static struct git_environment current;

void git_environment_set(const struct git_environment *environment)
{
	current = *environment;
}

const struct git_environment *git_environment(void)
{
	return &current;
}
