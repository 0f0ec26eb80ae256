/* Resolving references once everything was read. */
#include "model/bind.h"
#include "model/unread.h"

#include "text/utf8.h"

static void mark_malformed(const struct pending_reference *pending)
{
	if (pending->entry->type == RECORD_DECISION) {
		((struct decision *)(uintptr_t)pending->entry)->is_malformed = true;
	}
}

static bool has_any(const struct model *model, enum record_type type)
{
	switch (type) {
	case RECORD_PERSON:
		for (size_t i = 0; i < model->parties.count; i++) {
			if (LIST_AT(model->parties, struct party *, i)->is_person) {
				return true;
			}
		}
		return false;
	case RECORD_FUND: return model->funds.count > 0;
	case RECORD_PLACE: return model->places.count > 0;
	case RECORD_ACTION: return model->actions.count > 0;
	default: return true;
	}
}

static void report_dangling(struct model *model, const struct pending_reference *pending, enum record_type type)
{
	mark_malformed(pending);
	if (unread_may_hold(model, type, pending->id)) {
		return; /* the file that would say it could not be read: that is the one fault */
	}
	struct slice kind = slice_of(record_definition(type)->name);
	findings_add(model->findings, FINDING_REFERENCE_UNKNOWN, pending->location, kind, pending->id,
		     model_nearest_id(model, type, pending->id));
	if (!has_any(model, type)) {
		unread_note(model, TYPE_BIT(type), NULL, SLICE("")); /* their file is empty or gone: said once */
	}
}

static void resolve_one(struct model *model, const struct pending_reference *pending)
{
	enum record_type type = pending->field->kind == FIELD_PART ? RECORD_FUND : pending->field->reference;
	void *found = model_find(model, type, pending->id);
	if (found == NULL) {
		report_dangling(model, pending, type);
		return;
	}
	if (type == RECORD_PERSON && !((struct party *)found)->is_person) {
		findings_add(model->findings, FINDING_REFERENCE_NOT_A_PERSON, pending->location, pending->id);
		mark_malformed(pending);
		return;
	}
	*pending->target = found;
}

void binder_resolve(struct binder *binder)
{
	for (size_t i = 0; i < binder->pending_count; i++) {
		resolve_one(binder->model, &binder->pending[i]);
	}
	binder->pending_count = 0;
}
