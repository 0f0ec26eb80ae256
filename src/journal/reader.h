/* The reader's inside, for the files of src/journal/ only: its state and the parts that share it.
 *
 * A file is read line by line, once. Each transaction is built in arrays that the next one reuses; when it is whole it
 * is balanced and then either copied into the journal or given to a sink. */
#ifndef SOUCI_JOURNAL_READER_H
#define SOUCI_JOURNAL_READER_H

#include "journal/balances.h"
#include "journal/bytes.h"
#include "journal/journal.h"
#include "journal/number.h"
#include "journal/scan.h"
#include "journal/window.h"
#include "text/pattern.h"

enum {
	INCLUDE_DEPTH_MAXIMUM = 200,
	ACCOUNT_LEVELS_MAXIMUM = 100,   /* a tree has a line for each, as far to the right as it is deep */
	INCLUDE_COUNT_MAXIMUM = 100000, /* in all: files that include each other twice would be read for ever */
	TRANSACTION_DATE_FIELDS = 2,
};

/* `alias OLD=NEW` or `alias /PATTERN/=REPLACEMENT`. */
struct alias {
	struct alias *next; /* the one declared before */
	struct slice old;
	struct slice replacement;
	struct pattern *pattern; /* NULL for a plain alias; freed with the reader */
	struct slice text;       /* the directive, for findings */
};

enum scope_kind {
	SCOPE_ACCOUNT, /* apply account */
	SCOPE_TAG,     /* apply tag */
	SCOPE_YEAR,    /* apply year */
};

/* What `apply` opened and `end apply` closes. */
struct scope {
	struct scope *outer;
	enum scope_kind kind;
	struct slice value;
	int outer_year;
	struct slice text; /* the directive */
};

/* What directives set. An included file starts with its includer's and its own is dropped at its end. */
struct reader_state {
	int default_year;  /* 0: none */
	char decimal_mark; /* NUL: not told */
	bool has_default_commodity;
	uint32_t default_commodity;
	struct number_style default_style;
	struct alias *aliases;
	struct scope *scopes;
	uint32_t unmarked; /* the commodity of bare numbers: 0, or the one of `D` */
};

/* The number style that a `commodity` directive gave, by commodity number. */
struct known_style {
	bool is_known;
	struct number_style style;
};

/* A file being read, and the one that included it. */
struct open_file {
	struct open_file *includer;
	const struct text_file *file;
	size_t depth;
};

struct commodity_sum {
	uint32_t commodity;
	struct amount total;
	uint8_t decimals; /* the most that its own postings write */
};

/* What the quick reader saw last: the same date and commodity come again and again. */
struct quick_memory {
	uint64_t date_words[2]; /* the first eight bytes of the date and its last eight */
	struct date date;
	uint32_t commodity;
	struct slice commodity_name; /* empty when nothing is remembered */
};

/* Faults of a file's bytes, each reported once. */
struct byte_faults {
	size_t checked;   /* the bytes looked at so far */
	size_t forgotten; /* those that the loader was told are over */
	bool is_reported[BYTES_LONE_RETURN + 1];
};

struct reader {
	struct journal *journal;
	struct findings *findings;
	const struct journal_loader *loader;
	struct journal_options options;
	struct reader_state state;

	struct open_file *open;
	const struct text_file *file;
	const char *cursor; /* the start of the next line */
	const char *end;
	struct slice line; /* the one being read, without its line end */
	struct byte_faults bytes;
	struct quick_memory quick;
	struct window window;

	/* The transaction being built. */
	struct transaction transaction;
	struct posting *postings;
	struct posting_cost *costs;           /* one place for each posting */
	struct posting_assertion *assertions; /* likewise */
	size_t posting_capacity;
	struct tag *tags;
	size_t tag_count;
	size_t tag_capacity;
	struct commodity_sum *sums;
	size_t sum_count;
	size_t sum_capacity;
	bool is_broken; /* a part could not be read: it is neither balanced nor counted */

	/* Names as written and the accounts they mean, while aliases or `apply account` are in force. */
	struct names written_names;
	uint32_t *written_accounts;
	size_t written_capacity;
	bool are_written_names_ready;
	struct pattern **patterns;
	size_t pattern_count;
	size_t pattern_capacity;

	struct known_style *styles; /* by commodity number */
	size_t style_count;

	struct balances balances; /* running, in the order of reading */
	struct date latest;       /* of all posting dates so far */
	bool is_out_of_order;     /* some posting is dated before an earlier one */
	bool has_assertions;
	bool is_whole_needed; /* an amount depends on balances in date order */
	bool is_stopped;      /* it is known that all must be read again: no use in going on */

	size_t transaction_capacity;
	size_t file_capacity;
	size_t account_capacity;
	size_t commodity_capacity;
	size_t price_capacity;
	size_t reinterpretation_capacity;
	struct names uuids;
	bool are_uuids_ready;

	struct parallel *parallel; /* the threads at work on the rest of the file, or NULL */
	bool is_parallel_tried;    /* in this file */
	bool is_worker;            /* this is one of those threads */
	bool is_cancelled;         /* set by the main reader: its work is not wanted any more */
	struct date first;         /* of the first posting, when it is a worker */
};

