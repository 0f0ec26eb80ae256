/* Collecting facts: a function for each kind. For src/history/ only. */
#ifndef SOUCI_HISTORY_FACT_COLLECTOR_H
#define SOUCI_HISTORY_FACT_COLLECTOR_H

#include "history/fact.h"

struct fact_collector {
	struct arena *arena;
	const struct fold *fold; /* of the applied meetings, up to the day */
	const struct model *model;
	const struct journal *journal; /* the whole ledger, generated files as the fold gives them */
	struct date until;
	const struct fact_kind *kind; /* being collected */
	struct fact *facts;
	size_t count;
	size_t capacity;
};

/* A new fact of the kind being collected; valid until the next one. `circle` may be NULL. */
struct fact *fact_add(struct fact_collector *collector, const struct circle *circle, struct slice key);

/* Gives it a value that people read as it is. */
void fact_say(struct fact *fact, struct slice value);

/* Gives it a span of days for a value. */
void fact_last(struct fact_collector *collector, struct fact *fact, const struct span *span);

/* Whether the span holds any day and began by the day that facts are told at. */
bool fact_is_told(const struct fact_collector *collector, const struct span *span);

void collect_statuses(struct fact_collector *collector);
void collect_territories(struct fact_collector *collector);
void collect_members(struct fact_collector *collector);
void collect_mandates(struct fact_collector *collector);
void collect_programme(struct fact_collector *collector);
void collect_rules(struct fact_collector *collector);
void collect_consortiums(struct fact_collector *collector);

void collect_awards(struct fact_collector *collector);
void collect_terms(struct fact_collector *collector);
void collect_closed_funds(struct fact_collector *collector);
void collect_envelopes(struct fact_collector *collector);
void collect_accounts(struct fact_collector *collector);
void collect_years(struct fact_collector *collector);

void collect_network(struct fact_collector *collector);
void collect_people(struct fact_collector *collector);
void collect_parties(struct fact_collector *collector);
void collect_places(struct fact_collector *collector);
void collect_funds(struct fact_collector *collector);
void collect_circles(struct fact_collector *collector);
void collect_actions(struct fact_collector *collector);
void collect_contributions(struct fact_collector *collector);
void collect_meetings(struct fact_collector *collector);
void collect_minutes(struct fact_collector *collector);
void collect_decisions(struct fact_collector *collector);

#endif
