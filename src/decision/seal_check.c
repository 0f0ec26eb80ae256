/* What a seal says beside what stands there now. */
#include "decision/decision_journal.h"
#include "decision/meaning.h"
#include "decision/seal.h"
#include "decision/sealed_subjects.h"
#include "model/unread.h"
#include "source/day.h"
#include "text/symbols.h"

#include <stdlib.h>

enum { PENDING_SHOWN = 3 };

static const struct sealed_subject *subject_named(const struct sealed_subjects *subjects, const char *field,
						  struct slice name)
{
	for (size_t i = 0; i < subjects->list.count; i++) {
		const struct sealed_subject *subject = &LIST_AT(subjects->list, struct sealed_subject, i);
		if (subject->field == field && slice_equal(subject->subject, name)) {
			return subject;
		}
	}
	return NULL;
}

/* The record that a seal remembers, as it stands now; NULL for a file. */
static struct entry *subject_entry(const struct model *model, const char *field, struct slice subject)
{
	if (field == sealed_contribution) {
		return model_find(model, RECORD_CONTRIBUTION, subject);
	}
	return field == sealed_action ? model_find(model, RECORD_ACTION, subject) : NULL;
}

/* Where to point at: the record as it stands now, else the seal that remembers it. */
static struct location place_of_subject(struct model *model, const struct seal *seal, const char *field,
					struct slice subject)
{
	const struct entry *entry = subject_entry(model, field, subject);
	const struct text_file *file;
	bool is_file = field != sealed_contribution && field != sealed_action;
	if (is_file && source_read(model->source, subject, &file) == SOURCE_FILE) {
		return location_of_file(file);
	}
	return entry == NULL ? record_location(seal->entry.record) : record_location(entry->record);
}

/* Whether a contribution names a file that is not there. */
static bool names_missing_evidence(const struct model *model, struct slice reference)
{
	const struct contribution *contribution = model_find(model, RECORD_CONTRIBUTION, reference);
	const struct text_file *file;
	for (size_t i = 0; contribution != NULL && i < contribution->evidence.count; i++) {
		struct slice path = LIST_AT(contribution->evidence, struct evidence, i).path;
		if (!evidence_is_elsewhere(path) &&
		    source_read(model->source, circle_path(model->arena, contribution->circle, path), &file) ==
			SOURCE_MISSING) {
			return true;
		}
	}
	return false;
}

/* Whether it is said already why a subject is not what was sealed: evidence that no record names any more, of that
 * record; a record that cannot be read; one that another seal remembers too. */
static bool is_told(const struct model *model, const char *field, struct slice subject,
		    const struct sealed_subject *now)
{
	const struct entry *entry = subject_entry(model, field, subject);
	const struct text_file *file;
	if (field == sealed_journal) {
		return now == NULL ? symbols_count(model->doubtful_journals) > 0
				   : symbols_find(model->told_journals, subject) != SYMBOL_NONE;
	}
	return (entry != NULL && (entry->is_told || entry->is_doubtful)) ||
	       (field == sealed_evidence && now == NULL && source_read(model->source, subject, &file) == SOURCE_FILE) ||
	       (field == sealed_contribution && names_missing_evidence(model, subject)) ||
	       (field == sealed_rules && model->incomplete[RECORD_RULE]);
}

/* What follows from a record, or from the rules, that is not what was sealed is not held against anybody. */
static void doubt_subject(struct model *model, const char *field, struct slice subject)
{
	struct entry *entry = subject_entry(model, field, subject);
	if (entry != NULL) {
		entry->is_doubtful = true;
	}
	if (field == sealed_journal) {
		symbols_intern(model->doubtful_journals, subject);
	}
	model->incomplete[RECORD_RULE] |= field == sealed_rules;
}

static bool check_lines(struct model *model, const struct meeting *meeting, const struct sealed_subjects *subjects,
			const char *field, struct list lines, enum finding_id id)
{
	bool is_same = true;
	for (size_t i = 0; i < lines.count; i++) {
		const struct digest_line *line = &LIST_AT(lines, struct digest_line, i);
		const struct sealed_subject *now = subject_named(subjects, field, line->subject);
		if (now != NULL && slice_equal(slice_of(now->digest), line->digest)) {
			continue;
		}
		is_same = false;
		if (!is_told(model, field, line->subject, now)) {
			findings_add(model->findings, id, place_of_subject(model, meeting->seal, field, line->subject),
				     line->subject, meeting->seal->meeting);
			doubt_subject(model, field, line->subject);
		}
	}
	return is_same;
}

