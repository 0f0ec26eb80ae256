/* The ends of lines: LF wherever text is compared or digested, as git stores it. */
#ifndef SOUCI_TEXT_LINE_ENDS_H
#define SOUCI_TEXT_LINE_ENDS_H

#include "text/arena.h"

/* The text with each CR LF read as LF; `bytes` themselves when there is none, or when a NUL byte says, as it does to
 * git, that this is no text. Other carriage returns stay. A copy lives in `arena`, followed by a NUL that is not
 * counted. */
struct slice text_with_line_feeds(struct arena *arena, struct slice bytes);

#endif
