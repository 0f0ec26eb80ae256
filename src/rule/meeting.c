/* Who took part in a meeting, and whether it was called as it should be (design, “Meetings and decisions”). A meeting
 * that decides nothing is always valid. */
#include "rule/families.h"

#include "text/translate.h"

#include "model/unread.h"

/* ---- the roll ---- */

static void enrol(struct judgement *judgement, const struct meeting *meeting, const struct party *person, unsigned how)
{
	unsigned *attendance = &judgement->attendance[person->index];
	*attendance |= how;
	if (fold_membership(judgement->fold, meeting->circle, person, meeting->date) != NULL) {
		*attendance |= ATTENDANCE_MEMBER_BEFORE;
	}
}

static void enrol_list(struct judgement *judgement, const struct meeting *meeting, struct list people, size_t offset,
		       unsigned how)
{
	for (size_t i = 0; i < people.count; i++) {
		const struct party *person = LIST_AT(people, struct party *, i);
		if (person == NULL) {
			continue;
		}
		if ((judgement->attendance[person->index] & how) != 0) {
			findings_add(judgement->findings, FINDING_ATTENDANCE_REPEATED,
				     entry_place(&meeting->entry, offset, i), person->id);
		}
		enrol(judgement, meeting, person, how);
	}
}

static const struct party *find_person(const struct judgement *judgement, struct slice id)
{
	const struct party *party = model_find_party(judgement->model, id);
	return party != NULL && party->is_person ? party : NULL;
}

static void enrol_represented(struct judgement *judgement, const struct meeting *meeting)
{
	for (size_t i = 0; i < meeting->proxies.count; i++) {
		const struct party *giver = find_person(judgement, LIST_AT(meeting->proxies, struct pair, i).first);
		if (giver != NULL && (judgement->attendance[giver->index] & ATTENDANCE_PRESENT) == 0) {
			enrol(judgement, meeting, giver, ATTENDANCE_REPRESENTED);
		}
	}
}

static bool decides_more_than_its_founding(const struct meeting *meeting)
{
	for (size_t i = 0; i < meeting->decisions.count; i++) {
		const struct decision *decision = LIST_AT(meeting->decisions, struct decision *, i);
		if (decision->kind != KIND_FOUND) {
			return true;
		}
	}
	return false;
}

/* ---- convening ---- */

static void judge_notice(struct judgement *judgement, const struct meeting *meeting)
{
	struct rule_change rule =
	    fold_rule(judgement->fold, meeting->circle, SETTING_NOTICE_DAYS, SLICE(""), meeting->date);
	bool is_convened = meeting->convened.days != DATE_NONE.days;
	if (is_convened && meeting->convened.days > meeting->date.days) {
		findings_add(judgement->findings, FINDING_CONVENED_AFTER_MEETING, ENTRY_PLACE(meeting, convened, 0),
			     text_of_day(judgement, meeting->convened), text_of_day(judgement, meeting->date));
		return;
	}
	if (rule.value.number == 0 || judgement->doubts[meeting->circle->index].rules) {
		return;
	}
	int64_t days = is_convened ? (int64_t)meeting->date.days - meeting->convened.days : 0;
	rule_is_asked(judgement, &rule, is_convened ? FINDING_NOTICE_TOO_SHORT : FINDING_NOTICE_MISSING);
	if (days >= rule.value.number) {
		return;
	}
	struct date latest = date_add_days(meeting->date, (int32_t)-rule.value.number);
	struct finding *finding =
	    is_convened
		? findings_add(judgement->findings, FINDING_NOTICE_TOO_SHORT, ENTRY_PLACE(meeting, convened, 0),
			       text_of_days(judgement, days), text_of_rule(judgement, SETTING_NOTICE_DAYS, &rule),
			       text_of_day(judgement, latest))
		: findings_add(judgement->findings, FINDING_NOTICE_MISSING, ENTRY_PLACE(meeting, date, 0),
			       text_of_rule(judgement, SETTING_NOTICE_DAYS, &rule), text_of_day(judgement, latest));
	blame_rule(judgement, &rule, finding);
}

void open_meeting(struct judgement *judgement, const struct meeting *meeting)
{
	judgement->next_decision = 0;
	judgement->quorum_said = false;
	judgement->voters_said = false;
	judgement->attendance_matters = decides_more_than_its_founding(meeting);
	if (!judgement->attendance_matters || meeting->is_unlike_seal) {
		return; /* it was judged when it was sealed */
	}
	if (meeting->adopted.days != DATE_NONE.days && meeting->adopted.days < meeting->date.days) {
		findings_add(judgement->findings, FINDING_ADOPTED_BEFORE_MEETING, ENTRY_PLACE(meeting, adopted, 0),
			     text_of_day(judgement, meeting->adopted), text_of_day(judgement, meeting->date));
	}
	judge_notice(judgement, meeting);
	enrol_list(judgement, meeting, meeting->present, offsetof(struct meeting, present), ATTENDANCE_PRESENT);
	enrol_list(judgement, meeting, meeting->excused, offsetof(struct meeting, excused), ATTENDANCE_EXCUSED);
	enrol_represented(judgement, meeting);
}

