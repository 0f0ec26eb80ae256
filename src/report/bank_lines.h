/* The lines of hand-written journals that pay what decisions owe, or receive what funders promised. For src/report/ and
 * the command that names one. */
#ifndef SOUCI_REPORT_BANK_LINES_H
#define SOUCI_REPORT_BANK_LINES_H

#include "decision/books.h"
#include "text/failure.h"

struct bank_line {
	const struct transaction *transaction;
	const struct posting *posting; /* on Due:<party>:<fund> or Assets:Receivable:<fund> */
	struct slice account;
	struct location location; /* of the account's name, as in struct payment */
	size_t line;              /* from 1 */
	bool is_receipt;          /* on Assets:Receivable */
};

/* All of them (struct bank_line), in the order of the journals. Lives in `arena`; slices point into the books. */
struct list bank_lines_read(struct arena *arena, const struct books *hand_written);

/* Finds those that a word names: `FILE:LINE` (a line of the transaction, or one posting of it), the code of a
 * transaction, or its date and description. Leaves `found` empty when the word is none of these. Fails on a line that
 * pays and receives nothing, and when several transactions are meant, naming them. */
const struct failure *bank_lines_find(struct arena *arena, struct list lines, struct slice word, struct list *found);

#endif
