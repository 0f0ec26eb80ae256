/* Findings as a JUnit report, which nearly every CI shows: one test case a finding. Errors are failures, warnings
 * skipped tests, notices passed ones; without any finding there is one test that passed. */
#include "format/findings_writer.h"

#include "text/utf8.h"

/* XML 1.0, section 2.2: most control characters cannot stand in a document, not even as references. */
static bool is_allowed_in_xml(uint32_t character)
{
	return character >= 0x20 ? character != 0xFFFE && character != 0xFFFF
				 : character == '\t' || character == '\n' || character == '\r';
}

static void add_character(struct buffer *out, struct slice character)
{
	switch (character.data[0]) {
	case '&': buffer_add(out, SLICE("&amp;")); break;
	case '<': buffer_add(out, SLICE("&lt;")); break;
	case '>': buffer_add(out, SLICE("&gt;")); break;
	case '"': buffer_add(out, SLICE("&quot;")); break;
	case '\t':
	case '\n':
	case '\r': buffer_format(out, "&#%d;", character.data[0]); break; /* else an attribute makes spaces of them */
	default: buffer_add(out, character); break;
	}
}

/* For text or an attribute; what cannot stand in XML becomes U+FFFD. */
static void add_escaped(struct buffer *out, struct slice text)
{
	while (text.size > 0) {
		size_t size = 1;
		bool is_valid = utf8_find_invalid(slice_part(text, 0, 4)) > 0;
		if (is_valid && is_allowed_in_xml(utf8_decode(text, &size))) {
			add_character(out, slice_part(text, 0, size));
		} else {
			buffer_add(out, SLICE("\xEF\xBF\xBD"));
		}
		text = slice_from(text, size);
	}
}

static void add_attribute(struct buffer *out, const char *name, struct slice value)
{
	buffer_format(out, " %s=\"", name);
	add_escaped(out, value);
	buffer_add_byte(out, '"');
}

static void add_element(struct buffer *out, const char *name, const struct finding *finding, struct arena *arena)
{
	struct slice hint = finding_hint(arena, finding);
	buffer_format(out, "      <%s", name);
	add_attribute(out, "message", finding_message(arena, finding));
	add_attribute(out, "type", slice_of(finding_definition(finding->id)->id));
	buffer_add_byte(out, '>');
	add_escaped(out, finding_place(arena, finding));
	add_escaped(out, hint.size > 0 ? SLICE("\n") : SLICE(""));
	add_escaped(out, hint);
	buffer_format(out, "</%s>\n", name);
}

static void add_case(struct buffer *out, const struct finding *finding, struct arena *arena)
{
	struct slice path = finding->location.file == NULL ? SLICE("souci") : finding->location.file->path;
	struct slice message = finding_message(arena, finding);
	const char *id = finding_definition(finding->id)->id;
	buffer_add(out, SLICE("    <testcase"));
	add_attribute(out, "classname", path);
	add_attribute(out, "name", arena_format(arena, "%s: %.*s", id, SLICE_ARGUMENTS(message)));
	buffer_add(out, SLICE(">\n"));
	switch (finding->severity) {
	case SEVERITY_ERROR: add_element(out, "failure", finding, arena); break;
	case SEVERITY_WARNING: add_element(out, "skipped", finding, arena); break;
	case SEVERITY_NOTICE:
		buffer_add(out, SLICE("      <system-out>"));
		add_escaped(out, message);
		buffer_add(out, SLICE("</system-out>\n"));
		break;
	}
	buffer_add(out, SLICE("    </testcase>\n"));
}

void findings_write_junit(struct findings *findings, struct text_look look, struct buffer *out)
{
	(void)look;
	struct arena *arena = arena_new();
	size_t count = findings_count(findings);
	size_t failures = findings_count_from(findings, SEVERITY_ERROR);
	size_t skipped = findings_count_from(findings, SEVERITY_WARNING) - failures;
	buffer_add(out, SLICE("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"));
	buffer_format(out, "  <testsuite name=\"souci\" tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"%zu\">\n",
		      count == 0 ? 1 : count, failures, skipped);
	for (size_t i = 0; i < count; i++) {
		add_case(out, findings_at(findings, i), arena);
	}
	if (count == 0) {
		buffer_add(out, SLICE("    <testcase classname=\"souci\" name=\"Pas de souci.\"/>\n"));
	}
	buffer_add(out, SLICE("  </testsuite>\n</testsuites>\n"));
	arena_free(arena);
}
