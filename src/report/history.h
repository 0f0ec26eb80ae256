/* What a fund, an action, a circle, the mandates of a person or a rule were at each commit of the first-parent line
 * that changed them, the oldest first: a row a commit (or a few), with who made it and the decisions that did. */
#ifndef SOUCI_REPORT_HISTORY_H
#define SOUCI_REPORT_HISTORY_H

#include "format/table.h"
#include "history/records_at.h"
#include "history/walk.h"
#include "model/setting.h"
#include "report/filter.h"
#include "report/sparkline.h"

struct history_source {
	git_repository *repository; /* borrowed, like all that follows */
	git_oid tip;
	struct slice root;            /* "" or "folder/" */
	const struct records_at *end; /* the records at the tip */
	const struct filter *filter;  /* its dates: commits whose author made them within */
};

/* A figure as it went. */
struct drawn_figure {
	struct slice name; /* for people; lives as long as the table */
	struct sparkline line;
};

enum { DRAWN_FIGURES_MAXIMUM = 8 };

struct told_history {
	struct table *table;
	struct drawn_figure figures[DRAWN_FIGURES_MAXIMUM];
	size_t figure_count;
};

/* NULL is no table. */
void told_history_free(struct told_history *told);

/* What it was awarded, received, granted, decided and paid, and what is left to grant, as the ledger of each commit
 * says. */
const struct failure *history_of_fund(const struct history_source *source, const struct fund *fund,
				      struct told_history *told);

/* What was allocated to it and decided, and what is left, in each circle and of each fund. */
const struct failure *history_of_action(const struct history_source *source, const struct action *action,
					struct told_history *told);

/* Its status, its members and its territory, as decided so far: what takes effect later is told when it is decided. */
const struct failure *history_of_circle(const struct history_source *source, const struct circle *circle,
					struct told_history *told);

/* Its memberships and mandates: which began, ended, or came to last otherwise. */
const struct failure *history_of_person(const struct history_source *source, const struct party *person,
					struct told_history *told);

/* The rule of the network and of each circle that has its own. `name` as written: `quorum`, `rate.animation`. */
const struct failure *history_of_rule(const struct history_source *source, struct slice name,
				      struct told_history *told);

#endif
