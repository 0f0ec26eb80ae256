/* souci circles: show the circles at a glance. */
#include "report/circles.h"

#include "command/report_run.h"
#include "text/translate.h"

static struct table *make(struct subject *subject, const void *options)
{
	(void)options;
	return circles_report(subject);
}

static const struct failure *run_circles(struct run *run)
{
	return run_report(run, make);
}

const struct command circles_command = {
    .name = "circles",
    .summary = N_("show the circles at a glance"),
    .arguments = "[PATTERN…]",
    .help = N_("Status, members, stewards, territory, open actions, money left and last meeting of each circle, on the "
	       "day of --at.\n"
	       "\n"
	       "Examples\n"
	       "  souci circles\n"
	       "  souci circles --at 2022-12-31\n"
	       "  souci circles littoral --format json"),
    .arguments_most = SIZE_MAX,
    .output = OUTPUT_TABLE,
    .filter = &filter_by_circle,
    .run = run_circles,
};
