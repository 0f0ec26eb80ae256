/* What a seal keeps the digest of, beside the meeting itself. For seal.c and seal_check.c only. */
#ifndef SOUCI_DECISION_SEALED_SUBJECTS_H
#define SOUCI_DECISION_SEALED_SUBJECTS_H

#include "model/model.h"
#include "text/digest.h"

/* The fields of a seal that hold one a line: Contribution, Evidence, Action and Journal. Compared by their address. */
extern const char sealed_contribution[];
extern const char sealed_evidence[];
extern const char sealed_action[];
extern const char sealed_journal[];

struct sealed_subject {
	const char *field;    /* one of the above */
	struct slice subject; /* an id, a reference or a path */
	char digest[DIGEST_TEXT_SIZE];
};

struct sealed_subjects {
	struct arena *arena;
	struct model *model;
	struct list list; /* struct sealed_subject, sorted as they are written; in ordinary memory: free(list.items) */
	size_t capacity;
};

/* What a meeting decided on, as it stands now: the meaning of its contributions and of the actions it adopted, the
 * bytes of the evidence and of the bank journals of the years it closed. */
struct sealed_subjects sealed_subjects_of(struct arena *arena, struct model *model, const struct meeting *meeting);

#endif
