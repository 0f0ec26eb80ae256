/* A source as it was on a day: without what is dated later. */
#ifndef SOUCI_SOURCE_DAY_H
#define SOUCI_SOURCE_DAY_H

#include "source/source.h"
#include "text/date.h"

/* What another source holds, as far as it is of `day` or before. Minutes, their seals and journals, and the years of
 * contributions that begin later are not there; contributions and entries of the hand-written journals that are dated
 * later leave empty lines, so that all others stand where they stood. Registers and the list of the journals, which
 * follow from all decisions, are not there either: they tell of no day but the last. Takes `whole` over; free with
 * source_free(). */
struct source *source_on_day(struct source *whole, struct date day);

/* Whether a source is one of those. */
bool source_is_of_a_day(const struct source *source);

#endif
