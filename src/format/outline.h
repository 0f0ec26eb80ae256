/* Outlines: things that hang together, each with what is known of it and what is wrong with it. People read a tree with
 * guides, machines nested JSON. */
#ifndef SOUCI_FORMAT_OUTLINE_H
#define SOUCI_FORMAT_OUTLINE_H

#include "format/table.h"

/* Something known of a node. People read “heading: value”, or the value alone when there is no heading; amounts that
 * follow each other stand on one line. */
struct outline_fact {
	struct column column;
	struct cell cell;
	struct outline_fact *next;
};

/* Something wrong with it. */
struct outline_break {
	struct slice id;      /* for machines */
	struct slice message; /* for people, translated */
	struct outline_break *next;
};

struct outline_node {
	struct slice kind;  /* for machines */
	struct slice title; /* for people, translated; may be set later */
	struct outline_fact *first_fact;
	struct outline_fact *last_fact;
	struct outline_break *first_break;
	struct outline_break *last_break;
	struct outline_node *first;
	struct outline_node *last;
	struct outline_node *next;
};

struct outline {
	struct arena *arena; /* owns the nodes */
	struct outline_node *root;
	size_t break_count;
};

/* An empty outline; free with outline_free(). All texts are borrowed, or made in its arena. */
struct outline *outline_new(void);
void outline_free(struct outline *outline);

/* Adds a node as the last below `parent`, or as the root when that is NULL. */
struct outline_node *outline_add(struct outline *outline, struct outline_node *parent, struct slice kind,
				 struct slice title);

/* Adds a fact; an empty cell is left out. */
void outline_say(struct outline *outline, struct outline_node *node, struct column column, struct cell cell);

/* Adds something that is wrong. */
void outline_break(struct outline *outline, struct outline_node *node, struct slice id, struct slice message);

void outline_write_text(const struct outline *outline, struct text_look look, struct buffer *out);

/* An object for the root: `link` (its kind), `title`, the facts by their names, `broken` (an array of `id` and
 * `message`), `links` (an array of the nodes below). */
void outline_write_json(const struct outline *outline, struct buffer *out);

#endif
