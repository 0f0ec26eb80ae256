/* Amounts in another currency than the network says, or than EUR where it says none: where most are, it is told once of
 * the network. For src/model/ only. */
#ifndef SOUCI_MODEL_CURRENCY_H
#define SOUCI_MODEL_CURRENCY_H

#include "model/model.h"

/* The network as `network.rec` says it sets the currency, unless another was found to be meant. */
void currency_set(struct model *model, const struct network *network);

/* Counts an amount that was read, or could not for its currency. */
void currency_note(struct model *model, struct slice text, struct location place, enum value_problem problem);

/* Once all was read: the currency of most amounts when it is another, else empty. Then all is to be read again. */
struct slice currency_meant(const struct model *model);

/* Tells that another currency was meant, unless what is wrong with the line that says it was told. */
void currency_tell(struct model *model);

#endif
