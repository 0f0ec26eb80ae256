/* Reports and evidence, and how they are named (design, “Rules”: report or evidence required before payment, accepted
 * evidence by kind of payee, field patterns). */
#include "rule/families.h"

#include "text/memory.h"
#include "text/symbols.h"
#include "text/translate.h"

/* ---- the kinds of document ---- */

static unsigned kinds_of(struct list evidence)
{
	unsigned kinds = 0;
	for (size_t i = 0; i < evidence.count; i++) {
		int kind = LIST_AT(evidence, struct evidence, i).kind;
		kinds |= kind >= 0 ? 1U << (unsigned)kind : 0;
	}
	return kinds;
}

/* A contribution that cannot be read in full may bring any. */
static unsigned kinds_seen(const struct decision *decision)
{
	unsigned kinds = kinds_of(decision->evidence);
	for (size_t i = 0; i < decision->contributions.count; i++) {
		const struct contribution *contribution = LIST_AT(decision->contributions, struct contribution *, i);
		kinds |= contribution->entry.is_doubtful ? ~0U : kinds_of(contribution->evidence);
	}
	return kinds;
}

/* The documents that a rule accepts, as the record would write them. */
static struct slice accepted_kinds(const struct judgement *judgement, const struct decision *decision, unsigned set)
{
	struct slice names[EVIDENCE_KIND_COUNT];
	size_t count = 0;
	for (int kind = 0; kind < EVIDENCE_KIND_COUNT; kind++) {
		if ((set & (1U << (unsigned)kind)) != 0) {
			names[count++] = text_of_word(decision, evidence_choices, kind);
		}
	}
	return arena_join(judgement->arena, names, count, SLICE(", "));
}

static void judge_kind_of_evidence(struct judgement *judgement, const struct decision *decision)
{
	const struct party *payee = decision_payee(decision);
	if (payee == NULL || payee->entry.is_doubtful || (!payee->is_person && payee->kind < 0)) {
		return;
	}
	const char *kind = payee->is_person ? "person" : party_choices[payee->kind].name;
	struct rule_change rule = rule_for(judgement, decision, SETTING_EVIDENCE_OF_PAYEE, slice_of(kind));
	rule_is_asked(judgement, &rule, FINDING_EVIDENCE_KIND_MISSING);
	bool is_expense = decision->kind == KIND_EXPENSE; /* the work of a retribution has its papers with it */
	if (rule.value.is_set && (kinds_seen(decision) & rule.value.set) == 0) {
		struct slice accepted = accepted_kinds(judgement, decision, rule.value.set);
		struct slice first = slice_part(accepted, 0, slice_find(accepted, ','));
		struct slice payee_kind =
		    payee->is_person ? slice_of(_("person")) : text_of_word(decision, party_choices, payee->kind);
		breach(judgement, decision, &rule, FINDING_EVIDENCE_KIND_MISSING,
		       decision->payee != NULL ? ENTRY_PLACE(decision, payee, 0) : ENTRY_PLACE(decision, person, 0),
		       payee->id, payee_kind, accepted, text_of_rule(judgement, SETTING_EVIDENCE_OF_PAYEE, &rule),
		       is_expense ? first : SLICE(""), first);
	}
}

/* ---- what each contribution must bring ---- */

static void judge_papers(struct judgement *judgement, const struct decision *decision,
			 const struct contribution *contribution, size_t nth)
{
	struct rule_change report = rule_for(judgement, decision, SETTING_REPORT_REQUIRED, SLICE(""));
	struct rule_change evidence = rule_for(judgement, decision, SETTING_EVIDENCE_REQUIRED, SLICE(""));
	struct location location = ENTRY_PLACE(decision, contributions, nth);
	rule_is_asked(judgement, &report, FINDING_REPORT_MISSING);
	rule_is_asked(judgement, &evidence, FINDING_EVIDENCE_MISSING);
	if (rule_says_yes(&report) && contribution->report.size == 0) {
		breach(judgement, decision, &report, FINDING_REPORT_MISSING, location, contribution->reference,
		       text_of_rule(judgement, SETTING_REPORT_REQUIRED, &report));
	}
	if (rule_says_yes(&evidence) && contribution->evidence.count == 0 && decision->evidence.count == 0) {
		breach(judgement, decision, &evidence, FINDING_EVIDENCE_MISSING, location, contribution->reference,
		       text_of_rule(judgement, SETTING_EVIDENCE_REQUIRED, &evidence));
	}
}

