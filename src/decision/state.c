/* Reading and extending the state. */
#include "decision/apply_kind.h"

#include "text/memory.h"

#include <string.h>

/* ---- growing ---- */

void *fold_append(struct list *list, size_t size)
{
	/* Capacities are the powers of two from 8 on: a full list is one of those. */
	bool is_full = list->count == 0 || (list->count >= 8 && (list->count & (list->count - 1)) == 0);
	if (is_full) {
		list->items = memory_resize(list->items, list->count < 8 ? 8 : list->count * 2, size);
	}
	void *item = (char *)list->items + size * list->count++;
	memset(item, 0, size);
	return item;
}

struct span span_from(struct date from, struct decision *since)
{
	return (struct span){from, DATE_MAXIMUM, since, NULL};
}

void span_end(struct span *span, struct date date, struct decision *ended)
{
	if (date_compare(date, span->until) < 0) {
		span->until = date_compare(date, span->from) < 0 ? span->from : date;
		span->ended = ended;
	}
}

void fold_add_membership(struct fold *fold, struct decision *decision, struct party *person, struct place *place,
			 struct date from)
{
	struct circle *circle = decision->meeting->circle;
	*FOLD_APPEND(fold->memberships_of[circle->index], uint32_t) = (uint32_t)fold->memberships.count;
	*FOLD_APPEND(fold->memberships, struct membership) =
	    (struct membership){span_from(from, decision), circle, person, place};
}

void fold_add_mandate(struct fold *fold, struct decision *decision, struct party *person, int role,
		      struct action *action, struct date from)
{
	struct circle *circle = decision->meeting->circle;
	struct mandate mandate = {span_from(from, decision), circle, person, role, action, decision->review};
	if (decision->until.days != DATE_NONE.days) {
		mandate.span.until = date_add_days(decision->until, 1);
	}
	*FOLD_APPEND(fold->mandates_of[circle->index], uint32_t) = (uint32_t)fold->mandates.count;
	*FOLD_APPEND(fold->mandates, struct mandate) = mandate;
}

void fold_add_rule(struct fold *fold, struct rule_change change, struct slice name, struct slice value)
{
	change.setting = setting_by_name(name, &change.variant);
	if (change.setting == SETTING_COUNT ||
	    !setting_parse(change.setting, value, fold->model->style, &change.value)) {
		return;
	}
	size_t body = change.circle == NULL ? 0 : change.circle->index + 1;
	*FOLD_APPEND(fold->rule_changes_of[body], uint32_t) = (uint32_t)fold->rule_changes.count;
	*FOLD_APPEND(fold->rule_changes, struct rule_change) = change;
}

void fold_set_status(struct fold *fold, struct decision *decision, int status, struct date from)
{
	struct circle *circle = decision->meeting->circle;
	for (size_t i = 0; i < fold->statuses.count; i++) {
		struct status_change *change = &LIST_AT(fold->statuses, struct status_change, i);
		if (change->circle == circle) {
			span_end(&change->span, from, decision);
		}
	}
	*FOLD_APPEND(fold->statuses, struct status_change) =
	    (struct status_change){span_from(from, decision), circle, status};
}

void fold_set_territory(struct fold *fold, struct decision *decision, struct date from)
{
	struct circle *circle = decision->meeting->circle;
	for (size_t i = 0; i < fold->territories.count; i++) {
		struct territory *territory = &LIST_AT(fold->territories, struct territory, i);
		if (territory->circle == circle) {
			span_end(&territory->span, from, decision);
		}
	}
	*FOLD_APPEND(fold->territories, struct territory) =
	    (struct territory){span_from(from, decision), circle, decision->communes, decision->places};
}

/* ---- questions ---- */

bool span_covers(const struct span *span, struct date date)
{
	return date_compare(span->from, date) <= 0 && date_compare(date, span->until) < 0;
}

const struct membership *fold_membership(const struct fold *fold, const struct circle *circle,
					 const struct party *person, struct date date)
{
	struct list indexes = fold->memberships_of[circle->index];
	for (size_t i = indexes.count; i-- > 0;) {
		const struct membership *membership =
		    &LIST_AT(fold->memberships, struct membership, LIST_AT(indexes, uint32_t, i));
		if (membership->person == person && span_covers(&membership->span, date)) {
			return membership;
		}
	}
	return NULL;
}

