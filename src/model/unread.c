#include "model/unread.h"

#include "text/memory.h"

/* Of which it is known where they stand: a reference says the circle and the day, or the person. */
static const unsigned placed_types = MINUTES_TYPES | TYPE_BIT(RECORD_CONTRIBUTION);

void unread_note(struct model *model, unsigned types, const struct circle *circle, struct slice name)
{
	for (size_t i = 0; i < RECORD_TYPE_COUNT; i++) {
		model->incomplete[i] |= (types & TYPE_BIT(i) & ~placed_types) != 0;
	}
	if (circle == NULL || (types & placed_types) == 0) {
		return;
	}
	struct unread_file *file = arena_new_object(model->arena, struct unread_file);
	*file = (struct unread_file){types & placed_types, circle, name, DATE_MINIMUM};
	date_parse(slice_part(name, 0, name.size < 10 ? name.size : 10), &file->day);
	model->unread.items =
	    memory_grow(model->unread.items, model->unread.count, &model->unread_room, sizeof(struct unread_file *));
	LIST_AT(model->unread, struct unread_file *, model->unread.count++) = file;
}

/* Whether `id` is `first`, followed by nothing or by more behind a slash. */
static bool begins_with_part(struct slice id, struct slice first)
{
	return slice_starts_with(id, first) && (id.size == first.size || id.data[first.size] == '/');
}

/* `circle/day` and `circle/day/number`; `person/day`. */
static bool file_may_hold(const struct unread_file *file, enum record_type type, struct slice id)
{
	if ((file->types & TYPE_BIT(type)) == 0) {
		return false;
	}
	bool is_whole_folder = file->name.size == 0;
	if (type == RECORD_CONTRIBUTION) {
		return is_whole_folder || begins_with_part(id, file->name);
	}
	return begins_with_part(id, file->circle->id) &&
	       (is_whole_folder || begins_with_part(slice_from(id, slice_find(id, '/') + 1), file->name));
}

bool unread_may_hold(const struct model *model, enum record_type type, struct slice id)
{
	bool is_of_people = type == RECORD_PERSON || type == RECORD_PARTY;
	if (model->incomplete[type] ||
	    (is_of_people && (model->incomplete[RECORD_PERSON] || model->incomplete[RECORD_PARTY]))) {
		return true;
	}
	for (size_t i = 0; i < model->unread.count; i++) {
		if (file_may_hold(LIST_AT(model->unread, struct unread_file *, i), type, id)) {
			return true;
		}
	}
	return false;
}

bool unread_has_minutes(const struct model *model, const struct circle *circle)
{
	for (size_t i = 0; i < model->unread.count; i++) {
		const struct unread_file *file = LIST_AT(model->unread, struct unread_file *, i);
		if ((file->types & TYPE_BIT(RECORD_DECISION)) != 0 && (circle == NULL || file->circle == circle)) {
			return true;
		}
	}
	return false;
}

bool unread_has_any(const struct model *model)
{
	for (size_t i = 0; i < RECORD_TYPE_COUNT; i++) {
		if (model->incomplete[i]) {
			return true;
		}
	}
	return model->unread.count > 0;
}
