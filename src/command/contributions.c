/* souci contributions: show who did what, what was asked, granted and paid. */
#include "report/contributions.h"

#include "command/report_run.h"
#include "text/translate.h"

static struct table *make(struct subject *subject, const void *options)
{
	(void)options;
	return contributions_report(subject);
}

static const struct failure *run_contributions(struct run *run)
{
	return run_report(run, make);
}

const struct command contributions_command = {
    .name = "contributions",
    .summary = N_("show who did what, what was asked, granted and paid"),
    .arguments = "[PATTERN…]",
    .help = N_("Each contribution with its time (declared, validated, given unpaid and what that is worth by the rule "
	       "volunteer-value) and its money (asked, granted, paid). Patterns are regular expressions found in "
	       "names, tasks and reports; dates are those of the work. With --monthly, --quarterly or --yearly, a row "
	       "for each person and columns of time and of what was granted.\n"
	       "\n"
	       "Examples\n"
	       "  souci contributions --person tom --period 2024\n"
	       "  souci contributions --circle littoral --quarterly\n"
	       "  souci contributions --fund feder-2024 --format csv"),
    .arguments_most = SIZE_MAX,
    .output = OUTPUT_TABLE,
    .filter = &filter_by_all,
    .run = run_contributions,
};
