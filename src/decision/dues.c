#include "decision/dues.h"

#include "text/memory.h"
#include "text/symbols.h"

#include <stdlib.h>

#define NO_DUE UINT32_MAX

struct due_table {
	const struct fold *fold;
	struct due *dues;
	uint32_t *next; /* of the same account, by due */
	uint32_t count;
	uint32_t *first; /* by account */
	uint32_t *last;
	bool is_settling; /* settlements are asked for */
	struct list settlements;
	size_t capacity;
};

/* Which decision's due an entry touches: a contrary entry lowers the due of what it undoes or moves. */
static struct decision *due_owner(const struct fold *fold, struct decision *decision, bool is_credit)
{
	if (decision->kind == KIND_SUBSTITUTE) {
		return is_credit ? decision : model_find_decision(fold->model, decision->of);
	}
	if (decision->kind != KIND_CANCEL) {
		return decision;
	}
	struct decision *cancelled = model_find_decision(fold->model, decision->of);
	if (is_credit && cancelled != NULL && cancelled->kind == KIND_SUBSTITUTE) {
		return model_find_decision(fold->model, cancelled->of);
	}
	return cancelled;
}

static uint32_t find_due(const struct due_table *table, const struct decision *owner, uint32_t account)
{
	for (uint32_t i = table->first[account]; i != NO_DUE; i = table->next[i]) {
		if (table->dues[i].decision == owner) {
			return i;
		}
	}
	return NO_DUE;
}

static uint32_t add_due(struct due_table *table, struct decision *owner, uint32_t account, struct date date)
{
	struct amount zero = {0, MONEY_SCALE};
	uint32_t index = table->count++;
	table->dues[index] = (struct due){owner, account, date, zero, zero, zero, false};
	table->next[index] = NO_DUE;
	if (table->first[account] == NO_DUE) {
		table->first[account] = index;
	} else {
		table->next[table->last[account]] = index;
	}
	table->last[account] = index;
	return index;
}

static void take_entry(struct due_table *table, const struct entries *entries, const struct entry_line *line)
{
	bool is_credit = amount_sign(line->amount) < 0;
	struct decision *owner = due_owner(table->fold, entries->decision, is_credit);
	uint32_t index = find_due(table, owner, line->account);
	if (index == NO_DUE) {
		index = add_due(table, owner, line->account, entries->date);
	}
	struct due *due = &table->dues[index];
	amount_subtract(due->amount, line->amount, &due->amount);
	if (!is_credit) {
		amount_add(due->lowered, line->amount, &due->lowered);
	}
}

static void take_entries(struct due_table *table, struct date until)
{
	for (size_t i = 0; i < table->fold->entries.count; i++) {
		const struct entries *entries = &LIST_AT(table->fold->entries, struct entries, i);
		for (size_t j = 0; date_compare(entries->date, until) <= 0 && j < entries->count; j++) {
			const struct entry_line *line = &entries->lines[j];
			if (LIST_AT(table->fold->accounts, struct account, line->account).kind == ACCOUNT_DUE) {
				take_entry(table, entries, line);
			}
		}
	}
}

/* The due a `pays:` tag names; a cost that moved to another fund is paid under its own name too. */
static uint32_t due_named(const struct due_table *table, struct slice reference, uint32_t account)
{
	const struct model *model = table->fold->model;
	const struct decision *decision = model_find_decision(model, reference);
	uint32_t index = find_due(table, decision, account);
	for (uint32_t i = table->first[account]; index == NO_DUE && i != NO_DUE; i = table->next[i]) {
		const struct decision *owner = table->dues[i].decision;
		if (owner != NULL && owner->kind == KIND_SUBSTITUTE && slice_equal(owner->of, reference)) {
			index = i;
		}
	}
	return decision == NULL ? NO_DUE : index;
}

static void note(struct due_table *table, const struct payment *payment, size_t due, struct amount amount)
{
	struct list *settlements = &table->settlements;
	if (table->is_settling) {
		settlements->items =
		    memory_grow(settlements->items, settlements->count, &table->capacity, sizeof(struct settlement));
		LIST_AT(*settlements, struct settlement, settlements->count++) =
		    (struct settlement){payment, due, amount, payment->decision.size == 0 && due != DUE_NONE};
	}
}

static void pay(struct due_table *table, uint32_t index, const struct payment *payment, struct amount share,
		struct amount *rest)
{
	struct due *due = &table->dues[index];
	amount_add(due->paid, share, &due->paid);
	amount_subtract(*rest, share, rest);
	due->paid_by_age = true;
	note(table, payment, index, share);
}

/* What a payment that names no decision paid of dues that were cancelled since: it is to come back. */
static void pay_lowered(struct due_table *table, uint32_t account, const struct payment *payment, struct amount *rest)
{
	for (uint32_t i = table->first[account]; i != NO_DUE && amount_sign(*rest) > 0; i = table->next[i]) {
		struct amount room = due_remaining(&table->dues[i]);
		amount_add(room, table->dues[i].lowered, &room);
		struct amount share = amount_compare(room, *rest) < 0 ? room : *rest;
		if (amount_sign(table->dues[i].lowered) > 0 && amount_sign(share) > 0) {
			pay(table, i, payment, share, rest);
		}
	}
}

