/* The first rules, which stand in network.rec, are sealed with the founding (design, “Rules”). */
#include "decision/fold.h"
#include "decision/meaning.h"
#include "decision/sealed_subjects.h"

#include <stdlib.h>

static bool founds(const struct meeting *meeting)
{
	for (size_t i = 0; i < meeting->decisions.count; i++) {
		const struct decision *decision = LIST_AT(meeting->decisions, struct decision *, i);
		if (decision->kind == KIND_FOUND && decision_is_adopted(decision)) {
			return true;
		}
	}
	return false;
}

static bool is_sealed_somewhere(const struct model *model)
{
	for (size_t i = 0; i < model->seals.count; i++) {
		const struct seal *seal = LIST_AT(model->seals, struct seal *, i);
		if (seal->rules.count > 0) {
			return true;
		}
	}
	return false;
}

/* The rules are the council's: its founding comes before all others. */
static bool founds_before(const struct meeting *a, const struct meeting *b)
{
	return a->circle->is_council != b->circle->is_council ? a->circle->is_council : meeting_compare(a, b) < 0;
}

static bool is_sealed(const struct meeting *meeting)
{
	return meeting->seal != NULL || meeting->has_lost_seal;
}

static bool is_being_sealed(const struct meeting *meeting)
{
	return meeting->is_being_sealed;
}

/* The meeting that founded the council, else the first body, of those that count. */
static const struct meeting *first_founding(const struct model *model, bool (*counts)(const struct meeting *meeting))
{
	const struct meeting *first = NULL;
	for (size_t i = 0; i < model->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(model->meetings, struct meeting *, i);
		if (counts(meeting) && founds(meeting) && (first == NULL || founds_before(meeting, first))) {
			first = meeting;
		}
	}
	return first;
}

bool meeting_seals_rules(const struct model *model, const struct meeting *meeting)
{
	if (meeting->seal != NULL) {
		return meeting->seal->rules.count > 0;
	}
	return meeting->is_being_sealed && founds(meeting) && !is_sealed_somewhere(model) &&
	       first_founding(model, is_being_sealed) == meeting;
}

bool rules_are_unsealed(const struct model *model, const struct meeting **founding)
{
	*founding = is_sealed_somewhere(model) ? NULL : first_founding(model, is_sealed);
	return *founding != NULL && (*founding)->seal != NULL;
}

static int compare_texts(const void *left, const void *right)
{
	return slice_compare(*(const struct slice *)left, *(const struct slice *)right);
}

char *rules_digest(const struct model *model, char digest[DIGEST_TEXT_SIZE])
{
	struct arena *arena = arena_new();
	size_t count = model->rule_lines.count;
	struct slice *rules = arena_new_array(arena, struct slice, count);
	for (size_t i = 0; i < count; i++) {
		struct buffer text = BUFFER_EMPTY;
		meaning_add(&text, arena, &LIST_AT(model->rule_lines, struct rule_line *, i)->entry);
		rules[i] = arena_copy(arena, buffer_view(&text));
		buffer_free(&text);
	}
	if (count > 1) {
		qsort(rules, count, sizeof *rules, compare_texts);
	}
	digest_write(arena_join(arena, rules, count, SLICE("")), digest);
	arena_free(arena);
	return digest;
}
