/* Lines of blocks: how an amount went, from the first to the last. */
#ifndef SOUCI_REPORT_SPARKLINE_H
#define SOUCI_REPORT_SPARKLINE_H

#include "text/amount.h"
#include "text/buffer.h"

#include <stddef.h>

struct sparkline {
	struct amount *values; /* in ordinary memory */
	size_t count;
	size_t capacity;
};

void sparkline_add(struct sparkline *line, struct amount value);
void sparkline_free(struct sparkline *line);

/* Adds the blocks, sixty at most, between the least value and the most; nothing when there are less than two values.
 * Returns whether it added something. */
bool sparkline_write(const struct sparkline *line, struct buffer *out);

#endif
