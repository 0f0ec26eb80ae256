/* One decision in full. */
#include "report/decisions.h"

#include "decision/sentence.h"
#include "model/spoken.h"
#include "report/columns.h"
#include "report/costs.h"
#include "report/decision_facts.h"
#include "text/translate.h"

enum detail_column { DETAIL_SECTION, DETAIL_FIELD, DETAIL_VALUE };

static const struct report_column columns[] = {
    {"section", "", COLUMN_ID, READERS_MACHINES},
    {"field", N_("Field"), COLUMN_ID, READERS_ALL},
    {"value", N_("Value"), COLUMN_PROSE, READERS_ALL},
};

struct detail {
	struct subject *subject;
	struct table *table;
	const struct decision *decision;
	const char *section;
	bool is_section_shown; /* its heading is in the table already */
};

static void begin_section(struct detail *detail, const char *name)
{
	detail->section = name;
	detail->is_section_shown = false;
}

static void add_row(struct detail *detail, struct cell field, struct cell value)
{
	if (value.is_empty) {
		return;
	}
	if (!detail->is_section_shown) {
		table_add_section(detail->table, slice_of(_(detail->section)));
		detail->is_section_shown = true;
	}
	struct cell *cells = table_add_row(detail->table, ROW_VALUES)->cells;
	cells[DETAIL_SECTION] = cell_text(slice_of(detail->section));
	cells[DETAIL_FIELD] = field;
	cells[DETAIL_VALUE] = value;
}

/* A row for each line of the value; the field is said once to people. */
static void add_lines(struct detail *detail, struct cell field, struct slice value)
{
	while (value.size > 0) {
		size_t end = slice_find(value, '\n');
		add_row(detail, field, cell_text(slice_part(value, 0, end)));
		value = slice_from(value, end + 1);
		field.shown = SLICE(" ");
	}
}

static void add(struct detail *detail, const char *field, struct slice value)
{
	add_lines(detail, cell_word(field), value);
}

static void add_cell(struct detail *detail, const char *field, struct cell value)
{
	add_row(detail, cell_word(field), value);
}

/* Money, as files say it for machines. */
static struct cell money_cell(const struct detail *detail, struct amount amount)
{
	struct arena *arena = detail->table->arena;
	const struct money_style style = detail->subject->fold->model->style;
	return cell_text_shown(money_text(arena, amount, style.currency), money_for_people(arena, amount, style));
}

static void add_money(struct detail *detail, const char *field, struct amount amount)
{
	add_cell(detail, field, money_cell(detail, amount));
}

static void add_people(struct detail *detail, const char *field, const struct list *people)
{
	add_cell(detail, field, cell_people(detail->table->arena, people));
}

/* ---- what it says ---- */

/* Fields told elsewhere, or in other words. */
static bool is_told_elsewhere(const struct field_definition *definition, bool has_objections)
{
	static const char *const names[] = {"Id",     "Kind", "Outcome", "Mode",    "Title",    "Objection",
					    "Lifted", "For",  "Against", "Abstain", "Evidence", "Contribution"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (slice_equal(slice_of(definition->name), slice_of(names[i]))) {
			return true;
		}
	}
	return has_objections && slice_equal(slice_of(definition->name), SLICE("Reason"));
}

static void add_field(struct detail *detail, struct cell name, const struct field_definition *definition,
		      struct slice value)
{
	if (definition->choices != NULL) {
		add_row(detail, name, cell_field_value(definition, value));
	} else {
		add_lines(detail, name, value);
	}
}

static void add_fields_as_written(struct detail *detail)
{
	const struct decision *decision = detail->decision;
	const struct record *record = decision->entry.record;
	bool has_objections = decision->objections.count > 0;
	for (size_t i = 0; record != NULL && i < record->count; i++) {
		const struct field_definition *definition = record->fields[i].definition;
		if (definition != NULL && !is_told_elsewhere(definition, has_objections)) {
			struct cell name = cell_text_shown(slice_of(definition->name), field_name_shown(definition));
			add_field(detail, name, definition, record->fields[i].value);
		}
	}
	if (has_objections) {
		add(detail, N_("Reason"), decision->reason);
	}
}

static void add_decision(struct detail *detail)
{
	const struct decision *decision = detail->decision;
	const struct fold *fold = detail->subject->fold;
	const struct decision *cancelled = decision_changed_by(fold, decision, KIND_CANCEL);
	const struct decision *substituted = decision_changed_by(fold, decision, KIND_SUBSTITUTE);
	begin_section(detail, N_("Decision"));
	add(detail, N_("Reference"), decision->reference);
	add_cell(detail, N_("Kind"), cell_kind(decision->kind));
	add_cell(detail, N_("Outcome"), cell_outcome(decision_outcome(decision)));
	add_cell(detail, N_("Mode"), cell_mode(decision_mode(fold, decision)));
	add_cell(detail, N_("State"), cell_word(decision_state(fold, decision)));
	add(detail, N_("Cancelled by"), cancelled == NULL ? SLICE("") : cancelled->reference);
	add(detail, N_("Moved by"), substituted == NULL ? SLICE("") : substituted->reference);
	add_fields_as_written(detail);
}

/* ---- who took it ---- */

static void add_guests(struct detail *detail)
{
	const struct meeting *meeting = detail->decision->meeting;
	add(detail, N_("Guests"),
	    arena_join(detail->table->arena, meeting->guests.items, meeting->guests.count, SLICE(", ")));
	for (size_t i = 0; i < meeting->proxies.count; i++) {
		struct pair pair = LIST_AT(meeting->proxies, struct pair, i);
		add(detail, N_("Proxy"),
		    arena_format(detail->table->arena, "%.*s -> %.*s", SLICE_ARGUMENTS(pair.first),
				 SLICE_ARGUMENTS(pair.second)));
	}
}

