#include "history/regularised.h"

#include "decision/seal.h"
#include "text/memory.h"
#include "text/symbols.h"
#include "text/translate.h"

#include <stdlib.h>

struct regularisations {
	struct arena *arena;
	struct symbols *seals; /* paths of the seals that came */
	struct slice *commits; /* by symbol: the commit each came with */
	size_t capacity;
};

struct regularisations *regularisations_new(struct arena *arena)
{
	struct regularisations *regularisations = memory_allocate_zeroed(1, sizeof *regularisations);
	regularisations->arena = arena;
	regularisations->seals = symbols_new();
	return regularisations;
}

void regularisations_free(struct regularisations *regularisations)
{
	symbols_free(regularisations->seals);
	free(regularisations->commits);
	free(regularisations);
}

void regularisations_see(struct regularisations *regularisations, const struct audited *audited)
{
	for (size_t i = 0; i < audited->changed.count; i++) {
		struct slice path = LIST_AT(audited->changed, struct slice, i);
		uint32_t known = symbols_count(regularisations->seals);
		if (!path_is_seal(path) || symbols_intern(regularisations->seals, path) < known) {
			continue;
		}
		regularisations->commits = memory_grow(regularisations->commits, known, &regularisations->capacity,
						       sizeof *regularisations->commits);
		regularisations->commits[known] = arena_copy(regularisations->arena, slice_of(audited->id));
	}
}

/* The commit that brought the seal of a meeting. */
static struct slice commit_of(const struct regularisations *regularisations, const struct meeting *meeting)
{
	uint32_t symbol = symbols_find(regularisations->seals, seal_path(regularisations->arena, meeting));
	return symbol == SYMBOL_NONE ? slice_of(_("(before those audited)"))
				     : slice_part(regularisations->commits[symbol], 0, 10);
}

/* The id of the fault as a decision would name it: that of the error a commit brought, or of the audit's own finding.
 */
static bool is_named(const struct finding *finding, struct slice id)
{
	enum { ERROR_ID = 4 };
	return slice_equal(id, slice_of(finding_definition(finding->id)->id)) ||
	       (finding->id == FINDING_AUDIT_TREE_INVALID && slice_equal(id, finding->arguments[ERROR_ID]));
}

/* `circle/meeting` of `circle/meeting/number`. */
static struct slice meeting_of(struct slice reference)
{
	return slice_part(reference, 0, slice_find_last(reference, '/'));
}

static bool is_about(struct arena *arena, const struct finding *finding, const struct model *model, struct slice of)
{
	if (slice_equal(finding->decision, of)) {
		return true;
	}
	const struct meeting *meeting = model_find_meeting(model, meeting_of(of));
	if (finding->location.file == NULL || meeting == NULL) {
		return false;
	}
	struct slice path = finding->location.file->path;
	return slice_equal(path, meeting->entry.file->path) || slice_equal(path, seal_path(arena, meeting));
}

static void acknowledge(const struct regularisations *regularisations, const struct decision *decision,
			const struct model *model, struct audit *audit)
{
	for (size_t i = 0, count = findings_count(audit->findings); i < count; i++) {
		struct finding *finding = findings_at(audit->findings, i);
		if (finding->severity != SEVERITY_ERROR || !is_named(finding, decision->finding) ||
		    !is_about(audit->arena, finding, model, decision->of)) {
			continue;
		}
		finding->severity = SEVERITY_NOTICE;
		finding->regularised_by = arena_copy(audit->arena, decision->reference);
		struct slice commit = finding->commit;
		size_t place = finding->history_place;
		struct finding *added =
		    findings_add(audit->findings, FINDING_AUDIT_REGULARISED, finding->location, finding->arguments[0],
				 finding->arguments[1], finding->arguments[2], decision->finding, decision->reference,
				 commit_of(regularisations, decision->meeting), decision->reason);
		added->commit = commit;
		added->history_place = place;
	}
}

void regularisations_apply(struct regularisations *regularisations, const struct model *model, struct audit *audit)
{
	for (size_t i = 0; i < model->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(model->meetings, struct meeting *, i);
		for (size_t j = 0; meeting->seal != NULL && j < meeting->decisions.count; j++) {
			const struct decision *decision = LIST_AT(meeting->decisions, struct decision *, j);
			bool is_adopted = decision->outcome < 0 || decision->outcome == OUTCOME_ADOPTED;
			if (decision->kind == KIND_REGULARISE && is_adopted) {
				acknowledge(regularisations, decision, model, audit);
			}
		}
	}
}
