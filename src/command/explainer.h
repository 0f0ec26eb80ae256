/* Tables that `souci explain` knows. A new one is an explainer and its name in the list of explain.c. */
#ifndef SOUCI_COMMAND_EXPLAINER_H
#define SOUCI_COMMAND_EXPLAINER_H

#include "command/command.h"
#include "model/schema.h"

struct explainer {
	size_t (*count)(void);
	const char *(*id)(size_t row);
	const char *(*french)(size_t row);               /* its French name; NULL where there are none */
	bool (*is_named)(size_t row, struct slice name); /* by its id or another name */
	void (*explain)(struct run *run, size_t row);    /* adds to the output of the run */
};

extern const struct explainer finding_explainer;
extern const struct explainer kind_explainer;
extern const struct explainer rule_explainer;
extern const struct explainer record_explainer;
extern const struct explainer field_explainer;

/* Adds the name that is explained, with its French one when that differs (NULL: it has none). */
void explain_add_heading(struct run *run, const char *name, const char *french);

/* Adds a paragraph, and a blank line before it. */
void explain_add_paragraph(struct run *run, struct slice text);

/* Adds a line on a field: its names, a note beside them (or "") and what it means (to be translated). */
void explain_add_field(struct run *run, const struct field_definition *field, const char *note,
		       const char *explanation);

#endif
