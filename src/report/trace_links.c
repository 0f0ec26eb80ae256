#include "report/trace_links.h"

#include "decision/meaning.h"
#include "decision/seal.h"
#include "decision/sealed_subjects.h"
#include "decision/sentence.h"
#include "model/choice_words.h"
#include "record/record.h"
#include "report/blame.h"
#include "report/columns.h"
#include "report/decision_facts.h"
#include "text/digest.h"
#include "text/translate.h"

static struct slice kind_text(const struct decision *decision)
{
	struct cell cell = cell_kind(decision->kind);
	return cell.is_empty ? SLICE("?") : cell.shown;
}

static struct slice party_name(const struct party *party)
{
	return party == NULL ? SLICE("?") : party->name.size > 0 ? party->name : party->id;
}

/* ---- decisions ---- */

static void say_objections(struct tracing *tracing, struct outline_node *node, const struct decision *decision)
{
	for (size_t i = 0; i < decision->objections.count; i++) {
		const struct objection *objection = &LIST_AT(decision->objections, struct objection, i);
		struct slice lifted = objection->lifted.size > 0 ? objection->lifted
				      : objection->is_lifted     ? slice_of(_("lifted"))
								 : slice_of(_("not lifted"));
		struct slice text = arena_format(tracing->arena, _("%.*s: %.*s → %.*s"), SLICE_ARGUMENTS(objection->by),
						 SLICE_ARGUMENTS(objection->reason), SLICE_ARGUMENTS(lifted));
		struct outline_node *child =
		    outline_add(tracing->outline, node, SLICE("objection"),
				arena_format(tracing->arena, _("objection of %.*s"), SLICE_ARGUMENTS(text)));
		trace_note(tracing, child, "by", cell_line(objection->by));
		trace_note(tracing, child, "reason", cell_line(objection->reason));
		trace_note(tracing, child, "lifted", cell_text(lifted));
	}
}

static void say_meeting(struct tracing *tracing, struct outline_node *node, const struct decision *decision)
{
	const struct meeting *meeting = decision->meeting;
	struct slice circle = meeting->circle->name.size > 0 ? meeting->circle->name : meeting->circle->id;
	struct slice reference = arena_format(tracing->arena, "%.*s/%.*s", SLICE_ARGUMENTS(meeting->circle->id),
					      SLICE_ARGUMENTS(meeting->id));
	struct slice shown =
	    arena_format(tracing->arena, "%.*s, %.*s%s%.*s", SLICE_ARGUMENTS(circle), SLICE_ARGUMENTS(meeting->id),
			 meeting->title.size > 0 ? ", " : "", SLICE_ARGUMENTS(meeting->title));
	trace_say(tracing, node, "meeting", N_("Meeting"), cell_text_shown(reference, shown));
	trace_say(tracing, node, "present", N_("Present"), cell_people(tracing->arena, &meeting->present));
	trace_say(tracing, node, "mode", N_("Mode"), cell_mode(decision_mode(tracing->fold, decision)));
	if (decision_outcome(decision) != OUTCOME_ADOPTED) {
		trace_say(tracing, node, "outcome", N_("Outcome"), cell_outcome(decision_outcome(decision)));
	}
}

static void judge_seal(struct tracing *tracing, struct outline_node *node, const struct meeting *meeting)
{
	char digest[DIGEST_TEXT_SIZE];
	if (meeting->seal == NULL) {
		trace_break(tracing, node, "meeting-pending",
			    slice_of(meeting->status == MEETING_ADOPTED
					 ? _("the meeting is adopted and not applied yet: nothing follows from it")
					 : _("the minutes are not adopted: nothing follows from them")));
	} else if (!slice_equal(slice_of(meeting_meaning_digest(meeting, digest)), meeting->seal->meaning_digest)) {
		trace_break(tracing, node, "meeting-changed",
			    slice_of(_("the minutes say something else than when they were sealed")));
	}
}

