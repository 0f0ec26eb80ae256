/* Findings for people, the way compilers write them:
 *
 *	circles/x/meetings/2024-04-11.rec:12:9: error: the envelope is overspent by 50.00 EUR [budget-overspent]
 *	Amount: 1200.00 EUR
 *	        ^~~~~~~~~~~
 *	  hint: at most 1150.00 EUR are left
 */
#include "format/findings_writer.h"

#include "text/escape.h"
#include "text/translate.h"
#include "text/utf8.h"

enum {
	EXCERPT_COLUMNS = 160, /* of a source line shown when the terminal has no width */
	EXCERPT_LEAST_COLUMNS = 20,
	CHARACTER_BYTES_MAXIMUM = 4,
	ALIKE_SHOWN = 5,
};

#define BOLD "\x1b[1m"
#define RED "\x1b[1;31m"
#define YELLOW "\x1b[1;33m"
#define CYAN "\x1b[1;36m"
#define GREEN "\x1b[1;32m"
#define PLAIN "\x1b[0m"

struct printing {
	struct arena *arena;
	struct text_look look;
	struct buffer *out;
};

static void add_coloured(struct printing *printing, const char *colour, struct slice text)
{
	buffer_add(printing->out, printing->look.colour ? slice_of(colour) : SLICE(""));
	buffer_add(printing->out, text);
	buffer_add(printing->out, printing->look.colour ? SLICE(PLAIN) : SLICE(""));
}

static const char *severity_colour(enum severity severity)
{
	static const char *const colours[] = {CYAN, YELLOW, RED};
	return colours[severity];
}

static const char *severity_label(enum severity severity)
{
	static const char *const labels[] = {N_("notice:"), N_("warning:"), N_("error:")};
	return _(labels[severity]);
}

/* The first character of a line that may hold anything; a byte that begins none counts as one. */
static struct slice first_character(struct slice text)
{
	size_t size = 1;
	if (utf8_find_invalid(slice_part(text, 0, CHARACTER_BYTES_MAXIMUM)) > 0) {
		utf8_decode(text, &size);
	}
	return slice_part(text, 0, size);
}

static bool is_inside_character(struct slice text, size_t byte)
{
	return byte < text.size && ((unsigned char)text.data[byte] & 0xC0U) == 0x80U;
}

/* The part of a long line to show: it begins so that `column_byte` is seen, with some of what stands before, and
 * holds at most `columns` bytes or so from there. */
static struct slice excerpt_of(struct slice line, size_t column_byte, size_t columns)
{
	size_t start = column_byte > columns / 2 ? column_byte - columns / 2 : 0;
	size_t end = column_byte + columns;
	while (start < column_byte && is_inside_character(line, start)) {
		start++;
	}
	while (end > column_byte + 1 && is_inside_character(line, end)) {
		end--;
	}
	return slice_part(line, start, end - start);
}

/* Adds the source line, made safe, and below it `^~~~` under `marked` bytes from `column_byte`. Tabs stay tabs in
 * both lines, so that they line up whatever a tab is worth. */
static void add_source(struct printing *printing, struct slice line, size_t column_byte, size_t marked)
{
	struct buffer carets = BUFFER_EMPTY;
	bool is_marking = false;
	for (size_t i = 0; i < line.size;) {
		struct slice character = first_character(slice_from(line, i));
		bool is_tab = character.data[0] == '\t';
		struct slice shown = is_tab ? SLICE("\t") : escape_for_terminal(printing->arena, character);
		size_t width = is_tab ? 1 : utf8_width(shown);
		bool is_marked = i + character.size > column_byte && i < column_byte + marked;
		buffer_add(printing->out, shown);
		if (is_marked && width > 0) {
			buffer_add_byte(&carets, is_marking ? '~' : '^');
			buffer_add_repeated(&carets, '~', width - 1);
			is_marking = true;
		} else if (i < column_byte) {
			buffer_add_repeated(&carets, is_tab ? '\t' : ' ', width);
		}
		i += character.size;
	}
	buffer_add(&carets, is_marking ? SLICE("") : SLICE("^"));
	buffer_add_byte(printing->out, '\n');
	add_coloured(printing, GREEN, buffer_view(&carets));
	buffer_add_byte(printing->out, '\n');
	buffer_free(&carets);
}

