#include "history/commit_order.h"

#include "history/commit_text.h"
#include "text/memory.h"
#include "text/translate.h"

#include <stdlib.h>
#include <string.h>

enum { SECONDS_CLOCKS_MAY_DIFFER = 7 * 86400, SLOTS_FIRST = 1024 };

struct node {
	git_oid id;
	git_oid tree;
	int64_t time;  /* of the committer */
	uint32_t edge; /* the first of its parents in `edges` */
	uint32_t parent_count;
	uint32_t child_count; /* in the range, not placed yet */
	bool is_read;         /* all but the id is known */
	bool is_hidden;
	bool is_queued;
	bool is_taken; /* it came out of the queue and is in the range unless hidden */
};

struct vector {
	uint32_t *items;
	size_t count;
	size_t capacity;
};

struct commit_order {
	git_repository *repository;
	git_odb *objects;
	bool is_first_parent;
	struct node *nodes;
	size_t node_count;
	size_t node_capacity;
	struct vector edges; /* nodes */
	struct vector queue; /* nodes, a heap: the newest first */
	struct vector taken; /* nodes; then the order */
	uint32_t *slots;     /* of nodes by their ids: the node plus one, 0 when free */
	size_t slot_count;
	size_t shown_in_queue; /* nodes of the queue that are not hidden */
	int64_t oldest_taken;
};

static void vector_add(struct vector *vector, uint32_t item)
{
	vector->items = memory_grow(vector->items, vector->count, &vector->capacity, sizeof *vector->items);
	vector->items[vector->count++] = item;
}

/* ---- commits by their ids ---- */

static size_t slot_of(const struct commit_order *order, const git_oid *id)
{
	uint64_t start;
	memcpy(&start, id->id, sizeof start);
	size_t slot = (size_t)start & (order->slot_count - 1);
	while (order->slots[slot] != 0 && !git_oid_equal(&order->nodes[order->slots[slot] - 1].id, id)) {
		slot = (slot + 1) & (order->slot_count - 1);
	}
	return slot;
}

static void grow_slots(struct commit_order *order)
{
	order->slot_count = order->slot_count == 0 ? SLOTS_FIRST : order->slot_count * 2;
	free(order->slots);
	order->slots = memory_allocate_zeroed(order->slot_count, sizeof *order->slots);
	for (size_t i = 0; i < order->node_count; i++) {
		order->slots[slot_of(order, &order->nodes[i].id)] = (uint32_t)i + 1;
	}
}

static uint32_t find_node(struct commit_order *order, const git_oid *id)
{
	if (order->node_count * 2 >= order->slot_count) {
		grow_slots(order);
	}
	size_t slot = slot_of(order, id);
	if (order->slots[slot] == 0) {
		order->nodes =
		    memory_grow(order->nodes, order->node_count, &order->node_capacity, sizeof *order->nodes);
		order->nodes[order->node_count++] = (struct node){.id = *id};
		order->slots[slot] = (uint32_t)order->node_count;
	}
	return order->slots[slot] - 1;
}

/* Reads a commit's tree, time and parents. */
static const struct failure *read_node(struct commit_order *order, uint32_t index)
{
	git_oid id = order->nodes[index].id;
	git_odb_object *object = NULL;
	struct commit_text text;
	if (order->nodes[index].is_read) {
		return NULL;
	}
	int status = git_odb_read(&object, order->objects, &id);
	if (status != 0) {
		return repository_object_failure(order->repository, &id, status);
	}
	bool is_commit =
	    git_odb_object_type(object) == GIT_OBJECT_COMMIT &&
	    commit_text_read((struct slice){git_odb_object_data(object), git_odb_object_size(object)}, &text);
	if (is_commit) {
		struct node *node = &order->nodes[index];
		node->is_read = true;
		node->tree = text.tree;
		node->time = text.committer.time.time;
		node->edge = (uint32_t)order->edges.count;
		node->parent_count = (uint32_t)text.parent_count;
	}
	for (size_t i = 0; is_commit && i < text.parent_count; i++) {
		git_oid parent = commit_text_parent(&text, i);
		vector_add(&order->edges, find_node(order, &parent));
	}
	git_odb_object_free(object);
	return is_commit ? NULL : failure_new(_("a commit of this repository is damaged: git fsck says more"));
}

