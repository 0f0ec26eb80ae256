/* Faults of history that the council acknowledged later, by `regularise` decisions. For src/history/ only. */
#ifndef SOUCI_HISTORY_REGULARISED_H
#define SOUCI_HISTORY_REGULARISED_H

#include "history/audit.h"
#include "history/audited.h"

struct regularisations;

/* `arena` outlives it. Free with regularisations_free(). */
struct regularisations *regularisations_new(struct arena *arena);
void regularisations_free(struct regularisations *regularisations);

/* Remembers the seals that a commit brought, to tell later which commit a decision came with. */
void regularisations_see(struct regularisations *regularisations, const struct audited *audited);

/* Makes notices of the faults that sealed decisions of `model` acknowledge, and adds one that names both commits. A
 * decision acknowledges a finding by its id, about the decision that `Of` names or about the file of its meeting. */
void regularisations_apply(struct regularisations *regularisations, const struct model *model, struct audit *audit);

#endif