static void add_excerpt(struct printing *printing, struct location location)
{
	struct slice line = location_line(location);
	bool is_whole_file = location.start == 0 && location.length == 0;
	if (line.size == 0 || is_whole_file) {
		return;
	}
	size_t columns = printing->look.width == 0 ? EXCERPT_COLUMNS : printing->look.width;
	columns = columns < EXCERPT_LEAST_COLUMNS ? EXCERPT_LEAST_COLUMNS : columns;
	size_t line_start = (size_t)(line.data - location.file->bytes.data);
	size_t column_byte = location.start - line_start;
	column_byte = column_byte > line.size ? line.size : column_byte;
	struct slice excerpt = excerpt_of(line, column_byte, columns);
	size_t shown_byte = column_byte - (size_t)(excerpt.data - line.data);
	add_source(printing, excerpt, shown_byte, location.length == 0 ? 1 : location.length);
}

/* Where those stand that are told with it: a few of them. */
static void add_alike(struct printing *printing, const struct finding *finding)
{
	for (size_t i = 0; i < finding->alike_count && i < ALIKE_SHOWN; i++) {
		struct slice place = finding_place(printing->arena, &finding->alike[i]);
		buffer_add(printing->out, SLICE("  "));
		add_coloured(printing, CYAN, slice_of(_("also:")));
		buffer_add_byte(printing->out, ' ');
		buffer_add(printing->out, escape_for_terminal(printing->arena, place));
		buffer_add_byte(printing->out, '\n');
	}
	if (finding->alike_count > ALIKE_SHOWN) {
		buffer_format(printing->out, _("  and %zu more, all listed by --format json\n"),
			      finding->alike_count - ALIKE_SHOWN);
	}
}

static void add_finding(struct printing *printing, const struct finding *finding)
{
	struct arena *arena = printing->arena;
	struct slice place = finding_place(arena, finding);
	if (place.size > 0) {
		add_coloured(printing, BOLD, escape_for_terminal(arena, place));
		buffer_add(printing->out, SLICE(": "));
	}
	add_coloured(printing, severity_colour(finding->severity), slice_of(severity_label(finding->severity)));
	buffer_add_byte(printing->out, ' ');
	buffer_add(printing->out, escape_for_terminal(arena, finding_message(arena, finding)));
	buffer_format(printing->out, " [%s]\n", finding_definition(finding->id)->id);
	add_excerpt(printing, finding->location);
	struct slice hint = finding_hint(arena, finding);
	if (hint.size > 0) {
		buffer_add(printing->out, SLICE("  "));
		add_coloured(printing, CYAN, slice_of(_("hint:")));
		buffer_add_byte(printing->out, ' ');
		buffer_add(printing->out, escape_for_terminal(arena, hint));
		buffer_add_byte(printing->out, '\n');
	}
	add_alike(printing, finding);
}

static struct slice counted(struct arena *arena, enum severity severity, size_t count)
{
	switch (severity) {
	case SEVERITY_ERROR: return arena_format(arena, ngettext("%zu error", "%zu errors", count), count);
	case SEVERITY_WARNING: return arena_format(arena, ngettext("%zu warning", "%zu warnings", count), count);
	case SEVERITY_NOTICE: return arena_format(arena, ngettext("%zu notice", "%zu notices", count), count);
	}
	return SLICE("");
}

/* `2 soucis (1 error, 1 warning, 3 notices)`: notices are nothing to worry about, so they do not count as soucis. */
static void add_summary(struct printing *printing, struct findings *findings)
{
	struct slice counts[SEVERITY_ERROR + 1];
	size_t parts = 0;
	size_t soucis = findings_count_from(findings, SEVERITY_WARNING);
	size_t above = 0;
	for (int severity = SEVERITY_ERROR; severity >= SEVERITY_NOTICE; severity--) {
		size_t count = findings_count_from(findings, (enum severity)severity) - above;
		above += count;
		if (count > 0) {
			counts[parts++] = counted(printing->arena, (enum severity)severity, count);
		}
	}
	struct slice list = arena_join(printing->arena, counts, parts, SLICE(", "));
	struct slice verdict = soucis == 0   ? SLICE("Pas de souci.")
			       : soucis == 1 ? SLICE("1 souci")
					     : arena_format(printing->arena, "%zu soucis", soucis);
	bool has_errors = findings_count_from(findings, SEVERITY_ERROR) > 0;
	add_coloured(printing, soucis == 0 ? GREEN : has_errors ? RED : YELLOW, verdict);
	if (parts > 0) {
		buffer_format(printing->out, " (%.*s)", SLICE_ARGUMENTS(list));
	}
	buffer_add_byte(printing->out, '\n');
}

void findings_write_text(struct findings *findings, struct text_look look, struct buffer *out)
{
	struct printing printing = {arena_new(), look, out};
	for (size_t i = 0; i < findings_count(findings); i++) {
		add_finding(&printing, findings_at(findings, i));
	}
	if (findings_count(findings) > 0) {
		buffer_add_byte(out, '\n');
	}
	add_summary(&printing, findings);
	arena_free(printing.arena);
}
