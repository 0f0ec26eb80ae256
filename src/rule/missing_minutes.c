#include "rule/missing_minutes.h"

#include "model/missing.h"
#include "model/unread.h"
#include "text/memory.h"
#include "text/symbols.h"

#include <stdlib.h>

/* Minutes that lack something. */
struct incomplete_minutes {
	const struct circle *circle;
	struct slice id;
	const struct meeting *meeting; /* what there is of them, or NULL */
	struct missing_list missing;
	uint64_t number;               /* of the first decision that is named */
	const struct payment *payment; /* that names it, or NULL */
};

struct search {
	struct model *model;
	const struct payment *payments;
	size_t payment_count;
	struct symbols *references; /* `circle/meeting` */
	struct incomplete_minutes *found;
	size_t capacity;
	struct symbols *parties;
	struct amount *owed; /* by party */
	size_t owed_capacity;
};

/* Takes `circle/meeting/number` apart; false when it names no minutes of a circle that could lack that decision. */
static bool take_apart(const struct model *model, struct slice id, struct incomplete_minutes *minutes,
		       struct slice *reference)
{
	size_t first = slice_find(id, '/');
	size_t last = slice_find_last(id, '/');
	struct date day;
	uint64_t number;
	if (first >= last || !slice_to_number(slice_from(id, last + 1), UINT32_MAX, &number)) {
		return false;
	}
	*reference = slice_part(id, 0, last);
	*minutes = (struct incomplete_minutes){.circle = model_find_circle(model, slice_part(id, 0, first)),
					       .id = slice_part(id, first + 1, last - first - 1),
					       .meeting = model_find_meeting(model, *reference),
					       .number = number};
	return minutes->circle != NULL && id_is_well_formed(minutes->id) &&
	       date_parse(slice_part(minutes->id, 0, 10), &day) &&
	       (minutes->meeting == NULL || number > minutes->meeting->decisions.count);
}

static void note_name(struct search *search, struct slice id, struct location location, const struct payment *payment)
{
	struct incomplete_minutes minutes;
	struct slice reference;
	if (id.size == 0 || model_find_decision(search->model, id) != NULL ||
	    unread_may_hold(search->model, RECORD_DECISION, id) ||
	    !take_apart(search->model, id, &minutes, &reference)) {
		return;
	}
	uint32_t known = symbols_count(search->references);
	uint32_t symbol = symbols_intern(search->references, reference);
	if (symbol == known) {
		search->found = memory_grow(search->found, known, &search->capacity, sizeof *search->found);
		search->found[symbol] = minutes;
		search->found[symbol].payment = payment;
	}
	missing_add(search->model->arena, &search->found[symbol].missing,
		    (struct missing_reference){RECORD_DECISION, id, location, NULL, NULL});
}

static void note_names_in_minutes(struct search *search)
{
	for (size_t i = 0; i < search->model->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(search->model->meetings, struct meeting *, i);
		for (size_t j = 0; j < meeting->decisions.count; j++) {
			const struct decision *decision = LIST_AT(meeting->decisions, struct decision *, j);
			note_name(search, decision->of, ENTRY_PLACE(decision, of, 0), NULL);
		}
	}
}

/* Where they stand, or should. */
static const struct text_file *file_of(struct model *model, const struct incomplete_minutes *minutes)
{
	if (minutes->meeting != NULL) {
		return minutes->meeting->entry.file;
	}
	struct slice name = arena_format(model->arena, "meetings/%.*s.rec", SLICE_ARGUMENTS(minutes->id));
	struct text_file *file = arena_new_object(model->arena, struct text_file);
	*file = (struct text_file){circle_path(model->arena, minutes->circle, name), SLICE("")};
	return file;
}

/* ---- one name alone ---- */

static void note_paid(const struct search *search, struct symbols *paid)
{
	for (size_t i = 0; i < search->payment_count; i++) {
		symbols_intern(paid, search->payments[i].decision);
	}
}

static void note_owed(struct search *search, const struct decision *decision)
{
	const struct party *payee = decision->payee != NULL ? decision->payee : decision->person;
	if (payee == NULL || !decision_is_adopted(decision)) {
		return;
	}
	struct amount owed = decision->parts.count > 0 ? (struct amount){INT64_MAX, 0} : decision->amount.amount;
	uint32_t known = symbols_count(search->parties);
	uint32_t symbol = symbols_intern(search->parties, payee->id);
	if (symbol == known) {
		search->owed = memory_grow(search->owed, known, &search->owed_capacity, sizeof *search->owed);
	}
	if (symbol == known || amount_compare(owed, search->owed[symbol]) > 0) {
		search->owed[symbol] = owed;
	}
}

/* The most that one decision, which no payment names, owes to each. */
static void note_unpaid(struct search *search)
{
	struct symbols *paid = symbols_new();
	note_paid(search, paid);
	for (size_t i = 0; i < search->model->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(search->model->meetings, struct meeting *, i);
		for (size_t j = 0; j < meeting->decisions.count; j++) {
			const struct decision *decision = LIST_AT(meeting->decisions, struct decision *, j);
			if (symbols_find(paid, decision->reference) == SYMBOL_NONE) {
				note_owed(search, decision);
			}
		}
	}
	symbols_free(paid);
}

/* Whether one digit of the day makes it a decision of other minutes of the circle. */
static bool is_slip_of_day(const struct incomplete_minutes *minutes)
{
	for (size_t i = 0; i < minutes->circle->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(minutes->circle->meetings, struct meeting *, i);
		if (slice_distance(meeting->id, minutes->id, 1) <= 1 && minutes->number <= meeting->decisions.count) {
			return true;
		}
	}
	return false;
}

/* Whether the name may be a slip for a decision that is there: one that owes as much to the same. */
static bool may_pay_another(const struct search *search, const struct payment *payment)
{
	struct slice party = slice_from(payment->account, slice_find(payment->account, ':') + 1);
	uint32_t symbol = symbols_find(search->parties, slice_part(party, 0, slice_find(party, ':')));
	return symbol != SYMBOL_NONE && amount_compare(search->owed[symbol], payment->amount) >= 0;
}

/* ---- telling ---- */

static bool are_incomplete(const struct search *search, const struct incomplete_minutes *minutes, size_t count)
{
	return count > 1 || (minutes->meeting == NULL && minutes->payment != NULL && !is_slip_of_day(minutes) &&
			     !may_pay_another(search, minutes->payment));
}

static void tell(const struct search *search, const struct incomplete_minutes *minutes)
{
	struct model *model = search->model;
	size_t count;
	struct slice names = missing_names(model->arena, &minutes->missing, &count);
	if (are_incomplete(search, minutes, count)) {
		const struct text_file *file = file_of(model, minutes);
		findings_add(model->findings, FINDING_FILE_INCOMPLETE, location_of_file(file), names, file->path);
		unread_note(model, MINUTES_TYPES, minutes->circle, minutes->id);
	}
}

void missing_minutes_tell(struct model *model, const struct payment *payments, size_t payment_count)
{
	struct search search = {.model = model,
				.payments = payments,
				.payment_count = payment_count,
				.references = symbols_new(),
				.parties = symbols_new()};
	note_names_in_minutes(&search);
	for (size_t i = 0; i < payment_count; i++) {
		note_name(&search, payments[i].decision, payments[i].location, &payments[i]);
	}
	if (symbols_count(search.references) > 0) {
		note_unpaid(&search);
	}
	for (size_t i = 0; i < symbols_count(search.references); i++) {
		tell(&search, &search.found[i]);
	}
	symbols_free(search.references);
	symbols_free(search.parties);
	free(search.found);
	free(search.owed);
}
