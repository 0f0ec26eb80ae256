/* Seals: what `apply` writes of a meeting, once, so that any later change to it is seen. */
#ifndef SOUCI_DECISION_SEAL_H
#define SOUCI_DECISION_SEAL_H

#include "decision/fold.h"
#include "text/buffer.h"

/* The first line of every generated file. */
extern const char *const generated_header;

/* `circles/ID/sealed/DATE.rec`. */
struct slice seal_path(struct arena *arena, const struct meeting *meeting);

/* The same of the path of a meeting's file; empty when it is none. */
struct slice seal_path_of(struct arena *arena, struct slice meeting_path);

/* The bytes of a seal, noting the digest of `after` where it holds that of `before`; false when it does not. For
 * meetings whose layout alone changed. */
bool seal_refresh(struct arena *arena, struct slice seal, struct slice before, struct slice after,
		  struct slice *refreshed);

/* Writes the seal of a meeting as it stands. `fold` knows which years were closed. */
void seal_write(struct buffer *text, const struct fold *fold, const struct meeting *meeting);

struct sealed_subjects;

/* What a seal says beside its subjects. */
struct seal_facts {
	struct slice bytes_digest;
	struct slice meaning_digest;
	struct date post; /* the meeting's day when its money posts then */
};

/* The same, with these facts and subjects. */
void seal_write_as(struct buffer *text, const struct meeting *meeting, const struct sealed_subjects *subjects,
		   struct seal_facts facts);

/* Whether every sealed meeting is, to the byte, the file that was sealed: much less work than to check the seals. */
bool seals_match_bytes(const struct model *model);

/* Compares one sealed meeting with its seal, and that with what apply writes; differences become findings, and are
 * noted in the model: what follows from them is not held against anybody. Returns whether it says what was applied. */
bool seal_check(struct model *model, struct meeting *meeting);

/* The same of every sealed meeting, and of every seal whether it is that of a meeting. Notes the circles whose
 * generated files cannot be compared. */
void seals_check(struct model *model);

/* Once they are folded: whether a seal, or (findings otherwise) each, names a day for its money that a closed year asks
 * for. */
bool seal_check_post(const struct fold *fold, const struct meeting *meeting);
void seals_check_posts(const struct fold *fold);

#endif
