#include "report/trace.h"

#include "report/columns.h"
#include "report/trace_links.h"
#include "text/memory.h"
#include "text/translate.h"

#include <stdlib.h>

static struct tracing tracing_new(struct trace_source source)
{
	struct tracing tracing = {.source = source,
				  .fold = source.fold,
				  .outline = outline_new(),
				  .table = trace_table_new(),
				  .currency = source.fold->model->style.currency};
	tracing.arena = tracing.outline->arena;
	tracing.money = trace_money_read(tracing.arena, source.fold, source.snapshot->hand_written, source.until);
	return tracing;
}

/* The last things to tell, and what was made; nothing is left of the rest. */
static const struct failure *tracing_end(struct tracing *tracing, struct trace *trace)
{
	const struct failure *failure = trace_tell_commits(tracing);
	*trace = (struct trace){tracing->outline, tracing->table};
	trace_money_free(&tracing->money);
	free(tracing->marks);
	return failure;
}

void trace_free(struct trace *trace)
{
	outline_free(trace->outline);
	table_free(trace->payments);
	*trace = (struct trace){NULL, NULL};
}

/* ---- from a cost up ---- */

static void trace_up(struct tracing *tracing, struct outline_node *node, const struct decision *origin,
		     const struct fund *fund)
{
	const struct action *action = decision_action(origin);
	if (action != NULL) {
		node = trace_action_of(tracing, node, origin->meeting->circle, action, fund);
	}
	if (fund != NULL) {
		trace_fund_of(tracing, node, fund);
	}
}

static bool is_cost(const struct decision *decision)
{
	return decision->kind == KIND_RETRIBUTE || decision->kind == KIND_EXPENSE || decision->kind == KIND_REPAY;
}

/* A cost with all that it was taken on, what it made the network owe, and where its money came from. */
static void trace_whole_cost(struct tracing *tracing, struct outline_node *node, const struct decision *decision)
{
	struct list parts = decision_parts(tracing->arena, decision);
	trace_grounds(tracing, node, decision);
	trace_dues(tracing, node, decision, NULL);
	for (size_t i = 0; i < parts.count; i++) {
		const struct fund *fund = LIST_AT(parts, struct part, i).fund;
		if (fund != NULL) {
			trace_up(tracing, node, decision, fund);
		}
	}
}

static void trace_from_decision(struct tracing *tracing, struct outline_node *parent, struct decision *decision)
{
	struct outline_node *node = trace_decision(tracing, parent, decision);
	struct decision *origin = decision_origin(tracing->fold, decision);
	trace_note(tracing, node, "of", cell_line(decision->of));
	if (is_cost(decision)) {
		trace_whole_cost(tracing, node, decision);
	} else if (origin != decision) {
		trace_from_decision(tracing, node, origin);
	} else {
		trace_grounds(tracing, node, decision);
		trace_up(tracing, node, decision, decision->fund);
	}
}

/* ---- from a payment up ---- */

static void trace_from_share(struct tracing *tracing, struct outline_node *parent, const struct traced_share *share)
{
	struct outline_node *node = trace_payment(tracing, parent, share);
	if (share->due == TRACE_NONE) {
		return;
	}
	const struct traced_due *due = trace_due_at(&tracing->money, share->due);
	node = trace_due(tracing, node, due);
	if (due->origin == NULL) {
		return;
	}
	if (due->due->decision != due->origin) { /* a substitution or a cancellation stands between */
		node = trace_decision(tracing, node, due->due->decision);
	}
	node = trace_decision(tracing, node, due->origin);
	trace_grounds(tracing, node, due->origin);
	trace_up(tracing, node, due->origin, due->account->fund);
}

static const struct fund *fund_of_receipt(const struct tracing *tracing, const struct bank_line *line)
{
	size_t colon = slice_find_last(line->account, ':');
	return model_find_fund(tracing->fold->model, slice_from(line->account, colon + 1));
}

static void trace_line(struct tracing *tracing, struct outline_node *parent, const struct bank_line *line)
{
	if (line->is_receipt) {
		struct outline_node *node = trace_receipt(tracing, parent, line);
		const struct fund *fund = fund_of_receipt(tracing, line);
		if (fund != NULL) {
			trace_fund_of(tracing, node, fund);
		} else {
			trace_break(tracing, node, "receipt-unmatched", slice_of(_("there is no such fund")));
		}
		return;
	}
	for (uint32_t i = 0; i < tracing->money.shares.count; i++) {
		const struct traced_share *share = trace_share_at(&tracing->money, i);
		if (share->line->posting == line->posting) {
			trace_from_share(tracing, parent, share);
		}
	}
}