/* ---- patterns ---- */

static void judge_pattern(struct judgement *judgement, const struct decision *decision, const char *what,
			  struct slice text, struct location location)
{
	struct rule_change rule = rule_for(judgement, decision, SETTING_PATTERN, slice_of(what));
	if (!rule.value.is_set) {
		return;
	}
	enum finding_id id = pattern_verdict(judgement, rule.value.text, text);
	rule_is_asked(judgement, &rule, FINDING_PATTERN_MISMATCH);
	if (id != FINDING_COUNT) {
		breach(judgement, decision, &rule, id, location, text, rule.value.text,
		       text_of_rule(judgement, SETTING_PATTERN, &rule));
	}
}

void judge_title(struct judgement *judgement, const struct decision *decision)
{
	if (decision->title.size > 0) {
		judge_pattern(judgement, decision, "title", decision->title, ENTRY_PLACE(decision, title, 0));
	}
}

/* ---- the files ---- */

static bool leaves_the_folder(struct slice path)
{
	struct slice rest = path;
	struct slice step;
	while (slice_next_word(&rest, "/", &step)) {
		if (slice_equal(step, SLICE(".."))) {
			return true;
		}
	}
	return slice_starts_with(path, SLICE("/"));
}

/* Evidence is a file of the circle's folder, or an address on the web. */
static void judge_file(struct judgement *judgement, const struct circle *circle, struct slice path,
		       struct slice decision, struct location location)
{
	struct model *model = judgement->model;
	if (path.size == 0 || slice_starts_with(path, SLICE("https://"))) {
		return;
	}
	enum finding_id id = FINDING_EVIDENCE_FILE_MISSING;
	struct slice whole = circle_path(judgement->arena, circle, path);
	if (leaves_the_folder(path)) {
		id = FINDING_EVIDENCE_OUTSIDE_FOLDER;
	} else if (model_has_file(model, whole)) {
		return;
	}
	struct slice near = slice_from(model_nearest_file(model, whole), whole.size - path.size);
	findings_add(judgement->findings, id, location, path, whole, near)->decision = decision;
}

/* ---- one document, one payment ---- */

/* Whether a document claims money; a paper of an expense that does not say its kind surely does. */
static bool claims_money(const struct evidence *evidence, const struct contribution *contribution)
{
	switch (evidence->kind) {
	case EVIDENCE_INVOICE:
	case EVIDENCE_PAYSLIP:
	case EVIDENCE_EXPENSE_CLAIM:
	case EVIDENCE_RECEIPT: return true;
	default: return evidence->kind < 0 && contribution == NULL;
	}
}

/* Who relied on a document before; its path is from the folder of the circle that keeps it. */
static struct document_use *use_of_document(struct judgement *judgement, const struct circle *keeper, struct slice path)
{
	bool is_address = slice_starts_with(path, SLICE("https://"));
	struct slice name = is_address ? path : circle_path(judgement->arena, keeper, path);
	uint32_t known = symbols_count(judgement->documents);
	uint32_t symbol = symbols_intern(judgement->documents, name);
	if (symbol == known) {
		judgement->document_uses = memory_grow(judgement->document_uses, known, &judgement->document_capacity,
						       sizeof *judgement->document_uses);
		judgement->document_uses[symbol] = (struct document_use){NULL, NULL};
	}
	return &judgement->document_uses[symbol];
}

/* Whether the earlier use and this one belong together: parts of one contribution, or one payee paid by one meeting
 * from several funds or for several contributions. */
static bool is_one_payment(const struct document_use *before, const struct document_use *now)
{
	bool is_same_work = now->contribution != NULL && now->contribution == before->contribution;
	return is_same_work || (before->decision->meeting == now->decision->meeting &&
				decision_payee(before->decision) == decision_payee(now->decision));
}

static void judge_document(struct judgement *judgement, struct document_use now, const struct evidence *evidence,
			   struct location location)
{
	if (evidence->path.size == 0 || !claims_money(evidence, now.contribution)) {
		return;
	}
	const struct circle *keeper =
	    now.contribution != NULL ? now.contribution->circle : now.decision->meeting->circle;
	struct document_use *use = use_of_document(judgement, keeper, evidence->path);
	bool is_free = use->decision == NULL || canceller_of(judgement, use->decision) != NULL ||
		       doubt_of(judgement, use->decision)->money;
	if (!is_free && !is_one_payment(use, &now) && now.decision->reason.size == 0) {
		blame(judgement, now.decision, FINDING_EVIDENCE_USED_TWICE, location, evidence->path,
		      use->decision->reference, now.decision->reference);
	}
	*use = now;
}

