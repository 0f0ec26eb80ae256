/* What each kind of decision does to the state: one function a kind, and what they share. For src/decision/ only. */
#ifndef SOUCI_DECISION_APPLY_KIND_H
#define SOUCI_DECISION_APPLY_KIND_H

#include "decision/fold.h"

void apply_found(struct fold *fold, struct decision *decision);
void apply_status(struct fold *fold, struct decision *decision);
void apply_territory(struct fold *fold, struct decision *decision);
void apply_join(struct fold *fold, struct decision *decision);
void apply_leave(struct fold *fold, struct decision *decision);
void apply_mandate(struct fold *fold, struct decision *decision);
void apply_end_mandate(struct fold *fold, struct decision *decision);
void apply_adopt_action(struct fold *fold, struct decision *decision);
void apply_close_action(struct fold *fold, struct decision *decision);
void apply_award(struct fold *fold, struct decision *decision);
void apply_amend_fund(struct fold *fold, struct decision *decision);
void apply_shortfall(struct fold *fold, struct decision *decision);
void apply_repay(struct fold *fold, struct decision *decision);
void apply_close_fund(struct fold *fold, struct decision *decision);
void apply_grant(struct fold *fold, struct decision *decision);
void apply_return(struct fold *fold, struct decision *decision);
void apply_allocate(struct fold *fold, struct decision *decision);
void apply_reallocate(struct fold *fold, struct decision *decision);
void apply_retribute(struct fold *fold, struct decision *decision);
void apply_expense(struct fold *fold, struct decision *decision);
void apply_substitute(struct fold *fold, struct decision *decision);
void apply_rule(struct fold *fold, struct decision *decision);
void apply_consortium(struct fold *fold, struct decision *decision);
void apply_cancel(struct fold *fold, struct decision *decision);
void apply_regularise(struct fold *fold, struct decision *decision);
void apply_close_year(struct fold *fold, struct decision *decision);

/* Adds an item of `size` bytes to a list of the fold; returns it, zeroed, valid until the next addition. */
void *fold_append(struct list *list, size_t size);
#define FOLD_APPEND(list, type) ((type *)fold_append(&(list), sizeof(type)))

/* A span from a day on, begun by a decision. */
struct span span_from(struct date from, struct decision *since);

/* Ends a span at `date`, unless it ended before. */
void span_end(struct span *span, struct date date, struct decision *ended);

void fold_add_membership(struct fold *fold, struct decision *decision, struct party *person, struct place *place,
			 struct date from);
void fold_add_mandate(struct fold *fold, struct decision *decision, struct party *person, int role,
		      struct action *action, struct date from);
/* Reads which rule is changed, and to what, and adds the change; nothing when either cannot be read. */
void fold_add_rule(struct fold *fold, struct rule_change change, struct slice name, struct slice value);

void fold_set_status(struct fold *fold, struct decision *decision, int status, struct date from);
void fold_set_territory(struct fold *fold, struct decision *decision, struct date from);

/* What awards and amendments share. */
void fund_set_limits(struct fund_state *state, const struct decision *decision);
void fund_add(struct fold *fold, struct decision *decision);

/* What retributions and expenses share: each fund's part goes from the action to what is due. */
void apply_cost(struct fold *fold, struct decision *decision);

/* The accounts of the chart (design, “Money”), made when first used. */
uint32_t account_funding(struct fold *fold, struct fund *fund); /* receivable, or own means */
uint32_t account_fund(struct fold *fold, struct fund *fund);
uint32_t account_envelope(struct fold *fold, struct circle *circle, struct action *action, struct fund *fund);
uint32_t account_due(struct fold *fold, struct party *party, struct fund *fund);

/* Begins the entries of a decision; at most `capacity` lines. */
struct entries *fold_begin_entries(struct fold *fold, struct decision *decision, size_t capacity);

/* Moves money from the account it was on to another: debits `from`, credits `to`. */
void entries_move(struct fold *fold, struct entries *entries, uint32_t from, uint32_t to, struct amount amount);

/* The whole of a decision that moves one amount. */
void fold_move(struct fold *fold, struct decision *decision, uint32_t from, uint32_t to, struct amount amount);

/* Notes that a retribution, the latest so far, pays some of a contribution, and the time it says. */
void contribution_note(struct fold *fold, struct contribution_state *state, struct decision *decision,
		       const struct contribution *contribution);

#endif
