/* What is known once all was read: references, and which records belong together. */
#include "model/loader.h"
#include "text/memory.h"

#include <stdlib.h>
#include <string.h>

/* Lists grow in ordinary memory while loading. */
static void settle_list(struct model *model, struct list *list)
{
	void **items = arena_new_array(model->arena, void *, list->count);
	if (list->count > 0) {
		memcpy(items, list->items, list->count * sizeof *items);
	}
	free(list->items);
	list->items = items;
}

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
	struct slice path = meeting->entry.file->path;
	struct slice below = slice_from(path, sizeof "circles/" - 1);
	struct circle *owner = model_find_circle(model, slice_part(below, 0, slice_find(below, '/')));
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

static void imply_all(struct model *model)
{
	for (size_t i = 0; i < model->meetings.count; i++) {
		const struct meeting *meeting = LIST_AT(model->meetings, struct meeting *, i);
		for (size_t j = 0; j < meeting->decisions.count; j++) {
			imply(model, LIST_AT(meeting->decisions, struct decision *, j));
		}
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
		findings_add(model->findings, FINDING_SEAL_WITHOUT_MEETING, ENTRY_PLACE(seal, meeting, 0), reference);
	} else {
		meeting->seal = seal;
	}
}

/* Hands the records of each circle to it, in their order. */
static void share_out(struct model *model, struct list all, size_t circle_offset, size_t list_offset)
{
	size_t *counts = memory_allocate_zeroed(model->circles.count, sizeof *counts);
	for (size_t i = 0; i < all.count; i++) {
		char *record = LIST_AT(all, char *, i);
		counts[(*(struct circle **)(void *)(record + circle_offset))->index]++;
	}
	for (size_t i = 0; i < model->circles.count; i++) {
		char *circle = LIST_AT(model->circles, char *, i);
		((struct list *)(void *)(circle + list_offset))->items =
		    arena_new_array(model->arena, void *, counts[i]);
	}
	for (size_t i = 0; i < all.count; i++) {
		char *record = LIST_AT(all, char *, i);
		char *circle = (char *)*(struct circle **)(void *)(record + circle_offset);
		struct list *list = (struct list *)(void *)(circle + list_offset);
		LIST_AT(*list, void *, list->count++) = record;
	}
	free(counts);
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

void link_records(struct loader *loader)
{
	struct model *model = loader->model;
	struct list *lists[] = {&model->rule_lines,    &model->parties,  &model->funds,
				&model->places,        &model->circles,  &model->actions,
				&model->contributions, &model->meetings, &model->seals};
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
		settle_list(model, lists[i]);
	}
	binder_resolve(&loader->binder);
	for (size_t i = 0; i < model->contributions.count; i++) {
		link_contribution(model, LIST_AT(model->contributions, struct contribution *, i));
	}
	for (size_t i = 0; i < model->meetings.count; i++) {
		link_meeting(model, LIST_AT(model->meetings, struct meeting *, i));
	}
	for (size_t i = 0; i < model->seals.count; i++) {
		link_seal(model, LIST_AT(model->seals, struct seal *, i));
	}
	share_out(model, model->actions, offsetof(struct action, circle), offsetof(struct circle, actions));
	share_out(model, model->meetings, offsetof(struct meeting, circle), offsetof(struct circle, meetings));
	choose_council(model);
	imply_all(model);
}
