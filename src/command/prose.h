/* Text filled to lines of a readable length. */
#ifndef SOUCI_COMMAND_PROSE_H
#define SOUCI_COMMAND_PROSE_H

#include "text/buffer.h"

/* Adds the words of `text`, and a line end. The cursor stands at `column`; lines after the first begin there too. */
void prose_add(struct buffer *out, struct slice text, size_t column);

#endif
