/* A plan in sentences. For src/command/ only. */
#ifndef SOUCI_COMMAND_PLAN_PROSE_H
#define SOUCI_COMMAND_PLAN_PROSE_H

#include "rule/plan.h"
#include "text/buffer.h"

/* Adds the plan, meeting by meeting, with people and things by their names, and what it comes to in all. */
void plan_prose_add(struct buffer *text, const struct snapshot *snapshot, const struct application *application,
		    const struct plan *plan);

#endif
