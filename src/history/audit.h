/* The audit: each commit judged as of itself, by the rules and mandates of its parents. */
#ifndef SOUCI_HISTORY_AUDIT_H
#define SOUCI_HISTORY_AUDIT_H

#include "history/range.h"
#include "souci/finding.h"
#include "source/network_tree.h"
#include "text/date.h"

enum { AUDIT_DATE_TOLERANCE_DAYS = 1 };

struct audit_options {
	int64_t date_tolerance_days; /* how far a commit's date may run back */
	bool in_full;                /* nothing is taken over from the state before: slow, with the same outcome */
};

/* What was audited, for the summary. */
struct audit {
	struct arena *arena;       /* owns the files that findings name */
	struct findings *findings; /* by commit, oldest first */
	size_t commit_count;
	size_t merge_count;
	size_t bound_count;    /* commits whose author was judged by an authority that was set */
	size_t signed_count;   /* commits whose author declares keys and proved it */
	size_t unsigned_count; /* those whose author declares keys and did not */
	struct slice network;  /* its name, at the end */
	git_oid first;
	git_oid last;
	struct date first_day;
	struct date last_day;
};

/* Judges the commits of the range, each once, its parents before it. Free with audit_free(), also after a failure. */
const struct failure *audit_run(struct network_home home, struct commit_range range, struct audit_options options,
				struct audit *audit);
void audit_free(struct audit *audit);

#endif
