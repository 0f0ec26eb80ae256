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

/* Whether a commit brought the error that the decision acknowledges. */
static bool is_acknowledged_by(const struct finding *finding, const struct decision *decision)
{
	enum { ERROR_ID = 4 };
	return finding->id == FINDING_AUDIT_TREE_INVALID && finding->severity == SEVERITY_ERROR &&
	       slice_equal(decision->finding, finding->arguments[ERROR_ID]) &&
	       slice_equal(decision->of, finding->decision);
}

static void acknowledge(const struct regularisations *regularisations, const struct decision *decision,
			struct audit *audit)
{
	for (size_t i = 0, count = findings_count(audit->findings); i < count; i++) {
		struct finding *finding = findings_at(audit->findings, i);
		if (!is_acknowledged_by(finding, decision)) {
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
			if (decision->kind == KIND_REGULARISE && decision_is_adopted(decision)) {
				acknowledge(regularisations, decision, audit);
			}
		}
	}
}
