/* The signatures of the commits being audited, verified some at a time. For src/history/ only. */
#ifndef SOUCI_HISTORY_SIGNING_H
#define SOUCI_HISTORY_SIGNING_H

#include "history/audit.h"
#include "history/audited.h"
#include "history/signature.h"

struct signing;

/* Both are borrowed. Free with signing_free(). */
struct signing *signing_new(git_repository *repository, struct audit *audit);
void signing_free(struct signing *signing);

/* Takes the signature of a commit; verifies those taken so far when they are many. */
const struct failure *signing_add(struct signing *signing, const struct audited *audited, const struct state *binding);

/* Verifies the signature of a commit at once, with the keys that a state gives its author; nothing is reported. */
const struct failure *signing_verify(struct signing *signing, const struct audited *audited, const struct state *known,
				     enum signature_state *state);

/* Verifies the rest. */
const struct failure *signing_finish(struct signing *signing);

#endif