/* ---- attendance ---- */

static bool was_member(const struct judgement *judgement, const struct meeting *meeting, const struct party *person)
{
	return (judgement->attendance[person->index] & ATTENDANCE_MEMBER_BEFORE) != 0 ||
	       fold_membership(judgement->fold, meeting->circle, person, meeting->date) != NULL;
}

static void judge_present(struct judgement *judgement, const struct meeting *meeting)
{
	for (size_t i = 0; i < meeting->present.count; i++) {
		const struct party *person = LIST_AT(meeting->present, struct party *, i);
		if (person == NULL) {
			continue;
		}
		struct location location = ENTRY_PLACE(meeting, present, i);
		if ((judgement->attendance[person->index] & ATTENDANCE_EXCUSED) != 0) {
			findings_add(judgement->findings, FINDING_PRESENT_AND_EXCUSED, location,
				     text_of_person(judgement, person));
		}
		if (!judgement->doubts[meeting->circle->index].members && !was_member(judgement, meeting, person) &&
		    !membership_is_told(judgement, NULL, meeting->circle, person)) {
			findings_add(judgement->findings, FINDING_PRESENT_NOT_MEMBER, location,
				     text_of_person(judgement, person), meeting->circle->id,
				     text_of_day(judgement, meeting->date), person->id);
		}
	}
}

static void judge_guests(struct judgement *judgement, const struct meeting *meeting)
{
	for (size_t i = 0; i < meeting->guests.count; i++) {
		struct slice guest = LIST_AT(meeting->guests, struct slice, i);
		const struct party *person = find_person(judgement, guest);
		if (person != NULL && !judgement->doubts[meeting->circle->index].members &&
		    was_member(judgement, meeting, person)) {
			findings_add(judgement->findings, FINDING_GUEST_IS_MEMBER, ENTRY_PLACE(meeting, guests, i),
				     text_of_person(judgement, person), person->id);
		}
	}
}

/* Guests are written as people say their names: somebody whose name is missing, which was told, may be any of them. */
static bool is_guest(const struct meeting *meeting, const struct party *person)
{
	for (size_t i = 0; i < meeting->guests.count; i++) {
		struct slice guest = LIST_AT(meeting->guests, struct slice, i);
		if (slice_equal(guest, person->id) || slice_contains(guest, person->name)) {
			return true;
		}
	}
	return false;
}

/* One shared facilitator may come from elsewhere (domain, “Arles”): as a guest. */
static void judge_chair(struct judgement *judgement, const struct meeting *meeting, const struct party *person,
			struct location location)
{
	if (person != NULL && (judgement->attendance[person->index] & ATTENDANCE_PRESENT) == 0 &&
	    !is_guest(meeting, person)) {
		findings_add(judgement->findings, FINDING_FACILITATOR_ABSENT, location,
			     text_of_person(judgement, person));
	}
}

/* ---- proxies ---- */

static const struct party *proxy_person(struct judgement *judgement, const struct meeting *meeting, size_t index,
					struct slice id)
{
	const struct party *person = find_person(judgement, id);
	if (person == NULL && unread_tell(judgement->model, RECORD_PERSON, id)) {
		model_report_unknown(judgement->model, ENTRY_PLACE(meeting, proxies, index), RECORD_PERSON, id);
	}
	return person;
}

static bool gave_before(const struct meeting *meeting, size_t index, struct slice giver)
{
	for (size_t i = 0; i < index; i++) {
		if (slice_equal(LIST_AT(meeting->proxies, struct pair, i).first, giver)) {
			return true;
		}
	}
	return false;
}

static int64_t held_until(const struct meeting *meeting, size_t index)
{
	struct slice holder = LIST_AT(meeting->proxies, struct pair, index).second;
	int64_t count = 0;
	for (size_t i = 0; i <= index; i++) {
		count += slice_equal(LIST_AT(meeting->proxies, struct pair, i).second, holder);
	}
	return count;
}

