#include "rule/judge.h"

#include "rule/families.h"
#include "text/memory.h"
#include "text/pattern.h"
#include "text/symbols.h"

#include <stdlib.h>

/* ---- one decision ---- */

/* Whether it is unknown who took part: minutes that cannot be read in full, or are not those that were sealed. */
static bool meeting_is_doubtful(const struct meeting *meeting)
{
	return meeting->entry.is_doubtful || meeting->is_unlike_seal;
}

/* Decisions the fold does not take: a refusal is verified like an adoption, the rest says nothing. */
static void judge_not_adopted(struct judgement *judgement, const struct decision *decision)
{
	if (decision->outcome == OUTCOME_REJECTED && decision->kind >= 0 && !decision->is_malformed &&
	    !meeting_is_doubtful(decision->meeting)) {
		judge_vote(judgement, decision);
	}
}

/* Judges what stands before a decision of the meeting and was not adopted; all the rest when it is NULL. */
static void catch_up(struct judgement *judgement, const struct meeting *meeting, const struct decision *until)
{
	while (judgement->next_decision < meeting->decisions.count) {
		const struct decision *decision =
		    LIST_AT(meeting->decisions, struct decision *, judgement->next_decision);
		judgement->next_decision++;
		if (decision == until) {
			return;
		}
		judge_not_adopted(judgement, decision);
	}
}

/* What the decision is about; false when applying it would make no sense. */
static bool judge_content(struct judgement *judgement, struct decision *decision)
{
	if (!judge_membership(judgement, decision) || !judge_subject(judgement, decision)) {
		return false;
	}
	switch (decision->kind) {
	case KIND_RULE: return judge_rule(judgement, decision);
	case KIND_CANCEL: return judge_cancel(judgement, decision);
	case KIND_SUBSTITUTE: return judge_substitute(judgement, decision);
	default: return judge_money(judgement, decision);
	}
}

/* Whether a decision that is refused leaves something unknown that it meant to say. */
static bool leaves_doubt(int kind)
{
	return kind == KIND_MANDATE || kind == KIND_RULE || kind == KIND_RETRIBUTE || kind == KIND_EXPENSE ||
	       kind == KIND_REALLOCATE;
}

static bool judge_decision(struct judgement *judgement, struct decision *decision)
{
	if (decision->is_malformed || decision->kind < 0) {
		leave_out(judgement, decision);
		return false;
	}
	if (decision->meeting->is_unlike_seal) {
		return true; /* it was judged when it was sealed */
	}
	if (!judge_kind(judgement, decision)) {
		leave_out(judgement, decision);
		return false;
	}
	judge_title(judgement, decision);
	if (decision->kind != KIND_FOUND && !decision->meeting->entry.is_doubtful) {
		judge_quorum(judgement, decision);
		if (!judge_vote(judgement, decision) && !is_regularised(judgement, decision)) {
			leave_out(judgement, decision); /* whether it was adopted is not known */
			return false;
		}
	}
	if (!judge_content(judgement, decision)) {
		if (leaves_doubt(decision->kind)) {
			leave_out(judgement, decision);
		}
		return false;
	}
	return true;
}

static bool before_decision(void *context, struct fold *fold, struct decision *decision)
{
	struct judgement *judgement = context;
	judgement->fold = fold;
	catch_up(judgement, decision->meeting, decision);
	decision->is_refused = !judge_decision(judgement, decision);
	return !decision->is_refused;
}

static void after_decision(void *context, struct fold *fold, struct decision *decision)
{
	struct judgement *judgement = context;
	judgement->fold = fold;
	watch_accounts(judgement, decision);
	if (decision->kind == KIND_RETRIBUTE && decision->person != NULL) { /* else who it was cannot be read */
		remember_grant(judgement, decision);
	}
}

/* ---- one meeting ---- */

static void meeting_begins(void *context, struct fold *fold, struct meeting *meeting)
{
	struct judgement *judgement = context;
	judgement->fold = fold;
	if (meeting->date.days != judgement->day.days) {
		settle_day(judgement);
		judgement->day = meeting->date;
		doubt_unread_until(judgement, meeting->date);
	}
	open_meeting(judgement, meeting);
	if (!meeting->is_unlike_seal) {
		judge_numbers(judgement, meeting);
	}
}

static void meeting_ends(void *context, struct fold *fold, struct meeting *meeting)
{
	struct judgement *judgement = context;
	judgement->fold = fold;
	catch_up(judgement, meeting, NULL);
	if (!meeting_is_doubtful(meeting)) {
		judge_attendance(judgement, meeting);
	}
	judge_stewards(judgement, meeting);
	close_meeting(judgement, meeting);
}

/* ---- the whole ---- */

#define LENGTHEN(judgement, array, known, count)                                                                       \
	((judgement)->array =                                                                                          \
	     arena_lengthen((judgement)->arena, (judgement)->array, (known), (count), sizeof *(judgement)->array))

