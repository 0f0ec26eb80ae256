#include "report/differences.h"

#include "report/about.h"
#include "report/columns.h"
#include "text/escape.h"
#include "text/phrase.h"
#include "text/translate.h"
#include "text/utf8.h"

#include <string.h>

enum { VALUE_COLUMNS_MAXIMUM = 60 };

#define BOLD "\x1b[1m"
#define RED "\x1b[31m"
#define GREEN "\x1b[32m"
#define YELLOW "\x1b[33m"
#define PLAIN "\x1b[0m"

/* ---- what is asked for ---- */

/* Changes that no phrase tells are told by others. */
static bool is_told(const struct difference *difference)
{
	const struct fact_phrases *phrases = &difference->fact->kind->phrases;
	const char *const of_sorts[] = {
	    [DIFFERENCE_ADDED] = phrases->added,
	    [DIFFERENCE_REMOVED] = phrases->removed,
	    [DIFFERENCE_CHANGED] = phrases->changed,
	    [DIFFERENCE_ENDED] = phrases->ended,
	};
	return difference->field != NULL || of_sorts[difference->sort][0] != '\0';
}

/* ---- sentences ---- */

static bool is_short(struct slice text)
{
	return slice_find(text, '\n') == text.size && utf8_width(text) <= VALUE_COLUMNS_MAXIMUM;
}

static struct slice or_other(struct slice text, struct slice other)
{
	return text.size > 0 ? text : other;
}

static const char *phrase_of_field(const struct difference *difference)
{
	if (!is_short(difference->shown_before) || !is_short(difference->shown_after)) {
		return N_("{name}: the text of {field} changed");
	}
	if (difference->before.size == 0) {
		return N_("{name}: {field} is “{after}”");
	}
	return difference->after.size == 0 ? N_("{name}: {field} was “{before}” and is gone")
					   : N_("{name}: {field} was “{before}” and is “{after}”");
}

static const char *phrase_of(const struct difference *difference)
{
	const struct fact_phrases *phrases = &difference->fact->kind->phrases;
	if (difference->field != NULL) {
		return phrase_of_field(difference);
	}
	switch (difference->sort) {
	case DIFFERENCE_ADDED: return phrases->added;
	case DIFFERENCE_REMOVED: return phrases->removed;
	case DIFFERENCE_ENDED: return phrases->ended;
	case DIFFERENCE_CHANGED: return phrases->changed;
	}
	return "";
}

static struct slice sentence(struct arena *arena, const struct difference *difference)
{
	const struct fact *fact = difference->fact;
	const struct phrase_value values[] = {
	    {"person", fact->about.person},
	    {"action", fact->about.action},
	    {"fund", fact->about.fund},
	    {"circle", fact->about.circle},
	    {"name", or_other(fact->shown_name, fact->name)},
	    {"label", fact->label},
	    {"end", fact->end},
	    {"before", difference->shown_before},
	    {"after", difference->shown_after},
	    {"field", difference->field_name},
	};
	return phrase_fill(arena, slice_of(_(phrase_of(difference))), values, sizeof values / sizeof *values);
}

/* The name of a circle as it is after, or was before; that of the network for what lies in no circle. */
static struct slice heading(const struct differences_subject *subject, struct slice id)
{
	const struct circle *circle = NULL;
	if (id.size == 0) {
		return slice_of(_("The network"));
	}
	circle = model_find_circle(subject->after, id);
	circle = circle != NULL ? circle : model_find_circle(subject->before, id);
	return circle == NULL || circle->name.size == 0 ? id : circle->name;
}

/* ---- the table ---- */

enum difference_column {
	DIFFERENCE_CHANGE,
	DIFFERENCE_CIRCLE,
	DIFFERENCE_KIND,
	DIFFERENCE_WHAT,
	DIFFERENCE_ACTION,
	DIFFERENCE_FUND,
	DIFFERENCE_PERSON,
	DIFFERENCE_NAME,
	DIFFERENCE_FIELD,
	DIFFERENCE_BEFORE,
	DIFFERENCE_AFTER,
	DIFFERENCE_COMMODITY,
	DIFFERENCE_DECISION,
};

static const struct report_column columns[] = {
    {"change", N_("Change"), COLUMN_ID, READERS_ALL},
    {"circle", N_("Circle"), COLUMN_ID, READERS_ALL},
    {"kind", "", COLUMN_ID, READERS_MACHINES},
    {"what", N_("What"), COLUMN_ID, READERS_ALL},
    {"action", "", COLUMN_ID, READERS_MACHINES},
    {"fund", "", COLUMN_ID, READERS_MACHINES},
    {"person", "", COLUMN_ID, READERS_MACHINES},
    {"name", "", COLUMN_ID, READERS_MACHINES},
    {"field", "", COLUMN_ID, READERS_MACHINES},
    {"before", "", COLUMN_ID, READERS_MACHINES},
    {"after", "", COLUMN_ID, READERS_MACHINES},
    {"commodity", "", COLUMN_ID, READERS_MACHINES},
    {"decision", N_("Decision"), COLUMN_ID, READERS_ALL},
};

