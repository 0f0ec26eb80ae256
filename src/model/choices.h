/* The fixed words of the field, in the order of their enumerations. */
#ifndef SOUCI_MODEL_CHOICES_H
#define SOUCI_MODEL_CHOICES_H

#include "model/schema.h"

enum language { LANGUAGE_ENGLISH, LANGUAGE_FRENCH, LANGUAGE_COUNT };
enum decimal_mark { DECIMAL_POINT, DECIMAL_COMMA };
enum party_kind { PARTY_FUNDER, PARTY_SUPPLIER, PARTY_HOST };
enum meeting_status { MEETING_DRAFT, MEETING_CONVENED, MEETING_ADOPTED, MEETING_CANCELLED };
enum outcome { OUTCOME_ADOPTED, OUTCOME_REJECTED, OUTCOME_POSTPONED };
enum mode { MODE_CONSENT, MODE_MAJORITY, MODE_TWO_THIRDS, MODE_UNANIMITY };
enum circle_status { CIRCLE_EMERGING, CIRCLE_ACTIVE, CIRCLE_DORMANT, CIRCLE_CLOSED };
enum role {
	ROLE_STEWARD,
	ROLE_CONTRIBUTOR,
	ROLE_PARTICIPANT,
	ROLE_TREASURER,
	ROLE_SUPPORT,
	ROLE_AUDITOR,
	ROLE_SECRETARY
};
enum level { LEVEL_ERROR, LEVEL_WARNING };
enum evidence_kind {
	EVIDENCE_INVOICE,
	EVIDENCE_PAYSLIP,
	EVIDENCE_EXPENSE_CLAIM,
	EVIDENCE_RECEIPT,
	EVIDENCE_QUOTE,
	EVIDENCE_ATTENDANCE,
	EVIDENCE_REPORT,
	EVIDENCE_PHOTO,
	EVIDENCE_OTHER,
	EVIDENCE_KIND_COUNT
};

enum decision_kind {
	KIND_FOUND,
	KIND_STATUS,
	KIND_TERRITORY,
	KIND_JOIN,
	KIND_LEAVE,
	KIND_MANDATE,
	KIND_END_MANDATE,
	KIND_ADOPT_ACTION,
	KIND_CLOSE_ACTION,
	KIND_AWARD,
	KIND_AMEND_FUND,
	KIND_SHORTFALL,
	KIND_REPAY,
	KIND_CLOSE_FUND,
	KIND_GRANT,
	KIND_RETURN,
	KIND_ALLOCATE,
	KIND_REALLOCATE,
	KIND_RETRIBUTE,
	KIND_EXPENSE,
	KIND_SUBSTITUTE,
	KIND_RULE,
	KIND_CONSORTIUM,
	KIND_CANCEL,
	KIND_REGULARISE,
	KIND_CLOSE_YEAR,
	KIND_COUNT
};

extern const struct choice language_choices[];
extern const struct choice decimal_choices[];
extern const struct choice party_choices[];
extern const struct choice meeting_status_choices[];
extern const struct choice outcome_choices[];
extern const struct choice mode_choices[];
extern const struct choice circle_status_choices[];
extern const struct choice role_choices[];
extern const struct choice level_choices[];
extern const struct choice evidence_choices[];
extern const struct choice kind_choices[];

#endif
