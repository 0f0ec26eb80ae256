/* Changes of files as a patch that git and patch(1) read. */
#ifndef SOUCI_SOURCE_PATCH_H
#define SOUCI_SOURCE_PATCH_H

#include "source/replace.h"
#include "source/source.h"
#include "text/buffer.h"

/* Adds to `text` what the changes would do to the files that the source holds. */
const struct failure *patch_write(struct buffer *text, struct source *source, const struct file_change *changes,
				  size_t count);

#endif
