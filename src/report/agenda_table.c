#include "decision/sentence.h"
#include "report/agenda.h"
#include "report/columns.h"
#include "text/translate.h"

enum agenda_column {
	AGENDA_SECTION,
	AGENDA_ITEM,
	AGENDA_PERSON,
	AGENDA_ACTION,
	AGENDA_DATE,
	AGENDA_TIME,
	AGENDA_ASKED,
	AGENDA_LEFT,
	AGENDA_COMMODITY,
	AGENDA_REMARK,
};

static void add_columns(struct table *table)
{
	const struct column columns[] = {
	    [AGENDA_SECTION] = {SLICE("section"), SLICE(""), COLUMN_TEXT, READERS_MACHINES},
	    [AGENDA_ITEM] = {SLICE("item"), slice_of(_("To decide")), COLUMN_ID, READERS_ALL},
	    [AGENDA_PERSON] = {SLICE("person"), slice_of(_("Who")), COLUMN_TEXT, READERS_ALL},
	    [AGENDA_ACTION] = {SLICE("action"), slice_of(_("Action")), COLUMN_TEXT, READERS_ALL},
	    [AGENDA_DATE] = {SLICE("date"), slice_of(_("Date")), COLUMN_DATE, READERS_ALL},
	    [AGENDA_TIME] = {SLICE("minutes"), slice_of(_("Time")), COLUMN_MINUTES, READERS_ALL},
	    [AGENDA_ASKED] = {SLICE("asked"), slice_of(_("Asked")), COLUMN_AMOUNT, READERS_ALL},
	    [AGENDA_LEFT] = {SLICE("left"), slice_of(_("Left")), COLUMN_AMOUNT, READERS_ALL},
	    [AGENDA_COMMODITY] = {SLICE("commodity"), SLICE(""), COLUMN_TEXT, READERS_MACHINES},
	    [AGENDA_REMARK] = {SLICE("remark"), slice_of(_("Remark")), COLUMN_TEXT, READERS_ALL},
	};
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
		table_add_column(table, columns[i]);
	}
}

struct section {
	struct table *table;
	const char *name;    /* for machines */
	const char *heading; /* for people, translated */
	bool has_begun;
	struct slice currency;
};

static struct cell *add_item(struct section *section, struct cell item)
{
	if (!section->has_begun) {
		table_add_section(section->table, slice_of(section->heading));
		section->has_begun = true;
	}
	struct cell *cells = table_add_row(section->table, ROW_VALUES)->cells;
	cells[AGENDA_SECTION] = cell_text(slice_of(section->name));
	cells[AGENDA_ITEM] = item;
	cells[AGENDA_COMMODITY] = cell_text(section->currency);
	return cells;
}

/* What all requests on an action come to. */
static struct amount asked_for_action(const struct agenda *agenda, const struct action *action)
{
	struct amount sum = {0, MONEY_SCALE};
	for (size_t i = 0; i < agenda->requests.count; i++) {
		const struct contribution *contribution =
		    LIST_AT(agenda->requests, struct agenda_request, i).contribution;
		if (contribution->action == action) {
			amount_add(sum, contribution->asked.amount, &sum);
		}
	}
	return sum;
}

static struct slice remark_of(struct arena *arena, const struct agenda *agenda, const struct agenda_request *request,
			      struct money_style style)
{
	struct slice parts[3];
	size_t count = 0;
	struct amount over;
	struct amount asked = asked_for_action(agenda, request->contribution->action);
	if (amount_subtract(asked, request->left, &over) && amount_sign(over) > 0) {
		parts[count++] = arena_format(arena, _("all requests on it exceed what is left by %.*s"),
					      SLICE_ARGUMENTS(money_for_people(arena, over, style)));
	}
	if (request->lacks_report) {
		parts[count++] = slice_of(_("no report"));
	}
	if (request->lacks_evidence) {
		parts[count++] = slice_of(_("no evidence"));
	}
	return arena_join(arena, parts, count, SLICE(", "));
}

