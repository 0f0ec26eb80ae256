#include "rule/plan.h"

#include "text/memory.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[PLAN_CHANGE_KIND_COUNT] = {
    [PLAN_STATUS] = "status",
    [PLAN_TERRITORY] = "territory",
    [PLAN_MEMBER_IN] = "member-in",
    [PLAN_MEMBER_OUT] = "member-out",
    [PLAN_MANDATE_BEGINS] = "mandate-begins",
    [PLAN_MANDATE_ENDS] = "mandate-ends",
    [PLAN_ACTION_IN] = "action-in",
    [PLAN_ACTION_OUT] = "action-out",
    [PLAN_RULE] = "rule",
    [PLAN_CONSORTIUM] = "consortium",
    [PLAN_RECEIVABLE] = "receivable",
    [PLAN_FUND] = "fund",
    [PLAN_CIRCLE] = "circle",
    [PLAN_ENVELOPE] = "envelope",
    [PLAN_DUE] = "due",
    [PLAN_FUND_CLOSED] = "fund-closed",
    [PLAN_YEAR_CLOSED] = "year-closed",
};

const char *plan_change_name(enum plan_change_kind kind)
{
	return names[kind];
}

struct comparison {
	struct arena *arena;
	const struct fold *before;
	const struct fold *after;
	size_t *order; /* by meeting->index: its place among the meetings folded */
	struct plan_change *changes;
	size_t count;
	size_t capacity;
	size_t *change_of_account; /* by account, for the meeting being summed: index of its change + 1, or 0 */
	struct amount *balances;   /* by account, before the meeting being summed */
};

/* Adds a change, its other members set to nothing; valid until the next one. */
static struct plan_change *add(struct comparison *comparison, enum plan_change_kind kind, const struct meeting *meeting,
			       const struct decision *decision)
{
	comparison->changes =
	    memory_grow(comparison->changes, comparison->count, &comparison->capacity, sizeof *comparison->changes);
	struct plan_change *change = &comparison->changes[comparison->count];
	*change = (struct plan_change){.kind = kind,
				       .meeting = meeting,
				       .decision = decision,
				       .circle = meeting->circle,
				       .choice = -1,
				       .name = SLICE(""),
				       .value = SLICE(""),
				       .from = DATE_NONE,
				       .until = DATE_MAXIMUM,
				       .sequence = comparison->count};
	comparison->count++;
	return change;
}

static bool is_applied_now(const struct decision *decision)
{
	return decision != NULL && decision->meeting->is_being_sealed;
}

/* ---- what begins and ends ---- */

/* The beginning of a span, when a meeting being applied decided it and it lasts at all. */
static struct plan_change *add_beginning(struct comparison *comparison, enum plan_change_kind kind,
					 const struct span *span)
{
	if (!is_applied_now(span->since) || span->until.days <= span->from.days) {
		return NULL;
	}
	struct plan_change *change = add(comparison, kind, span->since->meeting, span->since);
	change->from = span->from;
	change->until = span->until;
	return change;
}

/* The end of a span that began before. */
static struct plan_change *add_end(struct comparison *comparison, enum plan_change_kind kind, const struct span *span)
{
	if (!is_applied_now(span->ended) || span->ended->meeting == span->since->meeting) {
		return NULL;
	}
	struct plan_change *change = add(comparison, kind, span->ended->meeting, span->ended);
	change->from = span->until;
	return change;
}

static void add_statuses(struct comparison *comparison)
{
	for (size_t i = 0; i < comparison->after->statuses.count; i++) {
		const struct status_change *status = &LIST_AT(comparison->after->statuses, struct status_change, i);
		struct plan_change *change = add_beginning(comparison, PLAN_STATUS, &status->span);
		if (change != NULL) {
			change->circle = status->circle;
			change->choice = status->status;
		}
	}
}

static struct slice territory_text(struct arena *arena, const struct territory *territory)
{
	size_t count = territory->communes.count;
	struct slice *parts = arena_new_array(arena, struct slice, count + territory->places.count);
	if (count > 0) {
		memcpy(parts, territory->communes.items, count * sizeof *parts);
	}
	for (size_t i = 0; i < territory->places.count; i++) {
		const struct place *place = LIST_AT(territory->places, struct place *, i);
		if (place != NULL) {
			parts[count++] = place->id;
		}
	}
	return arena_join(arena, parts, count, SLICE(", "));
}

static void add_territories(struct comparison *comparison)
{
	for (size_t i = 0; i < comparison->after->territories.count; i++) {
		const struct territory *territory = &LIST_AT(comparison->after->territories, struct territory, i);
		struct slice value = territory_text(comparison->arena, territory);
		struct plan_change *change =
		    value.size == 0 ? NULL : add_beginning(comparison, PLAN_TERRITORY, &territory->span);
		if (change != NULL) {
			change->circle = territory->circle;
			change->value = value;
		}
	}
}

