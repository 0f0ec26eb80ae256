/* souci funds: show where each fund stands. */
#include "report/funds.h"

#include "command/report_run.h"
#include "text/translate.h"

static struct table *make(struct subject *subject, const void *options)
{
	(void)options;
	return funds_report(subject);
}

static const struct failure *run_funds(struct run *run)
{
	return run_report(run, make);
}

const struct command funds_command = {
    .name = "funds",
    .summary = N_("show where each fund stands"),
    .arguments = "[PATTERN…]",
    .help = N_(
	"Each fund with what is awarded, received at the bank, still to receive, advanced (paid beyond what was "
	"received), granted to circles, decided, paid and left to grant. Own means have nothing to receive. "
	"Between dates, amounts are those of that time; of a circle or an action, what it was granted, decided and was "
	"paid.\n"
	"\n"
	"Examples\n"
	"  souci funds\n"
	"  souci funds --fund feder-2024 --at 2024-06-30\n"
	"  souci funds --circle littoral --period 2024"),
    .arguments_most = SIZE_MAX,
    .output = OUTPUT_TABLE,
    .filter = &filter_by_subject_and_date,
    .run = run_funds,
};
