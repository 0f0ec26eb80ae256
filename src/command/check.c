/* souci check: what is wrong. */
#include "command/journal_input.h"
#include "command/network_input.h"
#include "history/proposal.h"
#include "journal/strict.h"
#include "text/translate.h"

struct check_options {
	struct slice since;
};

static const struct option check_options[] = {
    {"since", 0, OPTION_TEXT, "REV", NULL,
     N_("report only what changed for the worse since REV and where it parted from it"),
     offsetof(struct check_options, since)},
    {.name = NULL},
};

static const struct option_group check_option_group = {N_("Options of check"), check_options,
						       sizeof(struct check_options)};

static const struct failure *check_journals(struct run *run)
{
	struct journal_input input;
	const struct failure *failure = journal_input_read(run, NULL, &input);
	if (failure == NULL) {
		if (run->general.strict) {
			strict_check(input.journal, input.findings);
		}
		run_add_findings(run, input.findings);
	}
	journal_input_release(&input);
	return failure;
}

/* Judges the base too, and reports what is new. */
static const struct failure *check_since(struct run *run, struct network_input *input, struct slice base)
{
	struct source *source = NULL;
	struct snapshot *snapshot = NULL;
	struct findings *before = findings_new();
	struct findings *brought = findings_new();
	const struct failure *failure = proposal_open_base(slice_of(input->root), base, run->revision, &source);
	if (failure == NULL) {
		source = run_source_of_day(run, source);
		failure = snapshot_read(source, before, &snapshot);
	}
	if (failure == NULL) {
		failure = source_damage(source);
	}
	if (failure == NULL) {
		snapshot_check(snapshot);
		proposal_brought(before, input->findings, brought);
		run_add_findings(run, brought);
	}
	snapshot_free(snapshot);
	findings_free(brought);
	findings_free(before);
	source_free(source);
	return failure;
}

static const struct failure *check_network(struct run *run, const struct check_options *options)
{
	struct network_input input;
	const struct failure *failure = network_input_read_day(run, &input);
	if (failure == NULL) {
		snapshot_check(input.snapshot);
		if (options->since.size > 0) {
			failure = check_since(run, &input, options->since);
		} else {
			run_add_findings(run, input.findings);
		}
	}
	network_input_release(&input);
	return failure;
}

static const struct failure *run_check(struct run *run)
{
	const struct check_options *options = run->options;
	return run->general.files.count > 0 ? check_journals(run) : check_network(run, options);
}

const struct command check_command = {
    .name = "check",
    .summary = N_("say what is wrong, or “Pas de souci.”"),
    .arguments = "",
    .help = N_(
	"Checks every record, decision, seal, generated file and journal of the network, in one run: the rules that "
	"always "
	"hold and those the network set itself. Ends with 0 when nothing is wrong, 1 when something is, 2 when it "
	"could "
	"not run; warnings count with --strict.\n"
	"\n"
	"With --since REV only what a change brought is reported, compared with where it parted from REV: that is what "
	"a proposal is judged by. If stale generated files are all that is wrong, they are notices then, for souci "
	"apply "
	"mends them after the merge.\n"
	"\n"
	"With --at DATE the network is judged as it was on that day: minutes, seals, contributions and entries of the "
	"bank that are dated later are as if they were not there. What was only acknowledged later is told. Registers "
	"follow from all decisions and are compared without a day only.\n"
	"\n"
	"A rule that most of what it is asked of breaks, five times or more, is told once, with how often; --format "
	"json "
	"lists all places. --format github, gitlab, sarif and junit are for forges.\n"
	"\n"
	"With -f FILE it checks any journal of hledger or ledger instead; --strict then wants accounts, commodities "
	"and "
	"payees declared.\n"
	"\n"
	"Examples\n"
	"  souci check\n"
	"  souci check --staged\n"
	"  souci check --at HEAD~3 --format json\n"
	"  souci check --at 2024-06-30\n"
	"  souci check --since origin/main --format github\n"
	"  souci check -f bank.journal --strict"),
    .output = OUTPUT_FINDINGS,
    .options = &check_option_group,
    .takes_journals = true,
    .run = run_check,
};
