/* Funds, costs, and what they may be spent on: “money stays in its fund”, “costs lie within the fund's period, circles
 * and actions” (design, “What must always hold”; format, “Decisions”). */
#include "rule/families.h"

#include "model/unread.h"
#include "text/symbols.h"
#include "text/translate.h"

/* ---- funds ---- */

static struct location place_of_fund(const struct decision *decision, const struct fund *fund)
{
	for (size_t i = 0; i < decision->parts.count; i++) {
		if (LIST_AT(decision->parts, struct part, i).fund == fund) {
			return ENTRY_PLACE(decision, parts, i);
		}
	}
	return decision->kind == KIND_SUBSTITUTE ? ENTRY_PLACE(decision, to, 0) : ENTRY_PLACE(decision, fund, 0);
}

static bool is_closed(const struct judgement *judgement, const struct fund *fund)
{
	return judgement->fold->funds[fund->index].closed != NULL;
}

static bool judge_open_fund(struct judgement *judgement, const struct decision *decision, const struct fund *fund)
{
	const struct fund_state *state = &judgement->fold->funds[fund->index];
	if (state->award == NULL) {
		if (!judgement->fund_doubts[fund->index]) {
			blame(judgement, decision, FINDING_FUND_NOT_AWARDED, place_of_fund(decision, fund), fund->id);
		}
		judgement->fund_doubts[fund->index] = true; /* that its accounts are overspent only follows */
		return false;
	}
	if (state->closed != NULL) {
		blame(judgement, decision, FINDING_FUND_CLOSED, place_of_fund(decision, fund), fund->id,
		      state->closed->reference);
		return false;
	}
	return true;
}

static bool has_item(struct list list, const void *item)
{
	for (size_t i = 0; i < list.count; i++) {
		if (LIST_AT(list, void *, i) == item) {
			return true;
		}
	}
	return list.count == 0;
}

static struct slice ids_of_circles(const struct judgement *judgement, struct list circles)
{
	struct slice *ids = arena_new_array(judgement->arena, struct slice, circles.count);
	for (size_t i = 0; i < circles.count; i++) {
		ids[i] = LIST_AT(circles, struct circle *, i)->id;
	}
	return arena_join(judgement->arena, ids, circles.count, SLICE(", "));
}

static struct slice ids_of_actions(const struct judgement *judgement, struct list actions)
{
	struct slice *ids = arena_new_array(judgement->arena, struct slice, actions.count);
	for (size_t i = 0; i < actions.count; i++) {
		ids[i] = LIST_AT(actions, struct action *, i)->id;
	}
	return arena_join(judgement->arena, ids, actions.count, SLICE(", "));
}

/* What the award says the fund is for: which circles, which actions. */
static void judge_eligible(struct judgement *judgement, const struct decision *decision, const struct fund *fund,
			   const struct circle *circle, const struct action *action)
{
	const struct fund_state *state = &judgement->fold->funds[fund->index];
	struct location location = place_of_fund(decision, fund);
	if (judgement->awards_doubted) {
		return;
	}
	if (!has_item(state->circles, circle) &&
	    !eligibility_is_told(judgement, decision, fund, RECORD_CIRCLE, circle->id)) {
		blame(judgement, decision, FINDING_FUND_CIRCLE_NOT_ELIGIBLE, location, fund->id, circle->id,
		      ids_of_circles(judgement, state->circles));
	}
	if (action != NULL && !has_item(state->actions, action) &&
	    !eligibility_is_told(judgement, decision, fund, RECORD_ACTION, action->id)) {
		blame(judgement, decision, FINDING_FUND_ACTION_NOT_ELIGIBLE, location, fund->id, action->id,
		      ids_of_actions(judgement, state->actions));
	}
}

static struct slice bound_text(const struct judgement *judgement, struct date date)
{
	return date.days == DATE_NONE.days ? SLICE("…") : text_of_day(judgement, date);
}

static bool lies_within(const struct fund_state *state, struct date date)
{
	return (state->start.days == DATE_NONE.days || date.days >= state->start.days) &&
	       (state->end.days == DATE_NONE.days || date.days <= state->end.days);
}

