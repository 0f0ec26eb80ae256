/* The language of messages. Formats of dates and numbers never depend on it. */
#ifndef SOUCI_COMMAND_LANGUAGE_H
#define SOUCI_COMMAND_LANGUAGE_H

/* Sets the language of gettext from --lang among the words of the command line (found before they are read, since
 * reading them can fail, and say so), else from LC_ALL, LC_MESSAGES or LANG; English by default. */
void language_choose(int word_count, char **words);

#endif
