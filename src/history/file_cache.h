/* Files that an audit reads by their ids, kept for a while: what a commit brings is most often what the next one
 * changes. For src/history/ only. */
#ifndef SOUCI_HISTORY_FILE_CACHE_H
#define SOUCI_HISTORY_FILE_CACHE_H

#include "source/repository.h"

struct file_cache;

/* `repository` is borrowed. Free with file_cache_free(); NULL is allowed there. */
struct file_cache *file_cache_new(git_repository *repository);
void file_cache_free(struct file_cache *cache);

/* The bytes of a blob, which live until file_cache_settle(). False when it is none, cannot be read, or is larger than
 * FILE_SIZE_READ. */
bool file_cache_read(struct file_cache *cache, const git_oid *id, struct slice *bytes);
#define FILE_SIZE_READ ((size_t)16 << 20)

/* Lets go of what need not be kept; nothing that was read before is used any more. */
void file_cache_settle(struct file_cache *cache);

#endif
