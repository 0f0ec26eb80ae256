/* Options declared as tables, from which the command line is read and help, `explain` and shell completion written. */
#ifndef SOUCI_COMMAND_OPTION_H
#define SOUCI_COMMAND_OPTION_H

#include "report/filter.h"
#include "text/arena.h"
#include "text/failure.h"

#include <stddef.h>

/* What an option takes, and the type of its member in the group's structure of values. */
enum option_kind {
	OPTION_FLAG,   /* bool */
	OPTION_TEXT,   /* struct slice: empty when not given; an empty value is refused */
	OPTION_DATE,   /* struct option_date */
	OPTION_NUMBER, /* struct option_number */
	OPTION_LIST,   /* struct text_list: may be given several times */
};

struct option_date {
	struct date date;
	bool is_given;
};

struct option_number {
	uint64_t number;
	bool is_given;
};

struct option {
	const char *name; /* long, without its dashes */
	char letter;      /* short, or 0 */
	enum option_kind kind;
	const char *argument; /* what help calls its value: DIR, CIRCLE…; NULL for a flag */
	const char *choices;  /* the only values it takes, parted by spaces, or NULL */
	const char *help;     /* N_(): what it does, a phrase without capital or full stop */
	size_t offset;        /* offsetof() its member in the structure of values */
};

/* Options that go together; ended by an option without name. */
struct option_group {
	const char *heading; /* N_(), for help */
	const struct option *options;
	size_t values_size; /* sizeof the structure of values, which starts as zeros */
};

/* A group and where its values go. */
struct option_target {
	const struct option_group *group;
	void *values;
};

/* The words of a command line being read. */
struct word_list {
	char **words;
	int count;
	int next;
};

/* Whether a word is an option: it begins with a dash and is more than one. */
bool is_option_word(const char *word);

/* Reads the option at `words->next` and its value, storing it in the group that knows it; moves past them.
 * Fails on an unknown option (naming the nearest) or a value that is not of its kind. */
const struct failure *option_read(struct arena *arena, const struct option_target *targets, size_t target_count,
				  struct word_list *words);

#endif
