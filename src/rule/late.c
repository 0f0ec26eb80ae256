/* “A late meeting is folded at its date; if that would make a sealed decision invalid, apply refuses, names both, and
 * proposes Effective” (design, “Seals”). Found by judging again, what was applied alone and then with one late meeting
 * after the other; only where an applied meeting has errors and another waits. */
#include "rule/late.h"

#include "decision/kind.h"
#include "model/spoken.h"
#include "rule/judge.h"

struct lateness {
	const struct fold *fold;
	struct model *model;
	struct findings *known; /* errors of what was judged so far */
};

/* The applied meeting a finding is about, or NULL. */
static const struct meeting *applied_meeting_of(const struct model *model, const struct finding *finding)
{
	for (size_t i = 0; i < model->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(model->meetings, struct meeting *, i);
		if (meeting->entry.file == finding->location.file) {
			return meeting->seal == NULL ? NULL : meeting;
		}
	}
	return NULL;
}

static bool is_about_applied(const struct model *model, const struct finding *finding)
{
	return finding->severity == SEVERITY_ERROR && applied_meeting_of(model, finding) != NULL;
}

static bool holds(struct findings *findings, const struct finding *wanted)
{
	for (size_t i = 0; i < findings_count(findings); i++) {
		const struct finding *finding = findings_at(findings, i);
		if (finding->id == wanted->id && finding->location.file == wanted->location.file &&
		    finding->location.start == wanted->location.start) {
			return true;
		}
	}
	return false;
}

/* What is wrong when only applied meetings and those marked as being sealed are judged. Free with findings_free(). */
static struct findings *judge_marked(const struct lateness *lateness)
{
	struct findings *findings = findings_new();
	const struct fold_options *options = &lateness->fold->options;
	struct findings *kept = lateness->model->findings;
	lateness->model->findings = findings;
	fold_free(judge_applied(lateness->model, options->payments, options->payment_count));
	lateness->model->findings = kept;
	return findings;
}

/* The first error about an applied meeting that was not known, from `*index` on; NULL when there is none. */
static const struct finding *next_new(const struct lateness *lateness, struct findings *findings, size_t *index)
{
	for (; *index < findings_count(findings); (*index)++) {
		const struct finding *finding = findings_at(findings, *index);
		if (is_about_applied(lateness->model, finding) && !holds(lateness->known, finding)) {
			(*index)++;
			return finding;
		}
	}
	return NULL;
}

static bool may_take_effect_later(const struct decision *decision)
{
	bool is_adopted = decision->outcome < 0 || decision->outcome == OUTCOME_ADOPTED;
	if (!is_adopted || !kind_is_satisfied(decision)) {
		return false;
	}
	struct kind_field_list list = kind_fields(decision->kind);
	for (size_t i = 0; i < list.count; i++) {
		if (list.fields[i].definition->offset == offsetof(struct decision, effective)) {
			return true;
		}
	}
	return false;
}

/* Whether all is well once the decision takes effect on that day. */
static bool is_well_from(const struct lateness *lateness, struct decision *decision, struct date day)
{
	struct date said = decision->effective;
	size_t index = 0;
	decision->effective = day;
	struct findings *findings = judge_marked(lateness);
	decision->effective = said;
	bool is_well = next_new(lateness, findings, &index) == NULL;
	findings_free(findings);
	return is_well;
}

/* The decision of the meeting that does no harm from that day on, or NULL. */
static struct decision *decision_to_put_off(const struct lateness *lateness, const struct meeting *meeting,
					    struct date day)
{
	for (size_t i = 0; i < meeting->decisions.count; i++) {
		struct decision *decision = LIST_AT(meeting->decisions, struct decision *, i);
		if (may_take_effect_later(decision) && is_well_from(lateness, decision, day)) {
			return decision;
		}
	}
	return NULL;
}

static struct slice reference_of(struct arena *arena, const struct meeting *meeting)
{
	return arena_format(arena, "%.*s/%.*s", SLICE_ARGUMENTS(meeting->circle->id), SLICE_ARGUMENTS(meeting->id));
}

/* `broken` is the first of what the meeting makes wrong, `day` the one after the last. */
static void blame(const struct lateness *lateness, const struct meeting *meeting, const struct finding *broken,
		  struct date day)
{
	struct model *model = lateness->model;
	struct arena *arena = model->arena;
	struct slice sealed =
	    broken->decision.size > 0 ? broken->decision : reference_of(arena, applied_meeting_of(model, broken));
	struct slice message = finding_message(arena, broken);
	struct decision *decision = decision_to_put_off(lateness, meeting, day);
	if (decision != NULL) {
		const struct field_definition *effective =
		    field_by_name(record_definition(RECORD_DECISION), SLICE("Effective"));
		findings_add(model->findings, FINDING_LATE_DECISION, ENTRY_PLACE(decision, kind, 0),
			     decision->reference, sealed, message, date_text(arena, day),
			     spoken_field_name(decision->entry.record, effective));
	} else {
		findings_add(model->findings, FINDING_LATE_MEETING, ENTRY_PLACE(meeting, date, 0),
			     reference_of(arena, meeting), sealed, message, date_text(arena, day));
	}
}

/* Judges with one late meeting more, marked already. */
static void judge_with(struct lateness *lateness, const struct meeting *meeting)
{
	struct findings *findings = judge_marked(lateness);
	const struct finding *first = NULL;
	const struct finding *broken;
	struct date last = DATE_MINIMUM;
	size_t index = 0;
	while ((broken = next_new(lateness, findings, &index)) != NULL) {
		struct date date = applied_meeting_of(lateness->model, broken)->date;
		first = first == NULL ? broken : first;
		last = date_compare(date, last) > 0 ? date : last;
		findings_remove_like(lateness->model->findings, broken);
	}
	if (first != NULL) {
		blame(lateness, meeting, first, date_add_days(last, 1));
	}
	findings_free(lateness->known);
	lateness->known = findings;
}

static bool has_errors_in_applied(struct model *model)
{
	for (size_t i = 0; i < findings_count(model->findings); i++) {
		if (is_about_applied(model, findings_at(model->findings, i))) {
			return true;
		}
	}
	return false;
}

void late_meetings_judge(const struct fold *fold)
{
	struct lateness lateness = {.fold = fold, .model = fold->model};
	struct list meetings = fold->meetings;
	if (!has_errors_in_applied(fold->model)) {
		return;
	}
	bool *marks = arena_new_array(fold->model->arena, bool, meetings.count);
	for (size_t i = 0; i < meetings.count; i++) {
		struct meeting *meeting = LIST_AT(meetings, struct meeting *, i);
		marks[i] = meeting->is_being_sealed;
		meeting->is_being_sealed = false;
	}
	lateness.known = judge_marked(&lateness);
	for (size_t i = 0; i < meetings.count; i++) {
		struct meeting *meeting = LIST_AT(meetings, struct meeting *, i);
		if (meeting_is_pending(meeting)) {
			meeting->is_being_sealed = true;
			judge_with(&lateness, meeting);
		}
	}
	findings_free(lateness.known);
	for (size_t i = 0; i < meetings.count; i++) {
		LIST_AT(meetings, struct meeting *, i)->is_being_sealed = marks[i];
	}
}
