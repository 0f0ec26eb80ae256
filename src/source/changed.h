/* The files of a source as changes would leave them, before anything is written. */
#ifndef SOUCI_SOURCE_CHANGED_H
#define SOUCI_SOURCE_CHANGED_H

#include "source/replace.h"
#include "source/source.h"

/* Free with source_free() before `below`, which it reads from; the changes are borrowed, too. */
struct source *source_open_changed(struct source *below, const struct file_change *changes, size_t count);

#endif
