#include "history/telling.h"

#include "decision/fold.h"
#include "decision/sentence.h"
#include "text/memory.h"
#include "text/phrase.h"
#include "text/symbols.h"
#include "text/translate.h"
#include "text/words.h"

#include <stdlib.h>

struct telling {
	struct model *model;
	struct arena *arena;
	struct symbols *openings; /* references of the first allocation to each envelope */
	struct fold *fold;        /* NULL until accounts are asked for */
	struct symbols *moving;   /* references of decisions with entries */
	struct slice *accounts;   /* by symbol of `moving` */
};

/* What a commit did that applied the decision; in the order of kinds. */
static const char *const phrases[KIND_COUNT] = {
    [KIND_FOUND] = N_("founded the circle {here}"),
    [KIND_STATUS] = N_("{here} became {status}"),
    [KIND_TERRITORY] = N_("{here} changed its territory"),
    [KIND_JOIN] = N_("{person} joined {here}"),
    [KIND_LEAVE] = N_("{person} left {here}"),
    [KIND_MANDATE] = N_("{person} became {role}"),
    [KIND_END_MANDATE] = N_("{person} is {role} no more"),
    [KIND_ADOPT_ACTION] = N_("took {action} into the programme"),
    [KIND_CLOSE_ACTION] = N_("took {action} out of the programme"),
    [KIND_AWARD] = N_("{fund} was awarded {amount}"),
    [KIND_AMEND_FUND] = N_("{fund} was amended"),
    [KIND_SHORTFALL] = N_("{fund} was reduced by {amount}"),
    [KIND_REPAY] = N_("{amount} of {fund} go back to its funder"),
    [KIND_CLOSE_FUND] = N_("closed the fund {fund}"),
    [KIND_GRANT] = N_("granted {circle} {amount} of {fund}"),
    [KIND_RETURN] = N_("returned {amount} of {fund}"),
    [KIND_ALLOCATE] = N_("added {amount} to the envelope {action}"),
    [KIND_REALLOCATE] = N_("moved {amount} from {from} to {to}"),
    [KIND_RETRIBUTE] = N_("granted {person} {amount} for {action}"),
    [KIND_EXPENSE] = N_("decided to pay {person} {amount} for {action}"),
    [KIND_SUBSTITUTE] = N_("moved the cost of {of} from {from} to {to}"),
    [KIND_RULE] = N_("set the rule {rule} to {value}"),
    [KIND_CONSORTIUM] = N_("formed the consortium {name}"),
    [KIND_CANCEL] = N_("cancelled {of}"),
    [KIND_REGULARISE] = N_("acknowledged the fault of {of}"),
    [KIND_CLOSE_YEAR] = N_("closed the year {year}"),
};

/* ---- which allocation opened an envelope ---- */

static struct slice envelope_of(struct arena *arena, const struct decision *decision, const struct fund *fund)
{
	const struct action *action = LIST_AT(decision->actions, struct action *, 0);
	return arena_format(arena, "%.*s %.*s %.*s", SLICE_ARGUMENTS(decision->meeting->circle->id),
			    SLICE_ARGUMENTS(action->id), SLICE_ARGUMENTS(fund->id));
}

/* Meetings of a circle stand in the order of their dates. */
static void note_opening(struct telling *telling, struct arena *arena, struct symbols *envelopes,
			 const struct decision *decision)
{
	bool is_allocation = decision->kind == KIND_ALLOCATE && decision_is_adopted(decision) &&
			     decision->fund != NULL && decision->actions.count > 0 &&
			     LIST_AT(decision->actions, struct action *, 0) != NULL;
	if (!is_allocation) {
		return;
	}
	struct slice envelope = envelope_of(arena, decision, decision->fund);
	if (symbols_find(envelopes, envelope) == SYMBOL_NONE) {
		symbols_intern(envelopes, envelope);
		symbols_intern(telling->openings, decision->reference);
	}
}

static void note_openings(struct telling *telling)
{
	struct arena *arena = arena_new();
	struct symbols *envelopes = symbols_new();
	for (size_t i = 0; i < telling->model->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(telling->model->meetings, struct meeting *, i);
		for (size_t j = 0; meeting->status == MEETING_ADOPTED && j < meeting->decisions.count; j++) {
			note_opening(telling, arena, envelopes, LIST_AT(meeting->decisions, struct decision *, j));
		}
	}
	symbols_free(envelopes);
	arena_free(arena);
}

struct telling *telling_new(struct model *model)
{
	struct telling *telling = memory_allocate_zeroed(1, sizeof *telling);
	telling->model = model;
	telling->arena = arena_new();
	telling->openings = symbols_new();
	note_openings(telling);
	return telling;
}

void telling_free(struct telling *telling)
{
	if (telling == NULL) {
		return;
	}
	fold_free(telling->fold);
	symbols_free(telling->openings);
	symbols_free(telling->moving);
	free(telling->accounts);
	arena_free(telling->arena);
	free(telling);
}

/* ---- accounts ---- */

