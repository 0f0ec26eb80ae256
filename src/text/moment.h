/* Moments: seconds of the clock and the zone it was read in, as git notes them. */
#ifndef SOUCI_TEXT_MOMENT_H
#define SOUCI_TEXT_MOMENT_H

#include "text/slice.h"

struct moment {
	int64_t seconds; /* since 1970-01-01 00:00 UTC */
	int zone;        /* minutes east of UTC */
};

/* Reads a moment as git documents it (git help commit, “Date formats”): `@1711111111 +0100`, with or without the `@`;
 * `2024-04-11T09:30:00+02:00`, with a space for the `T` too; `Thu, 11 Apr 2024 09:30:00 +0200`, with or without the day
 * of the week. Seconds may be left out, and so may the zone, which is the local one then. False, leaving `moment`
 * alone, for anything else: git guesses, we don't. */
bool moment_parse(struct slice text, struct moment *moment);

#endif