static void judge_date_of_cost(struct judgement *judgement, const struct decision *decision, const struct fund *fund,
			       struct date date, struct slice what)
{
	const struct fund_state *state = &judgement->fold->funds[fund->index];
	if (date.days != DATE_NONE.days && !lies_within(state, date) && !judgement->awards_doubted) {
		blame(judgement, decision, FINDING_COST_OUTSIDE_PERIOD, place_of_fund(decision, fund), what,
		      text_of_day(judgement, date), fund->id, bound_text(judgement, state->start),
		      bound_text(judgement, state->end));
	}
}

/* The cost of work is dated by its days; that of an expense by the meeting that decides it. */
static void judge_period(struct judgement *judgement, const struct decision *decision, const struct decision *cost,
			 const struct fund *fund)
{
	if (cost->kind == KIND_EXPENSE) {
		judge_date_of_cost(judgement, decision, fund, cost->meeting->date, cost->reference);
	}
	for (size_t i = 0; i < cost->contributions.count; i++) {
		const struct contribution *work = LIST_AT(cost->contributions, struct contribution *, i);
		const struct fund_state *state = &judgement->fold->funds[fund->index];
		bool first_lies_within = lies_within(state, work->date);
		judge_date_of_cost(judgement, decision, fund, first_lies_within ? work->until : work->date,
				   work->reference);
	}
}

void judge_share(struct judgement *judgement, const struct decision *decision, const struct fund *fund,
		 struct amount part, struct amount total)
{
	const struct fund_state *state = &judgement->fold->funds[fund->index];
	struct amount most = total;
	if (state->share < 0 || judgement->awards_doubted || !amount_fraction(total, state->share, 10000, &most) ||
	    amount_compare(part, most) <= 0) {
		return;
	}
	blame(judgement, decision, FINDING_FUND_SHARE_EXCEEDED, place_of_fund(decision, fund), fund->id,
	      text_of_money(judgement, part), text_of_money(judgement, total), text_of_money(judgement, most),
	      arena_format(judgement->arena, "%lld.%02lld %%", (long long)(state->share / 100),
			   (long long)(state->share % 100)));
}

bool judge_fund_of_cost(struct judgement *judgement, const struct decision *decision, const struct decision *cost,
			const struct fund *fund)
{
	if (!judge_open_fund(judgement, decision, fund)) {
		return false;
	}
	judge_eligible(judgement, decision, fund, cost->meeting->circle, decision_action(cost));
	judge_period(judgement, decision, cost, fund);
	return true;
}

/* ---- costs: retributions and expenses ---- */

static bool fund_stands_before(const struct decision *decision, size_t index)
{
	for (size_t i = 0; i < index; i++) {
		if (LIST_AT(decision->parts, struct part, i).fund ==
		    LIST_AT(decision->parts, struct part, index).fund) {
			return true;
		}
	}
	return false;
}

/* Fund and Amount, or several Parts whose sum an Amount may repeat. */
static bool judge_parts(struct judgement *judgement, const struct decision *decision)
{
	struct amount sum = decision_amount(decision);
	if (decision->parts.count == 0) {
		if (decision->fund == NULL || !decision->amount.given) {
			blame(judgement, decision, FINDING_COST_WITHOUT_FUND, ENTRY_PLACE(decision, kind, 0),
			      text_of_word(decision, kind_choices, decision->kind));
			return false;
		}
		return true;
	}
	if (decision->fund != NULL) {
		blame(judgement, decision, FINDING_FUND_BESIDE_PARTS, ENTRY_PLACE(decision, fund, 0),
		      decision->fund->id);
	}
	for (size_t i = 0; i < decision->parts.count; i++) {
		if (fund_stands_before(decision, i)) {
			blame(judgement, decision, FINDING_PART_REPEATED, ENTRY_PLACE(decision, parts, i),
			      LIST_AT(decision->parts, struct part, i).fund->id);
		}
	}
	if (decision->amount.given && amount_compare(decision->amount.amount, sum) != 0) {
		blame(judgement, decision, FINDING_PARTS_DIFFER, ENTRY_PLACE(decision, amount, 0),
		      text_of_money(judgement, decision->amount.amount), text_of_money(judgement, sum));
	}
	return true;
}

