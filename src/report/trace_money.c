#include "report/trace_money.h"

#include "report/decision_facts.h"
#include "text/symbols.h"

#include <stdlib.h>

struct traced_due *trace_due_at(const struct trace_money *money, uint32_t place)
{
	return &LIST_AT(money->dues, struct traced_due, place);
}

const struct traced_share *trace_share_at(const struct trace_money *money, uint32_t place)
{
	return &LIST_AT(money->shares, struct traced_share, place);
}

uint32_t trace_first_due(const struct trace_money *money, const struct decision *origin)
{
	uint32_t symbol = symbols_find(money->references, origin->reference);
	return symbol == SYMBOL_NONE ? TRACE_NONE : money->first_due[symbol];
}

struct amount trace_due_left(const struct traced_due *due)
{
	struct amount left = due->due->amount;
	sum_subtract(&left, due->paid);
	return left;
}

/* ---- decisions that change others ---- */

static size_t count_decisions(const struct fold *fold)
{
	size_t count = 0;
	for (size_t i = 0; i < fold->meetings.count; i++) {
		count += LIST_AT(fold->meetings, struct meeting *, i)->decisions.count;
	}
	return count;
}

static void take_change(struct trace_money *money, const struct decision *decision)
{
	bool is_change = decision->kind == KIND_CANCEL || decision->kind == KIND_SUBSTITUTE;
	if (!is_change || decision_outcome(decision) != OUTCOME_ADOPTED) {
		return;
	}
	uint32_t symbol = symbols_intern(money->changed, decision->of);
	const struct decision **first = decision->kind == KIND_CANCEL ? &money->cancels[symbol] : &money->moves[symbol];
	*first = *first == NULL ? decision : *first;
}

static void take_changes(struct trace_money *money, struct arena *arena)
{
	const struct fold *fold = money->fold;
	size_t count = count_decisions(fold);
	money->changed = symbols_new();
	money->cancels = arena_new_array(arena, const struct decision *, count);
	money->moves = arena_new_array(arena, const struct decision *, count);
	for (size_t i = 0; i < fold->meetings.count; i++) {
		struct list decisions = LIST_AT(fold->meetings, struct meeting *, i)->decisions;
		for (size_t j = 0; j < decisions.count; j++) {
			take_change(money, LIST_AT(decisions, struct decision *, j));
		}
	}
}

const struct decision *trace_cancelled_by(const struct trace_money *money, const struct decision *decision)
{
	uint32_t symbol = symbols_find(money->changed, decision->reference);
	return symbol == SYMBOL_NONE ? NULL : money->cancels[symbol];
}

const struct decision *trace_moved_by(const struct trace_money *money, const struct decision *decision)
{
	uint32_t symbol = symbols_find(money->changed, decision->reference);
	return symbol == SYMBOL_NONE ? NULL : money->moves[symbol];
}

/* ---- dues ---- */

static void chain_due(struct trace_money *money, uint32_t place)
{
	struct traced_due *due = trace_due_at(money, place);
	uint32_t known = symbols_count(money->references);
	uint32_t symbol = symbols_intern(money->references, due->origin->reference);
	if (symbol == known) {
		money->first_due[symbol] = TRACE_NONE;
	}
	uint32_t *end = &money->first_due[symbol];
	while (*end != TRACE_NONE) {
		end = &trace_due_at(money, *end)->next;
	}
	*end = place;
}

static void take_dues(struct trace_money *money, struct arena *arena, struct list dues)
{
	money->dues = (struct list){arena_new_array(arena, struct traced_due, dues.count), dues.count};
	money->first_due = arena_new_array(arena, uint32_t, dues.count);
	for (uint32_t i = 0; i < dues.count; i++) {
		const struct due *due = &LIST_AT(dues, struct due, i);
		struct traced_due traced = {
		    .due = due, .paid = NO_MONEY, .first_share = TRACE_NONE, .next = TRACE_NONE};
		traced.account = &LIST_AT(money->fold->accounts, struct account, due->account);
		traced.origin = due->decision == NULL ? NULL : decision_origin(money->fold, due->decision);
		*trace_due_at(money, i) = traced;
		if (traced.origin != NULL) {
			chain_due(money, i);
		}
	}
}

