#include "format/outline.h"

#include "text/memory.h"

#include <stdlib.h>

struct outline *outline_new(void)
{
	struct outline *outline = memory_allocate_zeroed(1, sizeof *outline);
	outline->arena = arena_new();
	return outline;
}

void outline_free(struct outline *outline)
{
	if (outline != NULL) {
		arena_free(outline->arena);
		free(outline);
	}
}

struct outline_node *outline_add(struct outline *outline, struct outline_node *parent, struct slice kind,
				 struct slice title)
{
	struct outline_node *node = arena_new_object(outline->arena, struct outline_node);
	node->kind = kind;
	node->title = title;
	if (parent == NULL) {
		outline->root = node;
	} else {
		*(parent->last == NULL ? &parent->first : &parent->last->next) = node;
		parent->last = node;
	}
	return node;
}

void outline_say(struct outline *outline, struct outline_node *node, struct column column, struct cell cell)
{
	if (cell.is_empty) {
		return;
	}
	struct outline_fact *fact = arena_new_object(outline->arena, struct outline_fact);
	*fact = (struct outline_fact){column, cell, NULL};
	*(node->last_fact == NULL ? &node->first_fact : &node->last_fact->next) = fact;
	node->last_fact = fact;
}

void outline_break(struct outline *outline, struct outline_node *node, struct slice id, struct slice message)
{
	struct outline_break *fault = arena_new_object(outline->arena, struct outline_break);
	*fault = (struct outline_break){id, message, NULL};
	*(node->last_break == NULL ? &node->first_break : &node->last_break->next) = fault;
	node->last_break = fault;
	outline->break_count++;
}