static const char *const words[] = {
    [DIFFERENCE_ADDED] = N_("added"),
    [DIFFERENCE_REMOVED] = N_("removed"),
    [DIFFERENCE_CHANGED] = N_("changed"),
    [DIFFERENCE_ENDED] = N_("ended"),
};

static void add_row(const struct differences_subject *subject, struct table *table, const struct difference *difference)
{
	const struct fact *fact = difference->fact;
	struct cell *cells = table_add_row(table, ROW_VALUES)->cells;
	cells[DIFFERENCE_CHANGE] = cell_word(words[difference->sort]);
	cells[DIFFERENCE_CIRCLE] = fact->about.circle.size == 0
				       ? cell_empty()
				       : cell_text_shown(fact->about.circle, heading(subject, fact->about.circle));
	cells[DIFFERENCE_KIND] = cell_text(slice_of(fact->kind->name));
	cells[DIFFERENCE_WHAT] = cell_text(sentence(table->arena, difference));
	cells[DIFFERENCE_ACTION] = cell_line(fact->about.action);
	cells[DIFFERENCE_FUND] = cell_line(fact->about.fund);
	cells[DIFFERENCE_PERSON] = cell_line(fact->about.person);
	cells[DIFFERENCE_NAME] = cell_line(fact->name);
	cells[DIFFERENCE_FIELD] =
	    difference->field == NULL ? cell_empty() : cell_text(slice_of(difference->field->name));
	cells[DIFFERENCE_BEFORE] = cell_line(difference->before);
	cells[DIFFERENCE_AFTER] = cell_line(difference->after);
	cells[DIFFERENCE_COMMODITY] = cell_line(fact->money.currency);
	cells[DIFFERENCE_DECISION] = cell_line(fact->decision);
}

struct table *differences_report(const struct differences_subject *subject)
{
	struct table *table = table_new(slice_of(_("What changed in meaning")));
	table_add_columns(table, columns, sizeof columns / sizeof *columns);
	for (size_t i = 0; i < subject->differences.count; i++) {
		const struct difference *difference = &LIST_AT(subject->differences, struct difference, i);
		if (is_told(difference) && filter_accepts_subjects(subject->filter, &difference->fact->about)) {
			add_row(subject, table, difference);
		}
	}
	return table;
}

/* ---- prose ---- */

static void add_coloured(struct buffer *out, bool colour, const char *start, struct slice text)
{
	buffer_add(out, colour ? slice_of(start) : SLICE(""));
	buffer_add(out, text);
	buffer_add(out, colour ? SLICE(PLAIN) : SLICE(""));
}

static void add_line(struct buffer *out, struct arena *arena, bool colour, const struct difference *difference)
{
	static const struct {
		const char *sign;
		const char *colour;
	} signs[] = {
	    [DIFFERENCE_ADDED] = {"+", GREEN},
	    [DIFFERENCE_REMOVED] = {"-", RED},
	    [DIFFERENCE_CHANGED] = {"~", YELLOW},
	    [DIFFERENCE_ENDED] = {"-", RED},
	};
	buffer_add(out, SLICE("  "));
	add_coloured(out, colour, signs[difference->sort].colour, slice_of(signs[difference->sort].sign));
	struct slice text = escape_for_terminal(arena, sentence(arena, difference));
	buffer_format(out, " %.*s\n", SLICE_ARGUMENTS(text));
}

void differences_write_text(const struct differences_subject *subject, struct text_look look, struct buffer *out)
{
	struct arena *arena = arena_new();
	const struct difference *previous = NULL;
	for (size_t i = 0; i < subject->differences.count; i++) {
		const struct difference *difference = &LIST_AT(subject->differences, struct difference, i);
		if (!is_told(difference) || !filter_accepts_subjects(subject->filter, &difference->fact->about)) {
			continue;
		}
		struct slice circle = difference->fact->about.circle;
		if (previous == NULL || !slice_equal(previous->fact->about.circle, circle)) {
			buffer_add(out, previous == NULL ? SLICE("") : SLICE("\n"));
			add_coloured(out, look.colour, BOLD, escape_for_terminal(arena, heading(subject, circle)));
			buffer_add_byte(out, '\n');
		}
		add_line(out, arena, look.colour, difference);
		previous = difference;
	}
	if (previous == NULL) {
		buffer_add(out, slice_of(_("Nothing changed in meaning.\n")));
	}
	arena_free(arena);
}
