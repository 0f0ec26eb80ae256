/* What a command is asked about by one word: `souci trace feder-2024`, `souci blame littoral/2024-04-11/2`. */
#ifndef SOUCI_REPORT_TARGET_H
#define SOUCI_REPORT_TARGET_H

#include "model/model.h"
#include "text/failure.h"

enum target_kind {
	TARGET_DECISION,
	TARGET_CONTRIBUTION,
	TARGET_MEETING,
	TARGET_FUND,
	TARGET_ACTION,
	TARGET_CIRCLE,
	TARGET_PARTY,
	TARGET_KIND_COUNT,
};

struct target {
	enum target_kind kind;
	struct entry *entry; /* its record, of the type of its kind */
};

/* The word of a kind, as it is written before a colon to say which of several is meant: `fund:feder-2024`. */
const char *target_word(enum target_kind kind);

/* Finds the record of that id. Fails when there is none, naming the nearest, or when several of different kinds have
 * it, naming them. */
const struct failure *target_find(const struct model *model, struct slice word, struct target *target);

/* The failure of a word that names several things, and what to write before it, of which there are `count`. */
const struct failure *target_ambiguous(struct slice word, const char *const *prefixes, size_t count);

#endif
