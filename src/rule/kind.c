/* Whether a decision says what its kind needs, and is taken by who may: the table of kinds, walked (design, “Meetings
 * and decisions”). */
#include "rule/families.h"

#include "model/meant.h"
#include "model/nearest.h"
#include "model/spoken.h"
#include "record/record.h"

/* ---- the fields of a kind ---- */

enum allowance { NOT_ALLOWED, ALLOWED_ONCE, ALLOWED_OFTEN };

static enum allowance allowance(struct kind_field_list list, const struct field_definition *field)
{
	for (size_t i = 0; i < list.count; i++) {
		if (list.fields[i].definition == field) {
			bool is_list = list.fields[i].sign == '*' || list.fields[i].sign == '+';
			return is_list ? ALLOWED_OFTEN : ALLOWED_ONCE;
		}
	}
	return NOT_ALLOWED;
}

/* The kinds that take a field, for the hint. */
static struct slice kinds_taking(const struct judgement *judgement, const struct decision *decision,
				 const struct field_definition *field)
{
	struct slice names[KIND_COUNT];
	size_t count = 0;
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		if (allowance(kind_fields(kind), field) != NOT_ALLOWED) {
			names[count++] = text_of_word(decision, kind_choices, kind);
		}
	}
	return arena_join(judgement->arena, names, count, SLICE(", "));
}

/* The field that a kind takes and this record lacks, of which the name of another is a synonym: whoever ends a mandate
 * writes `End`, which other kinds take. NULL for none. */
static const struct field_definition *field_of_kind_meant(const struct decision *decision, struct slice name)
{
	struct kind_field_list list = kind_fields(decision->kind);
	struct nearest nearest = nearest_to(name);
	for (size_t i = 0; i < list.count; i++) {
		const struct field_definition *field = list.fields[i].definition;
		if (!record_says(decision->entry.record, field)) {
			nearest_consider(&nearest, slice_of(field->name));
			nearest_consider(&nearest, slice_of(field->french));
		}
	}
	return nearest.distance == 0 ? field_by_name(record_definition(RECORD_DECISION), nearest.best) : NULL;
}

static bool is_taken(const struct decision *decision, const struct field_definition *field)
{
	return allowance(kind_fields(decision->kind), field) != NOT_ALLOWED ||
	       allowance(kind_fields_common(), field) != NOT_ALLOWED;
}

/* Whether a line with the name of another field seems to be meant for this one. */
static bool is_misnamed(const struct decision *decision, const struct field_definition *field)
{
	const struct record *record = decision->entry.record;
	for (size_t i = 0; i < record->count; i++) {
		const struct record_field *written = &record->fields[i];
		if (written->definition != NULL && !is_taken(decision, written->definition) &&
		    field_of_kind_meant(decision, written->name) == field) {
			return true;
		}
	}
	return false;
}

static size_t values_given(const struct decision *decision, const struct field_definition *field)
{
	const char *place = (const char *)decision + field->offset;
	return (field->flags & FIELD_REPEATED) != 0 ? ((const struct list *)(const void *)place)->count : 1;
}

static bool judge_field(struct judgement *judgement, const struct decision *decision,
			const struct record_field *written)
{
	const struct field_definition *field = written->definition;
	const struct record *record = decision->entry.record;
	enum allowance allowed = allowance(kind_fields(decision->kind), field);
	if (allowed == NOT_ALLOWED) {
		allowed = allowance(kind_fields_common(), field);
	}
	if (allowed == NOT_ALLOWED) {
		const struct field_definition *meant = field_of_kind_meant(decision, written->name);
		blame(judgement, decision, FINDING_DECISION_FIELD_NOT_ALLOWED, record_name_location(record, written),
		      written->name, text_of_word(decision, kind_choices, decision->kind),
		      kinds_taking(judgement, decision, field),
		      meant == NULL ? SLICE("") : spoken_field_name(record, meant));
		return true;
	}
	if (allowed == ALLOWED_ONCE && values_given(decision, field) > 1) {
		blame(judgement, decision, FINDING_DECISION_FIELD_REPEATED,
		      entry_place(&decision->entry, field->offset, 1), written->name,
		      text_of_word(decision, kind_choices, decision->kind));
		return false;
	}
	return true;
}

static bool is_first_of_its_name(const struct record *record, size_t index)
{
	for (size_t i = 0; i < index; i++) {
		if (record->fields[i].definition == record->fields[index].definition) {
			return false;
		}
	}
	return record->fields[index].definition != NULL;
}

