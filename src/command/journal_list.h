/* What the commands accounts, payees, tags and commodities share. */
#ifndef SOUCI_COMMAND_JOURNAL_LIST_H
#define SOUCI_COMMAND_JOURNAL_LIST_H

#include "command/command.h"
#include "report/journal_list.h"

/* The options they take, tags one more. */
extern const struct option_group list_option_group;
extern const struct option_group tags_option_group;

/* Lists the names of a kind: one a line as text, a table otherwise. */
const struct failure *list_names(struct run *run, enum list_kind kind);

#endif
