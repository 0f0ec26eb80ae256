/* What a record file may contain: the table of record types and their fields, each with its English and French
 * name. Reading, checking, `fmt`, `explain` and the documentation walk this table. */
#ifndef SOUCI_MODEL_SCHEMA_H
#define SOUCI_MODEL_SCHEMA_H

#include "text/slice.h"

enum record_type {
	RECORD_NETWORK,
	RECORD_RULE,
	RECORD_PERSON,
	RECORD_PARTY,
	RECORD_FUND,
	RECORD_PLACE,
	RECORD_CIRCLE,
	RECORD_ACTION,
	RECORD_CONTRIBUTION,
	RECORD_MEETING,
	RECORD_DECISION,
	RECORD_SEAL,
	RECORD_TYPE_COUNT,
	RECORD_NONE = RECORD_TYPE_COUNT
};

/* How the text of a field is read, and the C type it is kept as. */
enum field_kind {
	FIELD_LINE,      /* struct slice: one line of text */
	FIELD_PROSE,     /* struct slice: text of several lines, Markdown in reports */
	FIELD_ID,        /* struct slice: the record's own id */
	FIELD_REFERENCE, /* pointer to the record of type `reference` it names */
	FIELD_DATE,      /* struct date */
	FIELD_MONEY,     /* struct money */
	FIELD_DURATION,  /* struct duration */
	FIELD_NUMBER,    /* int64_t, -1 when absent */
	FIELD_PERCENT,   /* int64_t hundredths of a percent, -1 when absent */
	FIELD_CHOICE,    /* int, an index into `choices`, -1 when absent */
	FIELD_YES_NO,    /* int: 0, 1, -1 when absent */
	FIELD_PAIR,      /* struct pair: `lea -> samira`, a first id of type `reference` and a second of `second` */
	FIELD_PART,      /* struct part: a fund and an amount */
	FIELD_EVIDENCE,  /* struct evidence: a kind of document and a path or address */
	FIELD_DECISION,  /* struct slice: `circle/meeting/number` */
	FIELD_DIGEST,    /* struct digest_line: what was sealed and its SHA-256 */
	FIELD_OBJECTION, /* opens an objection; the `Reason` and `Lifted` behind it belong to it */
};

/* A word that a FIELD_CHOICE accepts, in both languages. Tables end with a NULL name. */
struct choice {
	const char *name;
	const char *french;
};

enum field_flag {
	FIELD_REQUIRED = 1,
	FIELD_REPEATED = 2, /* kept as a struct list of the C type of its kind */
};

struct field_definition {
	const char *name;
	const char *french;
	enum field_kind kind;
	unsigned flags;
	size_t offset;                /* in the C structure of the record type */
	enum record_type reference;   /* for FIELD_REFERENCE and FIELD_PAIR, else RECORD_NONE */
	const struct choice *choices; /* for FIELD_CHOICE, else NULL */
	const char *explanation;      /* one sentence for `souci explain` */
};

struct record_definition {
	const char *name;
	const char *french;
	size_t size; /* of the C structure */
	const struct field_definition *fields;
	size_t field_count;
	const char *explanation;
};

/* The row of a record type; never NULL for a type below RECORD_TYPE_COUNT. */
const struct record_definition *record_definition(enum record_type type);

/* The type that a name in either language means; RECORD_NONE when there is none. */
enum record_type record_type_by_name(struct slice name);

/* The field that a name in either language means, or NULL. */
const struct field_definition *field_by_name(const struct record_definition *definition, struct slice name);

/* The size of one value of a repeated field of that kind, in its list. */
size_t field_value_size(enum field_kind kind);

/* The index of a word in either language; -1 when there is none. */
int choice_by_name(const struct choice *choices, struct slice name);

/* The name nearest to a misspelt one, in the language it seems to be written in, or the one meant by another word for
 * it; empty when none is near. */
struct slice field_nearest_name(const struct record_definition *definition, struct slice name);
struct slice record_nearest_type(struct slice name);
struct slice choice_nearest_name(const struct choice *choices, struct slice name);

#endif