/* ---- the queue ---- */

static bool is_newer(const struct commit_order *order, uint32_t left, uint32_t right)
{
	return order->nodes[left].time > order->nodes[right].time;
}

static void swap(struct vector *queue, size_t a, size_t b)
{
	uint32_t kept = queue->items[a];
	queue->items[a] = queue->items[b];
	queue->items[b] = kept;
}

/* Puts a commit in the queue. One that is hidden may be missing: what lies beyond a shallow clone. */
static const struct failure *enqueue(struct commit_order *order, uint32_t index)
{
	const struct failure *failure = read_node(order, index);
	if (failure != NULL || order->nodes[index].is_queued) {
		return order->nodes[index].is_hidden ? NULL : failure;
	}
	struct vector *queue = &order->queue;
	order->nodes[index].is_queued = true;
	order->shown_in_queue += order->nodes[index].is_hidden ? 0 : 1;
	vector_add(queue, index);
	for (size_t i = queue->count - 1; i > 0 && is_newer(order, queue->items[i], queue->items[(i - 1) / 2]);
	     i = (i - 1) / 2) {
		swap(queue, i, (i - 1) / 2);
	}
	return NULL;
}

static uint32_t dequeue(struct commit_order *order)
{
	struct vector *queue = &order->queue;
	uint32_t first = queue->items[0];
	queue->items[0] = queue->items[--queue->count];
	for (size_t i = 0; 2 * i + 1 < queue->count;) {
		size_t child = 2 * i + 1;
		if (child + 1 < queue->count && is_newer(order, queue->items[child + 1], queue->items[child])) {
			child++;
		}
		if (!is_newer(order, queue->items[child], queue->items[i])) {
			break;
		}
		swap(queue, child, i);
		i = child;
	}
	order->nodes[first].is_queued = false;
	order->shown_in_queue -= order->nodes[first].is_hidden ? 0 : 1;
	return first;
}

/* ---- which commits ---- */

static void hide(struct commit_order *order, uint32_t index)
{
	struct node *node = &order->nodes[index];
	order->shown_in_queue -= node->is_queued && !node->is_hidden ? 1 : 0;
	node->is_hidden = true;
}

static size_t parents_followed(const struct commit_order *order, const struct node *node)
{
	return order->is_first_parent && node->parent_count > 1 ? 1 : node->parent_count;
}

/* All that a hidden commit comes from is hidden too, and looked at again when it was taken before. */
static const struct failure *hide_parents(struct commit_order *order, uint32_t index)
{
	const struct failure *failure = NULL;
	for (size_t i = 0; failure == NULL && i < order->nodes[index].parent_count; i++) {
		uint32_t parent = order->edges.items[order->nodes[index].edge + i];
		if (!order->nodes[parent].is_hidden) {
			hide(order, parent);
			failure = enqueue(order, parent);
		}
	}
	return failure;
}

static const struct failure *take(struct commit_order *order, uint32_t index)
{
	const struct failure *failure = NULL;
	struct node *node = &order->nodes[index];
	size_t parent_count = parents_followed(order, node);
	node->is_taken = true;
	order->oldest_taken = node->time < order->oldest_taken ? node->time : order->oldest_taken;
	vector_add(&order->taken, index);
	for (size_t i = 0; failure == NULL && i < parent_count; i++) {
		uint32_t parent = order->edges.items[order->nodes[index].edge + i];
		if (!order->nodes[parent].is_taken && !order->nodes[parent].is_hidden) {
			failure = enqueue(order, parent);
		}
	}
	return failure;
}

