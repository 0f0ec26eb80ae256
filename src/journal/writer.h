/* Writing journals that hledger and ledger read alike: plain decimals with a point, the commodity behind, quoted where
 * it must be, one tag on a comment line. */
#ifndef SOUCI_JOURNAL_WRITER_H
#define SOUCI_JOURNAL_WRITER_H

#include "journal/journal.h"
#include "text/buffer.h"

struct written_posting {
	struct slice account;
	struct amount quantity;
	struct slice commodity;
	struct slice comment; /* one line, such as `pays: tom/2024-04-02`; empty for none */
};

struct written_transaction {
	struct date date;
	enum entry_mark mark;
	struct slice code;
	struct slice description;
	const struct tag *tags; /* each on a comment line of its own */
	size_t tag_count;
	const struct written_posting *postings;
	size_t posting_count;
};

/* Writes the transaction and a blank line after it. Bytes that would end a part early (a line end anywhere, `;` in a
 * description, `)` in a code, `,` in a tag) are written as spaces. */
void journal_write_transaction(struct buffer *out, const struct written_transaction *transaction);

/* `1200.00 EUR`, `3 "A 1"`, `5`. */
void journal_write_amount(struct buffer *out, struct amount quantity, struct slice commodity);

/* The commodity, between quotes where it could be read as something else. */
void journal_write_commodity(struct buffer *out, struct slice commodity);

/* `2024-04-11 * (12) description`, without a line end. `secondary` is DATE_MINIMUM for none. */
void journal_write_header(struct buffer *out, struct date date, struct date secondary, enum entry_mark mark,
			  struct slice code, struct slice description);

#endif
