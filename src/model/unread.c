#include "model/unread.h"

#include "text/memory.h"
#include "text/symbols.h"

/* Of which it is known where they stand: a reference says the circle and the day, or the person. */
static const unsigned placed_types = MINUTES_TYPES | TYPE_BIT(RECORD_CONTRIBUTION) | TYPE_BIT(RECORD_SEAL);

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

/* People and organisations share one space of ids. */
static struct slice record_key(struct arena *arena, enum record_type type, struct slice id)
{
	return arena_format(arena, "%d %.*s", type == RECORD_PERSON ? RECORD_PARTY : type, SLICE_ARGUMENTS(id));
}

static bool is_missing(const struct model *model, enum record_type type, struct slice id)
{
	return model->missing != NULL &&
	       symbols_find(model->missing, record_key(model->arena, type, id)) != SYMBOL_NONE;
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
	if (is_missing(model, type, id)) {
		return true;
	}
	for (size_t i = 0; i < model->unread.count; i++) {
		if (file_may_hold(LIST_AT(model->unread, struct unread_file *, i), type, id)) {
			return true;
		}
	}
	return false;
}

static bool has_party(const struct model *model, bool is_person)
{
	for (size_t i = 0; i < model->parties.count; i++) {
		if (LIST_AT(model->parties, struct party *, i)->is_person == is_person) {
			return true;
		}
	}
	return false;
}

/* Whether there is no record of a type at all, though it is named: their file is empty or gone. */
static bool has_none(const struct model *model, enum record_type type)
{
	switch (type) {
	case RECORD_PERSON: return !has_party(model, true);
	case RECORD_PARTY: return !has_party(model, false);
	case RECORD_FUND: return model->funds.count == 0;
	case RECORD_PLACE: return model->places.count == 0;
	case RECORD_ACTION: return model->actions.count == 0;
	default: return false;
	}
}

bool unread_tell(struct model *model, enum record_type type, struct slice id)
{
	if (unread_may_hold(model, type, id)) {
		return false;
	}
	if (model->missing == NULL) {
		model->missing = symbols_new();
	}
	symbols_intern(model->missing, record_key(model->arena, type, id));
	model->incomplete[type] |= has_none(model, type); /* said once, not at every name */
	return true;
}

bool unread_has(const struct model *model, unsigned types, const struct circle *circle)
{
	for (size_t i = 0; i < model->unread.count; i++) {
		const struct unread_file *file = LIST_AT(model->unread, struct unread_file *, i);
		if ((file->types & types) != 0 && (circle == NULL || file->circle == circle)) {
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
	return model->unread.count > 0 || model->missing != NULL;
}
