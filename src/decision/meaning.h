/* The meaning of a record: what it says whatever its language, layout, comments or order of fields. Its digest is what
 * seals hold. The text it is taken of is frozen: format 1. */
#ifndef SOUCI_DECISION_MEANING_H
#define SOUCI_DECISION_MEANING_H

#include "model/model.h"
#include "text/buffer.h"
#include "text/digest.h"

/* Adds the meaning of one record: its English type, then its fields in the order of the table, with plain values. */
void meaning_add(struct buffer *text, struct arena *arena, const struct entry *entry);

/* The digest of a record's meaning. Returns `digest`. */
char *meaning_digest(const struct entry *entry, char digest[DIGEST_TEXT_SIZE]);

/* The digest of a meeting's meaning: the meeting, then its decisions in the order of the file. Returns `digest`. */
char *meeting_meaning_digest(const struct meeting *meeting, char digest[DIGEST_TEXT_SIZE]);

#endif
