/* What decisions made of funds and envelopes, and what every account holds. */
#include "history/fact_collector.h"

#include "text/translate.h"

/* An amount the natural way round. */
static void say_amount(struct fact_collector *collector, struct fact *fact, struct amount amount,
		       struct slice commodity)
{
	char number[AMOUNT_TEXT_SIZE];
	fact->amount = amount;
	fact->value = arena_copy(collector->arena, slice_of(amount_write(amount, number)));
	fact->money = collector->model->style;
	fact->money.currency = arena_copy(collector->arena, commodity);
	fact->shown = money_for_people(collector->arena, amount, fact->money);
}

static struct fact *add_of_fund(struct fact_collector *collector, const struct fund *fund)
{
	struct fact *fact = fact_add(collector, NULL, fund->id);
	fact->about.fund = fund->id;
	return fact;
}

void collect_awards(struct fact_collector *collector)
{
	for (size_t i = 0; i < collector->model->funds.count; i++) {
		const struct fund_state *state = &collector->fold->funds[i];
		if (state->award != NULL && amount_sign(state->awarded) != 0) {
			struct fact *fact = add_of_fund(collector, state->fund);
			say_amount(collector, fact, state->awarded, collector->model->style.currency);
			fact->decision = state->award->reference;
		}
	}
}

/* ---- what a fund may be spent on ---- */

static struct slice day_or_dots(struct arena *arena, struct date date)
{
	return date.days == DATE_NONE.days ? SLICE("…") : date_text(arena, date);
}

/* Each term is a fact of its own, so that each changes alone. */
static void add_term(struct fact_collector *collector, const struct fund_state *state, const char *name,
		     struct slice value)
{
	struct slice fund = state->fund->id;
	struct slice key = arena_format(collector->arena, "%.*s %s", SLICE_ARGUMENTS(fund), name);
	struct fact *fact = fact_add(collector, NULL, key);
	fact->about.fund = fund;
	fact->name = slice_of(name);
	fact->decision = state->award->reference;
	fact_say(fact, value);
}

static void add_period(struct fact_collector *collector, const struct fund_state *state)
{
	if (state->start.days != DATE_NONE.days || state->end.days != DATE_NONE.days) {
		struct slice start = day_or_dots(collector->arena, state->start);
		struct slice end = day_or_dots(collector->arena, state->end);
		add_term(collector, state, "period",
			 arena_format(collector->arena, _("from %.*s to %.*s"), SLICE_ARGUMENTS(start),
				      SLICE_ARGUMENTS(end)));
	}
}

static void add_share(struct fact_collector *collector, const struct fund_state *state)
{
	enum { HUNDREDTHS = 100 };
	if (state->share >= 0) {
		add_term(collector, state, "share",
			 arena_format(collector->arena, _("on at most %lld.%02lld %% of a cost"),
				      (long long)(state->share / HUNDREDTHS), (long long)(state->share % HUNDREDTHS)));
	}
}

static void add_eligible(struct fact_collector *collector, const struct fund_state *state)
{
	struct arena *arena = collector->arena;
	struct slice ids = SLICE("");
	for (size_t i = 0; i < state->circles.count; i++) {
		subjects_add(collector->arena, &ids, LIST_AT(state->circles, struct circle *, i)->id);
	}
	if (ids.size > 0) {
		add_term(collector, state, "circles", arena_format(arena, _("by %.*s"), SLICE_ARGUMENTS(ids)));
	}
	ids = SLICE("");
	for (size_t i = 0; i < state->actions.count; i++) {
		subjects_add(collector->arena, &ids, LIST_AT(state->actions, struct action *, i)->id);
	}
	if (ids.size > 0) {
		add_term(collector, state, "actions", arena_format(arena, _("on %.*s"), SLICE_ARGUMENTS(ids)));
	}
}

