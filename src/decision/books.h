/* The network's ledger: its hand-written journals, with the generated ones as the decisions give them, whatever stands
 * in the files of that name (they may be stale, or in conflict). */
#ifndef SOUCI_DECISION_BOOKS_H
#define SOUCI_DECISION_BOOKS_H

#include "decision/fold.h"
#include "decision/generate.h"
#include "journal/journal.h"

struct books;

/* The journal the ledger begins with: ledger/main.journal or, without one, ledger/generated.journal; empty when there
 * is neither, which is a ledger without entries. */
struct slice books_main_path(struct source *source);

/* Reads ledger/main.journal (or, without one, the generated journals alone) from `source`; paths below ledger/circles/
 * and ledger/generated.journal give the bytes of `generated` (struct generated_file), and are empty when not there.
 * `source`, `generated` and `findings` must outlive the books. Free with books_free(). */
struct books *books_read(struct source *source, struct list generated, struct findings *findings);
void books_free(struct books *books);

const struct journal *books_journal(const struct books *books);

/* The payments that the bank journals make: postings by hand on a Due account, by date; what was
 * paid too much comes back by a credit. Lives in `arena`; slices point
 * into the source. */
struct list books_payments(struct arena *arena, const struct books *books);

/* Whether a posting pays what is due: by hand, debiting a Due account; and the payment that it makes. */
bool posting_is_payment(const struct journal *journal, const struct posting *posting);
struct payment posting_payment(const struct journal *journal, const struct posting *posting);

#endif
