/* gettext: `_()` translates now, `N_()` only marks a text of a table. */
#ifndef SOUCI_TEXT_TRANSLATE_H
#define SOUCI_TEXT_TRANSLATE_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) text

#endif
