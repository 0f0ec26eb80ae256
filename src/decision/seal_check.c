/* What a seal says beside what stands there now. */
#include "decision/meaning.h"
#include "decision/seal.h"
#include "decision/sealed_subjects.h"

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

/* Where to point at: the record as it stands now, else the seal that remembers it. */
static struct location place_of_subject(struct model *model, const struct seal *seal, const char *field,
					struct slice subject)
{
	const struct entry *entry = NULL;
	const struct text_file *file;
	if (field == sealed_contribution) {
		entry = model_find(model, RECORD_CONTRIBUTION, subject);
	} else if (field == sealed_action) {
		entry = model_find(model, RECORD_ACTION, subject);
	} else if (source_read(model->source, subject, &file) == SOURCE_FILE) {
		return location_of_file(file);
	}
	return entry == NULL ? record_location(seal->entry.record) : record_location(entry->record);
}

static bool check_lines(struct model *model, const struct meeting *meeting, const struct sealed_subjects *subjects,
			const char *field, struct list lines, enum finding_id id)
{
	struct arena *arena = arena_new();
	bool is_same = true;
	struct slice reference =
	    arena_format(arena, "%.*s/%.*s", SLICE_ARGUMENTS(meeting->circle->id), SLICE_ARGUMENTS(meeting->id));
	for (size_t i = 0; i < lines.count; i++) {
		const struct digest_line *line = &LIST_AT(lines, struct digest_line, i);
		const struct sealed_subject *now = subject_named(subjects, field, line->subject);
		bool is_missing = false;
		if (now == NULL && field == sealed_evidence) { /* src/rule/evidence.c says that it is gone */
			const struct text_file *file;
			is_missing = source_read(model->source, line->subject, &file) == SOURCE_MISSING;
		}
		if (is_missing) {
			is_same = false;
		} else if (now == NULL || !slice_equal(slice_of(now->digest), line->digest)) {
			findings_add(model->findings, id, place_of_subject(model, meeting->seal, field, line->subject),
				     line->subject, reference);
			is_same = false;
		}
	}
	arena_free(arena);
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

/* A seal is what apply writes, to the byte: whoever adds to it or takes from it by hand hides something. */
static void check_text(const struct fold *fold, const struct meeting *meeting, const struct sealed_subjects *subjects)
{
	const struct seal *seal = meeting->seal;
	struct date post = seal->post.days == DATE_NONE.days ? meeting->date : seal->post;
	struct buffer text = BUFFER_EMPTY;
	seal_write_as(&text, meeting, subjects, (struct seal_facts){seal->bytes_digest, seal->meaning_digest, post});
	if (!slice_equal(buffer_view(&text), seal->entry.file->bytes) || !is_digest(seal->bytes_digest) ||
	    !fold_post_is_possible(fold, meeting)) {
		findings_add(fold->model->findings, FINDING_SEAL_EDITED, location_of_file(seal->entry.file),
			     seal->meeting);
	}
	buffer_free(&text);
}

/* Something it names may be missing elsewhere: that is a finding there, and the file itself is what was sealed. */
static bool is_read_in_part(const struct model *model, const struct meeting *meeting)
{
	char digest[DIGEST_TEXT_SIZE];
	return findings_count_from(model->findings, SEVERITY_ERROR) > 0 &&
	       slice_equal(slice_of(digest_write(meeting->entry.file->bytes, digest)), meeting->seal->bytes_digest);
}

bool seal_check(const struct fold *fold, struct meeting *meeting)
{
	struct model *model = fold->model;
	const struct seal *seal = meeting->seal;
	char digest[DIGEST_TEXT_SIZE];
	struct location place = location_of_file(meeting->entry.file);
	struct slice id = meeting->id;
	if (seal->is_malformed) {
		return false;
	}
	if (meeting->status != MEETING_ADOPTED ||
	    !slice_equal(slice_of(meeting_meaning_digest(meeting, digest)), seal->meaning_digest)) {
		if (!is_read_in_part(model, meeting)) {
			findings_add(model->findings, FINDING_SEALED_MEETING_CHANGED, place, id, meeting->circle->id);
		}
		return false; /* what it decided on is compared only as long as it says the same */
	}
	if (is_digest(seal->bytes_digest) &&
	    !slice_equal(slice_of(digest_write(meeting->entry.file->bytes, digest)), seal->bytes_digest)) {
		findings_add(model->findings, FINDING_SEALED_MEETING_LAYOUT, place, id);
	}
	struct arena *arena = arena_new();
	struct sealed_subjects subjects = sealed_subjects_of(arena, model, meeting);
	if (check_all_lines(model, meeting, &subjects) && check_late_journals(model, meeting, &subjects)) {
		check_text(fold, meeting, &subjects);
	}
	free(subjects.list.items);
	arena_free(arena);
	return true;
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

static bool check_rules_sealed(struct model *model)
{
	const struct meeting *founding = NULL;
	if (!rules_are_unsealed(model, &founding)) {
		return true;
	}
	findings_add(model->findings, FINDING_SEAL_EDITED, location_of_file(founding->seal->entry.file),
		     founding->seal->meeting);
	return false;
}

bool seals_check(const struct fold *fold)
{
	struct model *model = fold->model;
	bool is_as_applied = !model->incomplete[RECORD_SEAL] && check_rules_sealed(model);
	size_t checked = 0;
	for (size_t i = 0; i < model->meetings.count; i++) {
		struct meeting *meeting = LIST_AT(model->meetings, struct meeting *, i);
		if (meeting->seal == NULL) {
			continue;
		}
		checked++;
		is_as_applied &= seal_check(fold, meeting);
	}
	for (size_t i = 0; i < model->circles.count; i++) {
		report_pending(model, LIST_AT(model->circles, struct circle *, i));
	}
	return is_as_applied && checked == model->seals.count;
}