static void note_accounts(struct telling *telling)
{
	size_t capacity = 0;
	struct fold_options options = {.until = DATE_MAXIMUM};
	telling->fold = fold_new(telling->model, options);
	telling->moving = symbols_new();
	for (size_t i = 0; i < telling->fold->entries.count; i++) {
		const struct entries *entries = &LIST_AT(telling->fold->entries, struct entries, i);
		uint32_t known = symbols_count(telling->moving);
		uint32_t symbol = symbols_intern(telling->moving, entries->decision->reference);
		if (symbol == known) {
			telling->accounts = memory_grow(telling->accounts, known, &capacity, sizeof *telling->accounts);
			telling->accounts[symbol] = SLICE("");
		}
		for (size_t j = 0; j < entries->count; j++) {
			struct slice name =
			    LIST_AT(telling->fold->accounts, struct account, entries->lines[j].account).name;
			telling->accounts[symbol] = words_add(telling->arena, telling->accounts[symbol], ';', name);
		}
	}
}

struct slice telling_accounts(struct telling *telling, const struct decision *decision)
{
	if (telling->fold == NULL) {
		note_accounts(telling);
	}
	uint32_t symbol = symbols_find(telling->moving, decision->reference);
	return symbol == SYMBOL_NONE ? SLICE("") : telling->accounts[symbol];
}

/* ---- phrases ---- */

static struct slice first_of(struct list circles)
{
	const struct circle *circle = circles.count == 0 ? NULL : LIST_AT(circles, struct circle *, 0);
	return circle == NULL ? SLICE("?") : circle->id;
}

static struct slice or_unknown(struct slice text)
{
	return text.size == 0 ? SLICE("?") : text;
}

/* `contributor for cafe`. */
static struct slice role_of(struct arena *arena, const struct decision *decision, struct slice actions)
{
	if (decision->role < 0) {
		return SLICE("?");
	}
	const char *role = _(role_choices[decision->role].name);
	return actions.size == 0 ? slice_of(role)
				 : arena_format(arena, _("%s for %.*s"), role, SLICE_ARGUMENTS(actions));
}

static struct slice payee_of(const struct decision *decision)
{
	const struct party *party = decision->kind == KIND_EXPENSE ? decision->payee : decision->person;
	return party == NULL ? SLICE("?") : party->id;
}

static struct slice fill(const struct telling *telling, struct arena *arena, const struct decision *decision,
			 const struct subjects *about)
{
	const char *phrase = phrases[decision->kind];
	bool opens = symbols_find(telling->openings, decision->reference) != SYMBOL_NONE;
	if (decision->kind == KIND_ALLOCATE && opens) {
		phrase = N_("opened the envelope {action} with {amount}");
	}
	const char *status = decision->circle_status < 0 ? "?" : _(circle_status_choices[decision->circle_status].name);
	const struct phrase_value values[] = {
	    {"here", decision->meeting->circle->id},
	    {"person", payee_of(decision)},
	    {"role", role_of(arena, decision, about->action)},
	    {"status", slice_of(status)},
	    {"action", or_unknown(about->action)},
	    {"circle", first_of(decision->circles)},
	    {"fund", or_unknown(about->fund)},
	    {"amount", money_for_people(arena, decision_amount(decision), telling->model->style)},
	    {"from", or_unknown(decision->from)},
	    {"to", or_unknown(decision->to)},
	    {"of", or_unknown(decision->of)},
	    {"rule", or_unknown(decision->rule)},
	    {"value", or_unknown(setting_text_shown(arena, decision->rule, decision->value, telling->model->style))},
	    {"name", or_unknown(decision->name)},
	    {"year", arena_format(arena, "%lld", (long long)decision->year)},
	};
	return phrase_fill(arena, slice_of(_(phrase)), values, sizeof values / sizeof *values);
}

/* What was not adopted did nothing: it is told by its title or, without one, by what it would have been. */
static struct slice tell(const struct telling *telling, struct arena *arena, const struct decision *decision,
			 const struct subjects *about)
{
	if (decision->kind < 0) {
		return slice_of(_("took a decision of no known kind"));
	}
	if (decision_is_adopted(decision)) {
		return fill(telling, arena, decision, about);
	}
	struct slice label = decision_label(arena, decision, telling->model->language);
	return arena_format(arena, decision->outcome == OUTCOME_REJECTED ? _("rejected “%.*s”") : _("postponed “%.*s”"),
			    SLICE_ARGUMENTS(label));
}

void telling_add(const struct telling *telling, struct event_list *events, const struct decision *decision)
{
	struct event *event = event_add(events, "decision", EVENT_ADDED);
	event->about = decision_subjects(events->arena, decision);
	event->what = tell(telling, events->arena, decision, &event->about);
	event->decision = decision->reference;
	event->name = decision->kind < 0 ? SLICE("") : slice_of(kind_choices[decision->kind].name);
	if (decision->amount.given || decision->parts.count > 0) {
		event->amount = decision_amount(decision);
		event->commodity = telling->model->style.currency;
	}
}
