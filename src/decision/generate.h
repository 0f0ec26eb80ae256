/* Generated files: registers and decision journals, a pure function of what people wrote and of the seals. */
#ifndef SOUCI_DECISION_GENERATE_H
#define SOUCI_DECISION_GENERATE_H

#include "decision/fold.h"

struct generated_file {
	struct slice path;
	struct slice bytes;
};

/* A list of files (struct generated_file) in byte order of their paths, in `arena`, out of `count` in any order, which
 * are put in that order too. */
struct list generated_files_sorted(struct arena *arena, struct generated_file *files, size_t count);

/* The file of that path in a list in byte order, or NULL. */
const struct generated_file *generated_file_find(struct list files, struct slice path);

/* All of them but the seals, in byte order of their paths, as the meetings folded give them: `fold` must have been made
 * with `sealed_only`. Allocated in `arena`. */
struct list generate(struct arena *arena, struct fold *fold);

/* Whether only `apply` writes the journal at that path: ledger/generated.journal, or one below ledger/circles/. */
bool is_generated_journal(struct slice path);

/* Compares them with what the source holds; differences become findings. `fold` is the one that gave them: those that
 * are in another language than the network's are told once. */
void generated_check(struct fold *fold, struct list files);

/* Whether a finding is one of those: `apply` makes an end of it. */
bool is_about_generated_files(enum finding_id id);

/* The files of the source that `apply` wrote and that are not in `files`: struct slice paths. */
const struct failure *generated_extra(struct arena *arena, struct model *model, struct list files, struct list *paths);

#endif
