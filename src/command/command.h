/* The command line: a table of commands. A new one is a file that defines `const struct command x_command` and a row
 * in commands.def; its options are a table, its help stands beside its code. Only src/command/ prints, exits, reads
 * the environment or the clock. */
#ifndef SOUCI_COMMAND_COMMAND_H
#define SOUCI_COMMAND_COMMAND_H

#include "command/option.h"
#include "format/findings_writer.h"
#include "format/table.h"

enum exit_code {
	EXIT_CODE_CLEAN = 0,
	EXIT_CODE_FINDINGS = 1, /* the files are at fault */
	EXIT_CODE_FAILED = 2,   /* the run could not do its work */
};

/* The options every command takes. */
struct general_options {
	struct slice directory;
	struct slice at; /* a revision, or a date when it is exactly `YYYY-MM-DD`; empty for the working tree */
	bool staged;
	struct option_date committed_by; /* the last commit of HEAD's first-parent line made up to that day */
	struct option_date today;
	struct slice format; /* a name of table_media or findings_media; empty for text */
	struct slice language;
	struct slice colour;
	struct text_list files; /* journals to read instead of the repository */
	bool no_pager;
	bool strict;
	bool help;
	bool version;
};

/* What a command writes, which decides the formats it knows. */
enum command_output {
	OUTPUT_PROSE, /* text only */
	OUTPUT_TABLE,
	OUTPUT_FINDINGS,
};

/* What a command reads the network from. */
enum command_source {
	FROM_ANYTHING, /* the files, what is staged, or a revision */
	FROM_FILES,    /* only the files as they are, for it writes */
	FROM_COMMITS,  /* only revisions, for it is about commits */
};

struct run;

struct command {
	const char *name;
	const char *summary;   /* N_(): one line without capital or full stop */
	const char *arguments; /* what follows the name and the options, such as "[MEETING…]"; "" for nothing */
	const char *help;      /* N_(): paragraphs, and examples */
	size_t arguments_least;
	size_t arguments_most; /* SIZE_MAX for any number */
	enum command_output output;
	const char *argument_choices; /* for shell completion: what the arguments can be, parted by spaces, or NULL … */
	const char *argument_source;        /* … or words after `souci` that make it list them one a line, or NULL */
	enum command_source source;         /* what --at, --staged and --committed-by may ask it to read */
	const struct option_group *filter;  /* a filter_by_…, when all arguments are patterns; or NULL */
	bool takes_journals;                /* -f FILE */
	const struct option_group *options; /* its own, or NULL */
	const struct failure *(*run)(struct run *run);
};

/* One run of one command. Everything in it lives until the run ends. */
struct run {
	struct arena *arena;
	const struct command *command;
	struct general_options general;
	struct slice revision;         /* to read the network from: of --at or --committed-by; empty for the files */
	struct date until;             /* the day of --at when it is one; DATE_MAXIMUM otherwise */
	struct filter filter;          /* filled in when the command takes one */
	void *options;                 /* the values of the command's own options */
	const struct slice *arguments; /* the words that are not options */
	size_t argument_count;
	struct text_look look;
	struct buffer output;     /* what the command says, shown when it is done */
	struct buffer complaint;  /* what it says beside that, on standard error */
	enum exit_code exit_code; /* what the command wants; EXIT_CODE_FAILED comes with a failure */
};

/* The options by which a report chooses what it shows: those it honours. Their values: struct filter_options. */
extern const struct option_group filter_by_all;
extern const struct option_group filter_by_subject_and_date;
extern const struct option_group filter_by_envelope; /* circle, action, fund, dates, intervals */
extern const struct option_group filter_by_mandate;  /* circle, action, person, dates */
extern const struct option_group filter_by_member;   /* circle, person */
extern const struct option_group filter_by_circle;

/* Every command, in the order help lists them, ended by NULL. */
extern const struct command *const commands[];

/* The command of a name, or NULL; and the one nearest to it, or NULL. */
const struct command *command_named(struct slice name);
const struct command *command_nearest(struct slice name);

/* Adds to the output a table, or findings (sorting them), in the format asked for. Findings set the exit code too:
 * errors, and warnings with --strict, are EXIT_CODE_FINDINGS. */
void run_add_table(struct run *run, const struct table *table);
void run_add_findings(struct run *run, struct findings *findings);

/* Shows what a long output holds so far and empties it, once it is large and unless a pager shows it: for what will not
 * be taken back, whatever comes. Ends the program when nobody reads any more. */
void run_show_so_far(struct run *run);

/* The findings that stand in the way of a report: those that fail the run are shown as text on standard error, and the
 * exit code is set. Returns whether there are any. */
bool run_is_stopped_by(struct run *run, struct findings *findings);

/* Says on standard error that text output holds nothing, so that emptiness is not mistaken for a fault; the output
 * stays what other programs read. */
void run_tell_nothing(struct run *run);

/* The day of --today, else that of --at, else the calendar's: only for commands that may look at it (agenda, simulate,
 * bare souci). */
struct date run_today(const struct run *run);

/* Reads the words of a command line, runs the command they name and shows what it says. Returns the exit code. */
int command_line_run(int word_count, char **words);

#endif
