/* The words of a commit, whose bytes may be anything, as well-formed UTF-8. For src/history/ only. */
#ifndef SOUCI_HISTORY_COMMIT_WORDS_H
#define SOUCI_HISTORY_COMMIT_WORDS_H

#include "text/arena.h"

/* Reads them in the encoding that the commit names (empty: UTF-8); what does not fit becomes U+FFFD. Returns `text`
 * itself when it is well-formed already. */
struct slice commit_words(struct arena *arena, struct slice text, struct slice encoding);

#endif