size_t fold_member_count(const struct fold *fold, const struct circle *circle, struct date date)
{
	struct list indexes = fold->memberships_of[circle->index];
	size_t count = 0;
	for (size_t i = 0; i < indexes.count; i++) {
		count += span_covers(&LIST_AT(fold->memberships, struct membership, LIST_AT(indexes, uint32_t, i)).span,
				     date);
	}
	return count;
}

const struct mandate *fold_mandate(const struct fold *fold, const struct circle *circle, const struct party *person,
				   int role, const struct action *action, struct date date)
{
	struct list indexes = fold->mandates_of[circle->index];
	for (size_t i = indexes.count; i-- > 0;) {
		const struct mandate *mandate = &LIST_AT(fold->mandates, struct mandate, LIST_AT(indexes, uint32_t, i));
		bool is_for_action = action == NULL || mandate->action == action;
		if (mandate->person == person && mandate->role == role && is_for_action &&
		    span_covers(&mandate->span, date)) {
			return mandate;
		}
	}
	return NULL;
}

const struct adoption *fold_adoption(const struct fold *fold, const struct circle *circle, const struct action *action,
				     struct date date)
{
	for (size_t i = fold->adoptions.count; i-- > 0;) {
		const struct adoption *adoption = &LIST_AT(fold->adoptions, struct adoption, i);
		if (adoption->action == action && adoption->circle == circle && span_covers(&adoption->span, date)) {
			return adoption;
		}
	}
	return NULL;
}

int fold_status(const struct fold *fold, const struct circle *circle, struct date date)
{
	for (size_t i = fold->statuses.count; i-- > 0;) {
		const struct status_change *change = &LIST_AT(fold->statuses, struct status_change, i);
		if (change->circle == circle && span_covers(&change->span, date)) {
			return change->status;
		}
	}
	return -1;
}

const struct territory *fold_territory(const struct fold *fold, const struct circle *circle, struct date date)
{
	for (size_t i = fold->territories.count; i-- > 0;) {
		const struct territory *territory = &LIST_AT(fold->territories, struct territory, i);
		if (territory->circle == circle && span_covers(&territory->span, date)) {
			return territory;
		}
	}
	return NULL;
}

const struct consortium *fold_consortium_of(const struct fold *fold, const struct fund *fund, struct date date)
{
	for (size_t i = fold->consortiums.count; i-- > 0;) {
		const struct consortium *consortium = &LIST_AT(fold->consortiums, struct consortium, i);
		if (consortium->fund == fund && span_covers(&consortium->span, date)) {
			return consortium;
		}
	}
	return NULL;
}

bool fold_year_is_closed(const struct fold *fold, int year)
{
	for (size_t i = 0; i < fold->closings.count; i++) {
		if (LIST_AT(fold->closings, struct year_closing, i).year == year) {
			return true;
		}
	}
	return false;
}

/* ---- decisions ---- */

struct date decision_effective(const struct decision *decision)
{
	return decision->effective.days == DATE_NONE.days ? decision->meeting->date : decision->effective;
}

struct amount decision_amount(const struct decision *decision)
{
	struct amount sum = {0, MONEY_SCALE};
	if (decision->parts.count == 0) {
		return decision->amount.given ? decision->amount.amount : sum;
	}
	for (size_t i = 0; i < decision->parts.count; i++) {
		/* Amounts of records have at most 15 digits: some thousands of them cannot overflow. */
		amount_add(sum, LIST_AT(decision->parts, struct part, i).amount, &sum);
	}
	return sum;
}

struct list decision_parts(struct arena *arena, const struct decision *decision)
{
	if (decision->parts.count > 0 || decision->fund == NULL) {
		return decision->parts;
	}
	struct part *part = arena_new_object(arena, struct part);
	*part = (struct part){decision->fund, decision_amount(decision)};
	return (struct list){part, 1};
}

struct party *decision_payee(const struct decision *decision)
{
	if (decision->payee != NULL) {
		return decision->payee;
	}
	for (size_t i = 0; i < decision->contributions.count; i++) {
		const struct contribution *contribution = LIST_AT(decision->contributions, struct contribution *, i);
		if (contribution != NULL && contribution->payee != NULL) {
			return contribution->payee;
		}
	}
	bool has_usual = decision->person != NULL && decision->person->payee != NULL;
	return has_usual ? decision->person->payee : decision->person;
}

struct action *decision_action(const struct decision *decision)
{
	return decision->actions.count == 0 ? NULL : LIST_AT(decision->actions, struct action *, 0);
}