static bool check_all_lines(struct model *model, const struct meeting *meeting, const struct sealed_subjects *subjects)
{
	const struct seal *seal = meeting->seal;
	const struct {
		const char *field;
		struct list lines;
		enum finding_id id;
	} kinds[] = {
	    {sealed_contribution, seal->contributions, FINDING_SEALED_CONTRIBUTION_CHANGED},
	    {sealed_evidence, seal->evidence, FINDING_SEALED_EVIDENCE_CHANGED},
	    {sealed_action, seal->actions, FINDING_SEALED_ACTION_CHANGED},
	    {sealed_journal, seal->journals, FINDING_CLOSED_YEAR_CHANGED},
	    {sealed_rules, seal->rules, FINDING_SEALED_RULES_CHANGED},
	};
	bool is_same = true;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		is_same &= check_lines(model, meeting, subjects, kinds[i].field, kinds[i].lines, kinds[i].id);
	}
	return is_same;
}

/* A bank journal that came to a year after it was closed. */
static bool check_late_journals(struct model *model, const struct meeting *meeting,
				const struct sealed_subjects *subjects)
{
	size_t known = meeting->seal->journals.count;
	bool is_same = true;
	for (size_t i = 0; i < subjects->list.count; i++) {
		const struct sealed_subject *subject = &LIST_AT(subjects->list, struct sealed_subject, i);
		if (subject->field == sealed_journal && known-- == 0) {
			findings_add(model->findings, FINDING_CLOSED_YEAR_CHANGED,
				     place_of_subject(model, meeting->seal, sealed_journal, subject->subject),
				     subject->subject, meeting->seal->meeting);
			is_same = false;
		}
	}
	return is_same;
}

static bool is_digest(struct slice text)
{
	for (size_t i = 0; i < text.size; i++) {
		if (!((text.data[i] >= '0' && text.data[i] <= '9') || (text.data[i] >= 'a' && text.data[i] <= 'f'))) {
			return false;
		}
	}
	return text.size == DIGEST_TEXT_SIZE - 1;
}

static void tell_edited(struct model *model, const struct seal *seal)
{
	findings_add(model->findings, FINDING_SEAL_EDITED, location_of_file(seal->entry.file), seal->meeting);
}

/* A seal is what apply writes, to the byte: whoever adds to it or takes from it by hand hides something. */
static bool check_text(struct model *model, const struct meeting *meeting, const struct sealed_subjects *subjects)
{
	const struct seal *seal = meeting->seal;
	struct date post = seal->post.days == DATE_NONE.days ? meeting->date : seal->post;
	struct buffer text = BUFFER_EMPTY;
	seal_write_as(&text, meeting, subjects, (struct seal_facts){seal->bytes_digest, seal->meaning_digest, post});
	bool is_same = slice_equal(buffer_view(&text), seal->entry.file->bytes);
	buffer_free(&text);
	if (!is_same) {
		tell_edited(model, seal);
	}
	return is_same;
}

/* Whether the minutes, or something they name, cannot be read: that is a finding of its own. */
static bool is_read_in_part(const struct meeting *meeting)
{
	bool is_whole = !meeting->entry.is_told;
	for (size_t i = 0; i < meeting->decisions.count && is_whole; i++) {
		is_whole = !LIST_AT(meeting->decisions, struct decision *, i)->entry.is_told;
	}
	return !is_whole;
}

static bool check_minutes(struct model *model, struct meeting *meeting)
{
	const struct seal *seal = meeting->seal;
	char digest[DIGEST_TEXT_SIZE];
	struct location place = location_of_file(meeting->entry.file);
	if (meeting->status != MEETING_ADOPTED ||
	    !slice_equal(slice_of(meeting_meaning_digest(meeting, digest)), seal->meaning_digest)) {
		if (!is_read_in_part(meeting) && !unread_may_hold(model, RECORD_MEETING, seal->meeting)) {
			findings_add(model->findings, FINDING_SEALED_MEETING_CHANGED, place, meeting->id,
				     meeting->circle->id);
			unread_note(model, MINUTES_TYPES, meeting->circle, meeting->id); /* what it decided then */
		}
		return false; /* what it decided on is compared only as long as it says the same */
	}
	if (!is_read_in_part(meeting) && is_digest(seal->bytes_digest) &&
	    !slice_equal(slice_of(digest_write(meeting->entry.file->bytes, digest)), seal->bytes_digest)) {
		findings_add(model->findings, FINDING_SEALED_MEETING_LAYOUT, place, meeting->id);
	}
	return true;
}

