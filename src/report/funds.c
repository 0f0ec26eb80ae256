#include "report/funds.h"

#include "report/budget_sums.h"
#include "report/columns.h"
#include "text/translate.h"

enum fund_column {
	FUND_ID,
	FUND_NAME,
	FUND_FUNDER,
	FUND_START,
	FUND_END,
	FUND_AWARDED,
	FUND_RECEIVED,
	FUND_TO_RECEIVE,
	FUND_ADVANCED,
	FUND_GRANTED,
	FUND_DECIDED,
	FUND_PAID,
	FUND_LEFT,
	FUND_STATE,
	FUND_COMMODITY,
};

static const struct report_column columns[] = {
    {"fund", N_("Fund"), COLUMN_ID, READERS_ALL},
    {"name", "", COLUMN_TEXT, READERS_MACHINES},
    {"funder", N_("Funder"), COLUMN_TEXT, READERS_IF_MORE_ROOM},
    {"start", N_("From"), COLUMN_DATE, READERS_IF_MOST_ROOM},
    {"end", N_("Until"), COLUMN_DATE, READERS_IF_MOST_ROOM},
    {"awarded", N_("Awarded"), COLUMN_AMOUNT, READERS_ALL},
    {"received", N_("Received"), COLUMN_AMOUNT, READERS_IF_ROOM},
    {"to_receive", N_("To receive"), COLUMN_AMOUNT, READERS_IF_MORE_ROOM},
    {"advanced", N_("Advanced"), COLUMN_AMOUNT, READERS_IF_MORE_ROOM},
    {"granted", N_("Granted"), COLUMN_AMOUNT, READERS_ALL},
    {"decided", N_("Decided"), COLUMN_AMOUNT, READERS_ALL},
    {"paid", N_("Paid"), COLUMN_AMOUNT, READERS_ALL},
    {"left", N_("Left to grant"), COLUMN_AMOUNT, READERS_ALL},
    {"state", N_("State"), COLUMN_ID, READERS_ALL},
    {"commodity", "", COLUMN_ID, READERS_MACHINES},
};

struct fund_line {
	struct amount awarded;
	struct amount received;
	struct amount to_receive;
	struct amount advanced;
	struct amount granted;
	struct amount decided;
	struct amount paid;
	struct amount left;
	bool is_granted_by_a_funder; /* not the network's own means, which are there already */
};

struct funds {
	struct subject *subject;
	struct table *table;
	struct budget_sum *sums; /* by account, at the end of the dates asked for */
	struct budget_sum *before;
};

static struct fund_line no_line(void)
{
	return (struct fund_line){NO_MONEY, NO_MONEY, NO_MONEY, NO_MONEY, NO_MONEY,
				  NO_MONEY, NO_MONEY, NO_MONEY, false};
}

static void line_add(struct fund_line *sum, const struct fund_line *line)
{
	sum_add(&sum->awarded, line->awarded);
	sum_add(&sum->received, line->received);
	sum_add(&sum->to_receive, line->to_receive);
	sum_add(&sum->advanced, line->advanced);
	sum_add(&sum->granted, line->granted);
	sum_add(&sum->decided, line->decided);
	sum_add(&sum->paid, line->paid);
	sum_add(&sum->left, line->left);
	sum->is_granted_by_a_funder = sum->is_granted_by_a_funder || line->is_granted_by_a_funder;
}

/* What the bank received for a fund before the day `end`. */
static struct amount received_before(const struct funds *funds, const struct fund *fund, struct date end)
{
	struct amount sum = NO_MONEY;
	struct slice name = arena_format(funds->table->arena, "Assets:Receivable:%.*s", SLICE_ARGUMENTS(fund->id));
	for (size_t i = 0; i < funds->subject->receipt_count; i++) {
		const struct receipt *receipt = &funds->subject->receipts[i];
		if (slice_equal(receipt->account, name) && date_compare(receipt->date, end) < 0) {
			sum_add(&sum, receipt->amount);
		}
	}
	return sum;
}

/* Whether only what some circles or actions did with the funds is asked for. */
static bool is_of_some(const struct subject *subject)
{
	return subject->filter.circles.count > 0 || subject->filter.actions.count > 0;
}

/* Sums of the envelopes of a fund that are asked for, and what it granted to their circles. */
static struct budget_sum sums_of_some(const struct funds *funds, const struct budget_sum *sums, const struct fund *fund)
{
	struct budget_sum all = budget_sum_nothing();
	for (size_t i = 0; i < funds->subject->fold->accounts.count; i++) {
		const struct account *account = &LIST_AT(funds->subject->fold->accounts, struct account, i);
		bool is_held = account->kind == ACCOUNT_ACTION || account->kind == ACCOUNT_CIRCLE;
		if (account->fund == fund && is_held && subject_accepts_circle(funds->subject, account->circle) &&
		    subject_accepts_action(funds->subject, account->action)) {
			budget_sum_add(&all, &sums[i]);
		}
	}
	return all;
}

/* Sums of the fund's own account and of all envelopes it fills; what circles hold is in what was granted. */
static struct budget_sum sums_of(const struct funds *funds, const struct budget_sum *sums, const struct fund *fund)
{
	if (is_of_some(funds->subject)) {
		return sums_of_some(funds, sums, fund);
	}
	struct budget_sum all = budget_sum_nothing();
	for (size_t i = 0; i < funds->subject->fold->accounts.count; i++) {
		const struct account *account = &LIST_AT(funds->subject->fold->accounts, struct account, i);
		bool is_envelope = account->kind == ACCOUNT_ACTION;
		if (account->fund != fund || (!is_envelope && account->kind != ACCOUNT_FUND)) {
			continue;
		}
		struct budget_sum sum = sums[i];
		sum.left = is_envelope ? NO_MONEY : sum.left;
		budget_sum_add(&all, &sum);
	}
	return all;
}

