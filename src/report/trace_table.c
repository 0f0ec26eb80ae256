/* The list of expenses that a controller asks for: a row for each payment, with all its chain. */
#include "report/columns.h"
#include "report/decision_facts.h"
#include "report/trace_links.h"
#include "text/memory.h"
#include "text/translate.h"

enum trace_column {
	TRACE_DATE,
	TRACE_FILE,
	TRACE_LINE,
	TRACE_CODE,
	TRACE_DESCRIPTION,
	TRACE_PAYEE,
	TRACE_AMOUNT,
	TRACE_COMMODITY,
	TRACE_ACCOUNT,
	TRACE_FUND,
	TRACE_FUNDER,
	TRACE_AWARD,
	TRACE_CIRCLE,
	TRACE_ACTION,
	TRACE_DECISION,
	TRACE_KIND,
	TRACE_DECIDED,
	TRACE_MODE,
	TRACE_PRESENT,
	TRACE_OBJECTIONS,
	TRACE_GRANTED,
	TRACE_PERSON,
	TRACE_CONTRIBUTIONS,
	TRACE_MINUTES,
	TRACE_REPORT,
	TRACE_EVIDENCE,
	TRACE_EVIDENCE_STATE,
	TRACE_BROKEN,
	TRACE_PAYMENT_COMMIT, /* and its author, date and signature */
	TRACE_DECISION_COMMIT = TRACE_PAYMENT_COMMIT + 4,
};

#define COMMIT_COLUMNS(what)                                                                                           \
	{what "_commit", "", COLUMN_ID, READERS_MACHINES}, {what "_author", "", COLUMN_ID, READERS_MACHINES},          \
	    {what "_commit_date", "", COLUMN_DATE, READERS_MACHINES},                                                  \
	{                                                                                                              \
		what "_signature", "", COLUMN_ID, READERS_MACHINES                                                     \
	}

static const struct report_column columns[] = {
    {"date", N_("Paid"), COLUMN_DATE, READERS_ALL},
    {"file", "", COLUMN_ID, READERS_MACHINES},
    {"line", "", COLUMN_INTEGER, READERS_MACHINES},
    {"code", N_("Code"), COLUMN_ID, READERS_ALL},
    {"description", N_("Description"), COLUMN_TEXT, READERS_ALL},
    {"payee", N_("To whom"), COLUMN_TEXT, READERS_ALL},
    {"amount", N_("Amount"), COLUMN_AMOUNT, READERS_ALL},
    {"commodity", "", COLUMN_ID, READERS_MACHINES},
    {"account", "", COLUMN_ID, READERS_MACHINES},
    {"fund", N_("Fund"), COLUMN_ID, READERS_ALL},
    {"funder", "", COLUMN_ID, READERS_MACHINES},
    {"award", "", COLUMN_ID, READERS_MACHINES},
    {"circle", N_("Circle"), COLUMN_TEXT, READERS_ALL},
    {"action", N_("Action"), COLUMN_TEXT, READERS_ALL},
    {"decision", N_("Decision"), COLUMN_ID, READERS_ALL},
    {"kind", "", COLUMN_ID, READERS_MACHINES},
    {"decided", N_("Decided"), COLUMN_DATE, READERS_ALL},
    {"mode", "", COLUMN_ID, READERS_MACHINES},
    {"present", "", COLUMN_ID, READERS_MACHINES},
    {"objections_lifted", "", COLUMN_INTEGER, READERS_MACHINES},
    {"owed", "", COLUMN_AMOUNT, READERS_MACHINES},
    {"person", "", COLUMN_ID, READERS_MACHINES},
    {"contributions", "", COLUMN_ID, READERS_MACHINES},
    {"minutes", "", COLUMN_MINUTES, READERS_MACHINES},
    {"report", "", COLUMN_TEXT, READERS_MACHINES},
    {"evidence", "", COLUMN_ID, READERS_MACHINES},
    {"evidence_state", "", COLUMN_ID, READERS_MACHINES},
    {"broken", N_("Broken"), COLUMN_ID, READERS_ALL},
    COMMIT_COLUMNS("payment"),
    COMMIT_COLUMNS("decision"),
};

struct table *trace_table_new(void)
{
	struct table *table = table_new(SLICE(""));
	table->title = slice_of(_("Payments and what they were made for"));
	table_add_columns(table, columns, sizeof columns / sizeof *columns);
	return table;
}

/* ---- joined texts ---- */

static struct slice appended(struct arena *arena, struct slice text, struct slice more, const char *separator)
{
	return text.size == 0
		   ? more
		   : arena_format(arena, "%.*s%s%.*s", SLICE_ARGUMENTS(text), separator, SLICE_ARGUMENTS(more));
}

/* What a row tells of the evidence of a decision and its contributions. */
struct papers {
	struct slice contributions;
	struct slice reports;
	struct slice evidence;
	struct slice states;
	int64_t minutes;
};

static void add_evidence(const struct tracing *tracing, struct papers *papers, const struct circle *circle,
			 const struct decision *decision, struct list evidence)
{
	struct arena *arena = tracing->table->arena;
	for (size_t i = 0; i < evidence.count; i++) {
		struct slice path = LIST_AT(evidence, struct evidence, i).path;
		enum evidence_state state = trace_evidence_state(tracing, circle, decision, path);
		struct slice whole = state == EVIDENCE_ADDRESS ? path : circle_path(arena, circle, path);
		papers->evidence = appended(arena, papers->evidence, whole, " ");
		papers->states = appended(arena, papers->states, slice_of(trace_evidence_words[state]), "; ");
	}
}

