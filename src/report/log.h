/* What each commit of a history means, as rows for machines and prose for people. */
#ifndef SOUCI_REPORT_LOG_H
#define SOUCI_REPORT_LOG_H

#include "format/stream.h"
#include "history/chronicle.h"
#include "report/filter.h"
#include "text/pattern.h"

/* What is asked for. Lists that are empty ask for nothing in particular. */
struct log_filter {
	struct filter about;             /* its circles, actions, funds and people */
	struct text_list decisions;      /* references of decisions, or of meetings */
	struct text_list accounts;       /* names; those below count too */
	struct pattern *const *patterns; /* one is found in what is told, or in the message */
	size_t pattern_count;
	bool gave_up;   /* a pattern backtracked too much on some text */
	bool tells_all; /* commits that change nothing in meaning too */
};

/* A commit and the events of it that are asked for. */
struct logged_commit {
	const struct told_commit *told;
	enum told_signature signature;
	const struct event **events;
	size_t event_count;
	struct slice patch; /* empty unless asked for */
};

/* Chooses the events of a commit that the filter asks for, allocated in `arena`. Returns whether the commit is to be
 * shown. */
bool log_choose(struct log_filter *filter, struct arena *arena, const struct told_commit *told,
		struct logged_commit *logged);

enum { LOG_COLUMN_COUNT = 19 };

/* The columns, with the one of the patch last; made in `arena`. */
const struct stream_column *log_columns(struct arena *arena);

/* Gives a row to `add` for each event, or one for the commit when it has none. All texts are copied into `arena`. */
void log_add_rows(struct arena *arena, const struct logged_commit *logged,
		  void (*add)(void *context, const struct cell *cells), void *context);

/* Adds the commit as prose: who and when, then a line for each event, then the patch. */
void log_write_text(const struct logged_commit *logged, struct text_look look, struct buffer *out);

#endif
