/* What somebody meant who wrote another: an id as a name, with a slip, or a part of it; a path with a slip. */
#include "model/index.h"
#include "model/model.h"

/* Where a person is asked for, an organisation is not meant. */
static bool may_be_meant(const struct model *model, enum record_type type, struct slice id)
{
	const struct party *party = type == RECORD_PERSON ? model_find_party(model, id) : NULL;
	return party == NULL || party->is_person;
}

/* The record that bears the name of which `meant` is the id's form; empty for none. */
static struct slice id_of_name(const struct model *model, enum record_type type, struct slice meant)
{
	struct named_records records = model_named(model, type);
	for (size_t i = 0; i < records.list.count && meant.size > 0; i++) {
		if (slice_equal(id_suggestion(model->arena, named_name(&records, i)), meant)) {
			return named_id(&records, i);
		}
	}
	return SLICE("");
}

/* Whether `part` is one of the words of an id, or some of them in their order. */
static bool is_part_of_id(struct slice part, struct slice id)
{
	for (size_t i = 0; i + part.size <= id.size; i++) {
		size_t end = i + part.size;
		bool is_word =
		    (i == 0 || id.data[i - 1] == '-') && (end == id.size || id.data[end] == '-') && part.size > 0;
		if (is_word && slice_equal(slice_part(id, i, part.size), part)) {
			return true;
		}
	}
	return false;
}

struct slice model_ids_holding(const struct model *model, enum record_type type, struct slice words)
{
	enum { NAMED_MOST = 5 };
	struct named_records records = model_named(model, type);
	struct slice ids[NAMED_MOST + 1];
	size_t count = 0;
	for (size_t i = 0; i < records.list.count && count <= NAMED_MOST; i++) {
		struct slice id = named_id(&records, i);
		if (is_part_of_id(words, id) && may_be_meant(model, type, id)) {
			ids[count++] = id;
		}
	}
	return count > NAMED_MOST ? SLICE("") : arena_join(model->arena, ids, count, SLICE(", "));
}

struct slice model_nearest_id(const struct model *model, enum record_type type, struct slice id)
{
	const struct id_index *ids = model->indexes[type == RECORD_PERSON ? RECORD_PARTY : type];
	struct slice meant = id_suggestion(model->arena, id); /* a name, with its capitals and accents */
	struct slice found = id_index_find(ids, meant) != NULL ? meant : id_of_name(model, type, meant);
	if (found.size == 0) {
		found = id_index_nearest(ids, id);
	}
	if (found.size == 0) {
		struct slice holding = model_ids_holding(model, type, meant);
		found = slice_find(holding, ',') == holding.size ? holding : SLICE("");
	}
	return may_be_meant(model, type, found) ? found : SLICE("");
}

struct slice model_nearest_file(const struct model *model, struct slice path)
{
	size_t folder = slice_find_last(path, '/') + 1;
	struct slice best = SLICE("");
	size_t limit = 3;
	for (size_t i = 0; i < model->files.count && limit > 0; i++) {
		struct slice file = model->files.entries[i].path;
		bool is_beside = slice_find_last(file, '/') + 1 == folder &&
				 slice_equal(slice_part(file, 0, folder), slice_part(path, 0, folder));
		size_t distance =
		    is_beside ? slice_distance(slice_from(file, folder), slice_from(path, folder), limit) : limit + 1;
		if (distance <= limit) {
			best = file;
			limit = distance - 1;
		}
	}
	return best;
}
