/* souci payees: list the payees. */
#include "command/journal_list.h"
#include "text/translate.h"

static const struct failure *run_payees(struct run *run)
{
	return list_names(run, LIST_PAYEES);
}

const struct command payees_command = {
    .name = "payees",
    .summary = N_("list the payees"),
    .arguments = "[QUERY…]",
    .help = N_("The part of each description before “|”, or all of it, and what “payee” lines declare. Queries are "
	       "those of souci balance.\n"
	       "\n"
	       "Examples\n"
	       "  souci payees -f bank.journal\n"
	       "  souci payees Expenses:Rent"),
    .arguments_most = SIZE_MAX,
    .output = OUTPUT_TABLE,
    .filter = &filter_by_subject_and_date,
    .options = &list_option_group,
    .takes_journals = true,
    .run = run_payees,
};