static struct fund_line line_of(const struct funds *funds, const struct fund *fund)
{
	const struct filter *filter = &funds->subject->filter;
	struct budget_sum sum = sums_of(funds, funds->sums, fund);
	struct budget_sum before = sums_of(funds, funds->before, fund);
	struct fund_line line = no_line();
	line.is_granted_by_a_funder = fund->funder != NULL;
	if (line.is_granted_by_a_funder) {
		line.received = received_before(funds, fund, filter->end);
		line.to_receive = sum.awarded;
		sum_subtract(&line.to_receive, line.received);
		line.advanced = sum.paid;
		sum_subtract(&line.advanced, line.received);
		line.advanced = amount_sign(line.advanced) < 0 ? NO_MONEY : line.advanced;
		sum_subtract(&line.received, received_before(funds, fund, filter->first));
	}
	budget_sum_since(&sum, &before);
	line.awarded = sum.awarded;
	line.granted = sum.granted;
	line.decided = sum.decided;
	line.paid = sum.paid;
	line.left = sum.left;
	return line;
}

static const char *state_of(const struct subject *subject, const struct fund_state *state)
{
	if (state->award == NULL) {
		return N_("not awarded");
	}
	if (state->closed != NULL) {
		return N_("closed");
	}
	if (state->start.days != DATE_NONE.days && date_compare(subject->date, state->start) < 0) {
		return N_("to come");
	}
	bool is_over = state->end.days != DATE_NONE.days && date_compare(subject->date, state->end) > 0;
	return is_over ? N_("ended") : N_("open");
}

/* Of some circles or actions: what is granted, decided and paid; the rest is the fund's as a whole. */
static void fill_amounts(const struct subject *subject, struct cell *cells, const struct fund_line *line)
{
	cells[FUND_DECIDED] = cell_money(line->decided);
	cells[FUND_PAID] = cell_money(line->paid);
	if (is_of_some(subject)) { /* what a circle is granted is not yet any action's */
		cells[FUND_GRANTED] = subject->filter.actions.count > 0 ? cell_empty() : cell_money(line->granted);
		return;
	}
	cells[FUND_AWARDED] = cell_money(line->awarded);
	if (line->is_granted_by_a_funder) {
		cells[FUND_RECEIVED] = cell_money(line->received);
		cells[FUND_TO_RECEIVE] = cell_money(line->to_receive);
		cells[FUND_ADVANCED] = cell_money(line->advanced);
	}
	cells[FUND_GRANTED] = cell_money(line->granted);
	cells[FUND_LEFT] = cell_money(line->left);
}

static void add_row(const struct funds *funds, const struct fund_state *state, const struct fund_line *line)
{
	struct cell *cells = table_add_row(funds->table, ROW_VALUES)->cells;
	fill_amounts(funds->subject, cells, line);
	cells[FUND_ID] = cell_fund(state->fund);
	cells[FUND_NAME] = cell_line(state->fund->name);
	cells[FUND_FUNDER] = state->fund->funder == NULL ? cell_text_shown(SLICE(""), slice_of(_("own means")))
							 : cell_party(state->fund->funder);
	cells[FUND_START] = cell_day(state->start);
	cells[FUND_END] = cell_day(state->end);
	cells[FUND_STATE] = cell_word(state_of(funds->subject, state));
	cells[FUND_COMMODITY] = cell_text(subject_currency(funds->subject));
}

/* Whether a circle and an action that are asked for hold money of the fund. */
static bool serves(const struct subject *subject, const struct fund *fund)
{
	if (subject->filter.circles.count == 0 && subject->filter.actions.count == 0) {
		return true;
	}
	for (size_t i = 0; i < subject->fold->accounts.count; i++) {
		const struct account *account = &LIST_AT(subject->fold->accounts, struct account, i);
		if (account->fund == fund && subject_accepts_circle(subject, account->circle) &&
		    subject_accepts_action(subject, account->action)) {
			return true;
		}
	}
	return false;
}

static bool accepts(struct subject *subject, const struct fund *fund)
{
	if (!subject_accepts_fund(subject, fund) || !subject_accepts_person(subject, fund->funder) ||
	    !serves(subject, fund)) {
		return false;
	}
	const struct slice texts[] = {fund->id, fund->name, fund->number,
				      fund->funder == NULL ? SLICE("") : fund->funder->name};
	return subject_accepts_texts(subject, texts, sizeof texts / sizeof *texts);
}

struct table *funds_report(struct subject *subject)
{
	struct funds funds = {.subject = subject, .table = table_new(SLICE(""))};
	const struct fold *fold = subject->fold;
	struct fund_line total = no_line();
	funds.table->title = title_with_currency(funds.table->arena, _("Funds"), subject);
	funds.sums = budget_sums_new(funds.table->arena, fold, subject->filter.end);
	funds.before = budget_sums_new(funds.table->arena, fold, subject->filter.first);
	table_add_columns(funds.table, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < fold->model->funds.count; i++) {
		const struct fund_state *state = &fold->funds[i];
		if (accepts(subject, state->fund)) {
			struct fund_line line = line_of(&funds, state->fund);
			add_row(&funds, state, &line);
			line_add(&total, &line);
		}
	}
	if (funds.table->row_count > 1) {
		struct cell *cells = table_add_row(funds.table, ROW_TOTAL)->cells;
		fill_amounts(subject, cells, &total);
		cells[FUND_ID] = cell_text(slice_of(_("Total")));
	}
	return funds.table;
}
