#include "decision/register.h"

#include "decision/seal.h"
#include "text/memory.h"

#include <stdlib.h>

struct writer {
	struct buffer *text;
	struct arena *arena;
	const struct fold *fold;
	const struct circle *circle;
	struct date date; /* the day the register tells of */
	bool has_type;    /* the type of the records being written was announced */
};

static void begin_type(struct writer *writer)
{
	writer->has_type = false;
}

static void begin_record(struct writer *writer, const char *type)
{
	buffer_add_byte(writer->text, '\n');
	if (!writer->has_type) {
		record_write_type(writer->text, slice_of(type));
		writer->has_type = true;
	}
}

static void add(struct writer *writer, const char *name, struct slice value)
{
	if (value.size > 0) {
		record_write_field(writer->text, slice_of(name), value);
	}
}

static void add_span(struct writer *writer, const struct span *span)
{
	add(writer, "Since", date_text(writer->arena, span->from));
	if (span->until.days != DATE_MAXIMUM.days) {
		add(writer, "Until", date_text(writer->arena, date_add_days(span->until, -1)));
	}
	add(writer, "Decision", span->since->reference);
}

/* Spans that are not over on the day of the register; those to come are told too. */
static bool is_told(const struct writer *writer, const struct span *span)
{
	return date_compare(span->until, writer->date) > 0 && span->until.days != span->from.days;
}

static void add_money(struct writer *writer, const char *name, struct amount amount)
{
	add(writer, name, money_text(writer->arena, amount, writer->fold->model->style.currency));
}

static void write_status(struct writer *writer)
{
	begin_type(writer);
	for (size_t i = 0; i < writer->fold->statuses.count; i++) {
		const struct status_change *change = &LIST_AT(writer->fold->statuses, struct status_change, i);
		if (change->circle == writer->circle && is_told(writer, &change->span)) {
			begin_record(writer, "Status");
			add(writer, "Circle", writer->circle->id);
			add(writer, "Status", slice_of(circle_status_choices[change->status].name));
			add_span(writer, &change->span);
		}
	}
}

static void write_territory(struct writer *writer)
{
	begin_type(writer);
	for (size_t i = 0; i < writer->fold->territories.count; i++) {
		const struct territory *territory = &LIST_AT(writer->fold->territories, struct territory, i);
		bool is_empty = territory->communes.count + territory->places.count == 0;
		if (territory->circle != writer->circle || !is_told(writer, &territory->span) || is_empty) {
			continue;
		}
		begin_record(writer, "Territory");
		for (size_t j = 0; j < territory->communes.count; j++) {
			add(writer, "Commune", LIST_AT(territory->communes, struct slice, j));
		}
		for (size_t j = 0; j < territory->places.count; j++) {
			const struct place *place = LIST_AT(territory->places, struct place *, j);
			add(writer, "Place", place == NULL ? SLICE("") : place->id);
		}
		add_span(writer, &territory->span);
	}
}

static void write_members(struct writer *writer)
{
	begin_type(writer);
	for (size_t i = 0; i < writer->fold->memberships.count; i++) {
		const struct membership *membership = &LIST_AT(writer->fold->memberships, struct membership, i);
		if (membership->circle == writer->circle && is_told(writer, &membership->span)) {
			begin_record(writer, "Member");
			add(writer, "Person", membership->person->id);
			add(writer, "Place", membership->place == NULL ? SLICE("") : membership->place->id);
			add_span(writer, &membership->span);
		}
	}
}

static void write_mandates(struct writer *writer)
{
	begin_type(writer);
	for (size_t i = 0; i < writer->fold->mandates.count; i++) {
		const struct mandate *mandate = &LIST_AT(writer->fold->mandates, struct mandate, i);
		if (mandate->circle == writer->circle && is_told(writer, &mandate->span)) {
			begin_record(writer, "Mandate");
			add(writer, "Person", mandate->person->id);
			add(writer, "Role", slice_of(role_choices[mandate->role].name));
			add(writer, "Action", mandate->action == NULL ? SLICE("") : mandate->action->id);
			add_span(writer, &mandate->span);
			bool has_review = mandate->review.days != DATE_NONE.days;
			add(writer, "Review", has_review ? date_text(writer->arena, mandate->review) : SLICE(""));
		}
	}
}

static void write_programme(struct writer *writer)
{
	begin_type(writer);
	for (size_t i = 0; i < writer->fold->adoptions.count; i++) {
		const struct adoption *adoption = &LIST_AT(writer->fold->adoptions, struct adoption, i);
		if (adoption->circle == writer->circle && is_told(writer, &adoption->span)) {
			begin_record(writer, "Programme");
			add(writer, "Action", adoption->action->id);
			add_span(writer, &adoption->span);
		}
	}
}

/* Whether a later change of the same rule by the same circle has replaced this one. */
static bool is_replaced(const struct fold *fold, size_t index)
{
	const struct rule_change *change = &LIST_AT(fold->rule_changes, struct rule_change, index);
	for (size_t i = index + 1; i < fold->rule_changes.count; i++) {
		const struct rule_change *later = &LIST_AT(fold->rule_changes, struct rule_change, i);
		if (later->circle == change->circle && later->setting == change->setting && !later->is_undone &&
		    slice_equal(later->variant, change->variant) && date_compare(later->from, change->from) >= 0) {
			return true;
		}
	}
	return change->is_undone;
}

