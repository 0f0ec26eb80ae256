/* The language of messages. Formats of dates and numbers never depend on it. */
#ifndef SOUCI_COMMAND_LANGUAGE_H
#define SOUCI_COMMAND_LANGUAGE_H

#include "text/failure.h"

/* Sets the language of gettext from --lang among the words of the command line (found before they are read, since
 * reading them can fail, and say so), else from LC_ALL, LC_MESSAGES or LANG; English by default. */
void language_choose(int word_count, char **words);

/* Sets the language of messages from now on, for what is written for others to read: `en` or `fr`. Fails when its
 * catalogue is not found. */
const struct failure *language_set(const char *language);

/* `en` or `fr`. */
const char *language_in_use(void);

#endif
