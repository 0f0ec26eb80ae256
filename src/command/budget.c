/* souci budget: what each fund, circle and action was given, what was decided and paid, what is left. */
#include "report/budget.h"

#include "command/report_run.h"
#include "text/translate.h"

static struct table *make(struct subject *subject, const void *options)
{
	(void)options;
	return budget_report(subject);
}

static const struct failure *run_budget(struct run *run)
{
	return run_report(run, make);
}

const struct command budget_command = {
    .name = "budget",
    .summary = N_("show what each envelope was given and what is left of it"),
    .arguments = "[PATTERN…]",
    .help =
	N_("For each fund what is not yet granted, for each circle what is not yet allocated, for each action its "
	   "envelope: awarded, granted, allocated, decided, paid and left. The bar shows, of what there was and what "
	   "came in, the share that was decided to be paid; what is not yet granted or allocated has none. Patterns "
	   "are regular expressions found in the names of circles, actions, funds or accounts. Between dates, left "
	   "is what was left on the last day.\n"
	   "\n"
	   "Examples\n"
	   "  souci budget\n"
	   "  souci budget --circle littoral --period 2024\n"
	   "  souci budget --fund feder-2024 --quarterly --format csv\n"
	   "  souci budget --at 2023-12-31"),
    .arguments_most = SIZE_MAX,
    .output = OUTPUT_TABLE,
    .filter = &filter_by_envelope,
    .run = run_budget,
};