/* What is wrong between the two people of a proxy; FINDING_COUNT when nothing is. */
static enum finding_id proxy_fault(const struct judgement *judgement, const struct meeting *meeting, size_t index,
				   const struct party *giver, const struct party *holder)
{
	unsigned of_giver = judgement->attendance[giver->index];
	unsigned of_holder = judgement->attendance[holder->index];
	bool members_known = !judgement->doubts[meeting->circle->index].members;
	if (gave_before(meeting, index, giver->id)) {
		return FINDING_PROXY_REPEATED;
	}
	if ((of_giver & ATTENDANCE_PRESENT) != 0) {
		return FINDING_PROXY_GIVER_PRESENT;
	}
	if (members_known && (!was_member(judgement, meeting, giver) || !was_member(judgement, meeting, holder))) {
		return FINDING_PROXY_NOT_MEMBER;
	}
	if ((of_holder & ATTENDANCE_PRESENT) == 0) {
		return (of_holder & ATTENDANCE_REPRESENTED) != 0 ? FINDING_PROXY_PASSED_ON
								 : FINDING_PROXY_HOLDER_ABSENT;
	}
	return FINDING_COUNT;
}

static void judge_proxy(struct judgement *judgement, const struct meeting *meeting, const struct rule_change *limit,
			size_t index)
{
	const struct pair *proxy = &LIST_AT(meeting->proxies, struct pair, index);
	const struct party *giver = proxy_person(judgement, meeting, index, proxy->first);
	const struct party *holder = proxy_person(judgement, meeting, index, proxy->second);
	if (giver == NULL || holder == NULL) {
		return;
	}
	struct location location = ENTRY_PLACE(meeting, proxies, index);
	enum finding_id fault = proxy_fault(judgement, meeting, index, giver, holder);
	const struct party *outsider = was_member(judgement, meeting, giver) ? holder : giver;
	if (fault == FINDING_PROXY_NOT_MEMBER && membership_is_told(judgement, NULL, meeting->circle, outsider)) {
		return;
	}
	if (fault != FINDING_COUNT) {
		findings_add(judgement->findings, fault, location, text_of_person(judgement, giver),
			     text_of_person(judgement, holder), text_of_person(judgement, outsider), holder->id);
		return;
	}
	int64_t held = held_until(meeting, index);
	rule_is_asked(judgement, limit, FINDING_PROXY_LIMIT);
	if (held > limit->value.number && !judgement->doubts[meeting->circle->index].rules) {
		struct finding *finding = findings_add(
		    judgement->findings, FINDING_PROXY_LIMIT, location, text_of_person(judgement, holder),
		    arena_format(judgement->arena, ngettext("%lld proxy", "%lld proxies", (unsigned long)held),
				 (long long)held),
		    text_of_rule(judgement, SETTING_PROXIES, limit),
		    limit->value.number > 0 ? text_of_number(judgement, limit->value.number) : SLICE(""));
		blame_rule(judgement, limit, finding);
	}
}

void judge_attendance(struct judgement *judgement, const struct meeting *meeting)
{
	if (!judgement->attendance_matters) {
		return;
	}
	struct rule_change limit =
	    fold_rule(judgement->fold, meeting->circle, SETTING_PROXIES, SLICE(""), meeting->date);
	judge_present(judgement, meeting);
	judge_guests(judgement, meeting);
	judge_chair(judgement, meeting, meeting->facilitator, ENTRY_PLACE(meeting, facilitator, 0));
	judge_chair(judgement, meeting, meeting->secretary, ENTRY_PLACE(meeting, secretary, 0));
	for (size_t i = 0; i < meeting->proxies.count; i++) {
		judge_proxy(judgement, meeting, &limit, i);
	}
}

/* ---- afterwards ---- */

static void forget_list(struct judgement *judgement, struct list people)
{
	for (size_t i = 0; i < people.count; i++) {
		const struct party *person = LIST_AT(people, struct party *, i);
		if (person != NULL) {
			judgement->attendance[person->index] = 0;
		}
	}
}

void close_meeting(struct judgement *judgement, const struct meeting *meeting)
{
	forget_list(judgement, meeting->present);
	forget_list(judgement, meeting->excused);
	for (size_t i = 0; i < meeting->proxies.count; i++) {
		const struct party *giver = find_person(judgement, LIST_AT(meeting->proxies, struct pair, i).first);
		if (giver != NULL) {
			judgement->attendance[giver->index] = 0;
		}
	}
}

/* “close-year: nothing may be dated in that year any more; late effects post on the first open day”. */
void judge_late_meetings(struct judgement *judgement)
{
	struct list closings = judgement->fold->closings;
	for (size_t i = 0; i < closings.count; i++) {
		const struct year_closing *closing = &LIST_AT(closings, struct year_closing, i);
		for (size_t j = 0; j < judgement->fold->meetings.count && closing->decision->meeting->seal != NULL;
		     j++) {
			const struct meeting *meeting = LIST_AT(judgement->fold->meetings, struct meeting *, j);
			if (meeting->seal == NULL && !meeting->has_lost_seal &&
			    date_year(meeting->date) == closing->year && meeting->decisions.count > 0) {
				findings_add(judgement->findings, FINDING_MEETING_IN_CLOSED_YEAR,
					     ENTRY_PLACE(meeting, date, 0), text_of_number(judgement, closing->year),
					     closing->decision->reference);
			}
		}
	}
}