/* ---- payments ---- */

static int compare_places(const void *left, const void *right)
{
	const struct location *a = &((const struct bank_line *)left)->location;
	const struct location *b = &((const struct bank_line *)right)->location;
	if (a->file != b->file) {
		return ((uintptr_t)a->file > (uintptr_t)b->file) - ((uintptr_t)a->file < (uintptr_t)b->file);
	}
	return (a->start > b->start) - (a->start < b->start);
}

/* `Due:<party>:<fund>` in its parts. */
static void read_account(const struct model *model, struct slice account, struct traced_share *share)
{
	struct slice rest = account;
	struct slice part;
	slice_next_word(&rest, ":", &part);
	if (slice_next_word(&rest, ":", &part)) {
		share->party = model_find_party(model, part);
	}
	if (slice_next_word(&rest, ":", &part)) {
		share->fund = model_find_fund(model, part);
	}
}

static void add_share(struct trace_money *money, struct traced_share share)
{
	uint32_t place = (uint32_t)money->shares.count++;
	share.next = TRACE_NONE;
	read_account(money->fold->model, share.line->account, &share);
	LIST_AT(money->shares, struct traced_share, place) = share;
	if (share.due == TRACE_NONE) {
		return;
	}
	struct traced_due *due = trace_due_at(money, share.due);
	uint32_t *end = &due->first_share;
	while (*end != TRACE_NONE) {
		end = &LIST_AT(money->shares, struct traced_share, *end).next;
	}
	*end = place;
	sum_add(&due->paid, share.amount);
}

static void take_payments(struct trace_money *money, struct list settlements, struct bank_line *by_place)
{
	for (size_t i = 0; i < settlements.count; i++) {
		const struct settlement *settlement = &LIST_AT(settlements, struct settlement, i);
		struct bank_line key = {.location = settlement->payment->location};
		const struct bank_line *line = bsearch(&key, by_place, money->lines.count, sizeof key, compare_places);
		if (line != NULL) {
			uint32_t due = settlement->due == DUE_NONE ? TRACE_NONE : (uint32_t)settlement->due;
			add_share(money, (struct traced_share){.line = line,
							       .due = due,
							       .amount = settlement->amount,
							       .is_by_age = settlement->is_by_age});
		}
	}
}

static void take_lines(struct trace_money *money, struct arena *arena, const struct books *hand_written,
		       struct date until)
{
	struct list all = bank_lines_read(arena, hand_written);
	money->lines = (struct list){all.items, 0};
	for (size_t i = 0; i < all.count; i++) {
		struct bank_line line = LIST_AT(all, struct bank_line, i);
		if (date_compare(line.posting->date, until) <= 0) {
			LIST_AT(money->lines, struct bank_line, money->lines.count++) = line;
		}
	}
}

struct trace_money trace_money_read(struct arena *arena, const struct fold *fold, const struct books *hand_written,
				    struct date until)
{
	struct trace_money money = {.fold = fold, .references = symbols_new()};
	struct list dues = {NULL, 0};
	struct list settlements = settlements_until(arena, fold, until, &dues);
	struct date end = until.days == DATE_MAXIMUM.days ? until : date_add_days(until, 1);
	take_changes(&money, arena);
	take_dues(&money, arena, dues);
	take_lines(&money, arena, hand_written, until);
	struct bank_line *by_place = arena_new_array(arena, struct bank_line, money.lines.count);
	for (size_t i = 0; i < money.lines.count; i++) {
		by_place[i] = LIST_AT(money.lines, struct bank_line, i);
	}
	if (money.lines.count > 1) {
		qsort(by_place, money.lines.count, sizeof *by_place, compare_places);
	}
	money.shares.items = arena_new_array(arena, struct traced_share, settlements.count);
	take_payments(&money, settlements, by_place);
	money.costs = costs_new(fold, end);
	money.sums = budget_sums_new(arena, fold, end);
	return money;
}

void trace_money_free(struct trace_money *money)
{
	costs_free(money->costs);
	symbols_free(money->references);
	symbols_free(money->changed);
}
