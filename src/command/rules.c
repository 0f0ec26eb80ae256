/* souci rules: show which rules are in force, and where each comes from. */
#include "report/rules.h"

#include "command/report_run.h"
#include "text/translate.h"

static struct table *make(struct subject *subject, const void *options)
{
	(void)options;
	return rules_report(subject);
}

static const struct failure *run_rules(struct run *run)
{
	return run_report(run, make);
}

const struct command rules_command = {
    .name = "rules",
    .summary = N_("show which rules are in force, and where each comes from"),
    .arguments = "[PATTERN…]",
    .help = N_("The rules of the network, then what each circle has of its own; with --circle, every rule in force for "
	       "it. Each says its value, its level where breaking it is only a warning, and what set it: the default, "
	       "network.rec or a decision.\n"
	       "\n"
	       "Examples\n"
	       "  souci rules\n"
	       "  souci rules --circle littoral\n"
	       "  souci rules rate --at 2023-12-31"),
    .arguments_most = SIZE_MAX,
    .output = OUTPUT_TABLE,
    .filter = &filter_by_circle,
    .run = run_rules,
};
