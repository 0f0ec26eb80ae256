/* The memberships and mandates of a person: when each began and ended, by which decision of which commit. */
#include "report/history_decided.h"

#include "text/translate.h"

enum person_column {
	COLUMN_CHANGE,
	COLUMN_CIRCLE,
	COLUMN_ROLE,
	COLUMN_ACTION,
	COLUMN_FROM,
	COLUMN_UNTIL,
	COLUMN_COUNT,
};

static const struct report_column columns[COLUMN_COUNT] = {
    [COLUMN_CHANGE] = {"change", N_("Change"), COLUMN_ID, READERS_ALL},
    [COLUMN_CIRCLE] = {"circle", N_("Circle"), COLUMN_TEXT, READERS_ALL},
    [COLUMN_ROLE] = {"role", N_("Role"), COLUMN_ID, READERS_ALL},
    [COLUMN_ACTION] = {"action", N_("Action"), COLUMN_TEXT, READERS_ALL},
    [COLUMN_FROM] = {"from", N_("From"), COLUMN_DATE, READERS_ALL},
    [COLUMN_UNTIL] = {"until", N_("Until"), COLUMN_DATE, READERS_ALL},
};

enum { ROLE_OF_MEMBERS = -1 };

/* A membership or a mandate, as it stood. Texts live in the table. */
struct held {
	struct slice circle;
	int role; /* or ROLE_OF_MEMBERS */
	struct slice action;
	struct date from;
	struct date until;
	struct slice since; /* references */
	struct slice ended;
};

struct person_telling {
	const struct history_source *source;
	struct slice id;
	struct told_history *told;
	struct list held; /* struct held: as told last */
};

static bool concerns(void *context, const struct decision *decision)
{
	const struct person_telling *telling = context;
	if (decision->kind == KIND_FOUND) {
		return people_hold(decision->members, telling->id) || people_hold(decision->stewards, telling->id);
	}
	bool is_of_kind = decision->kind == KIND_JOIN || decision->kind == KIND_LEAVE ||
			  decision->kind == KIND_MANDATE || decision->kind == KIND_END_MANDATE;
	return is_of_kind && decision->person != NULL && slice_equal(decision->person->id, telling->id);
}

/* ---- what is held ---- */

static void add_held(const struct person_telling *telling, struct list *list, const struct span *span,
		     const struct circle *circle, int role, const struct action *action)
{
	struct arena *arena = telling->told->table->arena;
	if (date_compare(span->from, span->until) >= 0) {
		return; /* undone before it began */
	}
	LIST_AT(*list, struct held, list->count++) = (struct held){
	    .circle = arena_copy(arena, circle->id),
	    .role = role,
	    .action = action == NULL ? SLICE("") : arena_copy(arena, action->id),
	    .from = span->from,
	    .until = span->until,
	    .since = arena_copy(arena, span->since->reference),
	    .ended = span->ended == NULL ? SLICE("") : arena_copy(arena, span->ended->reference),
	};
}

static struct list held_in(const struct person_telling *telling, const struct fold *fold)
{
	size_t most = fold->memberships.count + fold->mandates.count;
	struct list list = {arena_new_array(telling->told->table->arena, struct held, most), 0};
	for (size_t i = 0; i < fold->memberships.count; i++) {
		const struct membership *membership = &LIST_AT(fold->memberships, struct membership, i);
		if (slice_equal(membership->person->id, telling->id)) {
			add_held(telling, &list, &membership->span, membership->circle, ROLE_OF_MEMBERS, NULL);
		}
	}
	for (size_t i = 0; i < fold->mandates.count; i++) {
		const struct mandate *mandate = &LIST_AT(fold->mandates, struct mandate, i);
		if (slice_equal(mandate->person->id, telling->id)) {
			add_held(telling, &list, &mandate->span, mandate->circle, mandate->role, mandate->action);
		}
	}
	return list;
}

static bool is_same(const struct held *a, const struct held *b)
{
	return a->role == b->role && a->from.days == b->from.days && slice_equal(a->circle, b->circle) &&
	       slice_equal(a->action, b->action) && slice_equal(a->since, b->since);
}

static const struct held *find_same(struct list list, const struct held *held)
{
	for (size_t i = 0; i < list.count; i++) {
		const struct held *other = &LIST_AT(list, struct held, i);
		if (is_same(other, held)) {
			return other;
		}
	}
	return NULL;
}

/* ---- rows ---- */

static void add_row(const struct person_telling *telling, const struct decided_step *step, const struct held *held,
		    const char *change, struct slice decisions)
{
	const struct model *model = telling->source->end->model;
	const struct circle *circle = model_find_circle(model, held->circle);
	const struct action *action = model_find_action(model, held->action);
	if (!history_is_within(telling->source->filter, step->commit)) {
		return;
	}
	struct cell *cells = history_add_row(telling->told, step->commit, decisions, step->note);
	cells[COLUMN_CHANGE] = cell_word(change);
	cells[COLUMN_CIRCLE] = circle == NULL ? cell_text(held->circle) : cell_circle(circle);
	cells[COLUMN_ROLE] = held->role == ROLE_OF_MEMBERS ? cell_word(N_("member")) : cell_role(held->role);
	cells[COLUMN_ACTION] = action == NULL ? cell_line(held->action) : cell_action(action);
	cells[COLUMN_FROM] = cell_day(held->from);
	cells[COLUMN_UNTIL] = cell_last_day(held->until);
}

static void tell_change(const struct person_telling *telling, const struct decided_step *step, const struct held *held)
{
	const struct held *before = find_same(telling->held, held);
	if (before == NULL) {
		add_row(telling, step, held, N_("began"), held->since);
	} else if (before->until.days != held->until.days) {
		bool ends = date_compare(held->until, before->until) < 0;
		add_row(telling, step, held, ends ? N_("ended") : N_("lasts"),
			held->ended.size > 0 ? held->ended : step->decisions);
	}
}

static void tell(void *context, const struct decided_step *step)
{
	struct person_telling *telling = context;
	struct list held = held_in(telling, step->fold);
	for (size_t i = 0; i < held.count; i++) {
		tell_change(telling, step, &LIST_AT(held, struct held, i));
	}
	for (size_t i = 0; i < telling->held.count; i++) {
		const struct held *before = &LIST_AT(telling->held, struct held, i);
		if (find_same(held, before) == NULL) {
			add_row(telling, step, before, N_("undone"), step->decisions);
		}
	}
	telling->held = held;
}

const struct failure *history_of_person(const struct history_source *source, const struct party *person,
					struct told_history *told)
{
	struct person_telling telling = {.source = source, .id = person->id, .told = told};
	const struct decided_target target = {concerns, tell, &telling, false};
	history_open(told, columns, COLUMN_COUNT);
	history_set_title(told, source, _("Memberships and mandates of %.*s"), person->id);
	return history_follow_decisions(source, &target);
}
