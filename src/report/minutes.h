/* Minutes to fill in. */
#ifndef SOUCI_REPORT_MINUTES_H
#define SOUCI_REPORT_MINUTES_H

#include "report/agenda.h"
#include "text/buffer.h"

/* Writes the file of a meeting whose Status is draft, in the network's language: its members to strike out, and a
 * decision for each request of the agenda, at the amount asked, from the envelope that holds most. Comments say what to
 * look at. */
void minutes_write(struct buffer *text, const struct fold *fold, const struct agenda *agenda);

#endif
