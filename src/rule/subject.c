/* What decisions on a circle's status, territory, programme, consortiums and closed years need (design, the table of
 * kinds). */
#include "rule/families.h"

static bool names_circle(struct list circles, const struct circle *circle)
{
	for (size_t i = 0; i < circles.count; i++) {
		if (LIST_AT(circles, struct circle *, i) == circle) {
			return true;
		}
	}
	return false;
}

bool action_belongs_to(const struct action *action, const struct circle *circle)
{
	return action->circle == circle || names_circle(action->with, circle);
}

bool action_is_open(const struct fold *fold, const struct circle *circle, const struct action *action, struct date date)
{
	bool pays_along = action->circle != circle && names_circle(action->with, circle);
	return fold_adoption(fold, circle, action, date) != NULL ||
	       (pays_along && fold_adoption(fold, action->circle, action, date) != NULL);
}

/* The actions of the kind must be in the circle's programme, by the day of the meeting or that of the effect. */
static void judge_open_actions(struct judgement *judgement, const struct decision *decision)
{
	const struct meeting *meeting = decision->meeting;
	for (size_t i = 0; i < decision->actions.count; i++) {
		const struct action *action = LIST_AT(decision->actions, struct action *, i);
		if (!action_is_doubted(judgement, decision, action) &&
		    !action_is_open(judgement->fold, meeting->circle, action, meeting->date) &&
		    !action_is_open(judgement->fold, meeting->circle, action, decision_effective(decision)) &&
		    !programme_is_told(judgement, decision, meeting->circle, action)) {
			blame(judgement, decision, FINDING_ACTION_NOT_OPEN, ENTRY_PLACE(decision, actions, i),
			      action->id, text_of_day(judgement, meeting->date),
			      action_belongs_to(action, meeting->circle) ? action->id : SLICE(""));
		}
	}
}

static bool judge_adoption(struct judgement *judgement, const struct decision *decision)
{
	const struct meeting *meeting = decision->meeting;
	bool is_new = false;
	for (size_t i = 0; i < decision->actions.count; i++) {
		const struct action *action = LIST_AT(decision->actions, struct action *, i);
		struct location location = ENTRY_PLACE(decision, actions, i);
		if (!action_belongs_to(action, meeting->circle)) {
			if (!action->entry.is_doubtful) {
				blame(judgement, decision, FINDING_ACTION_OF_OTHER_CIRCLE, location, action->id,
				      action->circle->id, meeting->circle->id);
			}
			doubt_of(judgement, decision)->actions = true;
		} else if (fold_adoption(judgement->fold, meeting->circle, action, decision_effective(decision)) ==
			   NULL) {
			is_new = true;
		} else if (!doubt_of(judgement, decision)->actions) {
			blame(judgement, decision, FINDING_ACTION_ALREADY_OPEN, location, action->id);
		}
	}
	return is_new;
}

static bool judge_status(struct judgement *judgement, const struct decision *decision)
{
	const struct circle *circle = decision->meeting->circle;
	int status = fold_status(judgement->fold, circle, decision_effective(decision));
	if (status == decision->circle_status && !doubt_of(judgement, decision)->status) {
		blame(judgement, decision, FINDING_STATUS_UNCHANGED, ENTRY_PLACE(decision, circle_status, 0),
		      text_of_word(decision, circle_status_choices, status));
	}
	return true;
}

static void judge_territory(struct judgement *judgement, const struct decision *decision)
{
	if (decision->communes.count == 0 && decision->places.count == 0) {
		blame(judgement, decision, FINDING_TERRITORY_EMPTY, ENTRY_PLACE(decision, kind, 0), SLICE(""));
	}
}

/* ---- consortiums: “a named group of its places, each represented by a person” ---- */

