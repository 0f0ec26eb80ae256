/* souci commodities: list the commodities. */
#include "command/journal_list.h"
#include "text/translate.h"

static const struct failure *run_commodities(struct run *run)
{
	return list_names(run, LIST_COMMODITIES);
}

const struct command commodities_command = {
    .name = "commodities",
    .summary = N_("list the commodities"),
    .arguments = "[QUERY…]",
    .help = N_(
	"All that amounts and costs are in, and what “commodity” lines declare. Queries are those of souci balance.\n"
	"\n"
	"Examples\n"
	"  souci commodities -f bank.journal\n"
	"  souci commodities Assets"),
    .arguments_most = SIZE_MAX,
    .output = OUTPUT_TABLE,
    .filter = &filter_by_subject_and_date,
    .options = &list_option_group,
    .takes_journals = true,
    .run = run_commodities,
};
