/* The options that the reports on journals share. */
#ifndef SOUCI_COMMAND_JOURNAL_OPTIONS_H
#define SOUCI_COMMAND_JOURNAL_OPTIONS_H

#include "command/command.h"
#include "report/journal_view.h"

struct view_options {
	bool real;
	bool cleared;
	bool pending;
	bool unmarked;
	bool cost;
	bool invert;
	struct option_number depth;
};

/* For commands that take no others. */
struct view_options_only {
	struct view_options view;
};

/* Rows of an option table for the members of a `struct view_options` called `member` of `type`. */
#define VIEW_OPTIONS(type, member)                                                                                     \
	{                                                                                                              \
	    "real",                                                                                                    \
	    'R',                                                                                                       \
	    OPTION_FLAG,                                                                                               \
	    NULL,                                                                                                      \
	    NULL,                                                                                                      \
	    N_("only real postings, no virtual ones"),                                                                 \
	    offsetof(type, member.real)},                                                                              \
	    {"cleared", 0, OPTION_FLAG, NULL, NULL, N_("only what is marked *"), offsetof(type, member.cleared)},      \
	    {"pending", 'P', OPTION_FLAG, NULL, NULL, N_("only what is marked !"), offsetof(type, member.pending)},    \
	    {"unmarked", 'U', OPTION_FLAG, NULL, NULL, N_("only what has no mark"), offsetof(type, member.unmarked)},  \
	    {"cost", 'B', OPTION_FLAG, NULL, NULL, N_("amounts at their cost"), offsetof(type, member.cost)},          \
	    {"invert", 0, OPTION_FLAG, NULL, NULL, N_("turn all signs round"), offsetof(type, member.invert)},         \
	{                                                                                                              \
		"depth", 0, OPTION_NUMBER, "N", NULL, N_("tell accounts apart by their first N levels"),               \
		    offsetof(type, member.depth)                                                                       \
	}

/* The view that the filter and options of a run ask for. Free `view->query` with query_free(). */
const struct failure *view_from_options(const struct run *run, const struct view_options *options,
					struct journal_view *view);

#endif
