/* Where output goes: a terminal with its width and colours, a pager, a file or a pipe. */
#ifndef SOUCI_COMMAND_TERMINAL_H
#define SOUCI_COMMAND_TERMINAL_H

#include "format/table.h"
#include "text/failure.h"

/* How to write on the standard output. `colour` is always, never, or anything else for what suits: on a terminal that
 * knows colours and without NO_COLOR. The width is COLUMNS, else the terminal's, else 0. */
struct text_look terminal_look(struct slice colour);

enum show_result {
	SHOW_DONE,
	SHOW_FAILED,
	SHOW_CLOSED, /* the reader of the pipe went away: nothing to complain about */
};

/* Writes all of `text` to the standard output, on a terminal through $PAGER (less when unset) if `is_paged`; sets the
 * failure when it returns SHOW_FAILED. */
enum show_result terminal_show(struct slice text, bool is_paged, const struct failure **failure);

/* Writes, without a pager, the first part of an output that terminal_show() ends. */
enum show_result terminal_show_part(struct slice text, const struct failure **failure);

/* Whether a pager would show the output. */
bool terminal_is_paged(bool is_wanted);

/* Makes sure that files opened later are not taken for the standard streams, and that a closed pipe is an error code
 * and not a signal. */
void terminal_prepare(void);

#endif