static void add_memberships(struct comparison *comparison)
{
	for (size_t i = 0; i < comparison->after->memberships.count; i++) {
		const struct membership *membership = &LIST_AT(comparison->after->memberships, struct membership, i);
		struct plan_change *change = add_beginning(comparison, PLAN_MEMBER_IN, &membership->span);
		if (change != NULL) {
			change->circle = membership->circle;
			change->party = membership->person;
		}
		change = add_end(comparison, PLAN_MEMBER_OUT, &membership->span);
		if (change != NULL) {
			change->circle = membership->circle;
			change->party = membership->person;
		}
	}
}

static void fill_mandate(struct plan_change *change, const struct mandate *mandate)
{
	if (change != NULL) {
		change->circle = mandate->circle;
		change->party = mandate->person;
		change->choice = mandate->role;
		change->action = mandate->action;
	}
}

static void add_mandates(struct comparison *comparison)
{
	for (size_t i = 0; i < comparison->after->mandates.count; i++) {
		const struct mandate *mandate = &LIST_AT(comparison->after->mandates, struct mandate, i);
		fill_mandate(add_beginning(comparison, PLAN_MANDATE_BEGINS, &mandate->span), mandate);
		fill_mandate(add_end(comparison, PLAN_MANDATE_ENDS, &mandate->span), mandate);
	}
}

static void add_adoptions(struct comparison *comparison)
{
	for (size_t i = 0; i < comparison->after->adoptions.count; i++) {
		const struct adoption *adoption = &LIST_AT(comparison->after->adoptions, struct adoption, i);
		struct plan_change *change = add_beginning(comparison, PLAN_ACTION_IN, &adoption->span);
		if (change != NULL) {
			change->action = adoption->action;
		}
		change = add_end(comparison, PLAN_ACTION_OUT, &adoption->span);
		if (change != NULL) {
			change->action = adoption->action;
		}
	}
}

static void add_rules(struct comparison *comparison)
{
	for (size_t i = 0; i < comparison->after->rule_changes.count; i++) {
		const struct rule_change *rule = &LIST_AT(comparison->after->rule_changes, struct rule_change, i);
		if (is_applied_now(rule->decision) && !rule->is_undone) {
			struct plan_change *change =
			    add(comparison, PLAN_RULE, rule->decision->meeting, rule->decision);
			change->name = rule->decision->rule;
			change->value = rule->decision->value;
			change->from = rule->from_next_meeting ? DATE_NONE : rule->from;
		}
	}
}

static void add_consortiums(struct comparison *comparison)
{
	for (size_t i = 0; i < comparison->after->consortiums.count; i++) {
		const struct consortium *consortium = &LIST_AT(comparison->after->consortiums, struct consortium, i);
		struct plan_change *change = add_beginning(comparison, PLAN_CONSORTIUM, &consortium->span);
		if (change != NULL) {
			change->name = consortium->id;
			change->fund = consortium->fund;
		}
	}
}

static void add_closings(struct comparison *comparison)
{
	for (size_t i = 0; i < comparison->after->model->funds.count; i++) {
		const struct fund_state *state = &comparison->after->funds[i];
		if (is_applied_now(state->closed)) {
			add(comparison, PLAN_FUND_CLOSED, state->closed->meeting, state->closed)->fund = state->fund;
		}
	}
	for (size_t i = 0; i < comparison->after->closings.count; i++) {
		const struct year_closing *closing = &LIST_AT(comparison->after->closings, struct year_closing, i);
		if (is_applied_now(closing->decision)) {
			add(comparison, PLAN_YEAR_CLOSED, closing->decision->meeting, closing->decision)->name =
			    arena_format(comparison->arena, "%d", closing->year);
		}
	}
}

/* ---- money ---- */

static enum plan_change_kind kind_of_account(enum account_kind kind)
{
	switch (kind) {
	case ACCOUNT_RECEIVABLE:
	case ACCOUNT_OWN_MEANS: return PLAN_RECEIVABLE;
	case ACCOUNT_FUND: return PLAN_FUND;
	case ACCOUNT_CIRCLE: return PLAN_CIRCLE;
	case ACCOUNT_ACTION: return PLAN_ENVELOPE;
	case ACCOUNT_DUE: break;
	}
	return PLAN_DUE;
}

static struct plan_change *begin_account(struct comparison *comparison, const struct meeting *meeting, uint32_t number)
{
	const struct account *account = &LIST_AT(comparison->after->accounts, struct account, number);
	struct plan_change *change = add(comparison, kind_of_account(account->kind), meeting, NULL);
	comparison->change_of_account[number] = comparison->count;
	change->circle = account->circle;
	change->action = account->action;
	change->fund = account->fund;
	change->party = account->party;
	change->before = account->kind == ACCOUNT_DUE ? AMOUNT_ZERO : comparison->balances[number];
	change->after = change->before;
	return change;
}

/* Balances of the network fit easily: the journals they stand in were added up already. */
static void accumulate(struct amount *sum, struct amount amount)
{
	amount_add(*sum, amount, sum);
}

