/* The links of a traced chain as nodes of an outline. For src/report/ only. */
#ifndef SOUCI_REPORT_TRACE_LINKS_H
#define SOUCI_REPORT_TRACE_LINKS_H

#include "report/trace.h"
#include "report/trace_money.h"

/* Lines whose commit is to be told of a node, or in the row of a payment. */
struct trace_mark {
	struct outline_node *node; /* NULL for a row */
	size_t row;
	size_t column; /* the first of the columns for a commit */
	struct slice path;
	size_t first;
	size_t count;
};

struct tracing {
	struct trace_source source;
	const struct fold *fold;
	struct arena *arena; /* of the outline */
	struct outline *outline;
	struct table *table;
	struct trace_money money;
	struct slice currency;
	struct trace_mark *marks; /* in ordinary memory */
	size_t mark_count;
	size_t mark_capacity;
};

/* ---- what nodes say ---- */

/* A fact for all: `heading` is N_(). For machines only: trace_note(). */
void trace_say(struct tracing *tracing, struct outline_node *node, const char *name, const char *heading,
	       struct cell cell);
void trace_say_amount(struct tracing *tracing, struct outline_node *node, const char *name, const char *heading,
		      struct amount amount);
void trace_note(struct tracing *tracing, struct outline_node *node, const char *name, struct cell cell);

/* A broken link; `message` is translated and made in the arena. */
void trace_break(struct tracing *tracing, struct outline_node *node, const char *id, struct slice message);

struct slice trace_money_text(const struct tracing *tracing, struct amount amount);

/* Remembers to tell the commit of a record, or of a file as a whole. */
void trace_mark_entry(struct tracing *tracing, struct outline_node *node, const struct entry *entry);
void trace_mark_file(struct tracing *tracing, struct outline_node *node, struct slice path);
void trace_mark_line(struct tracing *tracing, struct outline_node *node, const struct bank_line *line);

/* Tells all that was remembered, in one walk through the history. */
const struct failure *trace_tell_commits(struct tracing *tracing);

/* ---- the links ---- */

/* The decision: its meeting, who was there, how it was taken, whether it still says what was sealed. */
struct outline_node *trace_decision(struct tracing *tracing, struct outline_node *parent,
				    const struct decision *decision);

/* Below a decision, what it was taken on: contributions with their reports and evidence, its own evidence. */
void trace_grounds(struct tracing *tracing, struct outline_node *node, const struct decision *decision);

struct outline_node *trace_contribution(struct tracing *tracing, struct outline_node *parent,
					const struct contribution *contribution, const struct decision *decision);

/* A payment, or some of it, and its row in the list of expenses. */
struct outline_node *trace_payment(struct tracing *tracing, struct outline_node *parent,
				   const struct traced_share *share);

/* What a funder paid. */
struct outline_node *trace_receipt(struct tracing *tracing, struct outline_node *parent, const struct bank_line *line);

/* A due without its payments. */
struct outline_node *trace_due(struct tracing *tracing, struct outline_node *parent, const struct traced_due *due);

/* The money a decision makes the network owe, and its payments: of all funds, or of one. */
void trace_dues(struct tracing *tracing, struct outline_node *parent, const struct decision *origin,
		const struct fund *fund);

/* Upwards: the action in a circle's programme with the allocations of a fund (NULL: none), the fund with its award. */
struct outline_node *trace_action_of(struct tracing *tracing, struct outline_node *parent, const struct circle *circle,
				     const struct action *action, const struct fund *fund);
struct outline_node *trace_fund_of(struct tracing *tracing, struct outline_node *parent, const struct fund *fund);

/* ---- downwards (trace_downwards.c) ---- */

void trace_down_fund(struct tracing *tracing, const struct fund *fund);
void trace_down_circle(struct tracing *tracing, const struct circle *circle);
void trace_down_action(struct tracing *tracing, const struct action *action);
void trace_down_party(struct tracing *tracing, const struct party *party);

/* ---- the list of expenses (trace_table.c) ---- */

struct table *trace_table_new(void);
void trace_table_add(struct tracing *tracing, const struct traced_share *share);
/* Fills the columns of a commit from `column` on. */
void trace_table_tell(struct tracing *tracing, const struct trace_mark *mark, const struct origin *origin);

/* What was found of a piece of evidence. */
enum evidence_state { EVIDENCE_AS_SEALED, EVIDENCE_UNSEALED, EVIDENCE_CHANGED, EVIDENCE_ABSENT, EVIDENCE_ADDRESS };
enum evidence_state trace_evidence_state(const struct tracing *tracing, const struct circle *circle,
					 const struct decision *decision, struct slice path);
extern const char *const trace_evidence_words[];

#endif
