#include "decision/apply_kind.h"
#include "decision/kind.h"

#include "text/translate.h"

const char *const kind_common_fields =
    "Id? Kind Outcome? Mode? Title? Text? Reason? Objection* Lifted* For* Against* Abstain* Review?";

/* clang-format off */
static const struct kind_definition definitions[KIND_COUNT] = {
	[KIND_FOUND] = {BY_CIRCLE | BY_COUNCIL, "Member+ Steward* Status? Place* Commune* Effective?", 0, false, false, apply_found,
		N_("The first decision of a body: its members, stewards, territory and status. Quorum and membership do not apply to it.")},
	[KIND_STATUS] = {BY_CIRCLE | BY_COUNCIL, "Status Effective?", 0, true, false, apply_status,
		N_("The circle becomes emerging, active, dormant or closed.")},
	[KIND_TERRITORY] = {BY_CIRCLE | BY_COUNCIL, "Commune* Place* Effective?", 0, true, false, apply_territory,
		N_("The territory is now exactly these communes and places.")},
	[KIND_JOIN] = {BY_CIRCLE | BY_COUNCIL, "Person Place? Effective?", 0, true, false, apply_join,
		N_("A person becomes a member, for a place if one is said.")},
	[KIND_LEAVE] = {BY_CIRCLE | BY_COUNCIL, "Person Effective?", 0, true, false, apply_leave,
		N_("A person is no longer a member; the person's mandates in the circle end too.")},
	[KIND_MANDATE] = {BY_CIRCLE | BY_COUNCIL, "Person Role Action* Effective? Until?", CHECK_ACTION_OPEN, true, false, apply_mandate,
		N_("A person is given a role: steward, contributor for named actions, participant; in the council also treasurer, support, auditor; secretary in both.")},
	[KIND_END_MANDATE] = {BY_CIRCLE | BY_COUNCIL, "Person Role Action* Effective?", 0, true, false, apply_end_mandate,
		N_("A role ends; Effective is the first day without it.")},
	[KIND_ADOPT_ACTION] = {BY_CIRCLE | BY_COUNCIL, "Action+ Effective?", CHECK_ACTION_OWN, true, false, apply_adopt_action,
		N_("An action enters the programme; what it says is sealed.")},
	[KIND_CLOSE_ACTION] = {BY_CIRCLE | BY_COUNCIL, "Action+ Effective?", CHECK_ACTION_OPEN, true, false, apply_close_action,
		N_("An action leaves the programme; its envelopes must be empty.")},
	[KIND_AWARD] = {BY_COUNCIL, "Fund Amount Start? End? Circle* Action* Share?", 0, true, true, apply_award,
		N_("A funder's grant or own means come to be: amount, period, eligible circles and actions, the most it pays of each cost.")},
	[KIND_AMEND_FUND] = {BY_COUNCIL, "Fund Amount? Start? End? Circle* Action* Share?", CHECK_FUND_OPEN, true, true, apply_amend_fund,
		N_("A fund changes: Amount is what is added; lists replace the former ones.")},
	[KIND_SHORTFALL] = {BY_COUNCIL, "Fund Amount", CHECK_FUND_OPEN | CHECK_REASON, true, true, apply_shortfall,
		N_("The funder pays that much less.")},
	[KIND_REPAY] = {BY_COUNCIL, "Fund Amount", CHECK_FUND_OPEN, true, true, apply_repay,
		N_("That much is to be given back to the funder.")},
	[KIND_CLOSE_FUND] = {BY_COUNCIL, "Fund", CHECK_FUND_OPEN, true, false, apply_close_fund,
		N_("A fund is closed: all its accounts must be zero.")},
	[KIND_GRANT] = {BY_COUNCIL, "Fund Circle~ Amount", CHECK_FUND_OPEN | CHECK_FUND_ELIGIBLE | CHECK_CIRCLE_RUNS, true, true, apply_grant,
		N_("Money goes from a fund to a circle.")},
	[KIND_RETURN] = {BY_CIRCLE | BY_COUNCIL, "Fund Amount Action? Circle?", CHECK_FUND_OPEN, true, true, apply_return,
		N_("Money goes back: from an action to its circle, or from a circle to the fund.")},
	[KIND_ALLOCATE] = {BY_CIRCLE | BY_COUNCIL, "Action Fund Amount", CHECK_FUND_OPEN | CHECK_FUND_ELIGIBLE | CHECK_ACTION_OPEN, true, true, apply_allocate,
		N_("Money of the circle goes to the envelope of an action.")},
	[KIND_REALLOCATE] = {BY_CIRCLE | BY_COUNCIL, "From To Fund Amount", CHECK_FUND_OPEN | CHECK_FUND_ELIGIBLE, true, true, apply_reallocate,
		N_("Money goes from the envelope of an action to that of another, within the same fund.")},
	[KIND_RETRIBUTE] = {BY_CIRCLE | BY_COUNCIL, "Contribution+ Person~ Action~ Asked? Fund? Amount? Part* Payee? Time? Partial?",
		CHECK_FUND_OPEN | CHECK_FUND_ELIGIBLE | CHECK_COST, true, true, apply_retribute,
		N_("A person is owed money for one contribution, several, or a part of one; several funds may share it.")},
	[KIND_EXPENSE] = {BY_CIRCLE | BY_COUNCIL, "Payee Action Asked? Fund? Amount? Part* Evidence+",
		CHECK_FUND_OPEN | CHECK_FUND_ELIGIBLE | CHECK_ACTION_OPEN | CHECK_COST, true, true, apply_expense,
		N_("A supplier is owed money, or a cost is refunded, with its evidence.")},
	[KIND_SUBSTITUTE] = {BY_COUNCIL, "Of From To Amount", 0, true, true, apply_substitute,
		N_("A cost already decided moves to another fund, by contrary and new entries.")},
	[KIND_RULE] = {BY_CIRCLE | BY_COUNCIL, "Rule Value Level? Firm? Effective?", 0, true, false, apply_rule,
		N_("A rule changes, from the next meeting unless Effective says when.")},
	[KIND_CONSORTIUM] = {BY_CIRCLE | BY_COUNCIL, "Name Seat+ Fund? Effective?", 0, true, false, apply_consortium,
		N_("A named group of places of the circle, each represented by a person, that may carry a fund.")},
	[KIND_CANCEL] = {BY_CIRCLE | BY_COUNCIL, "Of", CHECK_REASON, false, true, apply_cancel,
		N_("An earlier decision is undone from this meeting on, by contrary entries; the past is unchanged.")},
	[KIND_REGULARISE] = {BY_COUNCIL, "Of Finding", CHECK_REASON, false, false, apply_regularise,
		N_("A fault that cannot be undone is acknowledged; it stays visible, as a notice.")},
	[KIND_CLOSE_YEAR] = {BY_COUNCIL, "Year", 0, false, false, apply_close_year,
		N_("Nothing may be dated in that year any more; what comes late posts on the first open day.")},
};
/* clang-format on */

const struct kind_definition *kind_definition(int kind)
{
	return &definitions[kind];
}