/* A payment that names no decision pays the oldest dues first (design, “Money”). */
static void pay_oldest(struct due_table *table, uint32_t account, const struct payment *payment)
{
	struct amount rest = payment->amount;
	for (uint32_t i = table->first[account]; i != NO_DUE && amount_sign(rest) > 0; i = table->next[i]) {
		struct amount left = due_remaining(&table->dues[i]);
		struct amount share = amount_compare(left, rest) < 0 ? left : rest;
		if (amount_sign(share) > 0) {
			pay(table, i, payment, share, &rest);
		}
	}
	pay_lowered(table, account, payment, &rest);
	if (amount_sign(rest) > 0) {
		note(table, payment, DUE_NONE, rest);
	}
}

/* Money that comes back without saying of which decision: of what was paid too much, the oldest first. */
static void give_back(struct due_table *table, uint32_t account, const struct payment *payment)
{
	struct amount rest = payment->amount;
	for (uint32_t i = table->first[account]; i != NO_DUE && amount_sign(rest) < 0; i = table->next[i]) {
		struct amount left = due_remaining(&table->dues[i]);
		struct amount share = amount_compare(left, rest) > 0 ? left : rest;
		if (amount_sign(share) < 0) {
			pay(table, i, payment, share, &rest);
		}
	}
	if (amount_sign(rest) < 0) {
		note(table, payment, DUE_NONE, rest);
	}
}

/* Payments that say what they pay come first, whatever their dates, so that the others fill what is left. */
static void take_payments(struct due_table *table, struct date until, bool named)
{
	const struct fold_options *options = &table->fold->options;
	for (size_t i = 0; i < options->payment_count; i++) {
		const struct payment *payment = &options->payments[i];
		uint32_t account = symbols_find(table->fold->account_names, payment->account);
		if (date_compare(payment->date, until) > 0 || (payment->decision.size > 0) != named) {
			continue;
		}
		bool is_known = account != SYMBOL_NONE;
		uint32_t index = named && is_known ? due_named(table, payment->decision, account) : NO_DUE;
		if (index != NO_DUE) {
			amount_add(table->dues[index].paid, payment->amount, &table->dues[index].paid);
			note(table, payment, index, payment->amount);
		} else if (!named && is_known) {
			(amount_sign(payment->amount) < 0 ? give_back : pay_oldest)(table, account, payment);
		} else {
			note(table, payment, DUE_NONE, payment->amount);
		}
	}
}

static size_t count_due_lines(const struct fold *fold)
{
	size_t count = 0;
	for (size_t i = 0; i < fold->entries.count; i++) {
		count += LIST_AT(fold->entries, struct entries, i).count;
	}
	return count;
}

static void settle(struct due_table *table, struct arena *arena, struct date until)
{
	size_t lines = count_due_lines(table->fold);
	size_t accounts = table->fold->accounts.count;
	table->dues = arena_new_array(arena, struct due, lines);
	table->next = memory_allocate_zeroed(lines, sizeof *table->next);
	table->first = memory_allocate_zeroed(accounts, sizeof *table->first);
	table->last = memory_allocate_zeroed(accounts, sizeof *table->last);
	for (size_t i = 0; i < accounts; i++) {
		table->first[i] = NO_DUE;
	}
	take_entries(table, until);
	take_payments(table, until, true);
	take_payments(table, until, false);
	free(table->next);
	free(table->first);
	free(table->last);
}

struct list dues_until(struct arena *arena, const struct fold *fold, struct date until)
{
	struct due_table table = {.fold = fold};
	settle(&table, arena, until);
	return (struct list){table.dues, table.count};
}

struct list settlements_until(struct arena *arena, const struct fold *fold, struct date until, struct list *dues)
{
	struct due_table table = {.fold = fold, .is_settling = true};
	settle(&table, arena, until);
	*dues = (struct list){table.dues, table.count};
	struct list kept = {arena_new_array(arena, struct settlement, table.settlements.count),
			    table.settlements.count};
	for (size_t i = 0; i < kept.count; i++) {
		LIST_AT(kept, struct settlement, i) = LIST_AT(table.settlements, struct settlement, i);
	}
	free(table.settlements.items);
	return kept;
}

struct amount due_remaining(const struct due *due)
{
	struct amount left = {0, MONEY_SCALE};
	amount_subtract(due->amount, due->paid, &left);
	return left;
}

struct amount due_left(const struct fold *fold, const struct decision *decision, const struct party *party,
		       const struct fund *fund, struct date date)
{
	struct arena *arena = arena_new();
	struct list dues = dues_until(arena, fold, date);
	struct amount left = {0, MONEY_SCALE};
	for (size_t i = 0; i < dues.count; i++) {
		const struct due *due = &LIST_AT(dues, struct due, i);
		const struct account *account = &LIST_AT(fold->accounts, struct account, due->account);
		if (due->decision == decision && account->party == party && account->fund == fund) {
			left = due_remaining(due);
		}
	}
	arena_free(arena);
	return left;
}
