#include "command/plan_prose.h"

#include "text/translate.h"

struct prose {
	struct buffer *text;
	struct arena *arena; /* of one sentence after the other */
	const struct snapshot *snapshot;
};

static struct slice name_or_id(struct slice name, struct slice id)
{
	return name.size > 0 ? name : id;
}

static struct slice party_name(const struct party *party)
{
	return party == NULL ? SLICE("?") : name_or_id(party->name, party->id);
}

static struct slice circle_name(const struct circle *circle)
{
	return circle == NULL ? SLICE("?") : name_or_id(circle->name, circle->id);
}

static struct slice action_name(const struct action *action)
{
	return action == NULL ? SLICE("?") : name_or_id(action->name, action->id);
}

static struct slice fund_name(const struct fund *fund)
{
	return fund == NULL ? slice_of(_("own means")) : name_or_id(fund->name, fund->id);
}

static struct slice choice_name(const struct prose *prose, const struct choice *choice)
{
	bool is_french = prose->snapshot->model->language == LANGUAGE_FRENCH;
	return slice_of(is_french ? choice->french : choice->name);
}

static struct slice money(const struct prose *prose, struct amount amount)
{
	return money_for_people(prose->arena, amount, prose->snapshot->model->style);
}

/* ---- sentences ---- */

static struct slice mandate_sentence(const struct prose *prose, const struct plan_change *change)
{
	struct slice person = party_name(change->party);
	struct slice role = choice_name(prose, &role_choices[change->choice]);
	bool begins = change->kind == PLAN_MANDATE_BEGINS;
	if (change->action == NULL) {
		return arena_format(prose->arena,
				    begins ? _("%.*s takes the mandate: %.*s.") : _("%.*s ends the mandate: %.*s."),
				    SLICE_ARGUMENTS(person), SLICE_ARGUMENTS(role));
	}
	return arena_format(
	    prose->arena,
	    begins ? _("%.*s takes the mandate: %.*s, for %.*s.") : _("%.*s ends the mandate: %.*s, for %.*s."),
	    SLICE_ARGUMENTS(person), SLICE_ARGUMENTS(role), SLICE_ARGUMENTS(action_name(change->action)));
}

/* What was put into a fund is a debit: shown the other way round. */
static struct slice receivable_sentence(const struct prose *prose, const struct plan_change *change)
{
	struct slice fund = fund_name(change->fund);
	struct slice before = money(prose, amount_negate(change->before));
	struct slice after = money(prose, amount_negate(change->after));
	return arena_format(prose->arena, _("Put into %.*s in all: from %.*s to %.*s."), SLICE_ARGUMENTS(fund),
			    SLICE_ARGUMENTS(before), SLICE_ARGUMENTS(after));
}

static struct slice fund_sentence(const struct prose *prose, const struct plan_change *change)
{
	struct slice fund = fund_name(change->fund);
	struct slice before = money(prose, change->before);
	struct slice after = money(prose, change->after);
	return arena_format(prose->arena, _("Left to share out of %.*s: from %.*s to %.*s."), SLICE_ARGUMENTS(fund),
			    SLICE_ARGUMENTS(before), SLICE_ARGUMENTS(after));
}

static struct slice envelope_sentence(const struct prose *prose, const struct plan_change *change)
{
	bool is_circle = change->kind == PLAN_CIRCLE;
	struct slice holder = is_circle ? circle_name(change->circle) : action_name(change->action);
	struct slice fund = fund_name(change->fund);
	struct slice before = money(prose, change->before);
	struct slice after = money(prose, change->after);
	return arena_format(prose->arena,
			    is_circle ? _("%.*s has for its actions, of %.*s: from %.*s to %.*s.")
				      : _("Envelope of %.*s (%.*s): from %.*s to %.*s."),
			    SLICE_ARGUMENTS(holder), SLICE_ARGUMENTS(fund), SLICE_ARGUMENTS(before),
			    SLICE_ARGUMENTS(after));
}

static struct slice due_sentence(const struct prose *prose, const struct plan_change *change)
{
	bool is_less = amount_sign(change->after) < 0;
	struct slice party = party_name(change->party);
	struct slice fund = fund_name(change->fund);
	struct slice amount = money(prose, is_less ? amount_negate(change->after) : change->after);
	return arena_format(prose->arena,
			    is_less ? _("%.*s is owed %.*s less (%.*s).") : _("%.*s is owed %.*s (%.*s)."),
			    SLICE_ARGUMENTS(party), SLICE_ARGUMENTS(amount), SLICE_ARGUMENTS(fund));
}

static struct slice money_sentence(const struct prose *prose, const struct plan_change *change)
{
	switch (change->kind) {
	case PLAN_RECEIVABLE: return receivable_sentence(prose, change);
	case PLAN_FUND: return fund_sentence(prose, change);
	case PLAN_CIRCLE:
	case PLAN_ENVELOPE: return envelope_sentence(prose, change);
	default: return due_sentence(prose, change);
	}
}

static struct slice rule_sentence(const struct prose *prose, const struct plan_change *change)
{
	struct slice value =
	    setting_text_shown(prose->arena, change->name, change->value, prose->snapshot->model->style);
	return arena_format(prose->arena, _("The rule %.*s becomes %.*s."), SLICE_ARGUMENTS(change->name),
			    SLICE_ARGUMENTS(value));
}

