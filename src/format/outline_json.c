/* Outlines as nested JSON. Amounts are strings of plain decimals, as in tables. */
#include "format/json_value.h"
#include "format/outline.h"

static json_t *json_fact(struct arena *arena, const struct outline_fact *fact)
{
	if (fact->column.kind == COLUMN_MINUTES || fact->column.kind == COLUMN_INTEGER) {
		return json_integer(fact->cell.number);
	}
	return json_text(cell_for_machines(arena, &fact->column, &fact->cell));
}

static json_t *json_breaks(const struct outline_node *node)
{
	json_t *array = json_array();
	for (const struct outline_break *fault = node->first_break; fault != NULL; fault = fault->next) {
		json_t *object = json_object();
		json_object_set_new(object, "id", json_text(fault->id));
		json_object_set_new(object, "message", json_text(fault->message));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *json_node(struct arena *arena, const struct outline_node *node)
{
	json_t *object = json_object();
	json_t *links = json_array();
	json_object_set_new(object, "link", json_text(node->kind));
	json_object_set_new(object, "title", json_text(node->title));
	for (const struct outline_fact *fact = node->first_fact; fact != NULL; fact = fact->next) {
		if (column_is_for_machines(&fact->column)) {
			json_object_set_new_nocheck(object, arena_copy(arena, fact->column.name).data,
						    json_fact(arena, fact));
		}
	}
	json_object_set_new(object, "broken", json_breaks(node));
	for (const struct outline_node *child = node->first; child != NULL; child = child->next) {
		json_array_append_new(links, json_node(arena, child));
	}
	json_object_set_new(object, "links", links);
	return object;
}

void outline_write_json(const struct outline *outline, struct buffer *out)
{
	struct arena *arena = arena_new();
	json_add_document(out, outline->root == NULL ? json_object() : json_node(arena, outline->root));
	arena_free(arena);
}