static void say_later_changes(struct tracing *tracing, struct outline_node *node, const struct decision *decision)
{
	const struct decision *cancelled = trace_cancelled_by(&tracing->money, decision);
	const struct decision *moved = trace_moved_by(&tracing->money, decision);
	if (cancelled != NULL) {
		trace_say(tracing, node, "cancelled_by", N_("Cancelled by"), cell_text(cancelled->reference));
	}
	if (moved != NULL) {
		trace_say(tracing, node, "moved_by", N_("Moved by"), cell_text(moved->reference));
	}
}

struct outline_node *trace_decision(struct tracing *tracing, struct outline_node *parent,
				    const struct decision *decision)
{
	struct slice title =
	    arena_format(tracing->arena, _("%.*s %.*s: %.*s"), SLICE_ARGUMENTS(kind_text(decision)),
			 SLICE_ARGUMENTS(decision->reference),
			 SLICE_ARGUMENTS(decision_label(tracing->arena, decision, tracing->fold->model->language)));
	struct outline_node *node = outline_add(tracing->outline, parent, SLICE("decision"), title);
	trace_note(tracing, node, "reference", cell_text(decision->reference));
	if (decision->kind >= 0) {
		trace_note(tracing, node, "kind", cell_text(slice_of(kind_choices[decision->kind].name)));
	}
	trace_note(tracing, node, "date", cell_day(decision->meeting->date));
	struct amount amount = decision_amount(decision);
	if (amount_sign(amount) != 0) {
		trace_say_amount(tracing, node, "amount", N_("amount"), amount);
	}
	if (decision->asked.given) {
		trace_say_amount(tracing, node, "asked", N_("asked"), decision->asked.amount);
	}
	say_meeting(tracing, node, decision);
	say_later_changes(tracing, node, decision);
	trace_mark_entry(tracing, node, &decision->entry);
	judge_seal(tracing, node, decision->meeting);
	say_objections(tracing, node, decision);
	return node;
}

/* ---- evidence ---- */

const char *const trace_evidence_words[] = {[EVIDENCE_AS_SEALED] = N_("as it was sealed"),
					    [EVIDENCE_UNSEALED] = N_("not sealed"),
					    [EVIDENCE_CHANGED] = N_("changed since it was sealed"),
					    [EVIDENCE_ABSENT] = N_("not there"),
					    [EVIDENCE_ADDRESS] = N_("elsewhere, cannot be verified")};

enum evidence_state trace_evidence_state(const struct tracing *tracing, const struct circle *circle,
					 const struct decision *decision, struct slice path)
{
	struct source *source = tracing->source.snapshot->source;
	const struct text_file *file;
	if (evidence_is_elsewhere(path)) {
		return EVIDENCE_ADDRESS;
	}
	struct slice whole = circle_path(tracing->arena, circle, path);
	if (source_read(source, whole, &file) != SOURCE_FILE) {
		return EVIDENCE_ABSENT;
	}
	const struct seal *seal = decision == NULL ? NULL : decision->meeting->seal;
	const struct digest_line *line = seal == NULL ? NULL : sealed_line(seal->evidence, whole);
	if (line == NULL) {
		return EVIDENCE_UNSEALED;
	}
	return source_has_digest(source, file, line->digest) ? EVIDENCE_AS_SEALED : EVIDENCE_CHANGED;
}

static void trace_evidence(struct tracing *tracing, struct outline_node *parent, const struct circle *circle,
			   const struct decision *decision, const struct evidence *evidence)
{
	enum evidence_state state = trace_evidence_state(tracing, circle, decision, evidence->path);
	struct outline_node *node =
	    outline_add(tracing->outline, parent, SLICE("evidence"),
			arena_format(tracing->arena, _("evidence %.*s, %s"), SLICE_ARGUMENTS(evidence->path),
				     _(trace_evidence_words[state])));
	struct slice whole =
	    state == EVIDENCE_ADDRESS ? evidence->path : circle_path(tracing->arena, circle, evidence->path);
	trace_note(tracing, node, "file", cell_text(whole));
	trace_note(tracing, node, "state", cell_text(slice_of(trace_evidence_words[state])));
	if (evidence->kind >= 0) {
		trace_say(tracing, node, "kind", N_("Kind"), cell_evidence(evidence->kind));
	}
	if (state == EVIDENCE_ABSENT) {
		trace_break(tracing, node, "evidence-absent", slice_of(_("the file is not there")));
	} else if (state == EVIDENCE_CHANGED) {
		trace_break(tracing, node, "evidence-changed", slice_of(_("the file is not the one that was sealed")));
	}
	if (state != EVIDENCE_ABSENT && state != EVIDENCE_ADDRESS) {
		trace_mark_file(tracing, node, whole);
	}
}

