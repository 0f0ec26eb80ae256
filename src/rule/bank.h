/* What the checks of the bank journals share. For src/rule/ only. */
#ifndef SOUCI_RULE_BANK_H
#define SOUCI_RULE_BANK_H

#include "decision/generate.h"
#include "rule/ledger.h"

struct bank_check {
	struct model *model;
	const struct fold *fold;
	const struct journal *journal;
	struct findings *findings;
	struct arena *arena;
	struct amount *received; /* by fund->index */
	bool *received_said;     /* by fund->index */
	bool awards_unknown;     /* minutes of the council could not be read */
	bool dues_unknown;       /* something is unread that decisions stand in, or refer to */
};

struct slice bank_money(const struct bank_check *check, struct amount amount);
struct slice bank_day(const struct bank_check *check, struct date date);

/* A part of a text parted by colons; empty when it has fewer. */
struct slice part_of_account(struct slice account, size_t nth);

/* payment.c: each payment beside the due it pays. */
void judge_payments(struct bank_check *check);

/* inclusion.c: every journal is read, once. */
void judge_inclusion(struct bank_check *check);

/* cash.c: the bank account at the end of each day. */
void judge_cash(struct bank_check *check);

#endif
