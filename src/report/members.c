#include "report/members.h"

#include "report/columns.h"
#include "text/translate.h"

#include <stdlib.h>

enum member_column {
	MEMBER_CIRCLE,
	MEMBER_PERSON,
	MEMBER_PLACE,
	MEMBER_ROLES,
	MEMBER_FROM,
	MEMBER_UNTIL,
	MEMBER_DECISION,
};

static const struct report_column columns[] = {
    {"circle", N_("Circle"), COLUMN_TEXT, READERS_ALL}, {"person", N_("Who"), COLUMN_TEXT, READERS_ALL},
    {"place", N_("Place"), COLUMN_TEXT, READERS_ALL},   {"roles", N_("Roles"), COLUMN_TEXT, READERS_ALL},
    {"from", N_("From"), COLUMN_DATE, READERS_ALL},     {"until", N_("Until"), COLUMN_DATE, READERS_ALL},
    {"decision", "", COLUMN_ID, READERS_MACHINES},
};

static bool accepts(struct subject *subject, const struct membership *membership, bool shows_former)
{
	bool is_shown = span_covers(&membership->span, subject->date) ||
			(shows_former && membership->span.from.days != membership->span.until.days);
	if (!is_shown || !subject_accepts_circle(subject, membership->circle) ||
	    !subject_accepts_person(subject, membership->person)) {
		return false;
	}
	const struct slice texts[] = {membership->person->id, membership->person->name, membership->circle->id,
				      membership->circle->name,
				      membership->place == NULL ? SLICE("") : membership->place->name};
	return subject_accepts_texts(subject, texts, sizeof texts / sizeof *texts);
}

static int compare_memberships(const void *left, const void *right)
{
	const struct membership *a = *(const struct membership *const *)left;
	const struct membership *b = *(const struct membership *const *)right;
	int order = slice_compare(a->circle->id, b->circle->id);
	if (order == 0) {
		order = slice_compare(a->person->id, b->person->id);
	}
	return order != 0 ? order : date_compare(a->span.from, b->span.from);
}

static struct cell roles_cell(struct arena *arena, const struct subject *subject, const struct membership *membership)
{
	struct named_texts roles = named_texts_new(arena, ROLE_SECRETARY + 1);
	for (int role = 0; role <= ROLE_SECRETARY; role++) {
		if (fold_mandate(subject->fold, membership->circle, membership->person, role, NULL, subject->date) !=
		    NULL) {
			struct cell cell = cell_role(role);
			named_texts_add(&roles, cell.text, cell.shown);
		}
	}
	return cell_named_texts(arena, &roles);
}

static void add_row(const struct subject *subject, struct table *table, const struct membership *membership)
{
	struct cell *cells = table_add_row(table, ROW_VALUES)->cells;
	const struct place *place = membership->place;
	cells[MEMBER_CIRCLE] = cell_circle(membership->circle);
	cells[MEMBER_PERSON] = cell_party(membership->person);
	cells[MEMBER_PLACE] = place == NULL ? cell_empty() : cell_text_shown(place->id, place->name);
	cells[MEMBER_ROLES] = roles_cell(table->arena, subject, membership);
	cells[MEMBER_FROM] = cell_day(membership->span.from);
	cells[MEMBER_UNTIL] = cell_last_day(membership->span.until);
	cells[MEMBER_DECISION] = cell_text(membership->span.since->reference);
}

struct table *members_report(struct subject *subject, bool shows_former)
{
	struct table *table = table_new(SLICE(""));
	struct list all = subject->fold->memberships;
	const struct membership **chosen = arena_new_array(table->arena, const struct membership *, all.count);
	size_t count = 0;
	table->title = title_on_day(table->arena, _("Members"), _("Members on %.*s"), subject);
	table_add_columns(table, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < all.count; i++) {
		const struct membership *membership = &LIST_AT(all, struct membership, i);
		if (accepts(subject, membership, shows_former)) {
			chosen[count++] = membership;
		}
	}
	if (count > 1) {
		qsort(chosen, count, sizeof *chosen, compare_memberships);
	}
	for (size_t i = 0; i < count; i++) {
		add_row(subject, table, chosen[i]);
	}
	return table;
}