static void write_rules(struct writer *writer)
{
	begin_type(writer);
	for (size_t i = 0; i < writer->fold->rule_changes.count; i++) {
		const struct rule_change *change = &LIST_AT(writer->fold->rule_changes, struct rule_change, i);
		if (change->circle != writer->circle || change->decision == NULL || is_replaced(writer->fold, i)) {
			continue;
		}
		begin_record(writer, "Rule");
		add(writer, "Rule", change->decision->rule);
		add(writer, "Value", change->value.text);
		add(writer, "Level", slice_of(level_choices[change->level].name));
		add(writer, "Firm", change->is_firm ? SLICE("yes") : SLICE(""));
		add(writer, "Since", date_text(writer->arena, change->from));
		add(writer, "Decision", change->decision->reference);
	}
}

static int compare_accounts(const void *left, const void *right)
{
	const struct account *a = *(const struct account *const *)left;
	const struct account *b = *(const struct account *const *)right;
	return slice_compare(a->name, b->name);
}

static void write_envelopes(struct writer *writer)
{
	size_t count = 0;
	const struct account **accounts = memory_allocate_zeroed(writer->fold->accounts.count, sizeof *accounts);
	for (size_t i = 0; i < writer->fold->accounts.count; i++) {
		const struct account *account = &LIST_AT(writer->fold->accounts, struct account, i);
		if (account->circle == writer->circle) {
			accounts[count++] = account;
		}
	}
	if (count > 1) {
		qsort(accounts, count, sizeof *accounts, compare_accounts);
	}
	begin_type(writer);
	for (size_t i = 0; i < count; i++) {
		begin_record(writer, "Envelope");
		add(writer, "Action", accounts[i]->action == NULL ? SLICE("free") : accounts[i]->action->id);
		add(writer, "Fund", accounts[i]->fund->id);
		add_money(writer, "Left", accounts[i]->balance);
	}
	free(accounts);
}

static void write_consortiums(struct writer *writer)
{
	begin_type(writer);
	for (size_t i = 0; i < writer->fold->consortiums.count; i++) {
		const struct consortium *consortium = &LIST_AT(writer->fold->consortiums, struct consortium, i);
		if (consortium->circle != writer->circle || !is_told(writer, &consortium->span)) {
			continue;
		}
		begin_record(writer, "Consortium");
		add(writer, "Name", consortium->id);
		add(writer, "Fund", consortium->fund == NULL ? SLICE("") : consortium->fund->id);
		for (size_t j = 0; j < consortium->seats.count; j++) {
			struct seat seat = LIST_AT(consortium->seats, struct seat, j);
			add(writer, "Seat",
			    arena_format(writer->arena, "%.*s -> %.*s", SLICE_ARGUMENTS(seat.place->id),
					 SLICE_ARGUMENTS(seat.person->id)));
		}
		add_span(writer, &consortium->span);
	}
}

static void write_funds(struct writer *writer)
{
	begin_type(writer);
	for (size_t i = 0; i < writer->fold->model->funds.count; i++) {
		const struct fund_state *state = &writer->fold->funds[i];
		if (state->award == NULL) {
			continue;
		}
		struct slice name = arena_format(writer->arena, "Funds:%.*s", SLICE_ARGUMENTS(state->fund->id));
		begin_record(writer, "Fund");
		add(writer, "Fund", state->fund->id);
		add_money(writer, "Awarded", state->awarded);
		add_money(writer, "Left", fold_find_account(writer->fold, name)->balance);
		add(writer, "Start",
		    state->start.days == DATE_NONE.days ? SLICE("") : date_text(writer->arena, state->start));
		add(writer, "End",
		    state->end.days == DATE_NONE.days ? SLICE("") : date_text(writer->arena, state->end));
		add(writer, "Decision", state->award->reference);
		add(writer, "Closed", state->closed == NULL ? SLICE("") : state->closed->reference);
	}
}

static void write_years(struct writer *writer)
{
	begin_type(writer);
	for (size_t i = 0; i < writer->fold->closings.count; i++) {
		const struct year_closing *closing = &LIST_AT(writer->fold->closings, struct year_closing, i);
		begin_record(writer, "Year");
		add(writer, "Year", arena_format(writer->arena, "%d", closing->year));
		add(writer, "Decision", closing->decision->reference);
	}
}

static struct date last_meeting_date(const struct fold *fold, const struct circle *circle)
{
	for (size_t i = fold->meetings.count; i-- > 0;) {
		const struct meeting *meeting = LIST_AT(fold->meetings, struct meeting *, i);
		if (meeting->circle == circle) {
			return meeting->date;
		}
	}
	return DATE_NONE;
}

void register_write(struct buffer *text, const struct fold *fold, const struct circle *circle)
{
	struct writer writer = {text, arena_new(), fold, circle, last_meeting_date(fold, circle), false};
	buffer_add(text, slice_of(generated_header));
	write_status(&writer);
	write_territory(&writer);
	write_members(&writer);
	write_mandates(&writer);
	write_programme(&writer);
	write_rules(&writer);
	write_consortiums(&writer);
	write_envelopes(&writer);
	if (circle == fold->model->council) {
		write_funds(&writer);
		write_years(&writer);
	}
	arena_free(writer.arena);
}
