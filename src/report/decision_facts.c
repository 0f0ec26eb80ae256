#include "report/decision_facts.h"

#include "decision/sentence.h"
#include "text/translate.h"

/* A rule changed at the meeting itself is not yet in force there, unless it says so. */
static struct rule_change rule_at_meeting(const struct fold *fold, const struct decision *decision,
					  enum setting setting, struct slice variant)
{
	const struct meeting *meeting = decision->meeting;
	struct rule_change rule = fold_rule(fold, meeting->circle, setting, variant, meeting->date);
	bool is_too_new = rule.decision != NULL && rule.from_next_meeting && rule.from.days == meeting->date.days;
	return is_too_new ? fold_rule(fold, meeting->circle, setting, variant, date_add_days(meeting->date, -1)) : rule;
}

int decision_mode(const struct fold *fold, const struct decision *decision)
{
	if (decision->mode >= 0 || decision->kind < 0) {
		return decision->mode;
	}
	const struct choice *kind = &kind_choices[decision->kind];
	const char *const names[] = {kind->name, kind->french};
	for (size_t i = 0; i < 2; i++) {
		struct rule_change rule = rule_at_meeting(fold, decision, SETTING_MODE_OF_KIND, slice_of(names[i]));
		if (rule.value.is_set) {
			return (int)rule.value.number;
		}
	}
	return (int)rule_at_meeting(fold, decision, SETTING_MODE, SLICE("")).value.number;
}

int decision_outcome(const struct decision *decision)
{
	return decision->outcome < 0 ? OUTCOME_ADOPTED : decision->outcome;
}

const struct decision *decision_changed_by(const struct fold *fold, const struct decision *decision, int kind)
{
	for (size_t i = 0; i < fold->meetings.count; i++) {
		struct list decisions = LIST_AT(fold->meetings, struct meeting *, i)->decisions;
		for (size_t j = 0; j < decisions.count; j++) {
			const struct decision *later = LIST_AT(decisions, struct decision *, j);
			if (later->kind == kind && decision_outcome(later) == OUTCOME_ADOPTED &&
			    slice_equal(later->of, decision->reference)) {
				return later;
			}
		}
	}
	return NULL;
}

const char *decision_state(const struct fold *fold, const struct decision *decision)
{
	if (decision->meeting->seal == NULL) {
		return N_("pending");
	}
	return decision_changed_by(fold, decision, KIND_CANCEL) != NULL ? N_("cancelled") : N_("sealed");
}

const struct decision *action_adopted_by(const struct fold *fold, const struct circle *circle,
					 const struct action *action)
{
	const struct decision *here = NULL;
	const struct decision *at_home = NULL;
	for (size_t i = 0; i < fold->adoptions.count; i++) {
		const struct adoption *adoption = &LIST_AT(fold->adoptions, struct adoption, i);
		bool is_it = adoption->action == action;
		here = is_it && adoption->circle == circle ? adoption->span.since : here;
		at_home = is_it && adoption->circle == action->circle ? adoption->span.since : at_home;
	}
	return here != NULL ? here : at_home;
}

static bool is_about_circle(const struct subject *subject, const struct decision *decision)
{
	bool is = subject_accepts_circle(subject, decision->meeting->circle);
	for (size_t i = 0; i < decision->circles.count && !is; i++) {
		is = subject_accepts_circle(subject, LIST_AT(decision->circles, struct circle *, i));
	}
	return is;
}

static bool is_about_action(const struct subject *subject, const struct decision *decision)
{
	struct text_list asked = subject->filter.actions;
	bool is = asked.count == 0 ||
		  (decision->kind == KIND_REALLOCATE &&
		   (filter_list_accepts(asked, decision->from) || filter_list_accepts(asked, decision->to)));
	for (size_t i = 0; i < decision->actions.count && !is; i++) {
		is = subject_accepts_action(subject, LIST_AT(decision->actions, struct action *, i));
	}
	return is;
}

static bool is_about_fund(const struct subject *subject, const struct decision *decision)
{
	struct text_list asked = subject->filter.funds;
	bool is = subject_accepts_fund(subject, decision->fund) ||
		  (decision->kind == KIND_SUBSTITUTE &&
		   (filter_list_accepts(asked, decision->from) || filter_list_accepts(asked, decision->to)));
	for (size_t i = 0; i < decision->parts.count && !is; i++) {
		is = subject_accepts_fund(subject, LIST_AT(decision->parts, struct part, i).fund);
	}
	return is;
}

static bool is_about_person(const struct subject *subject, const struct decision *decision)
{
	bool is = subject_accepts_person(subject, decision->person) || subject_accepts_person(subject, decision->payee);
	const struct list *const lists[] = {&decision->members, &decision->stewards};
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		for (size_t j = 0; j < lists[i]->count && !is; j++) {
			is = subject_accepts_person(subject, LIST_AT(*lists[i], struct party *, j));
		}
	}
	return is;
}

bool decision_is_asked_for(struct subject *subject, const struct decision *decision)
{
	if (!subject_accepts_date(subject, decision->meeting->date) || !is_about_circle(subject, decision) ||
	    !is_about_action(subject, decision) || !is_about_fund(subject, decision) ||
	    !is_about_person(subject, decision)) {
		return false;
	}
	const struct slice texts[] = {
	    decision->reference,
	    decision->kind < 0 ? SLICE("") : slice_of(kind_choices[decision->kind].name),
	    decision_label(subject->arena, decision, subject->fold->model->language),
	    decision->text,
	    decision->reason,
	    decision->person == NULL ? SLICE("") : decision->person->name,
	};
	return subject_accepts_texts(subject, texts, sizeof texts / sizeof *texts);
}