static bool judge_missing_fields(struct judgement *judgement, const struct decision *decision)
{
	struct kind_field_list list = kind_fields(decision->kind);
	bool is_whole = true;
	for (size_t i = 0; i < list.count; i++) {
		const struct field_definition *field = list.fields[i].definition;
		char sign = list.fields[i].sign;
		bool is_needed = sign == '\0' || sign == '+';
		bool is_said = entry_has(&decision->entry, field->offset);
		if ((is_needed && !is_said) || (sign == '~' && !is_said && !kind_has_implied(decision, field))) {
			is_whole = false;
			if (!is_misnamed(decision, field)) {
				blame(judgement, decision, FINDING_DECISION_FIELD_MISSING,
				      ENTRY_PLACE(decision, kind, 0), spoken_field_name(decision->entry.record, field),
				      text_of_word(decision, kind_choices, decision->kind));
			}
		}
	}
	return is_whole;
}

static bool judge_fields(struct judgement *judgement, const struct decision *decision)
{
	const struct record *record = decision->entry.record;
	bool is_whole = judge_missing_fields(judgement, decision);
	for (size_t i = 0; i < record->count; i++) {
		if (is_first_of_its_name(record, i)) {
			is_whole &= judge_field(judgement, decision, &record->fields[i]);
		}
	}
	if ((kind_definition(decision->kind)->checks & CHECK_REASON) != 0 && decision->reason.size == 0) {
		blame(judgement, decision, FINDING_REASON_MISSING, ENTRY_PLACE(decision, kind, 0),
		      text_of_word(decision, kind_choices, decision->kind));
	}
	return is_whole;
}

/* ---- who decides ---- */

static bool judge_body(struct judgement *judgement, const struct decision *decision)
{
	unsigned by = decision->meeting->circle->is_council ? BY_COUNCIL : BY_CIRCLE;
	if ((kind_definition(decision->kind)->by & by) != 0) {
		return true;
	}
	blame(judgement, decision, FINDING_DECISION_BODY_WRONG, ENTRY_PLACE(decision, kind, 0),
	      text_of_word(decision, kind_choices, decision->kind));
	return false;
}

/* “found: first decision of a body”. */
static bool judge_founding(struct judgement *judgement, const struct decision *decision)
{
	const struct circle *circle = decision->meeting->circle;
	const struct decision *founding = judgement->fold->founded[circle->index];
	struct circle_memory *memory = &judgement->memories[circle->index];
	struct doubt *doubt = doubt_of(judgement, decision);
	if (decision->kind == KIND_FOUND && founding != NULL) {
		blame(judgement, decision, FINDING_FOUND_REPEATED, ENTRY_PLACE(decision, kind, 0), founding->reference);
		return false;
	}
	if (decision->kind != KIND_FOUND && founding == NULL && !doubt->members && !memory->unfounded_said) {
		blame(judgement, decision, FINDING_CIRCLE_NOT_FOUNDED, ENTRY_PLACE(decision, kind, 0), circle->id);
		memory->unfounded_said = true;
		doubt->members = doubt->mandates = doubt->status = true;
		doubt->actions |= memory->never_founds;
	}
	return true;
}

/* A closed circle decides nothing any more but what tidies up behind it. */
static void judge_life(struct judgement *judgement, const struct decision *decision)
{
	const struct circle *circle = decision->meeting->circle;
	int kind = decision->kind;
	bool tidies = kind == KIND_STATUS || kind == KIND_RETURN || kind == KIND_CANCEL || kind == KIND_LEAVE ||
		      kind == KIND_END_MANDATE || kind == KIND_CLOSE_ACTION;
	if (!tidies && fold_status(judgement->fold, circle, decision->meeting->date) == CIRCLE_CLOSED &&
	    !doubt_of(judgement, decision)->status) {
		blame(judgement, decision, FINDING_CIRCLE_CLOSED, ENTRY_PLACE(decision, kind, 0), circle->id,
		      text_of_word(decision, kind_choices, kind));
	}
}

bool judge_kind(struct judgement *judgement, struct decision *decision)
{
	bool by_who_may = judge_body(judgement, decision);
	bool is_whole = judge_fields(judgement, decision);
	if (!by_who_may || !is_whole || !judge_founding(judgement, decision)) {
		return false;
	}
	judge_life(judgement, decision);
	return true;
}

void judge_numbers(struct judgement *judgement, const struct meeting *meeting)
{
	for (size_t i = 0; i < meeting->decisions.count; i++) {
		const struct decision *decision = LIST_AT(meeting->decisions, struct decision *, i);
		if (decision->number < 0 || decision->number == (int64_t)i + 1) {
			continue;
		}
		if (!decision->entry.is_told) { /* a number that another has too was told */
			blame(judgement, decision, FINDING_DECISION_NUMBER_ORDER, ENTRY_PLACE(decision, number, 0),
			      text_of_number(judgement, decision->number), text_of_number(judgement, (int64_t)i + 1));
		}
		return; /* those behind it only follow */
	}
}
