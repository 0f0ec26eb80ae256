/* What the files of a succession share. For src/rule/ only. */
#ifndef SOUCI_RULE_SUCCESSION_PARTS_H
#define SOUCI_RULE_SUCCESSION_PARTS_H

#include "rule/judge.h"
#include "rule/succession.h"
#include "text/buffer.h"
#include "text/symbols.h"

/* The last content of each file that may grow: journals, and contributions once they grew. */
struct growing_text {
	struct buffer bytes;
	struct date latest; /* of the last transaction of a journal */
};

struct growing_texts {
	struct symbols *paths;
	struct growing_text *texts; /* by symbol */
	size_t capacity;
};

/* What a file grew by, or the whole of one that is new. */
struct growth {
	struct slice path;
	struct slice whole;
	size_t known;                   /* bytes of it that were there before */
	const struct meeting *replaced; /* the draft that stood there instead, or NULL */
};

struct growth_list {
	struct growth *items;
	size_t count;
	size_t capacity;
};

/* What a decision owes on an account. */
struct open_due {
	const struct decision *decision;
	struct date date;
	struct amount amount;
	struct amount paid; /* by payments that name it */
	struct open_due *older;
};

/* The dues of an account, and the payments on it. */
struct due_account {
	struct open_due *newest;
	struct amount owed;
	struct amount named;   /* paid by payments that say what they pay */
	struct amount guessed; /* and by the others */
	struct amount room;    /* the most that `named` may come to without those that guess exceeding what was due */
	struct date latest_guess; /* DATE_MINIMUM: none guesses */
	bool is_special;          /* its payments can only be judged all together */
};

struct succession {
	struct snapshot *snapshot;
	struct model *model;
	struct judgement *judgement; /* owned, with its fold */
	struct fold *decided;        /* of all adopted meetings */
	struct fold *applied;        /* borrowed */
	struct findings *findings;   /* of the latest step */
	struct arena *arena;

	struct list standing;     /* const struct finding *: the errors that stood when it began */
	bool stands_in_generated; /* some are about generated files */
	bool stands_in_payments;  /* and some about payments */

	struct growth_list journals; /* of the step being prepared */
	struct growth_list records;
	struct growth_list generated;
	struct later_files files;

	struct growing_texts known_journals;
	struct growing_texts known_records;
	struct buffer declarations; /* what the hand-written journals declare */
	bool has_commodity;
	size_t funds_seen;       /* those that there is room for */
	struct amount *received; /* by fund->index */
	bool *gave_back;         /* by fund->index: some of it went back by hand */

	struct due_account *due_accounts; /* by account of the decided fold */
	size_t due_account_count;
	size_t due_account_room;
	size_t entries_seen; /* of the decided fold */

	struct buffer *registers; /* by circle->index */
	struct buffer accounts;   /* the beginning of ledger/generated.journal: its accounts */
	size_t account_count;     /* that stand there */
	struct buffer includes;   /* and its end */
};

/* ---- succession_standing.c ---- */

/* Notes the errors that stand; false when it cannot be told of one whether it goes on standing. */
bool standing_begin(struct succession *succession);
/* Whether they stay as they are when these files come; the records behind those that were there; entries that open
 * accounts in a fold of `accounts_before`, or are applied. */
bool standing_lets_files_come(const struct succession *succession);
bool standing_lets_records_come(const struct succession *succession, size_t first_contribution, size_t first_meeting);
bool standing_lets_money_move(const struct succession *succession, size_t accounts_before, bool is_applied);

/* ---- succession_bank.c ---- */

/* The text known of a path, or NULL; and the same, made empty when there is none. */
struct growing_text *text_known(const struct growing_texts *texts, struct slice path);
struct growing_text *text_of(struct growing_texts *texts, struct slice path);

/* Makes room for what is received of each fund. */
void bank_make_room(struct succession *succession);
/* Notes the journals and what stands in them; false when what comes after it cannot be judged apart. */
bool bank_begin(struct succession *succession);
/* Judges what the journals grew by. */
bool bank_follow(struct succession *succession);
/* Whether the generated journal of a meeting, as decided, can be read like the others. */
bool bank_takes(struct succession *succession, struct slice path, struct slice text);

/* ---- succession_dues.c ---- */

void dues_begin(struct succession *succession);
/* Notes what the entries since the last time owe. */
bool dues_follow(struct succession *succession);
/* Judges a payment. */
bool dues_pay(struct succession *succession, const struct payment *payment);

/* ---- succession_generated.c ---- */

/* Notes what the generated files are. */
void generated_begin(struct succession *succession);
/* Compares those given with what they should be. When meetings were applied (`is_applied`), their entries begin at
 * `first_entry` of the applied fold. */
bool generated_follow(struct succession *succession, size_t first_entry, bool is_applied);
/* Reads what the meetings decided as the bank's journals are read: entries from `first_entry` of the decided fold on.
 */
bool generated_read(struct succession *succession, size_t first_entry);

#endif
