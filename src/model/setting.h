/* Rules a network can set: their names, what values they take, their defaults. One table. */
#ifndef SOUCI_MODEL_SETTING_H
#define SOUCI_MODEL_SETTING_H

#include "model/records.h"
#include "model/value.h"

enum setting {
	SETTING_MODE,
	SETTING_MODE_OF_KIND, /* mode.KIND */
	SETTING_MODE_OVERRIDE,
	SETTING_QUORUM,
	SETTING_NOTICE_DAYS,
	SETTING_PROXIES,
	SETTING_PROXY_QUORUM,
	SETTING_OWN_RETRIBUTION,
	SETTING_VOICE,
	SETTING_VOTERS,
	SETTING_CAP_DECISION,
	SETTING_CAP_PERSON,
	SETTING_RATE, /* rate.TASK */
	SETTING_RATE_REQUIRED,
	SETTING_RAISE,
	SETTING_REPORT_REQUIRED,
	SETTING_EVIDENCE_REQUIRED,
	SETTING_EVIDENCE_OF_PAYEE, /* evidence.person, evidence.supplier … */
	SETTING_CONTRIBUTION_AGE_DAYS,
	SETTING_RETROACTIVE_DAYS,
	SETTING_DAY,
	SETTING_VOLUNTEER_VALUE,
	SETTING_PATTERN, /* pattern.FIELD */
	SETTING_COUNT
};

/* How the value of a rule is read. */
enum setting_kind {
	SETTING_KIND_MODE,
	SETTING_KIND_YES_NO,
	SETTING_KIND_NUMBER,
	SETTING_KIND_QUORUM, /* `3`, `50 %`, `1/2` */
	SETTING_KIND_VOICE,  /* person, place */
	SETTING_KIND_VOTERS, /* `members`, or roles */
	SETTING_KIND_MONEY,
	SETTING_KIND_MONEY_PER_PERIOD, /* `3000.00 EUR per year` */
	SETTING_KIND_RATE,             /* `25.00 EUR/h` */
	SETTING_KIND_EVIDENCE,         /* kinds of document */
	SETTING_KIND_DURATION,
	SETTING_KIND_PATTERN,
};

enum voice { VOICE_PERSON, VOICE_PLACE };
enum period { PERIOD_MONTH, PERIOD_QUARTER, PERIOD_YEAR };

struct setting_value {
	int64_t number;      /* mode, yes/no, number, quorum numerator, voice */
	int64_t denominator; /* of a quorum that is a share; 1 when it is a number of people */
	bool is_share;       /* of a quorum */
	unsigned set;        /* bits of roles (0: members) or of evidence kinds */
	struct amount amount;
	enum period period;
	bool per_day; /* of a rate */
	int64_t minutes;
	struct slice text; /* as written: the pattern, or for messages */
	bool is_set;       /* false: no such rule, nothing to check */
};

struct setting_definition {
	const char *name; /* `quorum`, or `rate.` for a family */
	enum setting_kind kind;
	const char *fallback; /* the default, as written; NULL for none */
	/* Which way is stricter, for firm rules: 1 larger, -1 smaller, 0 anything else is looser. */
	int stricter;
	const char *example_variant; /* of a family: the word behind the point; else "" */
	const char *example;         /* a value, as written */
	const char *explanation;
};

const struct setting_definition *setting_definition(enum setting setting);

/* The rule a name means; for families also the word behind the point (`mode.retribute` → retribute), which must be
 * known where the family says so. SETTING_COUNT when there is none. */
enum setting setting_by_name(struct slice name, struct slice *variant);

/* The name nearest to a misspelt one; empty when none is near. */
struct slice setting_nearest_name(struct slice name);

/* Reads a value; false when it is not one that the rule takes. */
bool setting_parse(enum setting setting, struct slice text, struct money_style style, struct setting_value *value);

/* A value as people read it: in words of the language of messages, amounts with the network's decimal mark; as written
 * where that is as good. Allocated in `arena`, or borrowed. */
struct slice setting_shown(struct arena *arena, enum setting setting, const struct setting_value *value,
			   struct money_style style);

/* Likewise for the text of a value of the rule of that name; the text itself when it is none. */
struct slice setting_text_shown(struct arena *arena, struct slice name, struct slice text, struct money_style style);

/* How a value stands to a bound that it may only tighten. */
enum strictness {
	STRICTNESS_KEPT,    /* the same, or stricter */
	STRICTNESS_LOOSER,  /* allows what the bound does not */
	STRICTNESS_UNKNOWN, /* the two cannot be put in order: a number and a share, two modes, two patterns */
};

enum strictness setting_strictness(enum setting setting, const struct setting_value *value,
				   const struct setting_value *bound);

#endif
