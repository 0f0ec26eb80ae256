/* What is known once all was read: references, and which records belong together. */
#include "model/loader.h"

#include <string.h>

static void link_contribution(struct model *model, struct contribution *contribution)
{
	struct slice name = slice_part(contribution->reference, 0, slice_find(contribution->reference, '/'));
	struct party *owner = model_find_party(model, name);
	if (contribution->person != NULL && contribution->person != owner) {
		findings_add(model->findings, FINDING_CONTRIBUTION_PERSON_MISMATCH,
			     ENTRY_PLACE(contribution, person, 0), name);
	}
	contribution->person = owner != NULL && owner->is_person ? owner : NULL;
}

static void link_meeting(struct model *model, struct meeting *meeting)
{
	struct circle *owner = model_circle_of_path(model, meeting->entry.file->path);
	if (meeting->circle != NULL && meeting->circle != owner) {
		findings_add(model->findings, FINDING_MEETING_CIRCLE_MISMATCH, ENTRY_PLACE(meeting, circle, 0),
			     owner->id);
	}
	meeting->circle = owner;
}

/* What a decision need not say because something else does: the person and the action of a retribution by its first
 * contribution, the circle of a grant where there is only one. */
static void imply(struct model *model, struct decision *decision)
{
	struct contribution *contribution =
	    decision->contributions.count == 0 ? NULL : LIST_AT(decision->contributions, struct contribution *, 0);
	if (decision->kind == KIND_RETRIBUTE && contribution != NULL) {
		decision->person = decision->person == NULL ? contribution->person : decision->person;
		if (!ENTRY_HAS(decision, actions) && contribution->action != NULL) {
			struct action **actions = arena_new_array(model->arena, struct action *, 1);
			actions[0] = contribution->action;
			decision->actions = (struct list){actions, 1};
		}
	}
	if (decision->kind == KIND_GRANT && !ENTRY_HAS(decision, circles) && model->circles.count == 1) {
		decision->circles = (struct list){model->circles.items, 1};
	}
}

static void link_seal(struct model *model, struct seal *seal)
{
	struct slice reference =
	    arena_format(model->arena, "%.*s/%.*s", SLICE_ARGUMENTS(seal->circle->id), SLICE_ARGUMENTS(seal->name));
	struct meeting *meeting = model_find_meeting(model, reference);
	if (!slice_equal(reference, seal->meeting)) {
		findings_add(model->findings, FINDING_SEAL_MISPLACED, ENTRY_PLACE(seal, meeting, 0), reference);
	} else if (meeting == NULL) {
		if (!unread_may_hold(model, RECORD_MEETING, reference)) {
			findings_add(model->findings, FINDING_SEAL_WITHOUT_MEETING, ENTRY_PLACE(seal, meeting, 0),
				     reference);
			unread_note(model, MINUTES_TYPES, seal->circle, seal->name);
		}
	} else {
		meeting->seal = seal;
	}
}

/* Adds a record to a list of its circle, which doubles at each power of two. */
static void hand_over(struct model *model, struct list *list, void *record)
{
	if ((list->count & (list->count - 1)) == 0) {
		void **items = arena_new_array(model->arena, void *, list->count == 0 ? 1 : 2 * list->count);
		if (list->count > 0) {
			memcpy(items, list->items, list->count * sizeof *items);
		}
		list->items = items;
	}
	LIST_AT(*list, void *, list->count++) = record;
}

/* The council, or the only circle, which then holds its powers. */
static void choose_council(struct model *model)
{
	struct circle *council = model_find_circle(model, SLICE("network"));
	if (council == NULL && model->circles.count == 1) {
		council = LIST_AT(model->circles, struct circle *, 0);
	}
	if (council != NULL) {
		council->is_council = true;
	}
	model->council = council;
}

static void link_actions(const struct loader *loader)
{
	struct model *model = loader->model;
	for (size_t i = loader->known_actions; i < model->actions.count; i++) {
		struct action *action = LIST_AT(model->actions, struct action *, i);
		hand_over(model, &action->circle->actions, action);
	}
}

static void link_meetings(const struct loader *loader)
{
	struct model *model = loader->model;
	for (size_t i = loader->known_meetings; i < model->meetings.count; i++) {
		struct meeting *meeting = LIST_AT(model->meetings, struct meeting *, i);
		link_meeting(model, meeting);
		hand_over(model, &meeting->circle->meetings, meeting);
		for (size_t j = 0; j < meeting->decisions.count; j++) {
			imply(model, LIST_AT(meeting->decisions, struct decision *, j));
		}
	}
}

void link_records(struct loader *loader)
{
	struct model *model = loader->model;
	binder_resolve(&loader->binder);
	for (size_t i = loader->known_contributions; i < model->contributions.count; i++) {
		link_contribution(model, LIST_AT(model->contributions, struct contribution *, i));
	}
	link_actions(loader);
	link_meetings(loader);
	for (size_t i = loader->known_seals; i < model->seals.count; i++) {
		link_seal(model, LIST_AT(model->seals, struct seal *, i));
	}
	choose_council(model);
}