static void trace_evidences(struct tracing *tracing, struct outline_node *node, const struct circle *circle,
			    const struct decision *decision, struct list evidence)
{
	for (size_t i = 0; i < evidence.count; i++) {
		trace_evidence(tracing, node, circle, decision, &LIST_AT(evidence, struct evidence, i));
	}
}

/* ---- contributions ---- */

static bool rule_asks(const struct tracing *tracing, const struct decision *decision, enum setting setting)
{
	if (tracing->source.is_strict) {
		return true;
	}
	struct rule_change rule =
	    fold_rule(tracing->fold, decision->meeting->circle, setting, SLICE(""), decision->meeting->date);
	return rule.value.is_set && rule.value.number != 0;
}

static void judge_papers(struct tracing *tracing, struct outline_node *node, const struct contribution *contribution,
			 const struct decision *decision)
{
	if (contribution->report.size == 0) {
		if (rule_asks(tracing, decision, SETTING_REPORT_REQUIRED)) {
			trace_break(tracing, node, "report-missing", slice_of(_("there is no report")));
		} else {
			trace_say(tracing, node, "report", N_("Report"),
				  cell_text_shown(SLICE(""), slice_of(_("none, and no rule asks for it"))));
		}
	}
	if (contribution->evidence.count == 0 && decision->evidence.count == 0) {
		if (rule_asks(tracing, decision, SETTING_EVIDENCE_REQUIRED)) {
			trace_break(tracing, node, "evidence-missing", slice_of(_("there is no evidence")));
		} else {
			trace_say(tracing, node, "evidence", N_("Evidence"),
				  cell_text_shown(SLICE(""), slice_of(_("none, and no rule asks for it"))));
		}
	}
}

static void judge_sealed_contribution(struct tracing *tracing, struct outline_node *node,
				      const struct contribution *contribution, const struct decision *decision)
{
	char digest[DIGEST_TEXT_SIZE];
	const struct seal *seal = decision->meeting->seal;
	const struct digest_line *line =
	    seal == NULL ? NULL : sealed_line(seal->contributions, contribution->reference);
	if (line != NULL && !slice_equal(slice_of(meaning_digest(&contribution->entry, digest)), line->digest)) {
		trace_break(tracing, node, "contribution-changed",
			    slice_of(_("it says something else than when it was sealed")));
	}
}

struct outline_node *trace_contribution(struct tracing *tracing, struct outline_node *parent,
					const struct contribution *contribution, const struct decision *decision)
{
	struct slice person = party_name(contribution->person);
	struct outline_node *node =
	    outline_add(tracing->outline, parent, SLICE("contribution"),
			arena_format(tracing->arena, _("contribution %.*s of %.*s"),
				     SLICE_ARGUMENTS(contribution->reference), SLICE_ARGUMENTS(person)));
	trace_note(tracing, node, "reference", cell_text(contribution->reference));
	trace_note(tracing, node, "date", cell_day(contribution->date));
	trace_note(tracing, node, "person",
		   contribution->person == NULL ? cell_empty() : cell_text(contribution->person->id));
	trace_say(tracing, node, "action", N_("Action"), cell_action(contribution->action));
	if (contribution->time.given) {
		int64_t day = fold_day_minutes(tracing->fold, contribution->circle, contribution->date);
		struct column column = {SLICE("minutes"), slice_of(_("Time")), COLUMN_MINUTES, READERS_ALL};
		outline_say(tracing->outline, node, column, cell_minutes(duration_minutes(contribution->time, day)));
	}
	if (contribution->asked.given) {
		trace_say_amount(tracing, node, "asked", N_("asked"), contribution->asked.amount);
	}
	trace_say(tracing, node, "report", N_("Report"), cell_line(contribution->report));
	if (decision != NULL) {
		judge_papers(tracing, node, contribution, decision);
		judge_sealed_contribution(tracing, node, contribution, decision);
	}
	trace_mark_entry(tracing, node, &contribution->entry);
	trace_evidences(tracing, node, contribution->circle, decision, contribution->evidence);
	return node;
}

