/* A fund at each commit, by what its ledger says: whatever was decided, sealed or replaced since, these are the entries
 * that stood there. What an entry means is seen from the two accounts that it moves money between. */
#include "report/history_rows.h"

#include "report/history_money.h"
#include "text/translate.h"

enum fund_sum {
	SUM_AWARDED,
	SUM_GRANTED,
	SUM_SPENT,
	SUM_GIVEN_BACK,
	SUM_OWED,
	SUM_RECEIVED,
	SUM_COUNT,
};

/* How postings are sorted, and whether credits count. */
static const struct {
	struct slice name;
	bool is_credit;
} sums[SUM_COUNT] = {
    [SUM_AWARDED] = {{"awarded", 7}, true}, [SUM_GRANTED] = {{"granted", 7}, false},
    [SUM_SPENT] = {{"spent", 5}, false},    [SUM_GIVEN_BACK] = {{"given back", 10}, false},
    [SUM_OWED] = {{"owed", 4}, true},       [SUM_RECEIVED] = {{"received", 8}, true},
};

enum figure {
	FIGURE_AWARDED,
	FIGURE_RECEIVED,
	FIGURE_GRANTED,
	FIGURE_DECIDED,
	FIGURE_PAID,
	FIGURE_LEFT,
	FIGURE_COUNT,
	COLUMN_OF_COMMODITY = FIGURE_COUNT,
	COLUMN_COUNT,
};

static const struct report_column columns[COLUMN_COUNT] = {
    [FIGURE_AWARDED] = {"awarded", N_("Awarded"), COLUMN_AMOUNT, READERS_ALL},
    [FIGURE_RECEIVED] = {"received", N_("Received"), COLUMN_AMOUNT, READERS_ALL},
    [FIGURE_GRANTED] = {"granted", N_("Granted"), COLUMN_AMOUNT, READERS_ALL},
    [FIGURE_DECIDED] = {"decided", N_("Decided"), COLUMN_AMOUNT, READERS_ALL},
    [FIGURE_PAID] = {"paid", N_("Paid"), COLUMN_AMOUNT, READERS_ALL},
    [FIGURE_LEFT] = {"left", N_("Left to grant"), COLUMN_AMOUNT, READERS_ALL},
    [COLUMN_OF_COMMODITY] = {"commodity", "", COLUMN_ID, READERS_MACHINES},
};

struct fund_telling {
	const struct history_source *source;
	const struct fund *fund;
	struct told_history *told;
	struct amount sums[SUM_COUNT];
	struct sparkline *lines[FIGURE_COUNT];
};

/* ---- what an entry means ---- */

static struct slice sort(void *context, struct slice account, struct slice opposite)
{
	const struct fund *fund = ((const struct fund_telling *)context)->fund;
	if (!account_is_of_fund(account, fund->id)) {
		return SLICE("");
	}
	if (account_is_below(account, SLICE("Funds"))) {
		return sums[account_is_below(opposite, SLICE("Budget")) ? SUM_GRANTED
			    : account_is_below(opposite, SLICE("Due"))  ? SUM_GIVEN_BACK
									: SUM_AWARDED]
		    .name;
	}
	if (account_is_below(account, SLICE("Budget"))) {
		return envelope_is_of_action(account) && envelope_is_spent(opposite, fund->id) ? sums[SUM_SPENT].name
											       : SLICE("");
	}
	if (account_is_below(account, SLICE("Due"))) {
		return sums[SUM_OWED].name;
	}
	bool is_received =
	    account_is_below(account, SLICE("Assets:Receivable")) && !account_is_below(opposite, SLICE("Funds"));
	return is_received ? sums[SUM_RECEIVED].name : SLICE("");
}

/* ---- rows ---- */

/* What was decided and is not owed any more was paid; what was neither granted nor given back is left. */
static bool find_figures(const struct fund_telling *telling, struct amount figures[FIGURE_COUNT])
{
	const struct amount *known = telling->sums;
	figures[FIGURE_AWARDED] = known[SUM_AWARDED];
	figures[FIGURE_RECEIVED] = known[SUM_RECEIVED];
	figures[FIGURE_GRANTED] = known[SUM_GRANTED];
	return amount_add(known[SUM_SPENT], known[SUM_GIVEN_BACK], &figures[FIGURE_DECIDED]) &&
	       amount_subtract(figures[FIGURE_DECIDED], known[SUM_OWED], &figures[FIGURE_PAID]) &&
	       amount_subtract(known[SUM_AWARDED], known[SUM_GRANTED], &figures[FIGURE_LEFT]) &&
	       amount_subtract(figures[FIGURE_LEFT], known[SUM_GIVEN_BACK], &figures[FIGURE_LEFT]);
}

static const struct failure *add_figures(struct fund_telling *telling, const struct balance_step *step,
					 struct slice decisions)
{
	struct slice currency = telling->source->end->model->style.currency;
	struct amount figures[FIGURE_COUNT];
	if (!find_figures(telling, figures)) {
		return history_too_large();
	}
	struct cell *cells = history_add_row(telling->told, step->commit, decisions, SLICE(""));
	for (size_t i = 0; i < FIGURE_COUNT; i++) {
		if (i == FIGURE_RECEIVED && telling->fund->funder == NULL) {
			continue; /* own means are there already */
		}
		cells[i] = cell_amount(figures[i], SLICE(""));
		sparkline_add(telling->lines[i], figures[i]);
	}
	cells[COLUMN_OF_COMMODITY] = cell_text(currency);
	return NULL;
}

static size_t sum_named(struct slice name)
{
	size_t found = 0;
	while (found < SUM_COUNT && !slice_equal(sums[found].name, name)) {
		found++;
	}
	return found;
}

static const struct failure *tell_step(void *context, const struct balance_step *step)
{
	struct fund_telling *telling = context;
	struct slice decisions = SLICE("");
	for (size_t i = 0; i < step->change_count; i++) {
		const struct balance_change *change = &step->changes[i];
		size_t sum = sum_named(change->account);
		if (!slice_equal(change->commodity, telling->source->end->model->style.currency)) {
			continue;
		}
		telling->sums[sum] = sums[sum].is_credit ? amount_negate(change->value) : change->value;
		decisions = history_add_decisions(telling->told->table->arena, decisions, change->decisions);
	}
	return history_is_within(telling->source->filter, step->commit) ? add_figures(telling, step, decisions) : NULL;
}

const struct failure *history_of_fund(const struct history_source *source, const struct fund *fund,
				      struct told_history *told)
{
	struct fund_telling telling = {.source = source, .fund = fund, .told = told};
	const struct posting_sorter sorter = {&telling, sort};
	history_open(told, columns, COLUMN_COUNT);
	history_set_title(told, source, _("The fund %.*s, in %.*s"), fund->id);
	for (size_t i = 0; i < SUM_COUNT; i++) {
		telling.sums[i] = (struct amount){0, MONEY_SCALE};
	}
	for (size_t i = 0; i < FIGURE_COUNT; i++) {
		telling.lines[i] = history_draw(told, columns[i].heading);
	}
	return history_follow_money(source, told, &sorter, tell_step, &telling);
}
