/* The families of checks, one file each. For src/rule/ only. */
#ifndef SOUCI_RULE_FAMILIES_H
#define SOUCI_RULE_FAMILIES_H

#include "rule/judgement.h"

/* kind.c: whether the decision says what its kind needs, and is taken by who may. False: it cannot be applied. */
bool judge_kind(struct judgement *judgement, struct decision *decision);
/* kind.c: the numbers of a meeting's decisions. */
void judge_numbers(struct judgement *judgement, const struct meeting *meeting);

/* subject.c: what the kinds that concern neither people nor money need. False: it cannot be applied. */
bool judge_subject(struct judgement *judgement, struct decision *decision);

/* subject.c: whether a circle may adopt an action: its own, or one that names it in With; and whether the action is in
 * the circle's programme on a day, or in that of its own circle when it names this one. */
bool action_belongs_to(const struct action *action, const struct circle *circle);
bool action_is_open(const struct fold *fold, const struct circle *circle, const struct action *action,
		    struct date date);

/* meeting.c: who was there. judge_attendance() once the meeting's own decisions are known. */
void open_meeting(struct judgement *judgement, const struct meeting *meeting);
void judge_attendance(struct judgement *judgement, const struct meeting *meeting);
void close_meeting(struct judgement *judgement, const struct meeting *meeting);
/* meeting.c: meetings that came after their year was closed. */
void judge_late_meetings(struct judgement *judgement);

/* cause.c: whether the council acknowledged the faults of a decision; false of NULL. */
bool is_regularised(const struct judgement *judgement, const struct decision *decision);

/* cause.c: whether a fault was told that has the same cause as one of this decision (NULL: of a meeting): somebody is
 * no member of a circle; has no mandate in it for an action; an action is not in the programme of a circle; a fund is
 * not for a circle or an action. From then on it was. */
bool membership_is_told(struct judgement *judgement, const struct decision *decision, const struct circle *circle,
			const struct party *person);
bool mandate_is_told(struct judgement *judgement, const struct decision *decision, const struct party *person,
		     const struct action *action);
bool programme_is_told(struct judgement *judgement, const struct decision *decision, const struct circle *circle,
		       const struct action *action);
bool eligibility_is_told(struct judgement *judgement, const struct decision *decision, const struct fund *fund,
			 enum record_type type, struct slice id);

/* cause.c: whether it was told that an action, which nobody adopted yet, is not in the programme of a circle: neither
 * mandates for it nor money are to be expected. */
bool action_is_told_unadopted(struct judgement *judgement, const struct circle *circle, const struct action *action);

/* vote.c: the quorum, and whether the outcome follows from objections and votes. False: they say otherwise. */
bool judge_vote(struct judgement *judgement, const struct decision *decision);

/* quorum.c */
void judge_quorum(struct judgement *judgement, const struct decision *decision);

/* membership.c: members and mandates. False: it cannot be applied. */
bool judge_membership(struct judgement *judgement, const struct decision *decision);
/* membership.c: the first day on which a decision of that meeting may take effect, by the rule retroactive-days. */
struct date earliest_effective(const struct judgement *judgement, const struct decision *decision);
/* membership.c: whether a circle at work has a steward. */
void judge_stewards(struct judgement *judgement, const struct meeting *meeting);

/* contribution.c: what a retribution pays for. */
void judge_retribution(struct judgement *judgement, const struct decision *decision);
/* contribution.c: that a cost grants no more than what was asked and is still open. */
void judge_raise(struct judgement *judgement, const struct decision *decision, struct amount open);

/* work.c: whether the person could be paid on the days of the work. */
void judge_work(struct judgement *judgement, const struct decision *decision, const struct contribution *contribution,
		size_t nth);

/* rate.c: the rate grid and the caps. */
void judge_rate(struct judgement *judgement, const struct decision *decision, const struct contribution *contribution,
		size_t nth);
void judge_caps(struct judgement *judgement, const struct decision *decision);
void remember_grant(struct judgement *judgement, struct decision *decision);
void forget_grant(struct judgement *judgement, const struct decision *decision);

/* evidence.c: reports, documents, how they are named. */
void judge_evidence(struct judgement *judgement, const struct decision *decision);
void judge_title(struct judgement *judgement, const struct decision *decision);
void judge_files_of_contributions(struct judgement *judgement, size_t first);

/* money.c: funds, costs, and what they may be spent on. False: it cannot be applied. */
bool judge_money(struct judgement *judgement, struct decision *decision);

/* money.c: what a cost asks of a fund: awarded, open, for that circle, that action and those days. False: it is not
 * there. */
bool judge_fund_of_cost(struct judgement *judgement, const struct decision *decision, const struct decision *cost,
			const struct fund *fund);
/* money.c: the most a fund pays of each cost. */
void judge_share(struct judgement *judgement, const struct decision *decision, const struct fund *fund,
		 struct amount part, struct amount total);
/* money.c: whether a name written outside the reference fields means something; a finding when it does not. */
bool names_known_record(struct judgement *judgement, const struct decision *decision, struct location location,
			enum record_type type, struct slice id);

/* undo.c: decisions about earlier ones. False: it cannot be applied. */
bool judge_cancel(struct judgement *judgement, const struct decision *decision);
bool judge_substitute(struct judgement *judgement, struct decision *decision);
void judge_regularisations(struct judgement *judgement);
/* Money that was paid of what was cancelled and did not come back. */
void judge_paid_cancellations(struct judgement *judgement);

/* overdraft.c: that no account is overspent at the end of a day. */
void watch_accounts(struct judgement *judgement, struct decision *decision);
void settle_day(struct judgement *judgement);
/* Where a decision says what it takes from a fund. */
struct location place_of_amount(const struct decision *decision, const struct fund *fund);

/* undo.c: the decision that cancelled this one, or NULL. */
const struct decision *canceller_of(const struct judgement *judgement, const struct decision *decision);

/* closed_circle.c: what circles that closed left behind. */
void judge_closed_circles(struct judgement *judgement);

/* rule_change.c: rules that change, and the first ones. False: it cannot be applied. */
bool judge_rule(struct judgement *judgement, const struct decision *decision);
void judge_first_rules(struct judgement *judgement);

/* network.c: what people, places and programmes say, apart from any decision. */
void judge_network(struct judgement *judgement);
/* The same of the people, organisations, places and actions that came since there was room for those before; their
 * look-alikes, which are warnings, apart. */
void judge_newcomers(struct judgement *judgement);
/* network.c: what contributions say apart from any decision, from the one with index `first` on. */
void judge_contributions(struct judgement *judgement, size_t first);
void judge_unadopted_actions(struct judgement *judgement);

#endif
