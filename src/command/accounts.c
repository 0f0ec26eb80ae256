/* souci accounts: list the accounts. */
#include "command/journal_list.h"
#include "text/translate.h"

static const struct failure *run_accounts(struct run *run)
{
	return list_names(run, LIST_ACCOUNTS);
}

const struct command accounts_command = {
    .name = "accounts",
    .summary = N_("list the accounts"),
    .arguments = "[QUERY…]",
    .help = N_("All that are used or declared, or those of the postings that a query finds. Queries are those of souci "
	       "balance.\n"
	       "\n"
	       "Examples\n"
	       "  souci accounts Budget\n"
	       "  souci accounts -f bank.journal --depth 2"),
    .arguments_most = SIZE_MAX,
    .output = OUTPUT_TABLE,
    .filter = &filter_by_subject_and_date,
    .options = &list_option_group,
    .takes_journals = true,
    .run = run_accounts,
};
