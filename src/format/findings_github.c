/* Findings as workflow commands of GitHub Actions, which shows them beside the lines of a proposal:
 *
 *	::error file=circles/x/meetings/2024-04-11.rec,line=12,col=9,title=budget-overspent::the envelope …
 */
#include "format/findings_writer.h"

#include "text/escape.h"

/* What GitHub's runner undoes: %, CR and LF anywhere, and `:` and `,` in the values of properties. */
static void add_escaped(struct buffer *out, struct slice text, bool is_property)
{
	for (size_t i = 0; i < text.size; i++) {
		char byte = text.data[i];
		if (byte == '%' || byte == '\r' || byte == '\n' || (is_property && (byte == ':' || byte == ','))) {
			buffer_format(out, "%%%02X", (unsigned)(unsigned char)byte);
		} else {
			buffer_add_byte(out, byte);
		}
	}
}

static void add_place(struct buffer *out, struct arena *arena, struct location location)
{
	if (location.file == NULL) {
		return;
	}
	struct position position = position_of(location);
	buffer_add(out, SLICE("file="));
	add_escaped(out, escape_controls(arena, location.file->path), true);
	if (position.line > 0) {
		buffer_format(out, ",line=%zu,col=%zu", position.line, position.column);
	}
	buffer_add_byte(out, ',');
}

void findings_write_github(struct findings *findings, struct text_look look, struct buffer *out)
{
	(void)look;
	struct arena *arena = arena_new();
	for (size_t i = 0; i < findings_count(findings); i++) {
		const struct finding *finding = findings_at(findings, i);
		struct slice hint = finding_hint(arena, finding);
		buffer_format(out, "::%s ", severity_name(finding->severity));
		add_place(out, arena, finding->location);
		buffer_format(out, "title=%s::", finding_definition(finding->id)->id);
		add_escaped(out, finding_message(arena, finding), false);
		if (hint.size > 0) {
			add_escaped(out, SLICE("\n"), false);
			add_escaped(out, hint, false);
		}
		buffer_add_byte(out, '\n');
	}
	arena_free(arena);
}