/* The kinds of document that a rule wants of such a payee. */
static void judge_kinds_of_evidence(struct tracing *tracing, struct outline_node *node, const struct decision *decision)
{
	const struct party *payee = decision_payee(decision);
	unsigned seen = 0;
	if (payee == NULL || (!payee->is_person && payee->kind < 0)) {
		return;
	}
	const char *kind = payee->is_person ? "person" : party_choices[payee->kind].name;
	struct rule_change rule = fold_rule(tracing->fold, decision->meeting->circle, SETTING_EVIDENCE_OF_PAYEE,
					    slice_of(kind), decision->meeting->date);
	for (size_t i = 0; i <= decision->contributions.count; i++) {
		const struct contribution *contribution =
		    i == 0 ? NULL : LIST_AT(decision->contributions, struct contribution *, i - 1);
		struct list evidence = i == 0                 ? decision->evidence
				       : contribution == NULL ? (struct list){NULL, 0}
							      : contribution->evidence;
		for (size_t j = 0; j < evidence.count; j++) {
			int found = LIST_AT(evidence, struct evidence, j).kind;
			seen |= found >= 0 ? 1U << (unsigned)found : 0;
		}
	}
	if (rule.value.is_set && (seen & rule.value.set) == 0) {
		trace_break(
		    tracing, node, "evidence-missing",
		    arena_format(tracing->arena, _("there is none of the evidence that the rules ask for: %.*s"),
				 SLICE_ARGUMENTS(choices_shown(tracing->arena, evidence_choices, rule.value.set))));
	}
}

void trace_grounds(struct tracing *tracing, struct outline_node *node, const struct decision *decision)
{
	if (decision->kind == KIND_RETRIBUTE || decision->kind == KIND_EXPENSE) {
		judge_kinds_of_evidence(tracing, node, decision);
	}
	if (decision->kind == KIND_EXPENSE && decision->evidence.count == 0) {
		if (rule_asks(tracing, decision, SETTING_EVIDENCE_REQUIRED)) {
			trace_break(tracing, node, "evidence-missing", slice_of(_("there is no evidence")));
		}
	}
	for (size_t i = 0; i < decision->contributions.count; i++) {
		const struct contribution *contribution = LIST_AT(decision->contributions, struct contribution *, i);
		if (contribution != NULL) {
			trace_contribution(tracing, node, contribution, decision);
		}
	}
	trace_evidences(tracing, node, decision->meeting->circle, decision, decision->evidence);
}

/* ---- money ---- */

/* A line of the bank: its day, code and description, what it moved, where it stands. */
static struct outline_node *add_bank_line(struct tracing *tracing, struct outline_node *parent, const char *kind,
					  const char *word, const struct bank_line *line, struct amount moved)
{
	const struct transaction *transaction = line->transaction;
	char day[DATE_TEXT_SIZE];
	bool has_code = transaction->code.size > 0;
	struct slice money = trace_money_text(tracing, moved);
	struct slice title =
	    arena_format(tracing->arena, "%s %s%s%.*s%s%.*s, %.*s: %.*s:%zu", _(word),
			 date_write(transaction->date, day), has_code ? " (" : " ", SLICE_ARGUMENTS(transaction->code),
			 has_code ? ") " : "", SLICE_ARGUMENTS(transaction->description), SLICE_ARGUMENTS(money),
			 SLICE_ARGUMENTS(transaction->file->path), line->line);
	struct outline_node *node = outline_add(tracing->outline, parent, slice_of(kind), title);
	struct column number = {SLICE("line"), SLICE(""), COLUMN_INTEGER, READERS_MACHINES};
	struct column amount = {SLICE("amount"), SLICE(""), COLUMN_AMOUNT, READERS_MACHINES};
	trace_note(tracing, node, "file", cell_text(transaction->file->path));
	outline_say(tracing->outline, node, number, cell_integer((int64_t)line->line));
	trace_note(tracing, node, "date", cell_day(line->posting->date));
	trace_note(tracing, node, "code", cell_line(transaction->code));
	trace_note(tracing, node, "description", cell_line(transaction->description));
	trace_note(tracing, node, "account", cell_text(line->account));
	outline_say(tracing->outline, node, amount, cell_money(moved));
	trace_mark_line(tracing, node, line);
	return node;
}