/* Whether a hidden commit may still be met among those taken. */
static bool is_unfinished(const struct commit_order *order)
{
	if (order->queue.count == 0) {
		return false;
	}
	int64_t newest = order->nodes[order->queue.items[0]].time;
	return order->shown_in_queue > 0 ||
	       (order->taken.count > 0 && newest >= order->oldest_taken - SECONDS_CLOCKS_MAY_DIFFER);
}

static const struct failure *find_commits(struct commit_order *order, const struct commit_range *range)
{
	const struct failure *failure = NULL;
	order->oldest_taken = INT64_MAX;
	for (size_t i = 0; failure == NULL && i < range->hidden_count; i++) {
		uint32_t index = find_node(order, &range->hidden[i]);
		hide(order, index);
		failure = enqueue(order, index);
	}
	for (size_t i = 0; failure == NULL && i < range->tip_count; i++) {
		failure = enqueue(order, find_node(order, &range->tips[i]));
	}
	while (failure == NULL && is_unfinished(order)) {
		uint32_t index = dequeue(order);
		failure = order->nodes[index].is_hidden ? hide_parents(order, index) : take(order, index);
	}
	return failure;
}

/* ---- their order ---- */

/* As a stack: of the commits whose children were all placed, the one that became free last comes next, so that lines
 * of history stay together. */
static void sort(struct commit_order *order)
{
	struct vector found = order->taken;
	struct vector stack = {NULL, 0, 0};
	order->taken = (struct vector){NULL, 0, 0};
	for (size_t i = 0; i < found.count; i++) {
		struct node *node = &order->nodes[found.items[i]];
		for (size_t j = 0; !node->is_hidden && j < parents_followed(order, node); j++) {
			order->nodes[order->edges.items[node->edge + j]].child_count++;
		}
	}
	for (size_t i = found.count; i > 0; i--) {
		struct node *node = &order->nodes[found.items[i - 1]];
		if (!node->is_hidden && node->child_count == 0) {
			vector_add(&stack, found.items[i - 1]);
		}
	}
	while (stack.count > 0) {
		uint32_t index = stack.items[--stack.count];
		struct node *node = &order->nodes[index];
		vector_add(&order->taken, index);
		for (size_t j = 0; j < parents_followed(order, node); j++) {
			uint32_t parent = order->edges.items[node->edge + j];
			if (--order->nodes[parent].child_count == 0 && order->nodes[parent].is_taken &&
			    !order->nodes[parent].is_hidden) {
				vector_add(&stack, parent);
			}
		}
	}
	free(stack.items);
	free(found.items);
}

/* ---- from outside ---- */

const struct failure *commit_order_new(git_repository *repository, git_odb *objects, const struct commit_range *range,
				       bool is_first_parent, struct commit_order **order)
{
	struct commit_order *made = memory_allocate_zeroed(1, sizeof *made);
	made->repository = repository;
	made->objects = objects;
	made->is_first_parent = is_first_parent;
	const struct failure *failure = find_commits(made, range);
	if (failure != NULL) {
		commit_order_free(made);
		return failure;
	}
	sort(made);
	*order = made;
	return NULL;
}

void commit_order_free(struct commit_order *order)
{
	if (order != NULL) {
		free(order->nodes);
		free(order->edges.items);
		free(order->queue.items);
		free(order->taken.items);
		free(order->slots);
		free(order);
	}
}

size_t commit_order_count(const struct commit_order *order)
{
	return order->taken.count;
}

const git_oid *commit_order_id(const struct commit_order *order, size_t index)
{
	return &order->nodes[order->taken.items[index]].id;
}

const struct failure *commit_order_parent(struct commit_order *order, size_t index, size_t parent, git_oid *id,
					  git_oid *tree)
{
	uint32_t node = order->edges.items[order->nodes[order->taken.items[index]].edge + parent];
	const struct failure *failure = read_node(order, node);
	if (failure == NULL) {
		*id = order->nodes[node].id;
		*tree = order->nodes[node].tree;
	}
	return failure;
}