static struct papers papers_of(const struct tracing *tracing, const struct decision *decision)
{
	struct arena *arena = tracing->table->arena;
	struct papers papers = {SLICE(""), SLICE(""), SLICE(""), SLICE(""), 0};
	for (size_t i = 0; i < decision->contributions.count; i++) {
		const struct contribution *contribution = LIST_AT(decision->contributions, struct contribution *, i);
		if (contribution == NULL) {
			continue;
		}
		int64_t day = fold_day_minutes(tracing->fold, contribution->circle, contribution->date);
		papers.contributions = appended(arena, papers.contributions, contribution->reference, " ");
		papers.reports = appended(arena, papers.reports, contribution->report, "\n");
		papers.minutes += contribution->time.given ? duration_minutes(contribution->time, day) : 0;
		add_evidence(tracing, &papers, contribution->circle, decision, contribution->evidence);
	}
	add_evidence(tracing, &papers, decision->meeting->circle, decision, decision->evidence);
	return papers;
}

static int64_t count_lifted(const struct decision *decision)
{
	int64_t lifted = 0;
	for (size_t i = 0; i < decision->objections.count; i++) {
		lifted += LIST_AT(decision->objections, struct objection, i).is_lifted;
	}
	return lifted;
}

/* ---- a row ---- */

static void fill_payment(const struct tracing *tracing, struct cell *cells, const struct traced_share *share)
{
	const struct transaction *transaction = share->line->transaction;
	cells[TRACE_DATE] = cell_date(share->line->posting->date);
	cells[TRACE_FILE] = cell_text(transaction->file->path);
	cells[TRACE_LINE] = cell_integer((int64_t)share->line->line);
	cells[TRACE_CODE] = cell_line(transaction->code);
	cells[TRACE_DESCRIPTION] = cell_line(transaction->description);
	cells[TRACE_PAYEE] = cell_party(share->party);
	cells[TRACE_AMOUNT] = cell_money(share->amount);
	cells[TRACE_COMMODITY] = cell_text(tracing->currency);
	cells[TRACE_ACCOUNT] = cell_text(share->line->account);
	cells[TRACE_FUND] = cell_fund(share->fund);
	if (share->fund != NULL) {
		const struct decision *award = tracing->fold->funds[share->fund->index].award;
		cells[TRACE_FUNDER] = share->fund->funder == NULL ? cell_empty() : cell_text(share->fund->funder->id);
		cells[TRACE_AWARD] = award == NULL ? cell_empty() : cell_text(award->reference);
	}
}

static void fill_decision(const struct tracing *tracing, struct cell *cells, const struct decision *decision)
{
	const struct action *action = decision_action(decision);
	struct papers papers = papers_of(tracing, decision);
	cells[TRACE_CIRCLE] = cell_circle(decision->meeting->circle);
	cells[TRACE_ACTION] = action == NULL ? cell_empty() : cell_action(action);
	cells[TRACE_DECISION] = cell_text(decision->reference);
	cells[TRACE_KIND] = cell_kind(decision->kind);
	cells[TRACE_DECIDED] = cell_date(decision->meeting->date);
	cells[TRACE_MODE] = cell_mode(decision_mode(tracing->fold, decision));
	cells[TRACE_PRESENT] = cell_people(tracing->table->arena, &decision->meeting->present);
	cells[TRACE_OBJECTIONS] = cell_integer(count_lifted(decision));
	cells[TRACE_PERSON] = decision->person == NULL ? cell_empty() : cell_text(decision->person->id);
	cells[TRACE_CONTRIBUTIONS] = cell_line(papers.contributions);
	cells[TRACE_MINUTES] = papers.minutes > 0 ? cell_minutes(papers.minutes) : cell_empty();
	cells[TRACE_REPORT] = cell_line(papers.reports);
	cells[TRACE_EVIDENCE] = cell_line(papers.evidence);
	cells[TRACE_EVIDENCE_STATE] = cell_line(papers.states);
}

/* Which commit brought the payment and the decision is found out when all is known. */
static void mark_row(struct tracing *tracing, size_t row, size_t column)
{
	struct trace_mark *mark = &tracing->marks[tracing->mark_count - 1];
	mark->node = NULL;
	mark->row = row;
	mark->column = column;
}

void trace_table_add(struct tracing *tracing, const struct traced_share *share)
{
	struct cell *cells = table_add_row(tracing->table, ROW_VALUES)->cells;
	size_t row = tracing->table->row_count - 1;
	fill_payment(tracing, cells, share);
	trace_mark_line(tracing, NULL, share->line);
	mark_row(tracing, row, TRACE_PAYMENT_COMMIT);
	if (share->due == TRACE_NONE) {
		cells[TRACE_BROKEN] = cell_text_shown(SLICE("payment-unmatched"), slice_of(_("nothing owed")));
		return;
	}
	const struct traced_due *due = trace_due_at(&tracing->money, share->due);
	cells[TRACE_GRANTED] = cell_money(due->due->amount);
	if (share->is_by_age) {
		cells[TRACE_BROKEN] =
		    cell_text_shown(SLICE("payment-by-age"), slice_of(_("does not say what it pays")));
	}
	if (due->origin != NULL) {
		fill_decision(tracing, cells, due->origin);
		size_t marks = tracing->mark_count;
		trace_mark_entry(tracing, NULL, &due->origin->entry);
		if (tracing->mark_count > marks) {
			mark_row(tracing, row, TRACE_DECISION_COMMIT);
		}
	}
}
