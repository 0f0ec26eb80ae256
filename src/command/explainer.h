/* Tables that `souci explain` knows. A new one is an explainer and its name in the list of explain.c. */
#ifndef SOUCI_COMMAND_EXPLAINER_H
#define SOUCI_COMMAND_EXPLAINER_H

#include "command/command.h"

struct explainer {
	size_t count; /* of rows */
	const char *(*id)(size_t row);
	void (*explain)(struct run *run, size_t row); /* adds to the output of the run */
};

extern const struct explainer finding_explainer;

#endif
