/* Where bytes come from: a folder, the index of a git repository, or one of its revisions, through one interface.
 * The only place that reads with libgit2. Paths are relative to the root, parted by `/`, without `.` or `..`. */
#ifndef SOUCI_SOURCE_SOURCE_H
#define SOUCI_SOURCE_SOURCE_H

#include "text/failure.h"
#include "text/file.h"

struct source;

enum source_kind {
	SOURCE_FILE,
	SOURCE_FOLDER,
	SOURCE_LINK,    /* symbolic: never followed */
	SOURCE_SPECIAL, /* device, pipe, socket, submodule */
	SOURCE_MISSING,
	SOURCE_UNREADABLE,
	SOURCE_DAMAGED, /* in a repository: its object is missing, or not what its id says */
	SOURCE_TOO_LARGE,
};

/* No file of records, journals or evidence is larger: 128 MiB, a million entries. A larger one is not read at all. */
#define SOURCE_FILE_SIZE_MAXIMUM ((size_t)1 << 27)

struct source_entry {
	struct slice path;
	enum source_kind kind;
};

struct source_list {
	struct source_entry *entries; /* in byte order of their paths; owned by the source */
	size_t count;
};

/* Opens the files below the folder `root` as they are now; fails when git left some of the network out (a sparse
 * checkout). Free with source_free(). */
const struct failure *source_open_folder(struct slice root, struct source **source);

/* Opens what is staged in the repository of which `root` is the work tree. */
const struct failure *source_open_index(struct slice root, struct source **source);

/* Opens a revision (`HEAD~3`, a tag, an id) of the repository that `root` lies in, bare or not. */
const struct failure *source_open_revision(struct slice root, struct slice revision, struct source **source);

/* Frees the source and all that was read from it; NULL is allowed. */
void source_free(struct source *source);

/* Lists all that is below `folder`, at any depth, folders included; an empty list when there is no such folder. */
const struct failure *source_list(struct source *source, struct slice folder, struct source_list *list);

/* Reads a file, once: a second call gives the same text_file. Returns SOURCE_FILE and sets `file`, or says what stands
 * there instead, with an empty `file` of that path, so that a finding can name it. The text_file lives as long as the
 * source; its bytes are followed by a NUL that is not counted. Each CR LF of a text is read as LF: git writes it so
 * where it is told to, and stores LF. */
enum source_kind source_read(struct source *source, struct slice path, const struct text_file **file);

/* The bytes of a file that was read, as they are stored: its own unless there are CR LF among them. */
struct slice source_stored(const struct source *source, const struct text_file *file);

/* Whether a digest (see text/digest.h) is that of a file that was read: of its bytes, or of those that are stored. */
bool source_has_digest(const struct source *source, const struct text_file *file, struct slice digest);

/* The failure when something read so far is named by the repository and missing from it, or damaged: what was read
 * beside it is no whole, and no figure is to be told of it. NULL when all was there. */
const struct failure *source_damage(const struct source *source);

/* The folder that holds `circles/`: `start` or the nearest one above it within the same repository.
 * Sets `root`, to be freed by the caller. */
const struct failure *source_find_root(struct slice start, char **root);

#endif