static void add_meeting(struct detail *detail)
{
	const struct meeting *meeting = detail->decision->meeting;
	begin_section(detail, N_("Meeting"));
	add_cell(detail, N_("Circle"), cell_circle(meeting->circle));
	add(detail, N_("Date"), date_text(detail->table->arena, meeting->date));
	add(detail, N_("Title"), meeting->title);
	add_cell(detail, N_("Facilitator"), cell_party(meeting->facilitator));
	add_people(detail, N_("Present"), &meeting->present);
	add_people(detail, N_("Excused"), &meeting->excused);
	add_guests(detail);
}

static void add_votes(struct detail *detail)
{
	const struct decision *decision = detail->decision;
	begin_section(detail, N_("Votes and objections"));
	add_people(detail, N_("For"), &decision->votes_for);
	add_people(detail, N_("Against"), &decision->votes_against);
	add_people(detail, N_("Abstain"), &decision->abstentions);
	for (size_t i = 0; i < decision->objections.count; i++) {
		const struct objection *objection = &LIST_AT(decision->objections, struct objection, i);
		const struct party *party = model_find_party(detail->subject->fold->model, objection->by);
		struct cell nobody = cell_text_shown(SLICE(""), slice_of(_("by someone who is not named")));
		add_cell(detail, N_("Objection"), party == NULL ? nobody : cell_party(party));
		add(detail, N_("Reason"), objection->reason);
		if (objection->is_lifted && objection->lifted.size > 0) {
			add(detail, N_("Lifted"), objection->lifted);
		} else {
			add_cell(detail, N_("Lifted"), cell_word(objection->is_lifted ? N_("yes") : N_("no")));
		}
	}
}

/* ---- what it was taken on ---- */

static void add_contribution(struct detail *detail, const struct contribution *contribution)
{
	struct arena *arena = detail->table->arena;
	const struct fold *fold = detail->subject->fold;
	add(detail, N_("Contribution"), contribution->reference);
	add_cell(detail, N_("Who"), cell_party(contribution->person));
	add_cell(detail, N_("Action"), cell_action(contribution->action));
	if (contribution->time.given) {
		int64_t day = fold_day_minutes(fold, contribution->circle, contribution->date);
		add(detail, N_("Time"), duration_text(arena, duration_minutes(contribution->time, day)));
	}
	if (contribution->asked.given) {
		add_money(detail, N_("Asked"), contribution->asked.amount);
	}
	add(detail, N_("Report"), contribution->report);
}

static void add_evidence(struct detail *detail, const struct list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		struct evidence evidence = LIST_AT(*list, struct evidence, i);
		struct cell kind = cell_evidence(evidence.kind);
		const char *gap = kind.is_empty ? "" : " ";
		struct slice text = arena_format(detail->table->arena, "%.*s%s%.*s", SLICE_ARGUMENTS(kind.text), gap,
						 SLICE_ARGUMENTS(evidence.path));
		struct slice shown = arena_format(detail->table->arena, "%.*s%s%.*s", SLICE_ARGUMENTS(kind.shown), gap,
						  SLICE_ARGUMENTS(evidence.path));
		add_cell(detail, N_("Evidence"), cell_text_shown(text, shown));
	}
}

static void add_grounds(struct detail *detail)
{
	const struct decision *decision = detail->decision;
	begin_section(detail, N_("Contributions and evidence"));
	for (size_t i = 0; i < decision->contributions.count; i++) {
		const struct contribution *contribution = LIST_AT(decision->contributions, struct contribution *, i);
		if (contribution != NULL) {
			add_contribution(detail, contribution);
			add_evidence(detail, &contribution->evidence);
		}
	}
	add_evidence(detail, &decision->evidence);
}

/* ---- what it made ---- */

static void add_entries(struct detail *detail)
{
	const struct fold *fold = detail->subject->fold;
	begin_section(detail, N_("Entries"));
	for (size_t i = 0; i < fold->entries.count; i++) {
		const struct entries *entries = &LIST_AT(fold->entries, struct entries, i);
		for (size_t j = 0; entries->decision == detail->decision && j < entries->count; j++) {
			struct slice account = LIST_AT(fold->accounts, struct account, entries->lines[j].account).name;
			add_row(detail, cell_text(account), money_cell(detail, entries->lines[j].amount));
		}
	}
}

static void add_payments(struct detail *detail)
{
	struct costs *costs = costs_new(detail->subject->fold, detail->subject->filter.end);
	begin_section(detail, N_("Payment"));
	for (const struct cost *cost = costs_of(costs, detail->decision); cost != NULL; cost = cost_next(costs, cost)) {
		add(detail, N_("Fund"), cost->fund->id);
		add_money(detail, N_("Decided"), cost->decided);
		add_money(detail, N_("Paid"), cost_paid(cost));
		add_money(detail, N_("Left to pay"), cost->left);
	}
	costs_free(costs);
}

struct table *decision_report(struct subject *subject, const struct decision *decision)
{
	struct table *table = table_new(SLICE(""));
	struct detail detail = {.subject = subject, .table = table, .decision = decision};
	table->title = decision_label(table->arena, decision, subject->fold->model->language);
	table_add_columns(table, columns, sizeof columns / sizeof *columns);
	add_decision(&detail);
	add_meeting(&detail);
	add_votes(&detail);
	add_grounds(&detail);
	add_entries(&detail);
	add_payments(&detail);
	return table;
}
