#include "decision/apply_kind.h"

static struct list resolve_seats(struct fold *fold, const struct decision *decision)
{
	struct seat *seats = arena_new_array(fold->arena, struct seat, decision->seats.count);
	size_t count = 0;
	for (size_t i = 0; i < decision->seats.count; i++) {
		struct pair pair = LIST_AT(decision->seats, struct pair, i);
		struct seat seat = {model_find(fold->model, RECORD_PLACE, pair.first),
				    model_find_party(fold->model, pair.second)};
		if (seat.place != NULL && seat.person != NULL) {
			seats[count++] = seat;
		}
	}
	return (struct list){seats, count};
}

/* A consortium of the same name replaces the former one. */
void apply_consortium(struct fold *fold, struct decision *decision)
{
	struct date from = decision_effective(decision);
	for (size_t i = 0; i < fold->consortiums.count; i++) {
		struct consortium *consortium = &LIST_AT(fold->consortiums, struct consortium, i);
		if (slice_equal(consortium->id, decision->name)) {
			span_end(&consortium->span, from, decision);
		}
	}
	*FOLD_APPEND(fold->consortiums, struct consortium) =
	    (struct consortium){span_from(from, decision), decision->meeting->circle, decision->name, decision->fund,
				resolve_seats(fold, decision)};
}
