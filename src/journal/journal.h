/* Journals in memory: the common language of hledger and ledger, read exactly.
 *
 * Everything a journal holds lives as long as the journal; slices point into the files it was read from, which the
 * caller keeps, or into the journal's own arena. Any slice that lies in a file has a location: journal_locate(). */
#ifndef SOUCI_JOURNAL_JOURNAL_H
#define SOUCI_JOURNAL_JOURNAL_H

#include "journal/balances.h"
#include "journal/names.h"
#include "souci/finding.h"
#include "text/amount.h"
#include "text/date.h"
#include "text/file.h"

enum entry_mark {
	ENTRY_UNMARKED,
	ENTRY_PENDING, /* ! */
	ENTRY_CLEARED, /* * */
};

enum posting_kind {
	POSTING_REAL,
	POSTING_VIRTUAL,          /* (account): need not balance */
	POSTING_BALANCED_VIRTUAL, /* [account]: balances with its like */
};

/* A quantity of a commodity. `commodity` is a number of `journal.commodities`; 0 is the one without a name. */
struct commodity_amount {
	struct amount quantity;
	uint32_t commodity;
};

struct tag {
	struct slice name;
	struct slice value;
};

struct tag_list {
	struct tag *items;
	size_t count;
};

/* What is written after `@` or `@@`. */
struct posting_cost {
	struct commodity_amount amount;
	bool is_total;    /* `@@` */
	bool is_inferred; /* written nowhere: two commodities balance each other */
};

/* What is written after `=`. */
struct posting_assertion {
	struct commodity_amount amount;
	bool is_sole;      /* `==`: and no other commodity is there */
	bool is_inclusive; /* `=*`: with the accounts below */
	struct slice text; /* from the `=` on */
};

struct transaction;

struct posting {
	struct transaction *transaction;
	struct amount quantity;
	uint32_t commodity;
	uint32_t account;
	struct date date;           /* its own, or the transaction's */
	struct date secondary_date; /* likewise; DATE_MINIMUM when there is none */
	uint8_t mark;               /* enum entry_mark, its own or the transaction's */
	uint8_t kind;               /* enum posting_kind */
	bool is_inferred;           /* the amount was left out, or set by an assertion */
	bool has_own_date;
	bool has_own_secondary_date;
	struct posting_cost *cost;           /* NULL when there is none */
	struct posting_assertion *assertion; /* NULL when there is none */
	struct tag_list tags;
	struct slice account_text; /* as written, before aliases */
	struct slice amount_text;  /* as written; empty when left out */
	struct slice comment;      /* with its later lines, from the first `;` on; empty when there is none */
};

struct transaction {
	struct date date;
	struct date secondary_date; /* DATE_MINIMUM when there is none */
	uint8_t mark;               /* enum entry_mark */
	const struct text_file *file;
	struct slice text; /* the lines it was read from */
	struct slice code;
	struct slice description;
	struct slice comment; /* with its later lines, from the first `;` on; empty when there is none */
	struct tag_list tags;
	struct posting *postings;
	size_t posting_count;
};

struct declared_account {
	uint32_t account;
	char type; /* A L E R X C V, or 0 when not said */
	struct tag_list tags;
	struct slice text; /* the name in the directive */
};

struct declared_commodity {
	uint32_t commodity;
	struct slice text; /* what stands after the word `commodity` */
};

struct market_price {
	struct date date;
	uint32_t commodity;
	struct commodity_amount price;
};

struct journal {
	struct arena *arena;
	struct names accounts;
	struct names commodities;          /* number 0 is the empty name */
	struct names payees;               /* declared by `payee` */
	struct names tags;                 /* declared by `tag` */
	struct transaction **transactions; /* in the order of the files; none when they were given to a sink */
	size_t transaction_count;
	struct declared_account *declared_accounts;
	size_t declared_account_count;
	struct declared_commodity *declared_commodities;
	size_t declared_commodity_count;
	struct market_price *prices;
	size_t price_count;
	struct location *reinterpretations; /* directives that change what other lines mean */
	size_t reinterpretation_count;
	const struct text_file **files; /* in the order they were first opened */
	size_t file_count;
	struct balances balances; /* of every account at the end, all postings counted */
};

/* Where the text of journals comes from: a folder, git's index, a revision, the disk. */
struct journal_loader {
	/* Gives the file at `path`; the same pointer for the same file, so that cycles are seen. On failure returns
	 * NULL and sets `*reason`. Called with paths already joined to that of the including file. */
	const struct text_file *(*load)(void *context, struct slice path, struct slice *reason);
	/* The files whose paths match `pattern` (`*`, `**`, `?`, `[…]`), sorted, without folders; may be NULL when
	 * there is no way to list. The array and its slices must live as long as the loader. */
	size_t (*list)(void *context, struct slice pattern, struct slice **paths);
	/* Copies part of a file it gave, to be read there; may be NULL. False when it would not help. Called from
	 * several threads. */
	bool (*copy)(void *context, const struct text_file *file, size_t place, char *room, size_t size);
	/* Told that the bytes of a file from `from` to `to` will hardly be looked at again; may be NULL. */
	void (*forget)(void *context, const struct text_file *file, size_t from, size_t to);
	void (*release)(void *context); /* called by journal_loader_free() */
	void *context;
	bool is_rooted; /* absolute paths, `~` and paths that climb above the start with `..` are refused */
};

/* Given each transaction once it is whole and balanced. The transaction, its postings and tags are overwritten by
 * the next one. */
typedef void journal_sink(void *context, struct journal *journal, struct transaction *transaction);

struct journal_options {
	bool is_folded;     /* transactions are not kept, only given to the sink, if any, and to the balances */
	size_t threads;     /* that may read a large file without a sink; 0 is one */
	bool is_ordered;    /* the sink wants postings by date: when they are not so in the files, all are kept and come
			       again */
	journal_sink *sink; /* NULL for none; only when folded */
	void (*restart)(void *context); /* forget all that the sink was given: it comes again */
	void *context;                  /* given to both */
};

/* Reads the journals at `paths`, each with a fresh state, as one. Never fails: what is wrong is in `findings`,
 * and what could be read is in the journal. `options` may be NULL. Free with journal_free(). */
struct journal *journal_read(const struct journal_loader *loader, const struct slice *paths, size_t count,
			     const struct journal_options *options, struct findings *findings);
void journal_free(struct journal *journal);

/* The name of an account or commodity number. */
struct slice journal_account(const struct journal *journal, uint32_t account);
struct slice journal_commodity(const struct journal *journal, uint32_t commodity);

/* The value of the tag called `name` (ASCII case ignored); false, leaving `value` alone, when there is none. */
bool tag_find(struct tag_list tags, struct slice name, struct slice *value);

/* The same for a posting: its own tags, then those of its transaction. */
bool posting_tag(const struct posting *posting, struct slice name, struct slice *value);

/* Where a slice of a transaction (its text, code, a posting's account or amount …) stands. */
struct location transaction_locate(const struct transaction *transaction, struct slice part);

/* The amount of a posting at cost; false when it cannot be held. */
bool posting_at_cost(const struct posting *posting, struct commodity_amount *amount);

/* The payee: the part of the description before `|`, or the whole. The note: what comes after it, or the whole. */
struct slice transaction_payee(const struct transaction *transaction);
struct slice transaction_note(const struct transaction *transaction);

#endif