/* For each record that the model has by now. */
static void make_room(struct judgement *judgement)
{
	const struct model *model = judgement->model;
	LENGTHEN(judgement, attendance, judgement->parties_seen, model->parties.count);
	LENGTHEN(judgement, votes, judgement->parties_seen, model->parties.count);
	LENGTHEN(judgement, grants, judgement->parties_seen, model->parties.count);
	LENGTHEN(judgement, place_votes, judgement->places_seen, model->places.count);
	LENGTHEN(judgement, fund_doubts, judgement->funds_seen, model->funds.count);
	LENGTHEN(judgement, pool_doubts, judgement->funds_seen, model->funds.count);
	judgement->parties_seen = model->parties.count;
	judgement->places_seen = model->places.count;
	judgement->funds_seen = model->funds.count;
	judgement->actions_seen = model->actions.count;
}

/* The decisions whose faults are acknowledged, before or after they are met. */
static void find_regularised(struct judgement *judgement)
{
	struct list meetings = judgement->model->meetings;
	struct slice *of = NULL;
	size_t count = 0;
	size_t capacity = 0;
	for (size_t i = 0; i < meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(meetings, struct meeting *, i);
		for (size_t j = 0; j < meeting->decisions.count; j++) {
			const struct decision *decision = LIST_AT(meeting->decisions, struct decision *, j);
			if (decision->kind == KIND_REGULARISE && decision_is_adopted(decision)) {
				of = memory_grow(of, count, &capacity, sizeof *of);
				of[count++] = decision->of;
			}
		}
	}
	judgement->regularised = (struct list){of, count};
}

static void start(struct judgement *judgement, struct model *model)
{
	struct arena *arena = model->arena;
	*judgement = (struct judgement){.model = model, .findings = model->findings, .arena = arena, .day = DATE_NONE};
	judgement->doubts = arena_new_array(arena, struct doubt, model->circles.count);
	judgement->memories = arena_new_array(arena, struct circle_memory, model->circles.count);
	judgement->documents = symbols_new();
	judgement->addresses = symbols_new();
	judgement->causes = symbols_new();
	make_room(judgement);
	doubt_begin(judgement);
	find_regularised(judgement);
}

static void finish(struct judgement *judgement)
{
	settle_day(judgement);
	doubt_unread_until(judgement, DATE_MAXIMUM);
	judge_contributions(judgement, 0);
	for (size_t i = 0; i < judgement->model->funds.count; i++) {
		struct fund_state *state = &judgement->fold->funds[i];
		state->is_doubtful |= judgement->fund_doubts[i] || state->fund->entry.is_doubtful;
	}
	judge_late_meetings(judgement);
	judge_unadopted_actions(judgement);
	judge_closed_circles(judgement);
	judge_paid_cancellations(judgement);
	judge_regularisations(judgement);
	settle_rule_uses(judgement);
}

static struct judgement *open_with(struct model *model, struct fold_options options)
{
	struct judgement *judgement = memory_allocate_zeroed(1, sizeof *judgement);
	start(judgement, model);
	judge_network(judgement);
	judge_first_rules(judgement);
	judgement->visitor =
	    (struct fold_visitor){judgement, meeting_begins, before_decision, after_decision, meeting_ends};
	options.visitor = &judgement->visitor;
	judgement->fold = fold_new(model, options);
	finish(judgement);
	return judgement;
}

struct judgement *judge_open(struct model *model, const struct payment *payments, size_t payment_count)
{
	struct fold_options options = {.until = DATE_MAXIMUM, .payments = payments, .payment_count = payment_count};
	return open_with(model, options);
}

struct fold *judge_fold(const struct judgement *judgement)
{
	return judgement->fold;
}

bool judge_extend(struct judgement *judgement, struct meeting *const *meetings, size_t count, size_t first_contribution)
{
	judgement->findings = judgement->model->findings;
	judge_newcomers(judgement);
	make_room(judgement);
	if (!fold_extend(judgement->fold, meetings, count)) {
		return false;
	}
	settle_day(judgement);
	judge_paid_cancellations(judgement);
	judge_contributions(judgement, first_contribution);
	return true;
}

void judge_close(struct judgement *judgement)
{
	if (judgement == NULL) {
		return;
	}
	judgement->fold->options.visitor = NULL; /* it ends with the judgement */
	free(judgement->overdrafts);
	free(judgement->regularised.items);
	for (struct compiled_pattern *known = judgement->patterns; known != NULL; known = known->next) {
		pattern_free(known->pattern);
	}
	symbols_free(judgement->documents);
	symbols_free(judgement->addresses);
	free(judgement->address_owners);
	free(judgement->document_uses);
	symbols_free(judgement->causes);
	free(judgement->cause_decisions);
	free(judgement);
}

struct fold *judge(struct model *model, const struct payment *payments, size_t payment_count)
{
	struct judgement *judgement = judge_open(model, payments, payment_count);
	struct fold *fold = judge_fold(judgement);
	judge_close(judgement);
	return fold;
}

struct fold *judge_applied(struct model *model, const struct payment *payments, size_t payment_count)
{
	struct fold_options options = {
	    .until = DATE_MAXIMUM, .sealed_only = true, .payments = payments, .payment_count = payment_count};
	struct judgement *judgement = open_with(model, options);
	struct fold *fold = judge_fold(judgement);
	judge_close(judgement);
	return fold;
}