void collect_terms(struct fact_collector *collector)
{
	for (size_t i = 0; i < collector->model->funds.count; i++) {
		const struct fund_state *state = &collector->fold->funds[i];
		if (state->award != NULL) {
			add_period(collector, state);
			add_share(collector, state);
			add_eligible(collector, state);
		}
	}
}

void collect_closed_funds(struct fact_collector *collector)
{
	for (size_t i = 0; i < collector->model->funds.count; i++) {
		const struct fund_state *state = &collector->fold->funds[i];
		if (state->closed != NULL) {
			add_of_fund(collector, state->fund)->decision = state->closed->reference;
		}
	}
}

void collect_years(struct fact_collector *collector)
{
	for (size_t i = 0; i < collector->fold->closings.count; i++) {
		const struct year_closing *closing = &LIST_AT(collector->fold->closings, struct year_closing, i);
		struct slice year = arena_format(collector->arena, "%d", closing->year);
		struct fact *fact = fact_add(collector, NULL, year);
		fact->name = year;
		fact->decision = closing->decision->reference;
	}
}

/* ---- accounts ---- */

static struct balances balances_until(const struct journal *journal, struct date until)
{
	struct balances balances = BALANCES_EMPTY;
	for (size_t i = 0; i < journal->transaction_count; i++) {
		const struct transaction *transaction = journal->transactions[i];
		for (size_t j = 0; j < transaction->posting_count; j++) {
			const struct posting *posting = &transaction->postings[j];
			if (posting->kind == POSTING_REAL && date_compare(posting->date, until) <= 0) {
				balances_add(&balances, posting->account, posting->commodity, &posting->quantity);
			}
		}
	}
	return balances;
}

/* Debits are what is held or spent, credits what is owed, earned or available. */
static bool is_debit(struct slice account)
{
	struct slice top = slice_part(account, 0, slice_find(account, ':'));
	return slice_equal(top, SLICE("Assets")) || slice_equal(top, SLICE("Expenses"));
}

static void add_account(struct fact_collector *collector, struct slice name, struct amount amount,
			struct slice commodity)
{
	const struct account *known = fold_find_account(collector->fold, name);
	struct slice key =
	    arena_format(collector->arena, "%.*s %.*s", SLICE_ARGUMENTS(name), SLICE_ARGUMENTS(commodity));
	struct fact *fact = fact_add(collector, known == NULL ? NULL : known->circle, key);
	fact->name = arena_copy(collector->arena, name);
	if (known != NULL) {
		fact->about.fund = known->fund == NULL ? SLICE("") : known->fund->id;
		fact->about.action = known->action == NULL ? SLICE("") : known->action->id;
		fact->about.person = known->party == NULL ? SLICE("") : known->party->id;
	}
	if (known != NULL && known->kind == ACCOUNT_ACTION) {
		fact->shown_name =
		    arena_format(collector->arena, _("the envelope %.*s"), SLICE_ARGUMENTS(known->action->id));
	} else if (known != NULL && known->kind == ACCOUNT_CIRCLE) {
		fact->shown_name = slice_of(_("what is not given to an action"));
	}
	say_amount(collector, fact, is_debit(name) ? amount : amount_negate(amount), commodity);
}

static void collect_balances(struct fact_collector *collector, bool envelopes)
{
	const struct journal *journal = collector->journal;
	struct balances balances = balances_until(journal, collector->until);
	for (uint32_t i = 0; i < balances.cell_count; i++) {
		const struct balance_cell *cell = &balances.cells[i];
		struct slice name = journal_account(journal, cell->account);
		struct amount amount = balance_cell_total(cell);
		if (amount_sign(amount) != 0 && slice_starts_with(name, SLICE("Budget:")) == envelopes) {
			add_account(collector, name, amount, journal_commodity(journal, cell->commodity));
		}
	}
	balances_release(&balances);
}

void collect_envelopes(struct fact_collector *collector)
{
	collect_balances(collector, true);
}

void collect_accounts(struct fact_collector *collector)
{
	collect_balances(collector, false);
}