static bool judge_cost(struct judgement *judgement, const struct decision *decision)
{
	if (!judge_parts(judgement, decision)) {
		return false;
	}
	struct list parts = decision_parts(judgement->arena, decision);
	struct amount total = decision_amount(decision);
	bool is_open = true;
	for (size_t i = 0; i < parts.count; i++) {
		const struct part *part = &LIST_AT(parts, struct part, i);
		if (judge_fund_of_cost(judgement, decision, decision, part->fund)) {
			judge_share(judgement, decision, part->fund, part->amount, total);
		}
		is_open &= !is_closed(judgement, part->fund);
	}
	return is_open;
}

/* ---- the other kinds ---- */

static void judge_limits(struct judgement *judgement, const struct decision *decision)
{
	if (decision->start.days != DATE_NONE.days && decision->end.days != DATE_NONE.days &&
	    decision->end.days < decision->start.days) {
		blame(judgement, decision, FINDING_PERIOD_REVERSED, ENTRY_PLACE(decision, end, 0),
		      text_of_day(judgement, decision->end), text_of_day(judgement, decision->start));
	}
}

static void judge_award(struct judgement *judgement, const struct decision *decision)
{
	const struct decision *first = judgement->fold->funds[decision->fund->index].award;
	if (first != NULL) {
		blame(judgement, decision, FINDING_FUND_AWARDED_TWICE, ENTRY_PLACE(decision, fund, 0),
		      decision->fund->id, first->reference);
	}
	judge_limits(judgement, decision);
}

static void judge_amendment(struct judgement *judgement, const struct decision *decision)
{
	bool says_something = decision->amount.given || decision->start.days != DATE_NONE.days ||
			      decision->end.days != DATE_NONE.days || decision->circles.count > 0 ||
			      decision->actions.count > 0 || decision->share >= 0;
	if (!says_something) {
		blame(judgement, decision, FINDING_AMENDMENT_EMPTY, ENTRY_PLACE(decision, kind, 0), decision->fund->id);
	}
	judge_limits(judgement, decision);
}

/* Where a fund that pays back names no funder, it may have one: what it received and still holds follows from that. */
static bool judge_repayment(struct judgement *judgement, const struct decision *decision)
{
	const struct fund *fund = decision->fund;
	if (fund->funder != NULL) {
		return true;
	}
	judgement->pool_doubts[fund->index] = true;
	judgement->fold->funds[fund->index].is_doubtful = true;
	if (fund->entry.is_doubtful) {
		return false; /* the line that names it cannot be read */
	}
	decision->meeting->circle->is_unsure = true; /* its journals say where the money comes from */
	blame(judgement, decision, FINDING_REPAY_WITHOUT_FUNDER, ENTRY_PLACE(decision, fund, 0), decision->fund->id);
	return false;
}

static void judge_grant(struct judgement *judgement, const struct decision *decision)
{
	const struct circle *circle = LIST_AT(decision->circles, struct circle *, 0);
	int status = fold_status(judgement->fold, circle, decision->meeting->date);
	if (judgement->doubts[circle->index].status) {
		return;
	}
	if (status < 0 || status == CIRCLE_DORMANT || status == CIRCLE_CLOSED) {
		blame(judgement, decision, FINDING_CIRCLE_NOT_AT_WORK, ENTRY_PLACE(decision, circles, 0), circle->id,
		      text_of_day(judgement, decision->meeting->date),
		      status < 0 ? slice_of(_("not founded yet"))
				 : text_of_word(decision, circle_status_choices, status));
	}
}

static bool judge_return(struct judgement *judgement, const struct decision *decision)
{
	const struct circle *own = decision->meeting->circle;
	if (decision->circles.count == 0 || own->is_council || LIST_AT(decision->circles, struct circle *, 0) == own) {
		return true;
	}
	blame(judgement, decision, FINDING_RETURN_FOR_OTHER_CIRCLE, ENTRY_PLACE(decision, circles, 0), own->id);
	return false;
}

