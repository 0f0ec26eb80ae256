/* Where journals are read from. */
#ifndef SOUCI_JOURNAL_LOADER_H
#define SOUCI_JOURNAL_LOADER_H

#include "journal/journal.h"
#include "source/source.h"

/* A loader for the files of a network, from the folder, the index or a revision; paths cannot leave it. The source must
 * outlive the journals read with it. Free with journal_loader_free(). */
struct journal_loader *journal_loader_from_source(struct source *source);

/* A loader for files anywhere on the disk, which are mapped; `-` is standard input, and `~/` stands for `home`, which
 * must outlive the loader. The files live as long as the loader. Free with journal_loader_free(). */
struct journal_loader *journal_loader_from_disk(struct slice home);

/* NULL is allowed. */
void journal_loader_free(struct journal_loader *loader);

#endif
