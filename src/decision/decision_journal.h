/* The journal of a meeting: the entries its decisions make, read alike by hledger and ledger. For src/decision/ only.
 */
#ifndef SOUCI_DECISION_DECISION_JOURNAL_H
#define SOUCI_DECISION_DECISION_JOURNAL_H

#include "decision/fold.h"
#include "text/buffer.h"

/* `ledger/circles/ID/DATE.journal`. */
struct slice decision_journal_path(struct arena *arena, const struct meeting *meeting);

/* Writes the entries of one meeting, which begin at index `first` of fold->entries; nothing when there are none.
 * Returns the index behind them. */
size_t decision_journal_write(struct buffer *text, const struct fold *fold, const struct meeting *meeting,
			      size_t first);

/* `ledger/generated.journal`: declares every account, then includes each journal. */
void decision_journal_index_begin(struct buffer *text, const struct fold *fold);
void decision_journal_index_add(struct buffer *text, struct slice path);

#endif