bool names_known_record(struct judgement *judgement, const struct decision *decision, struct location location,
			enum record_type type, struct slice id)
{
	if (model_find(judgement->model, type, id) != NULL) {
		return true;
	}
	if (unread_tell(judgement->model, type, id)) {
		model_report_unknown(judgement->model, location, type, id)->decision = decision->reference;
	}
	return false;
}

static bool judge_reallocation(struct judgement *judgement, const struct decision *decision)
{
	const struct circle *circle = decision->meeting->circle;
	struct location to_place = ENTRY_PLACE(decision, to, 0);
	bool known =
	    names_known_record(judgement, decision, ENTRY_PLACE(decision, from, 0), RECORD_ACTION, decision->from);
	known &= names_known_record(judgement, decision, to_place, RECORD_ACTION, decision->to);
	if (!known) {
		return false;
	}
	if (slice_equal(decision->from, decision->to)) {
		blame(judgement, decision, FINDING_FROM_TO_SAME, to_place, decision->to);
		return false;
	}
	const struct action *to = model_find_action(judgement->model, decision->to);
	if (!action_is_doubted(judgement, decision, to) &&
	    !action_is_open(judgement->fold, circle, to, decision->meeting->date) &&
	    !programme_is_told(judgement, decision, circle, to)) {
		blame(judgement, decision, FINDING_ACTION_NOT_OPEN, to_place, to->id,
		      text_of_day(judgement, decision->meeting->date),
		      action_belongs_to(to, circle) ? to->id : SLICE(""));
	}
	return true;
}

/* ---- closing: “closed when all its accounts are zero” ---- */

static struct amount paid_on(const struct fold *fold, const struct account *account, struct date until)
{
	struct amount sum = {0, MONEY_SCALE};
	for (size_t i = 0; i < fold->options.payment_count; i++) {
		const struct payment *payment = &fold->options.payments[i];
		if (payment->date.days <= until.days && slice_equal(payment->account, account->name)) {
			amount_add(sum, payment->amount, &sum);
		}
	}
	return sum;
}

enum { ACCOUNTS_NAMED = 4 };

/* `feder-2024: 120.00 EUR` */
static struct slice text_held(const struct judgement *judgement, struct slice name, struct amount left)
{
	struct slice money = text_of_money(judgement, left);
	return arena_format(judgement->arena, "%.*s: %.*s", SLICE_ARGUMENTS(name), SLICE_ARGUMENTS(money));
}

/* What an account of a fund holds on the day that closes it, as far as decisions and payments say. */
static struct amount left_on(const struct judgement *judgement, const struct decision *decision,
			     const struct account *account)
{
	struct amount left = account->balance;
	if (account->fund != decision->fund || account->kind == ACCOUNT_RECEIVABLE) {
		return (struct amount){0, MONEY_SCALE}; /* what was received is judged with the bank, in ledger.c */
	}
	if (account->kind == ACCOUNT_DUE && symbols_count(judgement->model->doubtful_journals) > 0) {
		return (struct amount){0, MONEY_SCALE}; /* what was paid in all is not known */
	}
	if (account->kind == ACCOUNT_DUE) {
		amount_subtract(left, paid_on(judgement->fold, account, decision->meeting->date), &left);
	}
	return left;
}

static bool judge_fund_closing(struct judgement *judgement, const struct decision *decision)
{
	struct list accounts = judgement->fold->accounts;
	struct slice held[ACCOUNTS_NAMED + 1];
	size_t count = 0;
	for (size_t i = 0; i < accounts.count && count <= ACCOUNTS_NAMED; i++) {
		const struct account *account = &LIST_AT(accounts, struct account, i);
		struct amount left = left_on(judgement, decision, account);
		if (amount_sign(left) != 0) {
			held[count++] = text_held(judgement, account->name, left);
		}
	}
	if (count == 0 || money_is_doubted(judgement, NULL, decision->fund)) {
		return true;
	}
	if (count > ACCOUNTS_NAMED) {
		held[ACCOUNTS_NAMED] = SLICE("…");
	}
	blame(judgement, decision, FINDING_FUND_NOT_EMPTY, ENTRY_PLACE(decision, fund, 0), decision->fund->id,
	      arena_join(judgement->arena, held, count, SLICE(", ")));
	return is_regularised(judgement, decision);
}

