/* souci audit: each commit judged as of itself. */
#include "command/audit_summary.h"
#include "command/network_input.h"
#include "text/translate.h"

#include <stdio.h>

struct audit_command_options {
	struct option_number date_tolerance;
	bool in_full;
	bool summary;
	struct slice since_checkpoint;
};

static const struct option audit_options[] = {
    {"date-tolerance", 0, OPTION_NUMBER, "DAYS", NULL,
     N_("how far a commit may be dated before the one it follows (1)"),
     offsetof(struct audit_command_options, date_tolerance)},
    {"in-full", 0, OPTION_FLAG, NULL, NULL,
     N_("judge the files of each commit whole, not only what it adds (slow; the outcome is the same)"),
     offsetof(struct audit_command_options, in_full)},
    {"summary", 0, OPTION_FLAG, NULL, NULL, N_("write a summary to sign instead of the findings"),
     offsetof(struct audit_command_options, summary)},
    {"since-checkpoint", 0, OPTION_TEXT, "FILE", NULL,
     N_("verify a statement of souci checkpoint, then audit what came after"),
     offsetof(struct audit_command_options, since_checkpoint)},
    {.name = NULL},
};

static const struct option_group audit_option_group = {N_("Options of audit"), audit_options,
						       sizeof(struct audit_command_options)};

static const struct failure *read_file(struct arena *arena, struct slice path, struct slice *text)
{
	enum { STATEMENT_SIZE_MAXIMUM = 1 << 16 };
	FILE *file = fopen(path.data, "r");
	if (file == NULL) {
		return failure_from_errno(_("cannot read %s"), path.data);
	}
	char *bytes = arena_allocate(arena, STATEMENT_SIZE_MAXIMUM, 1);
	*text = (struct slice){bytes, fread(bytes, 1, STATEMENT_SIZE_MAXIMUM, file)};
	fclose(file);
	return NULL;
}

/* Verifies the statement; the range then begins where it was made. */
static const struct failure *begin_at_checkpoint(struct run *run, struct network_home home, struct findings *findings,
						 struct commit_range *range)
{
	const struct audit_command_options *options = run->options;
	struct checkpoint checkpoint;
	struct slice text = SLICE("");
	bool is_found = false;
	const struct failure *failure = read_file(run->arena, options->since_checkpoint, &text);
	if (failure == NULL) {
		failure = checkpoint_read(text, &checkpoint);
	}
	if (failure == NULL) {
		failure = checkpoint_verify(home, &checkpoint, &range->tips[0], findings, &range->hidden[0], &is_found);
	}
	range->hidden_count = is_found ? 1 : 0;
	return failure;
}

static const struct failure *audit_range(struct run *run, struct network_home home, struct commit_range range,
					 struct findings *findings)
{
	const struct audit_command_options *options = run->options;
	struct audit audit;
	struct audit_options judged_by = {
	    .date_tolerance_days =
		options->date_tolerance.is_given ? (int64_t)options->date_tolerance.number : AUDIT_DATE_TOLERANCE_DAYS,
	    .in_full = options->in_full,
	};
	const struct failure *failure = audit_run(home, range, judged_by, &audit);
	for (size_t i = 0; i < findings_count(findings); i++) {
		findings_copy(audit.findings, findings_at(findings, i));
	}
	if (failure == NULL && options->summary) {
		struct checkpoint state;
		failure = checkpoint_of(run->arena, home, &range.tips[0], &state);
		if (failure == NULL) {
			audit_summary_add(run, &audit, &state);
		}
	} else if (failure == NULL) {
		run_add_findings(run, audit.findings);
	}
	audit_free(&audit);
	return failure;
}

static const struct failure *audit_repository(struct run *run, struct network_home home)
{
	const struct audit_command_options *options = run->options;
	struct findings *findings = findings_new();
	struct commit_range range;
	struct slice text = run->argument_count > 0 ? run->arguments[0] : run->revision;
	const struct failure *failure = commit_range_read(run->arena, home.repository, text, &range);
	if (failure == NULL && options->since_checkpoint.size > 0) {
		failure = begin_at_checkpoint(run, home, findings, &range);
	}
	if (failure == NULL) {
		failure = audit_range(run, home, range, findings);
	}
	findings_free(findings);
	return failure;
}

static const struct failure *run_audit(struct run *run)
{
	struct network_home home = {NULL, SLICE("")};
	const struct failure *failure = repository_open(SLICE("."), &home.repository);
	if (failure == NULL) {
		failure = run_find_prefix(run, home.repository, &home.root);
	}
	if (failure == NULL) {
		failure = audit_repository(run, home);
	}
	repository_close(home.repository);
	return failure;
}

const struct command audit_command = {
    .name = "audit",
    .summary = N_("judge each commit of the history"),
    .arguments = "[A..B]",
    .help = N_("Judges each commit, merges included, as of itself and by the rules and mandates of its parents: its "
	       "files are valid; no "
	       "seal, sealed minutes, contribution or evidence was changed or removed, even if they were restored "
	       "later; a merge lost "
	       "nothing that one side had brought; dates do not run back; its author might touch each record that it "
	       "touches, and "
	       "signed it where a key is declared. Without A..B, all that led to HEAD. What the council regularised is "
	       "a notice that "
	       "names both commits. Ends with 0 when nothing is wrong, 1 when something is, 2 when it could not run.\n"
	       "\n"
	       "Examples\n"
	       "  souci audit\n"
	       "  souci audit v1..HEAD --format json\n"
	       "  souci audit --since-checkpoint checkpoint-2024.rec\n"
	       "  souci audit --summary"),
    .arguments_most = 1,
    .output = OUTPUT_FINDINGS,
    .source = FROM_COMMITS,
    .options = &audit_option_group,
    .run = run_audit,
};
