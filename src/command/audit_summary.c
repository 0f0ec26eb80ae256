#include "command/audit_summary.h"

#include "command/help.h"
#include "text/translate.h"

/* ---- what was asked of each commit ---- */

struct question {
	enum finding_id id;
	const char *asked;
};

static const struct question questions[] = {
    {FINDING_AUDIT_TREE_INVALID, N_("it brings no error")},
    {FINDING_AUDIT_SEAL_REMOVED, N_("it removes no seal")},
    {FINDING_AUDIT_SEAL_REPLACED, N_("it changes no seal")},
    {FINDING_AUDIT_SEALED_REMOVED, N_("it removes no sealed minutes")},
    {FINDING_AUDIT_MERGE_LOST, N_("as a merge, it keeps what each side brought")},
    {FINDING_AUDIT_MERGE_REMOVED, N_("as a merge, it removes nothing that all sides had")},
    {FINDING_AUDIT_NETWORK_MOVED, N_("it does not move the network to another folder")},
    {FINDING_AUDIT_DATE_BACKWARDS, N_("it is not dated before the one it follows")},
    {FINDING_AUDIT_AUTHOR_DATE, N_("its author's date is near that of its committer")},
    {FINDING_AUDIT_AUTHOR_UNKNOWN, N_("its author is known")},
    {FINDING_AUDIT_UNAUTHORISED, N_("its author might touch what it touches")},
    {FINDING_AUDIT_SIGNATURE_MISSING, N_("it is signed where its author declares keys")},
    {FINDING_AUDIT_SIGNATURE_BAD, N_("its signature is good")},
    {FINDING_AUDIT_REPLACED, N_("git shows nothing else in its place")},
    {FINDING_AUDIT_GRAFTED, N_("git shows no other parents of it")},
    {FINDING_AUDIT_GENERATED_STALE, N_("it leaves no generated file behind (a notice)")},
    {FINDING_AUDIT_REGULARISED, N_("it needed no regularisation (a notice)")},
};

static size_t count_of(struct findings *findings, enum finding_id id)
{
	size_t count = 0;
	for (size_t i = 0; i < findings_count(findings); i++) {
		count += findings_at(findings, i)->id == id;
	}
	return count;
}

/* ---- lines ---- */

static void add_line(struct table *table, const char *name, const char *label, struct cell value)
{
	struct row *row = table_add_row(table, ROW_VALUES);
	row->cells[0] = cell_text_shown(slice_of(name), slice_of(_(label)));
	row->cells[1] = value;
}

static void add_text(struct table *table, const char *name, const char *label, struct slice value)
{
	add_line(table, name, label, value.size == 0 ? cell_empty() : cell_text(value));
}

static void add_count(struct table *table, const char *name, const char *label, size_t count)
{
	add_text(table, name, label, arena_format(table->arena, "%zu", count));
}

static void add_commit(struct table *table, const char *name, const char *label, const git_oid *id, struct date day)
{
	char text[GIT_OID_HEXSZ + 1];
	char date[DATE_TEXT_SIZE];
	git_oid_tostr(text, sizeof text, id);
	add_text(table, name, label, arena_format(table->arena, "%s %s", text, date_write(day, date)));
}

/* ---- the parts of the page ---- */

static void add_history(struct table *table, const struct audit *audit)
{
	table_add_section(table, slice_of(_("What was audited")));
	add_text(table, "network", N_("the network"), audit->network);
	if (audit->commit_count > 0) {
		add_commit(table, "first", N_("the first commit"), &audit->first, audit->first_day);
		add_commit(table, "last", N_("the last commit"), &audit->last, audit->last_day);
	}
	add_count(table, "commits", N_("commits"), audit->commit_count);
	add_count(table, "merges", N_("of which merges"), audit->merge_count);
	add_count(table, "bound", N_("whose author was held to an authority that was set"), audit->bound_count);
	add_count(table, "signed", N_("signed with a key of their author"), audit->signed_count);
	add_count(table, "unsigned", N_("not signed though their author declares keys"), audit->unsigned_count);
}

static void add_questions(struct table *table, const struct audit *audit)
{
	table_add_section(table, slice_of(_("What was asked of each commit, and how often it was not so")));
	for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
		enum finding_id id = questions[i].id;
		add_count(table, finding_definition(id)->id, questions[i].asked, count_of(audit->findings, id));
	}
	add_count(table, "errors", N_("errors in all"), findings_count_from(audit->findings, SEVERITY_ERROR));
}

/* The lines of the checkpoint that say the state, apart from its commit and day. */
static void add_state(struct table *table, const struct checkpoint *state)
{
	static const struct {
		size_t line;
		const char *name;
		const char *label;
	} lines[] = {
	    {2, "circles", N_("the folder circles/")},
	    {3, "ledger", N_("the folder ledger/")},
	    {4, "balances", N_("SHA-256 of all balances")},
	    {5, "seals", N_("SHA-256 of all seals")},
	};
	table_add_section(table, slice_of(_("The state at the last commit, as souci checkpoint says it")));
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		add_text(table, lines[i].name, lines[i].label, state->lines[lines[i].line]);
	}
}

static void add_finding(struct buffer *out, struct arena *arena, const struct finding *finding)
{
	buffer_format(out, "  %s: ", _(severity_name(finding->severity)));
	if (finding->location.file != NULL) {
		buffer_format(out, "%.*s: ", SLICE_ARGUMENTS(finding->location.file->path));
	}
	buffer_format(out, "%.*s\n", SLICE_ARGUMENTS(finding_message(arena, finding)));
}

/* What is wrong, one by one, and what was regularised; the other notices are only counted. */
static void add_findings(struct run *run, struct findings *findings)
{
	findings_sort(findings);
	buffer_add(&run->output, slice_of(_("\nWhat was found\n")));
	size_t said = 0;
	for (size_t i = 0; i < findings_count(findings); i++) {
		const struct finding *finding = findings_at(findings, i);
		if (finding->severity != SEVERITY_NOTICE || finding->id == FINDING_AUDIT_REGULARISED) {
			add_finding(&run->output, run->arena, finding);
			said++;
		}
	}
	buffer_add(&run->output, said == 0 ? slice_of(_("  Pas de souci.\n")) : SLICE(""));
}

void audit_summary_add(struct run *run, const struct audit *audit, const struct checkpoint *state)
{
	struct table *table = table_new(slice_of(_("Audit of the history of the network")));
	table_add_column(table, (struct column){SLICE("what"), slice_of(_("What")), COLUMN_TEXT, READERS_ALL});
	table_add_column(table, (struct column){SLICE("value"), slice_of(_("Value")), COLUMN_ID, READERS_ALL});
	add_history(table, audit);
	add_questions(table, audit);
	add_state(table, state);
	if (slice_equal(run->general.format, SLICE("json"))) {
		table_write_json(table, run->look, &run->output);
	} else {
		table_write_text(table, run->look, &run->output);
		add_findings(run, audit->findings);
		buffer_add(&run->output, slice_of(_("\nAudited with: ")));
		version_add(run);
		buffer_add(&run->output, slice_of(_("\nAudited by:\n\nDate and signature:\n")));
	}
	table_free(table);
	enum severity least = run->general.strict ? SEVERITY_WARNING : SEVERITY_ERROR;
	run->exit_code = findings_count_from(audit->findings, least) == 0 ? run->exit_code : EXIT_CODE_FINDINGS;
}
