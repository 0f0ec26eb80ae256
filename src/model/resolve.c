/* Resolving references once everything was read. */
#include "model/bind.h"
#include "model/spoken.h"
#include "model/unread.h"

static void mark_malformed(const struct pending_reference *pending)
{
	pending->entry->is_told = pending->entry->is_doubtful = true;
	if (pending->entry->type == RECORD_DECISION) {
		((struct decision *)(uintptr_t)pending->entry)->is_malformed = true;
	}
}

/* ---- what an id that names nothing was meant for ---- */

enum { CONTRIBUTIONS_NAMED = 6 };

static bool is_of_person(const struct contribution *contribution, struct slice person)
{
	struct slice reference = contribution->reference; /* the person may not be resolved yet */
	return slice_equal(slice_part(reference, 0, slice_find(reference, '/')), person);
}

/* The one contribution of the person that is a slip of one digit away; empty when there are several or none. A date
 * that differs more is another day's work. */
static struct slice contribution_nearby(const struct model *model, struct slice person, struct slice id)
{
	struct slice nearby = SLICE("");
	for (size_t i = 0; i < model->contributions.count; i++) {
		const struct contribution *contribution = LIST_AT(model->contributions, struct contribution *, i);
		if (!is_of_person(contribution, person) || slice_distance(contribution->reference, id, 1) > 1) {
			continue;
		}
		if (nearby.size > 0) {
			return SLICE("");
		}
		nearby = contribution->reference;
	}
	return nearby;
}

/* `tom/2024-02-20, tom/2024-03-10, …`: what the person did, for those who mistook the day; the latest of them. */
static struct slice contributions_of(const struct model *model, struct slice person)
{
	struct slice names[CONTRIBUTIONS_NAMED + 1];
	size_t count = 0;
	for (size_t i = model->contributions.count; i-- > 0 && count <= CONTRIBUTIONS_NAMED;) {
		const struct contribution *contribution = LIST_AT(model->contributions, struct contribution *, i);
		if (is_of_person(contribution, person)) {
			names[count++] = contribution->reference;
		}
	}
	if (count > CONTRIBUTIONS_NAMED) {
		names[CONTRIBUTIONS_NAMED] = SLICE("…");
	}
	return arena_join(model->arena, names, count, SLICE(", "));
}

void model_share_cause(struct model *model, struct finding *finding, enum record_type type, struct slice id,
		       struct slice near)
{
	if (near.size > 0 && slice_distance(id, near, 1) <= 1) {
		return;
	}
	uint32_t *cause = &model->missing_causes[type == RECORD_PERSON ? RECORD_PARTY : type];
	*cause = *cause == 0 ? ++model->cause_count : *cause;
	finding->cause = *cause;
}

struct finding *model_report_unknown(struct model *model, struct location location, enum record_type type,
				     struct slice id)
{
	struct slice kind = type_name_shown(type);
	struct slice person = slice_part(id, 0, slice_find(id, '/'));
	if (type == RECORD_CONTRIBUTION && model_find_party(model, person) != NULL) {
		return findings_add(model->findings, FINDING_REFERENCE_UNKNOWN, location, kind, id,
				    contribution_nearby(model, person, id), contributions_of(model, person));
	}
	struct slice near = model_nearest_id(model, type, id);
	struct slice holding = near.size > 0 ? SLICE("") : model_ids_holding(model, type, id);
	struct finding *finding =
	    findings_add(model->findings, FINDING_REFERENCE_UNKNOWN, location, kind, id, near, holding);
	model_share_cause(model, finding, type, id, near);
	return finding;
}

static enum record_type type_named(const struct pending_reference *pending)
{
	return pending->field->kind == FIELD_PART ? RECORD_FUND : pending->field->reference;
}

static void report_dangling(struct model *model, const struct pending_reference *pending)
{
	enum record_type type = type_named(pending);
	if (unread_tell(model, type, pending->id)) {
		model_report_unknown(model, pending->location, type, pending->id);
	}
}

/* Whether the reference names nothing and nobody has said so yet. */
static bool dangles(struct model *model, const struct pending_reference *pending)
{
	enum record_type type = type_named(pending);
	void *found = model_find(model, type, pending->id);
	if (found == NULL) {
		mark_malformed(pending);
		return !cut_takes(model, type, pending->id, pending->location, NULL);
	}
	if (type == RECORD_PERSON && !((struct party *)found)->is_person) {
		findings_add(model->findings, FINDING_REFERENCE_NOT_A_PERSON, pending->location, pending->id);
		mark_malformed(pending);
		return false;
	}
	*pending->target = found;
	return false;
}

/* One that a file ends with comes first: when it names nothing, that is told for all that the file lacks. */
static void resolve_where_cut(struct model *model, const struct pending_reference *pending)
{
	if (pending->cut == NULL) {
		return;
	}
	if (dangles(model, pending)) {
		report_dangling(model, pending);
	}
	if (*pending->target == NULL) {
		cut_doubt(model, pending->cut);
	}
}

void binder_resolve(struct binder *binder)
{
	struct model *model = binder->model;
	for (size_t i = 0; i < binder->pending_count && model->cut_files != NULL; i++) {
		resolve_where_cut(model, &binder->pending[i]);
	}
	size_t dangling = 0;
	for (size_t i = 0; i < binder->pending_count; i++) {
		if (binder->pending[i].cut == NULL && dangles(model, &binder->pending[i])) {
			binder->pending[dangling++] = binder->pending[i];
		}
	}
	cut_report(model); /* what such a file lacks may be what dangles */
	for (size_t i = 0; i < dangling; i++) {
		report_dangling(model, &binder->pending[i]);
	}
	binder->pending_count = 0;
}