/* Digests of the minutes that are none say nothing of them. */
static void check_digests(struct model *model, struct seal *seal)
{
	if (!is_digest(seal->bytes_digest)) {
		findings_add(model->findings, FINDING_SEAL_MALFORMED, ENTRY_PLACE(seal, bytes_digest, 0),
			     seal->bytes_digest);
		seal->is_malformed = true;
	} else if (!is_digest(seal->meaning_digest)) {
		findings_add(model->findings, FINDING_SEAL_MALFORMED, ENTRY_PLACE(seal, meaning_digest, 0),
			     seal->meaning_digest);
		seal->is_malformed = true;
	}
}

bool seal_check(struct model *model, struct meeting *meeting)
{
	if (!meeting->seal->is_malformed) {
		check_digests(model, meeting->seal);
	}
	if (meeting->seal->is_malformed) {
		return false;
	}
	if (!check_minutes(model, meeting)) {
		meeting->is_unlike_seal = true;
		return false;
	}
	struct arena *arena = arena_new();
	struct sealed_subjects subjects = sealed_subjects_of(arena, model, meeting);
	bool is_same = check_all_lines(model, meeting, &subjects) && check_late_journals(model, meeting, &subjects);
	meeting->is_unlike_seal = !is_same;
	meeting->seal->is_edited = is_same && !check_text(model, meeting, &subjects);
	free(subjects.list.items);
	arena_free(arena);
	return true;
}

bool seal_check_post(const struct fold *fold, const struct meeting *meeting)
{
	bool is_right = meeting->seal->is_edited || meeting->seal->is_malformed || meeting->is_unlike_seal ||
			fold_post_is_possible(fold, meeting);
	if (!is_right) {
		tell_edited(fold->model, meeting->seal);
	}
	return is_right;
}

/* One notice a circle, at its first meeting that waits. */
static void report_pending(struct model *model, const struct circle *circle)
{
	struct slice ids[PENDING_SHOWN + 1];
	const struct meeting *first = NULL;
	size_t count = 0;
	for (size_t i = 0; i < circle->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(circle->meetings, struct meeting *, i);
		if (!meeting_is_pending(meeting)) {
			continue;
		}
		first = first == NULL ? meeting : first;
		if (count <= PENDING_SHOWN) {
			ids[count] = count < PENDING_SHOWN ? meeting->id : SLICE("…");
			count++;
		}
	}
	if (first != NULL) {
		findings_add(model->findings, FINDING_MEETING_PENDING, location_of_file(first->entry.file), circle->id,
			     arena_join(model->arena, ids, count, SLICE(", ")));
	}
}

bool seals_match_bytes(const struct model *model)
{
	char digest[DIGEST_TEXT_SIZE];
	for (size_t i = 0; i < model->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(model->meetings, struct meeting *, i);
		if (meeting->seal != NULL && !slice_equal(slice_of(digest_write(meeting->entry.file->bytes, digest)),
							  meeting->seal->bytes_digest)) {
			return false;
		}
	}
	return true;
}

/* ---- whose generated files cannot be compared ---- */

static bool is_read_in_full(const struct party *person)
{
	return person == NULL || !person->entry.is_told;
}

/* Who comes to a circle comes for the place that people.rec says of him. */
static bool are_newcomers_read(const struct decision *decision)
{
	bool is_whole = decision->kind != KIND_JOIN || is_read_in_full(decision->person);
	for (size_t i = 0; decision->kind == KIND_FOUND && i < decision->members.count && is_whole; i++) {
		is_whole = is_read_in_full(LIST_AT(decision->members, struct party *, i));
	}
	return is_whole;
}

/* Whether what is generated from a meeting follows from something that cannot be read. */
static bool follows_from_unread(const struct meeting *meeting)
{
	for (size_t i = 0; i < meeting->decisions.count; i++) {
		const struct decision *decision = LIST_AT(meeting->decisions, struct decision *, i);
		if (decision->is_malformed || !are_newcomers_read(decision)) {
			return true;
		}
	}
	return false;
}

/* What the generated files of every circle follow from. */
static bool are_shared_records_whole(const struct model *model)
{
	bool is_whole = !model->incomplete[RECORD_NETWORK] && !model->incomplete[RECORD_FUND] &&
			!model->incomplete[RECORD_RULE] &&
			(model->network == NULL || !model->network->entry.is_doubtful);
	for (size_t i = 0; i < model->funds.count && is_whole; i++) {
		is_whole = !LIST_AT(model->funds, struct fund *, i)->entry.is_doubtful;
	}
	return is_whole;
}

