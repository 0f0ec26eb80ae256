/* What decisions made of circles: status, territory, members, mandates, programme, rules, consortiums. */
#include "history/fact_collector.h"

#include "text/translate.h"

void collect_statuses(struct fact_collector *collector)
{
	for (size_t i = 0; i < collector->fold->statuses.count; i++) {
		const struct status_change *change = &LIST_AT(collector->fold->statuses, struct status_change, i);
		if (fact_is_told(collector, &change->span) && date_compare(change->span.until, collector->until) >= 0) {
			struct fact *fact = fact_add(collector, change->circle, SLICE(""));
			const char *word = circle_status_choices[change->status].name;
			fact->value = slice_of(word);
			fact->shown = slice_of(_(word));
			fact->decision = change->span.since->reference;
		}
	}
}

static void add_to_territory(struct fact_collector *collector, const struct territory *territory, struct slice name)
{
	struct fact *fact = fact_add(collector, territory->circle, name);
	fact->name = name;
	fact->decision = territory->span.since->reference;
}

void collect_territories(struct fact_collector *collector)
{
	for (size_t i = 0; i < collector->fold->territories.count; i++) {
		const struct territory *territory = &LIST_AT(collector->fold->territories, struct territory, i);
		bool is_told = fact_is_told(collector, &territory->span) &&
			       date_compare(territory->span.until, collector->until) >= 0;
		for (size_t j = 0; is_told && j < territory->communes.count; j++) {
			add_to_territory(collector, territory, LIST_AT(territory->communes, struct slice, j));
		}
		for (size_t j = 0; is_told && j < territory->places.count; j++) {
			const struct place *place = LIST_AT(territory->places, struct place *, j);
			add_to_territory(collector, territory, place == NULL ? SLICE("?") : place->id);
		}
	}
}

void collect_members(struct fact_collector *collector)
{
	for (size_t i = 0; i < collector->fold->memberships.count; i++) {
		const struct membership *membership = &LIST_AT(collector->fold->memberships, struct membership, i);
		if (fact_is_told(collector, &membership->span)) {
			struct fact *fact = fact_add(collector, membership->circle, membership->person->id);
			fact->about.person = membership->person->id;
			fact->name = membership->place == NULL ? SLICE("") : membership->place->id;
			fact_last(collector, fact, &membership->span);
		}
	}
}

/* The role, and the action of a contributor: one of the words that a mandate is known by. */
static void name_mandate(struct fact_collector *collector, struct fact *fact, const struct mandate *mandate)
{
	const char *role = role_choices[mandate->role].name;
	fact->name = slice_of(role);
	fact->shown_name = slice_of(_(role));
	if (mandate->action != NULL) {
		fact->about.action = mandate->action->id;
		fact->shown_name =
		    arena_format(collector->arena, _("%s for %.*s"), _(role), SLICE_ARGUMENTS(mandate->action->id));
	}
}

void collect_mandates(struct fact_collector *collector)
{
	for (size_t i = 0; i < collector->fold->mandates.count; i++) {
		const struct mandate *mandate = &LIST_AT(collector->fold->mandates, struct mandate, i);
		if (fact_is_told(collector, &mandate->span)) {
			struct slice action = mandate->action == NULL ? SLICE("") : mandate->action->id;
			struct slice key =
			    arena_format(collector->arena, "%.*s %s %.*s", SLICE_ARGUMENTS(mandate->person->id),
					 role_choices[mandate->role].name, SLICE_ARGUMENTS(action));
			struct fact *fact = fact_add(collector, mandate->circle, key);
			fact->about.person = mandate->person->id;
			name_mandate(collector, fact, mandate);
			fact_last(collector, fact, &mandate->span);
		}
	}
}

void collect_programme(struct fact_collector *collector)
{
	for (size_t i = 0; i < collector->fold->adoptions.count; i++) {
		const struct adoption *adoption = &LIST_AT(collector->fold->adoptions, struct adoption, i);
		if (fact_is_told(collector, &adoption->span)) {
			struct fact *fact = fact_add(collector, adoption->circle, adoption->action->id);
			fact->about.action = adoption->action->id;
			fact_last(collector, fact, &adoption->span);
		}
	}
}

