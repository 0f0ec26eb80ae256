/* E-mail addresses. */
#ifndef SOUCI_TEXT_ADDRESS_H
#define SOUCI_TEXT_ADDRESS_H

#include "text/arena.h"

/* The text with A to Z as small letters and without the blanks around it: as git, we take addresses that differ in
 * nothing else for the same. Followed by a NUL (not counted). */
struct slice address_folded(struct arena *arena, struct slice text);

#endif