struct outline_node *trace_receipt(struct tracing *tracing, struct outline_node *parent, const struct bank_line *line)
{
	return add_bank_line(tracing, parent, "receipt", N_("received"), line, amount_negate(line->posting->quantity));
}

struct outline_node *trace_payment(struct tracing *tracing, struct outline_node *parent,
				   const struct traced_share *share)
{
	bool is_back = amount_sign(share->amount) < 0;
	struct outline_node *node = add_bank_line(
	    tracing, parent, "payment", is_back ? N_("given back") : N_("payment"), share->line, share->amount);
	if (share->due == TRACE_NONE) {
		trace_break(tracing, node, "payment-unmatched", slice_of(_("nothing that was owed is paid by it")));
	} else if (share->is_by_age) {
		trace_break(tracing, node, "payment-by-age",
			    slice_of(_("it does not say what it pays (pays:); it was taken for the oldest due")));
	}
	trace_table_add(tracing, share);
	return node;
}

struct outline_node *trace_due(struct tracing *tracing, struct outline_node *parent, const struct traced_due *due)
{
	struct amount left = trace_due_left(due);
	struct slice name = party_name(due->account->party);
	struct outline_node *node =
	    outline_add(tracing->outline, parent, SLICE("due"),
			arena_format(tracing->arena, _("owed to %.*s: %.*s of %.*s (%.*s)"), SLICE_ARGUMENTS(name),
				     SLICE_ARGUMENTS(trace_money_text(tracing, due->due->amount)),
				     SLICE_ARGUMENTS(due->account->fund->id), SLICE_ARGUMENTS(due->account->name)));
	trace_note(tracing, node, "account", cell_text(due->account->name));
	trace_note(tracing, node, "fund", cell_text(due->account->fund->id));
	trace_note(tracing, node, "decision",
		   due->due->decision == NULL ? cell_empty() : cell_text(due->due->decision->reference));
	trace_say_amount(tracing, node, "owed", N_("owed"), due->due->amount);
	trace_say_amount(tracing, node, "paid", N_("paid"), due->paid);
	trace_say_amount(tracing, node, "left_to_pay", N_("left to pay"), left);
	if (amount_sign(left) > 0) {
		trace_break(tracing, node, "due-unpaid",
			    arena_format(tracing->arena, _("%.*s are not paid"),
					 SLICE_ARGUMENTS(trace_money_text(tracing, left))));
	} else if (amount_sign(left) < 0) {
		trace_break(tracing, node, "due-overpaid",
			    arena_format(tracing->arena, _("%.*s were paid too much"),
					 SLICE_ARGUMENTS(trace_money_text(tracing, amount_negate(left)))));
	}
	return node;
}

void trace_dues(struct tracing *tracing, struct outline_node *parent, const struct decision *origin,
		const struct fund *fund)
{
	const struct trace_money *money = &tracing->money;
	for (uint32_t i = trace_first_due(money, origin); i != TRACE_NONE; i = trace_due_at(money, i)->next) {
		const struct traced_due *due = trace_due_at(money, i);
		bool is_undone = amount_sign(due->due->amount) == 0 && due->first_share == TRACE_NONE;
		if (is_undone || (fund != NULL && due->account->fund != fund)) {
			continue;
		}
		struct outline_node *node = trace_due(tracing, parent, due);
		for (uint32_t j = due->first_share; j != TRACE_NONE; j = trace_share_at(money, j)->next) {
			trace_payment(tracing, node, trace_share_at(money, j));
		}
	}
}
