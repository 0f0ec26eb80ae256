/* souci tags: list the names of tags. */
#include "command/journal_list.h"
#include "text/translate.h"

static const struct failure *run_tags(struct run *run)
{
	return list_names(run, LIST_TAGS);
}

const struct command tags_command = {
    .name = "tags",
    .summary = N_("list the names of tags"),
    .arguments = "[QUERY…]",
    .help = N_(
	"All that transactions and postings carry, and what “tag” lines declare. Queries are those of souci balance.\n"
	"\n"
	"Examples\n"
	"  souci tags -f bank.journal\n"
	"  souci tags -f bank.journal --values tag:project\n"
	"  souci tags Due"),
    .arguments_most = SIZE_MAX,
    .output = OUTPUT_TABLE,
    .filter = &filter_by_subject_and_date,
    .options = &tags_option_group,
    .takes_journals = true,
    .run = run_tags,
};
