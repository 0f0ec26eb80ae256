/* souci dues: show what is decided and not yet paid. */
#include "report/dues.h"

#include "command/report_run.h"
#include "text/translate.h"

struct dues_options {
	bool all;
};

static const struct option dues_options[] = {
    {"all", 0, OPTION_FLAG, NULL, NULL, N_("show what is fully paid too"), offsetof(struct dues_options, all)},
    {.name = NULL},
};

static const struct option_group dues_option_group = {N_("Options of dues"), dues_options, sizeof(struct dues_options)};

static struct table *make(struct subject *subject, const void *options)
{
	const struct dues_options *given = options;
	return dues_report(subject, given->all);
}

static const struct failure *run_dues(struct run *run)
{
	return run_report(run, make);
}

const struct command dues_command = {
    .name = "dues",
    .summary = N_("show what is decided and not yet paid"),
    .arguments = "[PATTERN…]",
    .help = N_(
	"To whom, from which fund, by which decision, since when: the oldest first. Patterns are regular expressions "
	"found in names, references and titles; --person finds who did the work as well as who is paid for it.\n"
	"\n"
	"Examples\n"
	"  souci dues\n"
	"  souci dues --person coop-envol\n"
	"  souci dues --circle littoral --at 2023-12-31"),
    .arguments_most = SIZE_MAX,
    .output = OUTPUT_TABLE,
    .filter = &filter_by_subject_and_date,
    .options = &dues_option_group,
    .run = run_dues,
};