static void add_line(struct comparison *comparison, const struct meeting *meeting, const struct entry_line *line)
{
	size_t known = comparison->change_of_account[line->account];
	assert(comparison->balances != NULL && (known == 0 || comparison->changes != NULL));
	struct plan_change *change =
	    known > 0 ? &comparison->changes[known - 1] : begin_account(comparison, meeting, line->account);
	struct amount credited = amount_negate(line->amount);
	accumulate(&change->after, credited);
	accumulate(&comparison->balances[line->account], credited);
}

static void start_balances(struct comparison *comparison)
{
	size_t count = comparison->after->accounts.count;
	comparison->balances = memory_allocate_zeroed(count, sizeof *comparison->balances);
	comparison->change_of_account = memory_allocate_zeroed(count, sizeof *comparison->change_of_account);
	for (size_t i = 0; i < count; i++) {
		const struct account *account =
		    fold_find_account(comparison->before, LIST_AT(comparison->after->accounts, struct account, i).name);
		comparison->balances[i] = account == NULL ? AMOUNT_ZERO : account->balance;
	}
}

/* Entries come in the order of meetings; each meeting's are summed by account. */
static void add_money(struct comparison *comparison)
{
	const struct meeting *meeting = NULL;
	start_balances(comparison);
	for (size_t i = 0; i < comparison->after->entries.count; i++) {
		const struct entries *entries = &LIST_AT(comparison->after->entries, struct entries, i);
		if (!is_applied_now(entries->decision)) {
			continue;
		}
		if (entries->decision->meeting != meeting) {
			meeting = entries->decision->meeting;
			memset(comparison->change_of_account, 0,
			       comparison->after->accounts.count * sizeof *comparison->change_of_account);
		}
		for (size_t j = 0; j < entries->count; j++) {
			add_line(comparison, meeting, &entries->lines[j]);
		}
	}
	free(comparison->balances);
	free(comparison->change_of_account);
}

/* ---- putting it together ---- */

static int compare_changes(const void *left, const void *right, void *context)
{
	const struct plan_change *a = left;
	const struct plan_change *b = right;
	const size_t *order = context;
	if (a->meeting != b->meeting) {
		return order[a->meeting->index] < order[b->meeting->index] ? -1 : 1;
	}
	if (a->kind != b->kind) {
		return a->kind < b->kind ? -1 : 1;
	}
	return a->sequence < b->sequence ? -1 : a->sequence > b->sequence;
}

static void sort_changes(struct comparison *comparison)
{
	comparison->order = memory_allocate_zeroed(comparison->after->model->meetings.count, sizeof *comparison->order);
	for (size_t i = 0; i < comparison->after->meetings.count; i++) {
		comparison->order[LIST_AT(comparison->after->meetings, struct meeting *, i)->index] = i;
	}
	if (comparison->count > 1) {
		qsort_r(comparison->changes, comparison->count, sizeof *comparison->changes, compare_changes,
			comparison->order);
	}
	free(comparison->order);
}

/* Keeps what does change: money that came and went in one meeting does not. */
static struct plan settle(struct comparison *comparison)
{
	struct plan plan = {.changes = {arena_new_array(comparison->arena, struct plan_change, comparison->count), 0},
			    .owed = {0, MONEY_SCALE}};
	for (size_t i = 0; i < comparison->count; i++) {
		const struct plan_change *change = &comparison->changes[i];
		bool is_money = change->decision == NULL;
		if (is_money && amount_compare(change->before, change->after) == 0) {
			continue;
		}
		struct plan_change *kept = &LIST_AT(plan.changes, struct plan_change, plan.changes.count++);
		*kept = *change;
		amount_rescale(change->before, MONEY_SCALE, &kept->before);
		amount_rescale(change->after, MONEY_SCALE, &kept->after);
		if (change->kind == PLAN_DUE) {
			accumulate(&plan.owed, change->after);
		}
	}
	free(comparison->changes);
	return plan;
}

static struct plan compare(struct arena *arena, const struct fold *before, const struct fold *after)
{
	struct comparison comparison = {.arena = arena, .before = before, .after = after};
	add_statuses(&comparison);
	add_territories(&comparison);
	add_memberships(&comparison);
	add_mandates(&comparison);
	add_adoptions(&comparison);
	add_rules(&comparison);
	add_consortiums(&comparison);
	add_money(&comparison);
	add_closings(&comparison);
	sort_changes(&comparison);
	return settle(&comparison);
}

static void set_being_sealed(struct list meetings, bool is_being_sealed)
{
	for (size_t i = 0; i < meetings.count; i++) {
		LIST_AT(meetings, struct meeting *, i)->is_being_sealed = is_being_sealed;
	}
}

struct plan plan_new(struct snapshot *snapshot, const struct application *application)
{
	set_being_sealed(application->meetings, false);
	struct fold *before = snapshot_fold(snapshot, DATE_MAXIMUM);
	set_being_sealed(application->meetings, true);
	struct fold *after = snapshot_fold(snapshot, DATE_MAXIMUM);
	struct plan plan = compare(snapshot->arena, before, after);
	for (size_t i = 0; i < application->meetings.count; i++) {
		plan.decisions += LIST_AT(application->meetings, struct meeting *, i)->decisions.count;
	}
	fold_free(before);
	fold_free(after);
	return plan;
}