/* Several lines, or one that went to several dues, hang below their transaction. */
static struct outline_node *add_transaction(struct tracing *tracing, struct list lines)
{
	const struct bank_line *line = &LIST_AT(lines, struct bank_line, 0);
	const struct transaction *transaction = line->transaction;
	char day[DATE_TEXT_SIZE];
	struct outline_node *node =
	    outline_add(tracing->outline, NULL, SLICE("transaction"),
			arena_format(tracing->arena, "%s %.*s", date_write(transaction->date, day),
				     SLICE_ARGUMENTS(transaction->description)));
	trace_note(tracing, node, "file", cell_text(transaction->file->path));
	trace_note(tracing, node, "date", cell_day(transaction->date));
	trace_note(tracing, node, "code", cell_line(transaction->code));
	return node;
}

static size_t count_shares(const struct tracing *tracing, struct list lines)
{
	size_t count = 0;
	for (size_t i = 0; i < lines.count; i++) {
		const struct bank_line *line = &LIST_AT(lines, struct bank_line, i);
		count += line->is_receipt;
		for (uint32_t j = 0; j < tracing->money.shares.count; j++) {
			count += trace_share_at(&tracing->money, j)->line->posting == line->posting;
		}
	}
	return count;
}

const struct failure *trace_bank(struct trace_source source, struct slice word, struct trace *trace)
{
	struct tracing tracing = tracing_new(source);
	struct list lines = {NULL, 0};
	const struct failure *failure = bank_lines_find(tracing.arena, tracing.money.lines, word, &lines);
	if (lines.count > 0) {
		struct outline_node *parent =
		    count_shares(&tracing, lines) == 1 ? NULL : add_transaction(&tracing, lines);
		for (size_t i = 0; i < lines.count; i++) {
			trace_line(&tracing, parent, &LIST_AT(lines, struct bank_line, i));
		}
	}
	const struct failure *told = tracing_end(&tracing, trace);
	if (lines.count == 0) {
		trace_free(trace);
	}
	return failure != NULL ? failure : told;
}

/* ---- from a record ---- */

/* What was done, then the decisions that paid it. */
static void trace_from_contribution(struct tracing *tracing, const struct contribution *contribution)
{
	const struct fold *fold = tracing->fold;
	struct decision *latest = fold->contributions[contribution->index].latest;
	struct outline_node *node = trace_contribution(tracing, NULL, contribution, latest);
	size_t count = 0;
	for (size_t i = 0; i < fold->grants.count; i++) {
		const struct contribution_grant *grant = &LIST_AT(fold->grants, struct contribution_grant, i);
		if (grant->contribution != contribution) {
			continue;
		}
		struct outline_node *decision = trace_decision(tracing, node, grant->decision);
		struct list parts = decision_parts(tracing->arena, grant->decision);
		trace_dues(tracing, decision, grant->decision, NULL);
		for (size_t j = 0; j < parts.count; j++) {
			trace_up(tracing, decision, grant->decision, LIST_AT(parts, struct part, j).fund);
		}
		count++;
	}
	if (count == 0 && contribution->asked.given) {
		trace_break(tracing, node, "not-decided", slice_of(_("no applied decision granted anything for it")));
	}
}

static void trace_from_meeting(struct tracing *tracing, const struct meeting *meeting)
{
	struct outline_node *node =
	    outline_add(tracing->outline, NULL, SLICE("meeting"),
			arena_format(tracing->arena, _("meeting %.*s/%.*s: %.*s"), SLICE_ARGUMENTS(meeting->circle->id),
				     SLICE_ARGUMENTS(meeting->id), SLICE_ARGUMENTS(meeting->title)));
	trace_mark_entry(tracing, node, &meeting->entry);
	for (size_t i = 0; i < meeting->decisions.count; i++) {
		struct decision *decision = LIST_AT(meeting->decisions, struct decision *, i);
		struct outline_node *child = trace_decision(tracing, node, decision);
		trace_grounds(tracing, child, decision);
		trace_dues(tracing, child, decision, NULL);
	}
}

const struct failure *trace_record(struct trace_source source, struct target target, struct trace *trace)
{
	struct tracing tracing = tracing_new(source);
	void *record = target.entry;
	switch (target.kind) {
	case TARGET_DECISION: trace_from_decision(&tracing, NULL, record); break;
	case TARGET_CONTRIBUTION: trace_from_contribution(&tracing, record); break;
	case TARGET_MEETING: trace_from_meeting(&tracing, record); break;
	case TARGET_FUND: trace_down_fund(&tracing, record); break;
	case TARGET_ACTION: trace_down_action(&tracing, record); break;
	case TARGET_CIRCLE: trace_down_circle(&tracing, record); break;
	case TARGET_PARTY: trace_down_party(&tracing, record); break;
	case TARGET_KIND_COUNT: break;
	}
	return tracing_end(&tracing, trace);
}