/* Adds a finding about `part`, which lies in the file being read. */
#define reader_report(reader, id, part, ...)                                                                           \
	findings_add((reader)->findings, (id), location_of((reader)->file, (part)), __VA_ARGS__)

/* Takes the next line into `reader->line`; false at the end of the file. */
bool reader_next_line(struct reader *reader);

/* Whether the next line begins with a space or a tab, and so belongs to the entry before it; it is not blank. */
bool reader_is_next_indented(const struct reader *reader);

/* Reads from the cursor to the end of the file, or of the part of it that is this reader's. (reader.c) */
void reader_read_entries(struct reader *reader);

/* Frees what the reader itself owns, not the journal. (journal.c) */
void reader_release(struct reader *reader);

/* A journal that holds nothing yet. (journal.c) */
struct journal *journal_new(void);

/* Adds a copy of a finding of another collection. (journal.c) */
void findings_move(struct findings *to, const struct finding *finding);

/* Notes the date of a posting that is counted. */
static inline void reader_note_date(struct reader *reader, struct date date)
{
	if (reader->latest.days == DATE_MINIMUM.days) {
		reader->first = date;
	}
	reader->is_out_of_order |= date_compare(date, reader->latest) < 0;
	reader->latest = date;
}

/* Checks that `size` bytes, those at `place` in the file or a copy of them, are text, but for those checked before. */
void reader_check_bytes(struct reader *reader, const char *bytes, size_t place, size_t size);

/* Reads a date, reporting a wrong one; false when there is none to use. `year` is for dates without one. */
bool reader_read_date(struct reader *reader, struct slice *rest, int year, struct date *date);

/* Reads a file and what it includes. (reader.c) */
void reader_read_file(struct reader *reader, const struct text_file *file);

/* The line in `reader->line` begins with a digit: reads a transaction. (entry.c) */
void reader_read_transaction(struct reader *reader);

/* The line is a directive, or nothing known. (directive.c) */
void reader_read_directive(struct reader *reader);

/* `include` and what is written after it. (include.c) */
void reader_include(struct reader *reader, struct slice written);

/* Adds a file to the list of those that were read. (include.c) */
void reader_note_file(struct reader *reader, const struct text_file *file);

/* Whether the name ends like an amount, `A 10 EUR`: then one space is missing before it. (entry.c) */
bool account_ends_like_amount(struct slice name);

/* What is wrong with a name. (alias.c) */
enum account_fault {
	ACCOUNT_IS_GOOD,
	ACCOUNT_HAS_EMPTY_PART, /* between colons there is nothing, or blanks */
	ACCOUNT_IS_DEEP,        /* more than ACCOUNT_LEVELS_MAXIMUM */
};
enum account_fault account_fault_of(struct slice name);

/* The account that a written name means. `name` lies in the file; 0xFFFFFFFF, having reported it, when it is none.
 * (alias.c) */
uint32_t reader_account(struct reader *reader, struct slice name);
void reader_forget_written_names(struct reader *reader);
void reader_add_alias(struct reader *reader, struct slice definition);

/* Reads tags and posting dates from one comment line, `text` beginning after its `;`. `posting` is NULL for the
 * comment of a transaction. (comment.c) */
void reader_read_comment(struct reader *reader, struct slice text, struct tag_list *tags, struct posting *posting);
void reader_add_tag(struct reader *reader, struct tag_list *tags, struct tag tag);

/* Reads `-$1,000.00`, `10 EUR`, …; false, having reported it, when it is none. (quantity.c) */
bool reader_read_amount(struct reader *reader, struct slice *rest, struct commodity_amount *amount);
bool reader_read_commodity(struct reader *reader, struct slice *rest, uint32_t *commodity);
/* Whether `1.5` of this commodity has a decimal point, by the directives so far. */
bool reader_takes_point_for_decimal(const struct reader *reader, uint32_t commodity);
void reader_set_style(struct reader *reader, uint32_t commodity, struct number_style style);

/* Reads an amount as reader_read_amount() and says how its number is written. */
bool reader_read_format(struct reader *reader, struct slice *rest, struct commodity_amount *amount,
			struct number_style *style);

/* Infers what was left out, checks that it balances; false, having reported it, when it does not. (balancing.c) */
bool reader_balance_transaction(struct reader *reader);

/* Room for one more posting behind the ones of the transaction being built. (entry.c) */
struct posting *reader_new_posting(struct reader *reader);

/* Checks a posting's assertion against the balances, the posting itself counted. (assertion.c) */
void reader_check_assertion(struct reader *reader, const struct posting *posting, const struct balances *balances);

/* Whether an amount of the transaction is set by what an account held before. (assertion.c) */
bool transaction_is_unsettled(const struct transaction *transaction);

/* Settles assignments and assertions of the kept transactions in date order. (assertion.c) */
void reader_settle(struct reader *reader);

/* Balances the transaction being built and keeps it, or gives it to the sink. (finish.c) */
void reader_finish_transaction(struct reader *reader);

/* Copies the transaction being built, with all that hangs on it, to `kept`, whose parts live in the journal's
 * arena. (finish.c) */
void reader_keep_transaction(struct reader *reader, struct transaction *kept);

#endif
