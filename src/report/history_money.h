/* Following money through the ledgers of all commits. For src/report/history_*.c only. */
#ifndef SOUCI_REPORT_HISTORY_MONEY_H
#define SOUCI_REPORT_HISTORY_MONEY_H

#include "history/balance_history.h"
#include "report/history_rows.h"

/* Whether an account lies below another: `Funds:drac` below `Funds`. */
bool account_is_below(struct slice account, struct slice top);

/* Whether the last part of an account is the id of a fund. */
bool account_is_of_fund(struct slice account, struct slice fund);

/* Of an account below `Budget`: whether it is that of an action, not what a circle has not given to one. */
bool envelope_is_of_action(struct slice envelope);

/* Whether what an envelope moves to the opposite account is spent: what stays within its fund is only allocated. */
bool envelope_is_spent(struct slice opposite, struct slice fund);

/* Parts of an account: the second of `Budget:arles:cafe:drac` is `arles`; empty when there are less. */
struct slice account_part(struct slice account, size_t index);

/* References and more references, parted by spaces, each once. */
struct slice history_add_decisions(struct arena *arena, struct slice decisions, struct slice more);

const struct failure *history_too_large(void);

/* Tells each commit that changed what the sorter lets through, in the currency of the network. A commit whose ledger
 * cannot be read has a row that says so. */
const struct failure *
history_follow_money(const struct history_source *source, struct told_history *told,
		     const struct posting_sorter *sorter,
		     const struct failure *(*tell)(void *context, const struct balance_step *step), void *context);

#endif
