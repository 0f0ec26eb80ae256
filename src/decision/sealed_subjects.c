#include "decision/sealed_subjects.h"

#include "decision/meaning.h"
#include "text/memory.h"

#include <stdlib.h>
#include <string.h>

static struct sealed_subject *add_subject(struct sealed_subjects *subjects, const char *field, struct slice subject)
{
	for (size_t i = 0; i < subjects->list.count; i++) {
		const struct sealed_subject *known = &LIST_AT(subjects->list, struct sealed_subject, i);
		if (known->field == field && slice_equal(known->subject, subject)) {
			return NULL;
		}
	}
	struct sealed_subject *items = subjects->list.items;
	items = memory_grow(items, subjects->list.count, &subjects->capacity, sizeof *items);
	subjects->list.items = items;
	struct sealed_subject *added = &items[subjects->list.count++];
	*added = (struct sealed_subject){.field = field, .subject = subject};
	return added;
}

const char sealed_contribution[] = "Contribution";
const char sealed_evidence[] = "Evidence";
const char sealed_action[] = "Action";
const char sealed_journal[] = "Journal";
const char sealed_rules[] = "Rules";

bool evidence_is_elsewhere(struct slice path)
{
	return slice_starts_with(path, SLICE("https://")) || slice_starts_with(path, SLICE("http://"));
}

const struct digest_line *sealed_line(struct list lines, struct slice subject)
{
	for (size_t i = 0; i < lines.count; i++) {
		const struct digest_line *line = &LIST_AT(lines, struct digest_line, i);
		if (slice_equal(line->subject, subject)) {
			return line;
		}
	}
	return NULL;
}

/* Adds a file of the network with the digest of its bytes; one that is not there is a finding of src/rule/. A seal may
 * hold the digest of bytes as they are stored, CR LF and all: souci wrote it so once. */
static void add_file(struct sealed_subjects *subjects, const char *field, struct slice path)
{
	const struct source *source = subjects->model->source;
	const struct text_file *file;
	struct sealed_subject *subject = source_read(subjects->model->source, path, &file) == SOURCE_FILE
					     ? add_subject(subjects, field, path)
					     : NULL;
	if (subject == NULL) {
		return;
	}
	digest_write(file->bytes, subject->digest);
	if (subjects->seal != NULL && source_stored(source, file).size != file->bytes.size) {
		struct list lines = field == sealed_journal ? subjects->seal->journals : subjects->seal->evidence;
		const struct digest_line *line = sealed_line(lines, path);
		if (line != NULL && source_has_digest(source, file, line->digest)) {
			memcpy(subject->digest, line->digest.data, line->digest.size);
		}
	}
}

static void add_evidence(struct sealed_subjects *subjects, const struct circle *circle, struct list evidence)
{
	for (size_t i = 0; i < evidence.count; i++) {
		struct slice path = LIST_AT(evidence, struct evidence, i).path;
		if (!evidence_is_elsewhere(path)) { /* what stands elsewhere cannot be sealed */
			add_file(subjects, sealed_evidence, circle_path(subjects->arena, circle, path));
		}
	}
}

static void add_contributions(struct sealed_subjects *subjects, const struct decision *decision)
{
	for (size_t i = 0; i < decision->contributions.count; i++) {
		const struct contribution *contribution = LIST_AT(decision->contributions, struct contribution *, i);
		if (contribution == NULL) {
			continue;
		}
		struct sealed_subject *subject = add_subject(subjects, sealed_contribution, contribution->reference);
		if (subject != NULL) {
			meaning_digest(&contribution->entry, subject->digest);
		}
		add_evidence(subjects, contribution->circle, contribution->evidence);
	}
}

static void add_actions(struct sealed_subjects *subjects, const struct decision *decision)
{
	for (size_t i = 0; decision->kind == KIND_ADOPT_ACTION && i < decision->actions.count; i++) {
		const struct action *action = LIST_AT(decision->actions, struct action *, i);
		struct sealed_subject *subject =
		    action == NULL ? NULL : add_subject(subjects, sealed_action, action->id);
		if (subject != NULL) {
			meaning_digest(&action->entry, subject->digest);
		}
	}
}

/* The bank's file of a year that is closed. */
static void add_closed_journal(struct sealed_subjects *subjects, const struct decision *decision)
{
	if (decision->kind == KIND_CLOSE_YEAR) {
		add_file(subjects, sealed_journal,
			 arena_format(subjects->arena, "ledger/bank/%lld.journal", (long long)decision->year));
	}
}

static void add_rules(struct sealed_subjects *subjects, const struct meeting *meeting)
{
	if (meeting_seals_rules(subjects->model, meeting)) {
		struct sealed_subject *subject = add_subject(subjects, sealed_rules, SLICE("circles/network.rec"));
		rules_digest(subjects->model, subject->digest);
	}
}

static int compare_subjects(const void *left, const void *right)
{
	const struct sealed_subject *a = left;
	const struct sealed_subject *b = right;
	int order = slice_compare(slice_of(a->field), slice_of(b->field));
	return order != 0 ? order : slice_compare(a->subject, b->subject);
}

struct sealed_subjects sealed_subjects_of(struct arena *arena, struct model *model, const struct meeting *meeting)
{
	struct sealed_subjects subjects = {.arena = arena, .model = model, .seal = meeting->seal};
	for (size_t i = 0; i < meeting->decisions.count; i++) {
		const struct decision *decision = LIST_AT(meeting->decisions, struct decision *, i);
		if (decision_is_adopted(decision)) {
			add_contributions(&subjects, decision);
			add_evidence(&subjects, meeting->circle, decision->evidence);
			add_actions(&subjects, decision);
			add_closed_journal(&subjects, decision);
		}
	}
	add_rules(&subjects, meeting);
	if (subjects.list.count > 1) {
		qsort(subjects.list.items, subjects.list.count, sizeof(struct sealed_subject), compare_subjects);
	}
	return subjects;
}