/* What the envelope of an action still holds, by fund; and the first of them. */
struct envelope {
	struct slice text; /* empty for nothing */
	const struct fund *first;
	struct amount left;
};

static struct envelope envelope_of(const struct judgement *judgement, const struct circle *circle,
				   const struct action *action)
{
	struct envelope envelope = {.text = SLICE("")};
	struct list funds = judgement->model->funds;
	struct slice *held = arena_new_array(judgement->arena, struct slice, funds.count);
	size_t count = 0;
	for (size_t i = 0; i < funds.count; i++) {
		const struct fund *fund = LIST_AT(funds, struct fund *, i);
		struct amount left = fold_available(judgement->fold, circle, action, fund);
		if (amount_sign(left) > 0 && !money_is_doubted(judgement, circle, fund)) {
			envelope.first = envelope.first == NULL ? fund : envelope.first;
			envelope.left = envelope.first == fund ? left : envelope.left;
			held[count++] = text_held(judgement, fund->id, left);
		}
	}
	envelope.text = arena_join(judgement->arena, held, count, SLICE(", "));
	return envelope;
}

static bool judge_action_closing(struct judgement *judgement, const struct decision *decision)
{
	bool is_fine = true;
	for (size_t i = 0; i < decision->actions.count; i++) {
		const struct action *action = LIST_AT(decision->actions, struct action *, i);
		struct envelope envelope = envelope_of(judgement, decision->meeting->circle, action);
		if (envelope.first != NULL) {
			blame(judgement, decision, FINDING_ACTION_NOT_EMPTY, ENTRY_PLACE(decision, actions, i),
			      action->id, envelope.text, envelope.first->id, text_of_money(judgement, envelope.left));
			is_fine = false;
		}
	}
	return is_fine || is_regularised(judgement, decision);
}

/* ---- by kind ---- */

static bool judge_movement(struct judgement *judgement, struct decision *decision)
{
	switch (decision->kind) {
	case KIND_AWARD: judge_award(judgement, decision); return true;
	case KIND_AMEND_FUND: judge_amendment(judgement, decision); return true;
	case KIND_REPAY: return judge_repayment(judgement, decision);
	case KIND_CLOSE_FUND: return judge_fund_closing(judgement, decision);
	case KIND_CLOSE_ACTION: return judge_action_closing(judgement, decision);
	case KIND_GRANT: judge_grant(judgement, decision); return true;
	case KIND_RETURN: return judge_return(judgement, decision);
	case KIND_REALLOCATE: return judge_reallocation(judgement, decision);
	default: return true;
	}
}

bool judge_money(struct judgement *judgement, struct decision *decision)
{
	unsigned checks = kind_definition(decision->kind)->checks;
	if ((checks & CHECK_COST) != 0) {
		if (decision->kind == KIND_RETRIBUTE) {
			judge_retribution(judgement, decision);
		} else {
			judge_evidence(judgement, decision);
			if (decision->asked.given) {
				judge_raise(judgement, decision, decision->asked.amount);
			}
		}
		return judge_cost(judgement, decision);
	}
	if ((checks & CHECK_FUND_OPEN) != 0 && !judge_open_fund(judgement, decision, decision->fund)) {
		return !is_closed(judgement, decision->fund); /* nothing moves on a closed fund */
	}
	if ((checks & CHECK_FUND_ELIGIBLE) != 0) {
		const struct circle *circle = decision->kind == KIND_GRANT
						  ? LIST_AT(decision->circles, struct circle *, 0)
						  : decision->meeting->circle;
		const struct action *action = decision->kind == KIND_REALLOCATE
						  ? model_find_action(judgement->model, decision->to)
						  : decision_action(decision);
		judge_eligible(judgement, decision, decision->fund, circle, action);
	}
	return judge_movement(judgement, decision);
}