/* ---- rules ---- */

static bool holds(const struct fact_collector *collector, const struct rule_change *change)
{
	bool is_over = change->is_undone && date_compare(change->undone_from, collector->until) <= 0;
	return !is_over && date_compare(change->from, collector->until) <= 0;
}

/* Whether a later change of the same rule by the same body holds instead. */
static bool is_replaced(const struct fact_collector *collector, size_t index)
{
	struct list changes = collector->fold->rule_changes;
	const struct rule_change *change = &LIST_AT(changes, struct rule_change, index);
	for (size_t i = 0; i < changes.count; i++) {
		const struct rule_change *other = &LIST_AT(changes, struct rule_change, i);
		int order = date_compare(other->from, change->from);
		if (i != index && other->circle == change->circle && other->setting == change->setting &&
		    slice_equal(other->variant, change->variant) && holds(collector, other) &&
		    (order > 0 || (order == 0 && i > index))) {
			return true;
		}
	}
	return false;
}

/* `50 % (warning, firm)`. */
static struct slice rule_text(struct arena *arena, const struct rule_change *change, struct slice value,
			      const char *warning, const char *firm)
{
	const char *level = change->level == LEVEL_WARNING ? warning : "";
	const char *is_firm = change->is_firm ? firm : "";
	if (level[0] == '\0' && is_firm[0] == '\0') {
		return value;
	}
	const char *comma = level[0] != '\0' && is_firm[0] != '\0' ? ", " : "";
	return arena_format(arena, "%.*s (%s%s%s)", SLICE_ARGUMENTS(value), level, comma, is_firm);
}

void collect_rules(struct fact_collector *collector)
{
	for (size_t i = 0; i < collector->fold->rule_changes.count; i++) {
		const struct rule_change *change = &LIST_AT(collector->fold->rule_changes, struct rule_change, i);
		if (holds(collector, change) && !is_replaced(collector, i)) {
			struct slice name =
			    arena_format(collector->arena, "%s%.*s", setting_definition(change->setting)->name,
					 SLICE_ARGUMENTS(change->variant));
			struct fact *fact = fact_add(collector, change->circle, name);
			fact->name = name;
			struct slice shown = setting_shown(collector->arena, change->setting, &change->value,
							   collector->fold->model->style);
			fact->value = rule_text(collector->arena, change, change->value.text, "warning", "firm");
			fact->shown = rule_text(collector->arena, change, shown, _("warning"), _("firm"));
			fact->decision = change->decision == NULL ? SLICE("") : change->decision->reference;
		}
	}
}

/* ---- consortiums ---- */

void collect_consortiums(struct fact_collector *collector)
{
	for (size_t i = 0; i < collector->fold->consortiums.count; i++) {
		const struct consortium *consortium = &LIST_AT(collector->fold->consortiums, struct consortium, i);
		if (!fact_is_told(collector, &consortium->span)) {
			continue;
		}
		struct fact *fact = fact_add(collector, consortium->circle, consortium->id);
		struct slice *seats = arena_new_array(collector->arena, struct slice, consortium->seats.count);
		for (size_t j = 0; j < consortium->seats.count; j++) {
			struct seat seat = LIST_AT(consortium->seats, struct seat, j);
			subjects_add(collector->arena, &fact->about.person, seat.person->id);
			seats[j] = arena_format(collector->arena, _("%.*s by %.*s"), SLICE_ARGUMENTS(seat.place->id),
						SLICE_ARGUMENTS(seat.person->id));
		}
		fact->name = consortium->id;
		fact->about.fund = consortium->fund == NULL ? SLICE("") : consortium->fund->id;
		fact->label = arena_join(collector->arena, seats, consortium->seats.count, SLICE(", "));
		fact_last(collector, fact, &consortium->span);
	}
}
