/* What a seal keeps the digest of, beside the meeting itself. For seal.c and seal_check.c only. */
#ifndef SOUCI_DECISION_SEALED_SUBJECTS_H
#define SOUCI_DECISION_SEALED_SUBJECTS_H

#include "model/model.h"
#include "text/digest.h"

/* The fields of a seal that hold one a line: Contribution, Evidence, Action, Journal and Rules. Compared by their
 * address. */
extern const char sealed_contribution[];
extern const char sealed_evidence[];
extern const char sealed_action[];
extern const char sealed_journal[];
extern const char sealed_rules[];

struct sealed_subject {
	const char *field;    /* one of the above */
	struct slice subject; /* an id, a reference or a path */
	char digest[DIGEST_TEXT_SIZE];
};

struct sealed_subjects {
	struct arena *arena;
	struct model *model;
	const struct seal *seal; /* the one there is already, or NULL */
	struct list list; /* struct sealed_subject, sorted as they are written; in ordinary memory: free(list.items) */
	size_t capacity;
};

/* What a meeting decided on, as it stands now: the meaning of its contributions and of the actions it adopted, the
 * bytes of the evidence and of the bank journals of the years it closed, the meaning of the first rules when it founded
 * the network. */
struct sealed_subjects sealed_subjects_of(struct arena *arena, struct model *model, const struct meeting *meeting);

/* Whether a meeting is the one whose seal holds the network's first rules: that which founded the council, else the
 * first body, of those that are sealed together when no seal holds them yet. */
bool meeting_seals_rules(const struct model *model, const struct meeting *meeting);

/* Whether a body was founded by a sealed meeting and no seal holds the first rules: then a line was taken from it. Sets
 * `founding` to that meeting. */
bool rules_are_unsealed(const struct model *model, const struct meeting **founding);

/* The digest of the meaning of the rules of network.rec, in whatever order they stand. Returns `digest`. */
char *rules_digest(const struct model *model, char digest[DIGEST_TEXT_SIZE]);

/* The line of a seal about a subject, out of those of one field; NULL when there is none. */
const struct digest_line *sealed_line(struct list lines, struct slice subject);

/* Whether a document is one at an address, and no file of the network. */
bool evidence_is_elsewhere(struct slice path);

#endif
