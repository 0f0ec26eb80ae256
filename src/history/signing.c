#include "history/signing.h"

#include "text/memory.h"

#include <stdlib.h>

enum { CLAIMS_AT_A_TIME = 128 };

struct signing {
	struct audit *audit;
	struct signatures *signatures;
	struct arena *arena; /* of the claims that wait */
	struct signature_claim claims[CLAIMS_AT_A_TIME];
	struct audited commits[CLAIMS_AT_A_TIME]; /* what findings about them need */
	size_t count;
};

struct signing *signing_new(git_repository *repository, struct audit *audit)
{
	struct signing *signing = memory_allocate_zeroed(1, sizeof *signing);
	signing->audit = audit;
	signing->signatures = signatures_new(repository);
	signing->arena = arena_new();
	return signing;
}

void signing_free(struct signing *signing)
{
	signatures_free(signing->signatures);
	arena_free(signing->arena);
	free(signing);
}

static void report(struct signing *signing, enum signature_state state, const struct audited *commit)
{
	switch (state) {
	case SIGNATURE_NOT_DUE: break;
	case SIGNATURE_GOOD: signing->audit->signed_count++; break;
	case SIGNATURE_MISSING:
		signing->audit->unsigned_count++;
		audited_add(commit, FINDING_AUDIT_SIGNATURE_MISSING, SLICE(""), NULL, 0);
		break;
	case SIGNATURE_BAD:
		signing->audit->unsigned_count++;
		audited_add(commit, FINDING_AUDIT_SIGNATURE_BAD, SLICE(""), NULL, 0);
		break;
	}
}

const struct failure *signing_finish(struct signing *signing)
{
	const struct failure *failure = signatures_verify(signing->signatures, signing->claims, signing->count);
	for (size_t i = 0; failure == NULL && i < signing->count; i++) {
		report(signing, signing->claims[i].state, &signing->commits[i]);
	}
	signing->count = 0;
	arena_free(signing->arena);
	signing->arena = arena_new();
	return failure;
}

const struct failure *signing_add(struct signing *signing, const struct audited *audited, const struct state *binding)
{
	struct signature_claim claim = signature_claim(signing->signatures, signing->arena, binding, audited->commit);
	if (claim.state == SIGNATURE_NOT_DUE) {
		return NULL;
	}
	signing->claims[signing->count] = claim;
	signing->commits[signing->count] = *audited;
	signing->commits[signing->count].author = arena_copy(signing->arena, audited->author);
	signing->count++;
	return signing->count < CLAIMS_AT_A_TIME ? NULL : signing_finish(signing);
}

const struct failure *signing_verify(struct signing *signing, const struct audited *audited, const struct state *known,
				     enum signature_state *state)
{
	struct signature_claim claim = signature_claim(signing->signatures, audited->arena, known, audited->commit);
	const struct failure *failure = NULL;
	if (claim.is_open) { /* it may wait among the others, with the same keys */
		failure = signing_finish(signing);
		claim = signature_claim(signing->signatures, audited->arena, known, audited->commit);
	}
	if (failure == NULL && claim.is_open) {
		failure = signatures_verify(signing->signatures, &claim, 1);
	}
	*state = failure == NULL ? claim.state : *state;
	return failure;
}