static void add_requests(struct table *table, const struct fold *fold, const struct agenda *agenda,
			 struct slice currency)
{
	int64_t day_minutes = fold_day_minutes(fold, agenda->circle, agenda->day);
	struct section section = {table, "requests", _("Requests"), false, currency};
	for (size_t i = 0; i < agenda->requests.count; i++) {
		const struct agenda_request *request = &LIST_AT(agenda->requests, struct agenda_request, i);
		const struct contribution *contribution = request->contribution;
		struct cell *cells = add_item(&section, cell_text(contribution->reference));
		cells[AGENDA_PERSON] = cell_party(contribution->person);
		cells[AGENDA_ACTION] = cell_action(contribution->action);
		cells[AGENDA_DATE] = cell_date(contribution->date);
		if (contribution->time.given) {
			cells[AGENDA_TIME] = cell_minutes(duration_minutes(contribution->time, day_minutes));
		}
		cells[AGENDA_ASKED] = cell_amount(contribution->asked.amount, currency);
		cells[AGENDA_LEFT] = cell_amount(request->left, currency);
		cells[AGENDA_REMARK] = cell_text(remark_of(table->arena, agenda, request, fold->model->style));
	}
}

static void add_envelopes(struct table *table, const struct fold *fold, const struct agenda *agenda,
			  struct slice currency)
{
	struct section section = {table, "envelopes", _("What is left"), false, currency};
	for (size_t i = 0; i < fold->accounts.count; i++) {
		const struct account *account = &LIST_AT(fold->accounts, struct account, i);
		if (account->circle == agenda->circle && amount_sign(account->balance) != 0) {
			struct cell *cells = add_item(&section, cell_text_shown(account->name, account->fund->id));
			cells[AGENDA_ACTION] = account->action == NULL
						   ? cell_text_shown(SLICE("free"), slice_of(_("not yet allocated")))
						   : cell_action(account->action);
			cells[AGENDA_LEFT] = cell_amount(account->balance, currency);
		}
	}
}

static void add_mandates(struct table *table, const struct agenda *agenda, struct slice currency)
{
	struct section section = {table, "mandates", _("Mandates that end or come back"), false, currency};
	for (size_t i = 0; i < agenda->mandates.count; i++) {
		const struct mandate *mandate = LIST_AT(agenda->mandates, const struct mandate *, i);
		bool ends = mandate->span.until.days != DATE_MAXIMUM.days;
		struct cell *cells = add_item(&section, cell_role((int)mandate->role));
		cells[AGENDA_PERSON] = cell_party(mandate->person);
		cells[AGENDA_ACTION] = cell_action(mandate->action);
		cells[AGENDA_DATE] = cell_date(ends ? date_add_days(mandate->span.until, -1) : mandate->review);
		cells[AGENDA_REMARK] = cell_text(slice_of(ends ? _("last day") : _("to be reviewed")));
	}
}

static void add_decisions(struct table *table, const struct fold *fold, struct list decisions, struct section section)
{
	int language = fold->model->language;
	for (size_t i = 0; i < decisions.count; i++) {
		const struct decision *decision = LIST_AT(decisions, struct decision *, i);
		const struct action *action = decision_action(decision);
		struct cell *cells = add_item(&section, cell_text(decision->reference));
		cells[AGENDA_PERSON] = cell_party(decision->person);
		cells[AGENDA_ACTION] = cell_action(action);
		bool has_review = decision->review.days != DATE_NONE.days;
		cells[AGENDA_DATE] = cell_date(has_review ? decision->review : decision->meeting->date);
		cells[AGENDA_REMARK] = cell_text(decision_label(table->arena, decision, language));
	}
}

static void add_proposed(struct table *table, const struct agenda *agenda, struct slice currency)
{
	struct section section = {table, "proposed", _("Actions proposed"), false, currency};
	for (size_t i = 0; i < agenda->proposed.count; i++) {
		const struct action *action = LIST_AT(agenda->proposed, struct action *, i);
		struct cell *cells = add_item(&section, cell_text(action->id));
		cells[AGENDA_PERSON] = cell_party(action->lead);
		cells[AGENDA_ACTION] = cell_action(action);
		if (action->cost.given) {
			cells[AGENDA_ASKED] = cell_amount(action->cost.amount, currency);
		}
	}
}

struct table *agenda_table(const struct fold *fold, const struct agenda *agenda)
{
	struct slice currency = fold->model->style.currency;
	struct table *table = table_new(SLICE(""));
	table->title = arena_format(table->arena, _("Agenda of %.*s on %.*s"), SLICE_ARGUMENTS(agenda->circle->name),
				    SLICE_ARGUMENTS(date_text(table->arena, agenda->day)));
	add_columns(table);
	add_requests(table, fold, agenda, currency);
	add_envelopes(table, fold, agenda, currency);
	add_mandates(table, agenda, currency);
	add_decisions(table, fold, agenda->postponed,
		      (struct section){table, "postponed", _("Put off before"), false, currency});
	add_decisions(table, fold, agenda->reviews,
		      (struct section){table, "reviews", _("To be reviewed"), false, currency});
	add_proposed(table, agenda, currency);
	return table;
}
