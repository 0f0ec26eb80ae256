/* Outlines for people: a tree with guides.
 *
 *     fund drac
 *     │ awarded 1000.00
 *     ├─ award arles/2024-01-09/4
 *     └─ circle arles
 *        ✗ what is wrong
 */
#include "format/outline.h"

#include "text/escape.h"
#include "text/translate.h"
#include "text/utf8.h"

#define RED "\x1b[31m"
#define BOLD "\x1b[1m"
#define PLAIN "\x1b[0m"

enum { TEXT_LEAST_COLUMNS = 30 };

struct writing {
	struct arena *arena;
	struct text_look look;
	struct buffer *out;
};

/* Where the lines of a node begin: the guides of those above it. */
struct margin {
	struct slice first; /* before the title */
	struct slice rest;  /* before the lines below the title */
};

static void add_styled(const struct writing *writing, const char *style, struct slice text)
{
	bool is_styled = writing->look.colour && style != NULL;
	buffer_add(writing->out, is_styled ? slice_of(style) : SLICE(""));
	buffer_add(writing->out, text);
	buffer_add(writing->out, is_styled ? SLICE(PLAIN) : SLICE(""));
}

/* How much of a text stands on a line: up to the last space that fits, or all of it. */
static size_t fitting(const struct writing *writing, struct slice margin, struct slice text)
{
	size_t used = utf8_width(margin);
	size_t width =
	    writing->look.width > used + TEXT_LEAST_COLUMNS ? writing->look.width - used : TEXT_LEAST_COLUMNS;
	if (writing->look.width == 0 || utf8_width(text) <= width) {
		return text.size;
	}
	struct slice fits = utf8_fit(text, width);
	size_t space = slice_find_last(fits, ' ');
	return space < fits.size && space > 0 ? space : fits.size;
}

/* A text with its margin, on as many lines as it takes; later ones are indented. */
static void add_lines(const struct writing *writing, struct margin margin, const char *style, struct slice text)
{
	struct slice rest = escape_for_terminal(writing->arena, escape_line_ends(writing->arena, text));
	struct slice start = margin.first;
	do {
		size_t size = fitting(writing, start, rest);
		buffer_add(writing->out, start);
		add_styled(writing, style, slice_part(rest, 0, size));
		buffer_add_byte(writing->out, '\n');
		rest = slice_trim(slice_from(rest, size));
		start = margin.rest;
	} while (rest.size > 0);
}

static struct slice fact_text(const struct writing *writing, const struct outline_fact *fact)
{
	struct arena *arena = writing->arena;
	struct slice value = cell_for_people(arena, &fact->column, &fact->cell, writing->look);
	if (fact->column.heading.size == 0) {
		return value;
	}
	const char *format = fact->column.kind == COLUMN_AMOUNT ? "%.*s %.*s" : _("%.*s: %.*s");
	return arena_format(arena, format, SLICE_ARGUMENTS(fact->column.heading), SLICE_ARGUMENTS(value));
}

/* Facts for people, amounts that follow each other on one line. */
static void add_facts(const struct writing *writing, struct margin margin, const struct outline_node *node)
{
	const struct outline_fact *fact = node->first_fact;
	while (fact != NULL) {
		if (!column_is_for_people(&fact->column)) {
			fact = fact->next;
			continue;
		}
		struct slice text = fact_text(writing, fact);
		bool is_amount = fact->column.kind == COLUMN_AMOUNT;
		for (fact = fact->next; is_amount && fact != NULL && fact->column.kind == COLUMN_AMOUNT;
		     fact = fact->next) {
			if (column_is_for_people(&fact->column)) {
				struct slice more = fact_text(writing, fact);
				text = arena_format(writing->arena, "%.*s · %.*s", SLICE_ARGUMENTS(text),
						    SLICE_ARGUMENTS(more));
			}
		}
		add_lines(writing, margin, NULL, text);
	}
}

static struct slice joined(const struct writing *writing, struct slice a, const char *b)
{
	return arena_format(writing->arena, "%.*s%s", SLICE_ARGUMENTS(a), b);
}

static void add_node(const struct writing *writing, struct margin margin, const struct outline_node *node)
{
	struct slice inside = joined(writing, margin.rest, node->first == NULL ? "  " : "│ ");
	struct slice inside_more = joined(writing, inside, "  ");
	add_lines(writing, (struct margin){margin.first, inside_more}, BOLD, node->title);
	add_facts(writing, (struct margin){inside, inside_more}, node);
	for (const struct outline_break *fault = node->first_break; fault != NULL; fault = fault->next) {
		struct slice text = arena_format(writing->arena, "✗ %.*s", SLICE_ARGUMENTS(fault->message));
		add_lines(writing, (struct margin){inside, inside_more}, RED, text);
	}
	for (const struct outline_node *child = node->first; child != NULL; child = child->next) {
		bool is_last = child->next == NULL;
		add_node(writing,
			 (struct margin){joined(writing, margin.rest, is_last ? "└─ " : "├─ "),
					 joined(writing, margin.rest, is_last ? "   " : "│  ")},
			 child);
	}
}

void outline_write_text(const struct outline *outline, struct text_look look, struct buffer *out)
{
	struct writing writing = {arena_new(), look, out};
	if (outline->root != NULL) {
		add_node(&writing, (struct margin){SLICE(""), SLICE("")}, outline->root);
	}
	arena_free(writing.arena);
}
