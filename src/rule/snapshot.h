/* A network read from one source: what people wrote, what the bank paid, and the state that decisions made of it. The
 * one way commands get at it, whatever the source (folder, index, revision). */
#ifndef SOUCI_RULE_SNAPSHOT_H
#define SOUCI_RULE_SNAPSHOT_H

#include "decision/books.h"

struct judgement;

struct snapshot {
	struct arena *arena;
	struct source *source;     /* borrowed */
	struct findings *findings; /* borrowed */
	struct model *model;
	struct books *hand_written; /* the journals of ledger/ without the generated ones */
	struct list payments;       /* struct payment, of the bank journals */
	bool has_journal_errors;    /* some of the hand-written journals could not be read */
	struct books *books;        /* with the generated journals, once checked: findings point into it */
};

/* Reads the records and the hand-written journals. What is wrong with the records goes to `findings`; the journals are
 * judged by snapshot_check(). `source` and `findings` must outlive the snapshot. Free with snapshot_free(). */
const struct failure *snapshot_read(struct source *source, struct findings *findings, struct snapshot **result);
void snapshot_free(struct snapshot *snapshot);

/* The state on a day: the fold of the meetings that were applied, up to and including `until`. Free with fold_free().
 */
struct fold *snapshot_fold(struct snapshot *snapshot, struct date until);

/* Whether all could be read and the sealed minutes are the very files that were applied, and so judged then. */
bool snapshot_is_as_applied(const struct snapshot *snapshot);

/* Judges everything: every decision, seal, generated file and journal. All goes to the findings. */
void snapshot_check(struct snapshot *snapshot);

/* The same; returns the judgement, to be freed with judge_close(), and its fold, of all that was decided. */
struct judgement *snapshot_judge(struct snapshot *snapshot);

/* The generated files as the applied meetings give them (struct generated_file). */
struct list snapshot_generate(struct snapshot *snapshot);

#endif