static bool lies_in_territory(const struct judgement *judgement, const struct circle *circle, const struct place *place,
			      struct date date)
{
	const struct territory *territory = fold_territory(judgement->fold, circle, date);
	if (territory == NULL || (territory->places.count == 0 && territory->communes.count == 0)) {
		return true; /* nothing was said of where the circle is */
	}
	for (size_t i = 0; i < territory->places.count; i++) {
		if (LIST_AT(territory->places, struct place *, i) == place) {
			return true;
		}
	}
	for (size_t i = 0; i < territory->communes.count; i++) {
		if (slice_equal(LIST_AT(territory->communes, struct slice, i), place->commune)) {
			return true;
		}
	}
	return false;
}

static bool seat_is_taken(const struct decision *decision, size_t index)
{
	const struct pair *seat = &LIST_AT(decision->seats, struct pair, index);
	for (size_t i = 0; i < index; i++) {
		const struct pair *other = &LIST_AT(decision->seats, struct pair, i);
		if (slice_equal(other->first, seat->first) || slice_equal(other->second, seat->second)) {
			return true;
		}
	}
	return false;
}

static bool judge_seat(struct judgement *judgement, const struct decision *decision, size_t index)
{
	const struct meeting *meeting = decision->meeting;
	const struct pair *seat = &LIST_AT(decision->seats, struct pair, index);
	struct location location = ENTRY_PLACE(decision, seats, index);
	if (!names_known_record(judgement, decision, location, RECORD_PLACE, seat->first) ||
	    !names_known_record(judgement, decision, location, RECORD_PERSON, seat->second)) {
		return false;
	}
	const struct place *place = model_find(judgement->model, RECORD_PLACE, seat->first);
	const struct party *person = model_find_party(judgement->model, seat->second);
	if (seat_is_taken(decision, index)) {
		blame(judgement, decision, FINDING_SEAT_REPEATED, location, seat->first, seat->second);
		return true;
	}
	if (!doubt_of(judgement, decision)->territory &&
	    !lies_in_territory(judgement, meeting->circle, place, meeting->date)) {
		blame(judgement, decision, FINDING_SEAT_OUTSIDE_TERRITORY, location, place->id, meeting->circle->id);
	}
	if (!doubt_of(judgement, decision)->members && !is_member_at(judgement, decision, person) &&
	    !membership_is_told(judgement, decision, meeting->circle, person)) {
		blame(judgement, decision, FINDING_SEAT_NOT_MEMBER, location, text_of_person(judgement, person),
		      meeting->circle->id);
	}
	return true;
}

static bool judge_consortium(struct judgement *judgement, const struct decision *decision)
{
	bool is_whole = true;
	for (size_t i = 0; i < decision->seats.count; i++) {
		is_whole &= judge_seat(judgement, decision, i);
	}
	return is_whole;
}

/* ---- years ---- */

enum { YEAR_FIRST = 1900 };

static bool judge_year(struct judgement *judgement, const struct decision *decision)
{
	struct location location = ENTRY_PLACE(decision, year, 0);
	struct slice year = text_of_number(judgement, decision->year);
	if (decision->year < YEAR_FIRST || decision->year >= date_year(decision->meeting->date)) {
		blame(judgement, decision, FINDING_YEAR_NOT_OVER, location, year,
		      text_of_day(judgement, decision->meeting->date));
		return false;
	}
	if (fold_year_is_closed(judgement->fold, (int)decision->year)) {
		blame(judgement, decision, FINDING_YEAR_CLOSED_TWICE, location, year);
		return false;
	}
	return true;
}

bool judge_subject(struct judgement *judgement, struct decision *decision)
{
	if ((kind_definition(decision->kind)->checks & CHECK_ACTION_OPEN) != 0) {
		judge_open_actions(judgement, decision);
	}
	switch (decision->kind) {
	case KIND_STATUS: return judge_status(judgement, decision);
	case KIND_TERRITORY: judge_territory(judgement, decision); return true;
	case KIND_ADOPT_ACTION: return judge_adoption(judgement, decision);
	case KIND_CONSORTIUM: return judge_consortium(judgement, decision);
	case KIND_CLOSE_YEAR: return judge_year(judgement, decision);
	default: return true;
	}
}
