/* The table of decision kinds. To add one: a row here, a function in its own file, and its tests. */
#ifndef SOUCI_DECISION_KIND_H
#define SOUCI_DECISION_KIND_H

#include "decision/fold.h"

enum kind_body {
	BY_CIRCLE = 1,
	BY_COUNCIL = 2,
};

/* What must hold for a decision of the kind, judged in src/rule/. */
enum kind_check {
	CHECK_FUND_OPEN = 1 << 0,     /* Fund was awarded and is not closed */
	CHECK_FUND_ELIGIBLE = 1 << 1, /* the fund may be spent on the circle, the action, at that time */
	CHECK_ACTION_OPEN = 1 << 2,   /* the actions are in the circle's programme */
	CHECK_ACTION_OWN = 1 << 3,    /* the actions are the circle's own, or name it in With */
	CHECK_COST = 1 << 4,          /* parts add up, shares of funds are kept */
	CHECK_CIRCLE_RUNS = 1 << 5,   /* the circle that receives money is founded and neither dormant nor closed */
	CHECK_REASON = 1 << 6,        /* needs a Reason */
};

struct kind_definition {
	unsigned by; /* set of enum kind_body */
	/* Fields besides those of every decision: `Fund` needed once, `Fund?` at most once, `Fund*` any number, `Fund+`
	 * at least one. */
	const char *fields;
	unsigned checks; /* set of enum kind_check */
	bool can_be_cancelled;
	bool moves_money;
	void (*apply)(struct fold *fold, struct decision *decision);
	const char *summary; /* what it does, for `explain` */
};

const struct kind_definition *kind_definition(int kind);

/* A field of a kind, out of its specification. */
struct kind_field {
	const struct field_definition *definition;
	char sign; /* '\0', '?', '*', '+' or '~' */
};

struct kind_field_list {
	const struct kind_field *fields;
	size_t count;
};

/* The fields of a kind besides the common ones, and those; read from the specifications once. */
struct kind_field_list kind_fields(int kind);
struct kind_field_list kind_fields_common(void);

/* What the field says in a decision of that kind, for `explain`. */
const char *kind_field_explanation(int kind, const struct field_definition *field);

/* Whether the decision has a value for a field marked `~`, said or implied: the person and action of a retribution by
 * its contributions, the circle of a grant where there is only one. */
bool kind_has_implied(const struct decision *decision, const struct field_definition *field);

/* Whether the decision could be read and says all that its kind needs: only then is it applied. */
bool kind_is_satisfied(const struct decision *decision);

/* Fields that every kind takes. */
extern const char *const kind_common_fields;

#endif
