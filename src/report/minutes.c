#include "report/minutes.h"

#include "text/translate.h"

struct minutes {
	struct buffer *text;
	struct arena *arena;
	const struct fold *fold;
	const struct agenda *agenda;
	int language;
};

static struct slice word(const struct minutes *minutes, const char *english, const char *french)
{
	return slice_of(minutes->language == LANGUAGE_FRENCH ? french : english);
}

/* A field by its name in the network's language. */
static void add(const struct minutes *minutes, enum record_type type, const char *name, struct slice value)
{
	const struct field_definition *field = field_by_name(record_definition(type), slice_of(name));
	record_write_field(minutes->text, word(minutes, field->name, field->french), value);
}

static void add_type(const struct minutes *minutes, enum record_type type)
{
	const struct record_definition *definition = record_definition(type);
	record_write_type(minutes->text, word(minutes, definition->name, definition->french));
}

static struct slice choice(const struct minutes *minutes, const struct choice *choices, int index)
{
	return word(minutes, choices[index].name, choices[index].french);
}

static void add_meeting(const struct minutes *minutes)
{
	const struct circle *circle = minutes->agenda->circle;
	add_type(minutes, RECORD_MEETING);
	add(minutes, RECORD_MEETING, "Circle", circle->id);
	add(minutes, RECORD_MEETING, "Date", date_text(minutes->arena, minutes->agenda->day));
	add(minutes, RECORD_MEETING, "Status", choice(minutes, meeting_status_choices, MEETING_DRAFT));
	for (size_t i = 0; i < minutes->fold->memberships.count; i++) {
		const struct membership *membership = &LIST_AT(minutes->fold->memberships, struct membership, i);
		if (membership->circle == circle && span_covers(&membership->span, minutes->agenda->day)) {
			add(minutes, RECORD_MEETING, "Present", membership->person->id);
		}
	}
}

/* The fund with most left for an action; NULL when none has any. */
static struct fund *richest_fund(const struct minutes *minutes, const struct action *action)
{
	struct fund *richest = NULL;
	struct amount most = {0, MONEY_SCALE};
	for (size_t i = 0; i < minutes->fold->accounts.count; i++) {
		const struct account *account = &LIST_AT(minutes->fold->accounts, struct account, i);
		bool is_envelope = account->kind == ACCOUNT_ACTION && account->circle == minutes->agenda->circle;
		if (is_envelope && account->action == action && amount_compare(account->balance, most) > 0) {
			most = account->balance;
			richest = account->fund;
		}
	}
	return richest;
}

static void add_request(const struct minutes *minutes, const struct agenda_request *request, size_t number)
{
	const struct contribution *contribution = request->contribution;
	const struct fund *fund = richest_fund(minutes, contribution->action);
	const struct money_style style = minutes->fold->model->style;
	struct slice asked = money_for_people(minutes->arena, contribution->asked.amount, style);
	struct slice left = money_for_people(minutes->arena, request->left, style);
	buffer_format(minutes->text, "\n# %.*s: %s %.*s\n", SLICE_ARGUMENTS(contribution->action->id),
		      _("left before this meeting:"), SLICE_ARGUMENTS(left));
	add(minutes, RECORD_DECISION, "Id", arena_format(minutes->arena, "%zu", number));
	add(minutes, RECORD_DECISION, "Kind", choice(minutes, kind_choices, KIND_RETRIBUTE));
	add(minutes, RECORD_DECISION, "Person", contribution->person->id);
	add(minutes, RECORD_DECISION, "Action", contribution->action->id);
	add(minutes, RECORD_DECISION, "Contribution", contribution->reference);
	add(minutes, RECORD_DECISION, "Asked", asked);
	if (fund != NULL) {
		add(minutes, RECORD_DECISION, "Fund", fund->id);
	}
	add(minutes, RECORD_DECISION, "Amount", asked);
}

void minutes_write(struct buffer *text, const struct fold *fold, const struct agenda *agenda)
{
	struct minutes minutes = {text, arena_new(), fold, agenda, fold->model->language};
	buffer_format(text, "# %s\n",
		      _("A draft: strike out who was absent, write what was decided, then set the status to adopted."));
	add_meeting(&minutes);
	for (size_t i = 0; i < agenda->requests.count; i++) {
		if (i == 0) {
			buffer_add_byte(text, '\n');
			add_type(&minutes, RECORD_DECISION);
			text->size--; /* the comment of the first request brings its own blank line */
		}
		add_request(&minutes, &LIST_AT(agenda->requests, struct agenda_request, i), i + 1);
	}
	arena_free(minutes.arena);
}
