#include "command/general_options.h"

#include "text/translate.h"

#define GENERAL(member) offsetof(struct general_options, member)

static const struct option general_options[] = {
    {"directory", 'C', OPTION_TEXT, "DIR", NULL, N_("work in DIR"), GENERAL(directory)},
    {"at", 0, OPTION_TEXT, "REV|DATE", NULL, N_("as of a git revision, or of the end of a day"), GENERAL(at)},
    {"staged", 0, OPTION_FLAG, NULL, NULL, N_("what git has staged instead of the files as they are"), GENERAL(staged)},
    {"committed-by", 0, OPTION_DATE, "DATE", NULL,
     N_("what HEAD held at the end of a day; with --at DATE, its state of that day"), GENERAL(committed_by)},
    {"today", 0, OPTION_DATE, "DATE", NULL, N_("take DATE for today: what comes after it is not known yet"),
     GENERAL(today)},
    {"format", 0, OPTION_TEXT, "FORMAT", "text csv json html github gitlab sarif junit", N_("how to write the result"),
     GENERAL(format)},
    {"strict", 0, OPTION_FLAG, NULL, NULL, N_("let warnings fail the run too"), GENERAL(strict)},
    {"lang", 0, OPTION_TEXT, "LANG", "en fr", N_("the language of messages"), GENERAL(language)},
    {"color", 0, OPTION_TEXT, "WHEN", "auto always never", N_("colours; auto is on a terminal only"), GENERAL(colour)},
    {"no-pager", 0, OPTION_FLAG, NULL, NULL, N_("do not page long output on a terminal"), GENERAL(no_pager)},
    {"help", 'h', OPTION_FLAG, NULL, NULL, N_("show the help of the command"), GENERAL(help)},
    {"version", 0, OPTION_FLAG, NULL, NULL, N_("show the version"), GENERAL(version)},
    {.name = NULL},
};

const struct option_group general_option_group = {N_("General options"), general_options,
						  sizeof(struct general_options)};

static const struct option journal_options[] = {
    {"file", 'f', OPTION_LIST, "FILE", NULL, N_("read the journal FILE, not a repository; may be repeated"),
     GENERAL(files)},
    {.name = NULL},
};

const struct option_group journal_option_group = {N_("Options of journals"), journal_options,
						  sizeof(struct general_options)};

size_t option_groups_of(const struct command *command, const struct option_group *groups[OPTION_GROUPS_MAXIMUM])
{
	size_t count = 0;
	if (command != NULL && command->options != NULL) {
		groups[count++] = command->options;
	}
	if (command != NULL && command->filter != NULL) {
		groups[count++] = command->filter;
	}
	if (command == NULL || command->takes_journals) { /* `souci -f FILE balance` too */
		groups[count++] = &journal_option_group;
	}
	groups[count++] = &general_option_group;
	return count;
}
