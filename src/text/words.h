/* Sets of words in one slice, parted by a byte that none of them holds: `tom lea`. */
#ifndef SOUCI_TEXT_WORDS_H
#define SOUCI_TEXT_WORDS_H

#include "text/arena.h"

/* Whether the word is one of them. */
bool words_hold(struct slice words, char separator, struct slice word);

/* The words and one more, unless it is empty or there already. */
struct slice words_add(struct arena *arena, struct slice words, char separator, struct slice word);

#endif
