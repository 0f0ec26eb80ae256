/* Who may commit what: the `Authority:` lines of network.rec.
 *
 *	Authority: default                         sensible lines for every subject
 *	Authority: meeting steward secretary       replaces them for one subject: its words are who may
 *	Authority: seal steward @robot             a person by id
 *
 * What no line allows is refused. */
#ifndef SOUCI_MODEL_AUTHORITY_H
#define SOUCI_MODEL_AUTHORITY_H

#include "model/model.h"

/* What can be touched. */
enum subject {
	SUBJECT_CONTRIBUTION,
	SUBJECT_EVIDENCE, /* files of a circle that are no records */
	SUBJECT_MEETING,
	SUBJECT_SEAL, /* and the other files that `apply` writes */
	SUBJECT_PROGRAMME,
	SUBJECT_CIRCLE,
	SUBJECT_BANK,
	SUBJECT_LEDGER, /* hand-written journals besides the bank's */
	SUBJECT_PERSON,
	SUBJECT_PARTY,
	SUBJECT_FUND,
	SUBJECT_PLACE,
	SUBJECT_NETWORK, /* with .mailmap, which says who is who */
	SUBJECT_RULE,    /* the first rules; later ones are decisions */
	SUBJECT_REPORT,
	SUBJECT_OTHER,
	SUBJECT_COUNT
};

/* Who may, besides the roles (enum role), whose bits come first. */
enum bearer {
	BEARER_SELF = 1 << 16,   /* the person whose record it is */
	BEARER_MEMBER = 1 << 17, /* a member of the circle */
	BEARER_KNOWN = 1 << 18,  /* any person of people.rec */
	BEARER_ANYONE = 1 << 19,
	BEARER_NOBODY = 1 << 20,
};

struct authority_line {
	unsigned bearers;    /* bits of roles and of enum bearer */
	struct list persons; /* struct party *: those named by `@id` */
};

struct authority {
	bool is_set; /* some line stands: authority is judged */
	struct authority_line lines[SUBJECT_COUNT];
};

/* Reads the lines of the network; everything is allocated in the model's arena. What cannot be understood is left out,
 * which allows nothing, and becomes a finding in `findings` (NULL: not told). */
void authority_read(const struct model *model, struct authority *authority, struct findings *findings);

/* The English word of a subject, as in a line. */
struct slice subject_name(enum subject subject);

/* Who a line allows, as words: `steward, secretary`. Lives in `arena`. */
struct slice authority_words(struct arena *arena, const struct authority_line *line);

#endif