static struct slice sentence(const struct prose *prose, const struct plan_change *change)
{
	struct arena *arena = prose->arena;
	switch (change->kind) {
	case PLAN_STATUS:
		return arena_format(arena, _("Status of %.*s: %.*s."), SLICE_ARGUMENTS(circle_name(change->circle)),
				    SLICE_ARGUMENTS(choice_name(prose, &circle_status_choices[change->choice])));
	case PLAN_TERRITORY: return arena_format(arena, _("Territory: %.*s."), SLICE_ARGUMENTS(change->value));
	case PLAN_MEMBER_IN: return arena_format(arena, _("%.*s joins."), SLICE_ARGUMENTS(party_name(change->party)));
	case PLAN_MEMBER_OUT: return arena_format(arena, _("%.*s leaves."), SLICE_ARGUMENTS(party_name(change->party)));
	case PLAN_MANDATE_BEGINS:
	case PLAN_MANDATE_ENDS: return mandate_sentence(prose, change);
	case PLAN_ACTION_IN:
		return arena_format(arena, _("%.*s enters the programme."),
				    SLICE_ARGUMENTS(action_name(change->action)));
	case PLAN_ACTION_OUT:
		return arena_format(arena, _("%.*s leaves the programme."),
				    SLICE_ARGUMENTS(action_name(change->action)));
	case PLAN_RULE: return rule_sentence(prose, change);
	case PLAN_CONSORTIUM:
		return arena_format(arena, _("The consortium %.*s is formed."), SLICE_ARGUMENTS(change->name));
	case PLAN_FUND_CLOSED:
		return arena_format(arena, _("The fund %.*s is closed."), SLICE_ARGUMENTS(fund_name(change->fund)));
	case PLAN_YEAR_CLOSED: return arena_format(arena, _("The year %.*s is closed."), SLICE_ARGUMENTS(change->name));
	default: return money_sentence(prose, change);
	}
}

/* The days that are not the meeting's own. */
static void add_days(const struct prose *prose, const struct plan_change *change)
{
	bool is_given = change->from.days != DATE_NONE.days && change->from.days != DATE_MAXIMUM.days;
	if (is_given && change->from.days != change->meeting->date.days) {
		struct slice day = date_text(prose->arena, change->from);
		buffer_format(prose->text, _(" From %.*s."), SLICE_ARGUMENTS(day));
	}
	if (change->until.days != DATE_MAXIMUM.days) {
		struct slice day = date_text(prose->arena, date_add_days(change->until, -1));
		buffer_format(prose->text, _(" Until %.*s."), SLICE_ARGUMENTS(day));
	}
}

/* ---- meetings ---- */

static void add_heading(const struct prose *prose, const struct meeting *meeting)
{
	struct slice circle = circle_name(meeting->circle);
	struct slice date = date_text(prose->arena, meeting->date);
	buffer_format(prose->text, "%.*s, %.*s", SLICE_ARGUMENTS(circle), SLICE_ARGUMENTS(date));
	if (meeting->title.size > 0) {
		buffer_format(prose->text, _(": %.*s"), SLICE_ARGUMENTS(meeting->title));
	}
	buffer_add_byte(prose->text, '\n');
}

/* Adds the changes of one meeting, from index `first` on; returns the index behind them. */
static size_t add_changes(const struct prose *prose, const struct plan *plan, const struct meeting *meeting,
			  size_t first)
{
	size_t i = first;
	for (; i < plan->changes.count; i++) {
		const struct plan_change *change = &LIST_AT(plan->changes, struct plan_change, i);
		if (change->meeting != meeting) {
			break;
		}
		struct slice text = sentence(prose, change);
		buffer_format(prose->text, "  %.*s", SLICE_ARGUMENTS(text));
		add_days(prose, change);
		buffer_add_byte(prose->text, '\n');
	}
	if (i == first) {
		buffer_format(prose->text, "  %s\n", _("Nothing changes."));
	}
	buffer_add_byte(prose->text, '\n');
	return i;
}

static void add_totals(const struct prose *prose, const struct application *application, const struct plan *plan)
{
	size_t meetings = application->meetings.count;
	buffer_format(prose->text, ngettext("%zu meeting", "%zu meetings", meetings), meetings);
	buffer_format(prose->text, ngettext(", %zu decision", ", %zu decisions", plan->decisions), plan->decisions);
	buffer_format(prose->text, _("; %.*s become due. "), SLICE_ARGUMENTS(money(prose, plan->owed)));
	buffer_format(prose->text, _("Files to write: %zu.\n"), application->changes.count);
}

void plan_prose_add(struct buffer *text, const struct snapshot *snapshot, const struct application *application,
		    const struct plan *plan)
{
	struct prose prose = {text, arena_new(), snapshot};
	size_t next = 0;
	if (application->changes.count == 0) {
		buffer_add(text, slice_of(_("There is nothing to apply.\n")));
	} else if (application->meetings.count == 0) {
		buffer_format(text, _("No meeting waits to be applied; generated files to write again: %zu.\n"),
			      application->changes.count);
	}
	for (size_t i = 0; i < application->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(application->meetings, struct meeting *, i);
		add_heading(&prose, meeting);
		next = add_changes(&prose, plan, meeting, next);
	}
	if (application->meetings.count > 0) {
		add_totals(&prose, application, plan);
	}
	arena_free(prose.arena);
}