static void judge_documents(struct judgement *judgement, const struct decision *decision)
{
	for (size_t i = 0; i < decision->evidence.count; i++) {
		judge_document(judgement, (struct document_use){decision, NULL},
			       &LIST_AT(decision->evidence, struct evidence, i), ENTRY_PLACE(decision, evidence, i));
	}
	for (size_t i = 0; i < decision->contributions.count; i++) {
		const struct contribution *contribution = LIST_AT(decision->contributions, struct contribution *, i);
		for (size_t j = 0; j < contribution->evidence.count; j++) {
			judge_document(judgement, (struct document_use){decision, contribution},
				       &LIST_AT(contribution->evidence, struct evidence, j),
				       ENTRY_PLACE(decision, contributions, i));
		}
	}
}

static void judge_files(struct judgement *judgement, const struct decision *decision)
{
	for (size_t i = 0; i < decision->evidence.count; i++) {
		const struct evidence *evidence = &LIST_AT(decision->evidence, struct evidence, i);
		struct location location = ENTRY_PLACE(decision, evidence, i);
		judge_file(judgement, decision->meeting->circle, evidence->path, decision->reference, location);
		judge_pattern(judgement, decision, "evidence", evidence->path, location);
	}
}

/* A document that is there and cannot be read would be missing from the seal. */
static void judge_reading(struct judgement *judgement, const struct circle *circle, struct list evidence)
{
	for (size_t i = 0; i < evidence.count; i++) {
		struct slice path = circle_path(judgement->arena, circle, LIST_AT(evidence, struct evidence, i).path);
		const struct text_file *file;
		if (!model_has_file(judgement->model, path)) {
			continue; /* that it is missing is told */
		}
		enum source_kind kind = source_read(judgement->model->source, path, &file);
		if (kind == SOURCE_TOO_LARGE || kind == SOURCE_UNREADABLE) {
			model_tell_unread(judgement->model, file, kind);
		}
	}
}

static void judge_readings(struct judgement *judgement, const struct decision *decision)
{
	if (decision->meeting->seal != NULL) {
		return; /* beside which it is compared */
	}
	judge_reading(judgement, decision->meeting->circle, decision->evidence);
	for (size_t i = 0; i < decision->contributions.count; i++) {
		const struct contribution *contribution = LIST_AT(decision->contributions, struct contribution *, i);
		judge_reading(judgement, contribution->circle, contribution->evidence);
	}
}

static void judge_names_of(struct judgement *judgement, const struct decision *decision,
			   const struct contribution *contribution, size_t nth)
{
	judge_pattern(judgement, decision, "contribution", contribution->reference,
		      ENTRY_PLACE(decision, contributions, nth));
	for (size_t i = 0; i < contribution->evidence.count; i++) {
		judge_pattern(judgement, decision, "evidence", LIST_AT(contribution->evidence, struct evidence, i).path,
			      ENTRY_PLACE(contribution, evidence, i));
	}
}

void judge_evidence(struct judgement *judgement, const struct decision *decision)
{
	judge_kind_of_evidence(judgement, decision);
	judge_files(judgement, decision);
	judge_readings(judgement, decision);
	judge_documents(judgement, decision);
	for (size_t i = 0; i < decision->contributions.count; i++) {
		const struct contribution *contribution = LIST_AT(decision->contributions, struct contribution *, i);
		if (judgement->fold->contributions[contribution->index].latest == NULL &&
		    !contribution->entry.is_doubtful) {
			judge_papers(judgement, decision, contribution, i);
			judge_names_of(judgement, decision, contribution, i);
		}
	}
}

void judge_files_of_contributions(struct judgement *judgement, size_t first)
{
	struct list contributions = judgement->model->contributions;
	for (size_t i = first; i < contributions.count; i++) {
		const struct contribution *contribution = LIST_AT(contributions, struct contribution *, i);
		for (size_t j = 0; j < contribution->evidence.count && !contribution->entry.is_cut; j++) {
			judge_file(judgement, contribution->circle,
				   LIST_AT(contribution->evidence, struct evidence, j).path, SLICE(""),
				   ENTRY_PLACE(contribution, evidence, j));
		}
	}
}
