/* What people wrote: the network, people, places, funds, circles, actions, contributions, meetings and decisions. */
#include "history/fact_collector.h"

#include "decision/sentence.h"
#include "text/symbols.h"
#include "text/translate.h"

static struct fact *add_record(struct fact_collector *collector, const struct circle *circle, struct slice id,
			       const struct entry *entry)
{
	struct fact *fact = fact_add(collector, circle, id);
	fact->name = id;
	fact->entry = entry;
	return fact;
}

void collect_network(struct fact_collector *collector)
{
	const struct network *network = collector->model->network;
	if (network != NULL) {
		add_record(collector, NULL, SLICE(""), &network->entry)->name = network->name;
	}
}

static void collect_parties_that(struct fact_collector *collector, bool are_people)
{
	for (size_t i = 0; i < collector->model->parties.count; i++) {
		const struct party *party = LIST_AT(collector->model->parties, struct party *, i);
		if (party->is_person == are_people) {
			add_record(collector, NULL, party->id, &party->entry)->about.person = party->id;
		}
	}
}

void collect_people(struct fact_collector *collector)
{
	collect_parties_that(collector, true);
}

void collect_parties(struct fact_collector *collector)
{
	collect_parties_that(collector, false);
}

void collect_places(struct fact_collector *collector)
{
	for (size_t i = 0; i < collector->model->places.count; i++) {
		const struct place *place = LIST_AT(collector->model->places, struct place *, i);
		add_record(collector, NULL, place->id, &place->entry);
	}
}

void collect_funds(struct fact_collector *collector)
{
	for (size_t i = 0; i < collector->model->funds.count; i++) {
		const struct fund *fund = LIST_AT(collector->model->funds, struct fund *, i);
		add_record(collector, NULL, fund->id, &fund->entry)->about.fund = fund->id;
	}
}

void collect_circles(struct fact_collector *collector)
{
	for (size_t i = 0; i < collector->model->circles.count; i++) {
		const struct circle *circle = LIST_AT(collector->model->circles, struct circle *, i);
		add_record(collector, circle, SLICE(""), &circle->entry)->name = circle->id;
	}
}

void collect_actions(struct fact_collector *collector)
{
	for (size_t i = 0; i < collector->model->actions.count; i++) {
		const struct action *action = LIST_AT(collector->model->actions, struct action *, i);
		add_record(collector, action->circle, action->id, &action->entry)->about.action = action->id;
	}
}

/* ---- contributions ---- */

/* `2h30 for cafe, 100.00 EUR asked`. */
static struct slice contribution_label(struct fact_collector *collector, const struct contribution *contribution)
{
	struct arena *arena = collector->arena;
	struct slice action = contribution->action == NULL ? SLICE("?") : contribution->action->id;
	struct slice parts[3];
	size_t count = 0;
	parts[count++] = arena_format(arena, _("for %.*s"), SLICE_ARGUMENTS(action));
	if (contribution->time.given) {
		int64_t day = fold_day_minutes(collector->fold, contribution->circle, contribution->date);
		parts[count++] = duration_text(arena, duration_minutes(contribution->time, day));
	}
	if (contribution->asked.given) {
		struct slice asked = money_for_people(arena, contribution->asked.amount, collector->model->style);
		parts[count++] = arena_format(arena, _("%.*s asked"), SLICE_ARGUMENTS(asked));
	}
	return arena_join(arena, parts, count, SLICE(", "));
}

void collect_contributions(struct fact_collector *collector)
{
	for (size_t i = 0; i < collector->model->contributions.count; i++) {
		const struct contribution *contribution =
		    LIST_AT(collector->model->contributions, struct contribution *, i);
		if (date_compare(contribution->date, collector->until) > 0) {
			continue;
		}
		struct fact *fact =
		    add_record(collector, contribution->circle, contribution->reference, &contribution->entry);
		fact->about.person = contribution->person == NULL ? SLICE("") : contribution->person->id;
		fact->about.action = contribution->action == NULL ? SLICE("") : contribution->action->id;
		fact->label = contribution_label(collector, contribution);
	}
}

/* ---- meetings ---- */

static struct slice meeting_name(struct arena *arena, const struct meeting *meeting)
{
	return arena_format(arena, "%.*s/%.*s", SLICE_ARGUMENTS(meeting->circle->id), SLICE_ARGUMENTS(meeting->id));
}

static void collect_meetings_as(struct fact_collector *collector, bool are_minutes)
{
	for (size_t i = 0; i < collector->model->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(collector->model->meetings, struct meeting *, i);
		struct slice name = meeting_name(collector->arena, meeting);
		if (date_compare(meeting->date, collector->until) > 0 || meeting->status < 0) {
			continue;
		}
		if (are_minutes) {
			add_record(collector, meeting->circle, name, &meeting->entry);
			continue;
		}
		static const char *const words[] = {N_("draft"), N_("convened"), N_("pending"), N_("cancelled")};
		const char *word = meeting->status == MEETING_ADOPTED && meeting->seal != NULL ? N_("applied")
											       : words[meeting->status];
		struct fact *fact = fact_add(collector, meeting->circle, name);
		fact->name = name;
		fact->value = slice_of(word);
		fact->shown = slice_of(_(word));
	}
}

void collect_meetings(struct fact_collector *collector)
{
	collect_meetings_as(collector, false);
}

void collect_minutes(struct fact_collector *collector)
{
	collect_meetings_as(collector, true);
}

/* ---- decisions ---- */

static struct slice decision_told(struct fact_collector *collector, const struct decision *decision)
{
	const struct model *model = collector->model;
	struct slice label = decision_label(collector->arena, decision, model->language);
	if (!decision->amount.given && decision->parts.count == 0) {
		return label;
	}
	struct slice amount = money_for_people(collector->arena, decision_amount(decision), model->style);
	return arena_format(collector->arena, "%.*s, %.*s", SLICE_ARGUMENTS(label), SLICE_ARGUMENTS(amount));
}

static const char *state_of(const struct decision *decision, const struct symbols *cancelled)
{
	static const char *const outcomes[] = {N_("adopted"), N_("rejected"), N_("postponed")};
	if (!decision_is_adopted(decision)) {
		return outcomes[decision->outcome];
	}
	if (decision->meeting->seal == NULL) {
		return N_("pending");
	}
	return symbols_find(cancelled, decision->reference) != SYMBOL_NONE ? N_("cancelled") : N_("sealed");
}

static void add_decision(struct fact_collector *collector, const struct decision *decision,
			 const struct symbols *cancelled)
{
	const char *state = state_of(decision, cancelled);
	struct fact *fact = add_record(collector, decision->meeting->circle, decision->reference, &decision->entry);
	fact->label = decision_told(collector, decision);
	fact->value = slice_of(state);
	fact->shown = slice_of(_(state));
	fact->decision = decision->reference;
	fact->about = decision_subjects(collector->arena, decision);
	fact->about.circle = decision->meeting->circle->id; /* it is told there alone */
}

/* Those of adopted meetings: others are still being written. */
void collect_decisions(struct fact_collector *collector)
{
	struct symbols *cancelled = fold_cancelled(collector->fold);
	for (size_t i = 0; i < collector->model->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(collector->model->meetings, struct meeting *, i);
		bool is_told = meeting->status == MEETING_ADOPTED && date_compare(meeting->date, collector->until) <= 0;
		for (size_t j = 0; is_told && j < meeting->decisions.count; j++) {
			add_decision(collector, LIST_AT(meeting->decisions, struct decision *, j), cancelled);
		}
	}
	symbols_free(cancelled);
}
