/* Accounts and entries: how decisions move money. */
#include "decision/apply_kind.h"

#include "text/symbols.h"

#include <assert.h>

static uint32_t account_named(struct fold *fold, struct account account)
{
	uint32_t known = symbols_count(fold->account_names);
	uint32_t index = symbols_intern(fold->account_names, account.name);
	if (index == known) {
		account.name = symbols_name(fold->account_names, index);
		account.balance = (struct amount){0, MONEY_SCALE};
		*FOLD_APPEND(fold->accounts, struct account) = account;
	}
	return index;
}

uint32_t account_funding(struct fold *fold, struct fund *fund)
{
	if (fund->funder == NULL) {
		return account_named(fold, (struct account){.kind = ACCOUNT_OWN_MEANS, .name = SLICE("Equity:Free")});
	}
	struct slice name = arena_format(fold->arena, "Assets:Receivable:%.*s", SLICE_ARGUMENTS(fund->id));
	return account_named(fold, (struct account){.kind = ACCOUNT_RECEIVABLE, .name = name, .fund = fund});
}

uint32_t account_fund(struct fold *fold, struct fund *fund)
{
	struct slice name = arena_format(fold->arena, "Funds:%.*s", SLICE_ARGUMENTS(fund->id));
	return account_named(fold, (struct account){.kind = ACCOUNT_FUND, .name = name, .fund = fund});
}

static struct slice envelope_name(struct arena *arena, const struct circle *circle, const struct action *action,
				  const struct fund *fund)
{
	struct slice middle = action == NULL ? SLICE("free") : action->id;
	return arena_format(arena, "Budget:%.*s:%.*s:%.*s", SLICE_ARGUMENTS(circle->id), SLICE_ARGUMENTS(middle),
			    SLICE_ARGUMENTS(fund->id));
}

uint32_t account_envelope(struct fold *fold, struct circle *circle, struct action *action, struct fund *fund)
{
	return account_named(fold, (struct account){.kind = action == NULL ? ACCOUNT_CIRCLE : ACCOUNT_ACTION,
						    .name = envelope_name(fold->arena, circle, action, fund),
						    .fund = fund,
						    .circle = circle,
						    .action = action});
}

uint32_t account_due(struct fold *fold, struct party *party, struct fund *fund)
{
	struct slice name =
	    arena_format(fold->arena, "Due:%.*s:%.*s", SLICE_ARGUMENTS(party->id), SLICE_ARGUMENTS(fund->id));
	return account_named(fold, (struct account){.kind = ACCOUNT_DUE, .name = name, .fund = fund, .party = party});
}

struct account *fold_find_account(const struct fold *fold, struct slice name)
{
	uint32_t index = symbols_find(fold->account_names, name);
	return index == SYMBOL_NONE ? NULL : &LIST_AT(fold->accounts, struct account, index);
}

struct amount fold_available(const struct fold *fold, const struct circle *circle, const struct action *action,
			     const struct fund *fund)
{
	const struct account *account = fold_find_account(fold, envelope_name(fold->arena, circle, action, fund));
	return account == NULL ? (struct amount){0, MONEY_SCALE} : account->balance;
}

bool fold_year_is_sealed(const struct fold *fold, int year)
{
	for (size_t i = 0; i < fold->sealed_closings.count; i++) {
		if (LIST_AT(fold->sealed_closings, struct year_closing, i).year == year) {
			return true;
		}
	}
	return false;
}

bool fold_post_is_possible(const struct fold *fold, const struct meeting *meeting)
{
	struct date post = meeting->seal->post;
	struct date date = meeting->date;
	if (post.days == DATE_NONE.days) {
		return true;
	}
	while (date_compare(date, post) < 0 && fold_year_is_sealed(fold, date_year(date)) &&
	       date_from_civil(date_year(date) + 1, 1, 1, &date)) {
	}
	return date.days == post.days && date.days != meeting->date.days;
}

struct date fold_posting_date(const struct fold *fold, const struct meeting *meeting)
{
	struct date date = meeting->date;
	if (meeting->seal != NULL) {
		bool is_later = meeting->seal->post.days != DATE_NONE.days && fold_post_is_possible(fold, meeting);
		return is_later ? meeting->seal->post : date;
	}
	while (fold_year_is_sealed(fold, date_year(date)) && date_from_civil(date_year(date) + 1, 1, 1, &date)) {
	}
	return date;
}

struct entries *fold_begin_entries(struct fold *fold, struct decision *decision, size_t capacity)
{
	struct entries *entries = FOLD_APPEND(fold->entries, struct entries);
	entries->date = fold_posting_date(fold, decision->meeting);
	entries->decision = decision;
	entries->lines = arena_new_array(fold->arena, struct entry_line, capacity);
	return entries;
}

static void add_line(struct fold *fold, struct entries *entries, uint32_t account, struct amount amount)
{
	struct account *touched = &LIST_AT(fold->accounts, struct account, account);
	entries->lines[entries->count++] = (struct entry_line){account, amount};
	/* Amounts have at most 15 digits and sums 38: no network is large enough to overflow. */
	bool fits = amount_subtract(touched->balance, amount, &touched->balance);
	assert(fits);
	(void)fits;
}

void entries_move(struct fold *fold, struct entries *entries, uint32_t from, uint32_t to, struct amount amount)
{
	add_line(fold, entries, from, amount);
	add_line(fold, entries, to, amount_negate(amount));
}

void fold_move(struct fold *fold, struct decision *decision, uint32_t from, uint32_t to, struct amount amount)
{
	entries_move(fold, fold_begin_entries(fold, decision, 2), from, to, amount);
}
