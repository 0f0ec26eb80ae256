/* The register of a circle: the state its decisions made. For src/decision/ only. */
#ifndef SOUCI_DECISION_REGISTER_H
#define SOUCI_DECISION_REGISTER_H

#include "decision/fold.h"
#include "text/buffer.h"

/* Writes it as it stands on the day of the circle's last meeting folded. */
void register_write(struct buffer *text, const struct fold *fold, const struct circle *circle);

#endif
