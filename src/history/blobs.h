/* Files of a repository by their ids, the latest ones kept: what a commit changed, its parent changes next. For
 * src/history/ only. */
#ifndef SOUCI_HISTORY_BLOBS_H
#define SOUCI_HISTORY_BLOBS_H

#include "source/repository.h"

struct blobs;

/* `repository` is borrowed. Free with blobs_free(). */
const struct failure *blobs_new(git_repository *repository, struct blobs **blobs);
void blobs_free(struct blobs *blobs);

/* The bytes of a file of that mode (git_filemode_t), valid until eight others were asked for. Empty for what is no
 * regular file or too large to be read. Fails when the repository has it not. */
const struct failure *blobs_read(struct blobs *blobs, const git_oid *id, uint32_t mode, struct slice *bytes);

#endif
