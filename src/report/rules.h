/* Which rules are in force, and where each comes from. */
#ifndef SOUCI_REPORT_RULES_H
#define SOUCI_REPORT_RULES_H

#include "report/subject.h"

/* A row for each rule of the network and for each one a circle has of its own, on the day of the subject; with circles
 * asked for, every rule in force for them. Free with table_free(). */
struct table *rules_report(struct subject *subject);

/* What a rule is set to: for machines as written. Empty where nothing is set. */
struct cell rules_value(struct arena *arena, const struct rule_change *change, struct money_style style);

/* Who set a rule: a decision, network.rec, or nobody. */
struct cell rules_origin(const struct rule_change *change);

/* Cells that tell how a rule holds: its level, whether it is firm, since when, and who set it. */
void rules_fill_origin(const struct rule_change *change, struct cell *level, struct cell *firm, struct cell *since,
		       struct cell *origin);

#endif
