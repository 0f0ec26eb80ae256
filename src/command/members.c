/* souci members: show who is a member of which circle. */
#include "report/members.h"

#include "command/report_run.h"
#include "text/translate.h"

struct members_options {
	bool all;
};

static const struct option members_options[] = {
    {"all", 0, OPTION_FLAG, NULL, NULL, N_("show those who left too"), offsetof(struct members_options, all)},
    {.name = NULL},
};

static const struct option_group members_option_group = {N_("Options of members"), members_options,
							 sizeof(struct members_options)};

static struct table *make(struct subject *subject, const void *options)
{
	const struct members_options *given = options;
	return members_report(subject, given->all);
}

static const struct failure *run_members(struct run *run)
{
	return run_report(run, make);
}

const struct command members_command = {
    .name = "members",
    .summary = N_("show who is a member of which circle"),
    .arguments = "[PATTERN…]",
    .help = N_("Each member with the place the membership is for, the roles held and since when, on the day of --at.\n"
	       "\n"
	       "Examples\n"
	       "  souci members --circle littoral\n"
	       "  souci members --person tom --all"),
    .arguments_most = SIZE_MAX,
    .output = OUTPUT_TABLE,
    .filter = &filter_by_member,
    .options = &members_option_group,
    .run = run_members,
};
