/* Amounts written as where decimals have a comma, in a network that does not say so: they are read, and it is told once
 * where it should be said. For src/model/ only. */
#ifndef SOUCI_MODEL_DECIMAL_MARK_H
#define SOUCI_MODEL_DECIMAL_MARK_H

#include "model/model.h"

/* Before the network was read: nothing is said. */
void decimal_mark_begin(struct model *model);

/* What the network says, or not. */
void decimal_mark_set(struct model *model, const struct network *network);

/* Counts an amount that was read, and the value of a rule, when they are written so. */
void decimal_mark_note_amount(struct model *model, struct slice text, struct location place);
void decimal_mark_note_rule(struct model *model, struct slice name, struct slice value, struct location place);

/* Tells what was counted, unless it was told why the mark is not known, and begins to count again. Where there is no
 * network.rec, what it said is unknown from then on. */
void decimal_mark_tell(struct model *model);

#endif
