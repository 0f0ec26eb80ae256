/* What `souci history` is asked to follow. */
#ifndef SOUCI_COMMAND_HISTORY_TARGET_H
#define SOUCI_COMMAND_HISTORY_TARGET_H

#include "model/model.h"
#include "text/buffer.h"
#include "text/failure.h"

enum history_kind {
	HISTORY_OF_FUND,
	HISTORY_OF_ACTION,
	HISTORY_OF_CIRCLE,
	HISTORY_OF_PERSON,
	HISTORY_OF_RULE,
	HISTORY_OF_ACCOUNT, /* with an empty name: each account of the ledger by itself */
	HISTORY_KIND_COUNT,
};

struct history_target {
	enum history_kind kind;
	struct slice name;  /* of the account or the rule */
	bool is_envelope;   /* an account that was named circle/action: money available is shown positive */
	void *record;       /* the fund, action, circle or person */
	struct slice guess; /* for an account that never was: the nearest of all other names, or empty */
};

/* Whether the word can only name an account: `ledger`, one with a colon, an envelope. Then `target` is filled in. */
bool history_target_is_account(struct arena *arena, struct slice word, struct history_target *target);

/* Finds what any other word names in the network; a word that nothing has is taken for an account. Fails when several
 * things have it, naming them, and when there is no such thing of the kind that stands before a colon (`fund:drac`). */
const struct failure *history_target_find(const struct model *model, struct slice word, struct history_target *target);

/* Adds all names that can be followed but accounts, one a line: with the kind before it where several have it. A name
 * in which a shell would find something to expand is left out: it is no id. */
void history_targets_write(const struct model *model, struct buffer *out);

#endif