/* A seal that is nobody's may be that of any meeting. */
static bool are_seals_attached(const struct model *model)
{
	for (size_t i = 0; i < model->seals.count; i++) {
		const struct seal *seal = LIST_AT(model->seals, struct seal *, i);
		const struct meeting *meeting = model_find_meeting(model, seal->meeting);
		if (meeting == NULL || meeting->seal != seal) {
			return false;
		}
	}
	return true;
}

/* Whether anything is unknown that all circles depend on. */
static bool is_council_unsure(const struct model *model)
{
	const unsigned types = MINUTES_TYPES | TYPE_BIT(RECORD_SEAL);
	return !are_shared_records_whole(model) || !are_seals_attached(model) ||
	       (model->council != NULL && (model->council->is_unsure || unread_has(model, types, model->council)));
}

/* The council moves what circles decided: it is not known for sure when one of them is not. */
static void spread_unsureness(struct model *model)
{
	const unsigned types = MINUTES_TYPES | TYPE_BIT(RECORD_SEAL);
	bool is_all_unsure = is_council_unsure(model);
	bool is_any_unsure = false;
	for (size_t i = 0; i < model->circles.count; i++) {
		struct circle *circle = LIST_AT(model->circles, struct circle *, i);
		circle->is_unsure |= is_all_unsure || unread_has(model, types, circle);
		is_any_unsure |= circle->is_unsure;
	}
	if (model->council != NULL) {
		model->council->is_unsure |= is_any_unsure;
	}
}

/* What a substitution or a cancellation moves depends on what was paid. */
static bool follows_from_payments(const struct meeting *meeting)
{
	for (size_t i = 0; i < meeting->decisions.count; i++) {
		int kind = LIST_AT(meeting->decisions, struct decision *, i)->kind;
		if (kind == KIND_SUBSTITUTE || kind == KIND_CANCEL) {
			return true;
		}
	}
	return false;
}

static void doubt_what_follows_from_payments(struct model *model)
{
	for (size_t i = 0; i < model->meetings.count && symbols_count(model->doubtful_journals) > 0; i++) {
		const struct meeting *meeting = LIST_AT(model->meetings, struct meeting *, i);
		meeting->circle->is_unsure |= meeting->seal != NULL && follows_from_payments(meeting);
	}
}

/* What is left of an application when only the seal is gone: generated_check() tells the journal. */
static void note_lost_seals(struct model *model)
{
	const struct text_file *file;
	for (size_t i = 0; i < model->meetings.count; i++) {
		struct meeting *meeting = LIST_AT(model->meetings, struct meeting *, i);
		meeting->has_lost_seal =
		    meeting_is_pending(meeting) &&
		    source_read(model->source, decision_journal_path(model->arena, meeting), &file) == SOURCE_FILE;
	}
}

/* On a day before the council's founding, which seals the rules, that seal is not there. */
static bool is_council_to_come(const struct model *model, const struct meeting *founding)
{
	return source_is_of_a_day(model->source) && model->council != NULL && founding->circle != model->council;
}

/* Whoever founded first sealed the rules: a seal without them was edited. */
static void check_rules_sealed(struct model *model)
{
	const struct meeting *founding = NULL;
	if (rules_are_unsealed(model, &founding) && !is_council_to_come(model, founding)) {
		tell_edited(model, founding->seal);
		founding->circle->is_unsure = true;
	}
}

void seals_check(struct model *model)
{
	note_lost_seals(model);
	check_rules_sealed(model);
	for (size_t i = 0; i < model->meetings.count; i++) {
		struct meeting *meeting = LIST_AT(model->meetings, struct meeting *, i);
		if (meeting->seal != NULL) {
			meeting->circle->is_unsure |= !seal_check(model, meeting) || follows_from_unread(meeting);
		}
	}
	spread_unsureness(model);
	doubt_what_follows_from_payments(model);
	for (size_t i = 0; i < model->circles.count; i++) {
		report_pending(model, LIST_AT(model->circles, struct circle *, i));
	}
}

void seals_check_posts(const struct fold *fold)
{
	for (size_t i = 0; i < fold->model->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(fold->model->meetings, struct meeting *, i);
		if (meeting->seal != NULL) {
			seal_check_post(fold, meeting);
		}
	}
}
