/* souci mandates: show who holds which role, and until when. */
#include "report/mandates.h"

#include "command/report_run.h"
#include "text/translate.h"

struct mandates_command_options {
	bool all;
	struct option_number ending;
};

static const struct option mandates_options[] = {
    {"all", 0, OPTION_FLAG, NULL, NULL, N_("show those that are over too"),
     offsetof(struct mandates_command_options, all)},
    {"ending", 0, OPTION_NUMBER, "DAYS", NULL, N_("only those that end or come back for review within so many days"),
     offsetof(struct mandates_command_options, ending)},
    {.name = NULL},
};

static const struct option_group mandates_option_group = {N_("Options of mandates"), mandates_options,
							  sizeof(struct mandates_command_options)};

static struct table *make(struct subject *subject, const void *options)
{
	const struct mandates_command_options *given = options;
	struct mandates_options wanted = {given->all, given->ending.is_given, (int32_t)given->ending.number};
	return mandates_report(subject, &wanted);
}

static const struct failure *run_mandates(struct run *run)
{
	return run_report(run, make);
}

const struct command mandates_command = {
    .name = "mandates",
    .summary = N_("show who holds which role, and until when"),
    .arguments = "[PATTERN…]",
    .help = N_("Roles that are held, or will be, on the day of --at, of --today, or of the last meeting that was "
	       "applied. With dates asked for, those held on some day of them.\n"
	       "\n"
	       "Examples\n"
	       "  souci mandates\n"
	       "  souci mandates --circle littoral --ending 60\n"
	       "  souci mandates --person tom --all"),
    .arguments_most = SIZE_MAX,
    .output = OUTPUT_TABLE,
    .filter = &filter_by_mandate,
    .options = &mandates_option_group,
    .run = run_mandates,
};
