#include "command/explainer.h"

#include "text/translate.h"

static const char *finding_row_id(size_t row)
{
	return finding_definition((enum finding_id)row)->id;
}

/* Adds a text with `{1}`, `{2}`… as `…`, since there is no finding to fill them in. */
static struct slice without_arguments(struct run *run, struct slice text)
{
	struct buffer shown = BUFFER_EMPTY;
	while (text.size > 0) {
		bool is_argument = text.size >= 3 && text.data[0] == '{' && text.data[2] == '}';
		buffer_add(&shown, is_argument ? SLICE("…") : slice_part(text, 0, 1));
		text = slice_from(text, is_argument ? 3 : 1);
	}
	struct slice result = arena_copy(run->arena, buffer_view(&shown));
	buffer_free(&shown);
	return result;
}

static const char *severity_sentence(enum severity severity)
{
	switch (severity) {
	case SEVERITY_ERROR: return _("An error: souci check ends with exit code 1.");
	case SEVERITY_WARNING: return _("A warning: it fails souci check only with --strict.");
	case SEVERITY_NOTICE: return _("A notice: it never fails souci check.");
	}
	return "";
}

static void explain_finding(struct run *run, size_t row)
{
	const struct finding_definition *definition = finding_definition((enum finding_id)row);
	explain_add_heading(run, definition->id, NULL);
	explain_add_paragraph(run, without_arguments(run, slice_of(_(definition->message))));
	explain_add_paragraph(run, slice_of(severity_sentence(definition->severity)));
	if (definition->explanation[0] != '\0') {
		explain_add_paragraph(run, slice_of(_(definition->explanation)));
	}
	struct slice rest = slice_of(definition->hint[0] == '\0' ? "" : _(definition->hint));
	struct slice alternative;
	for (bool is_first = true; finding_hint_next(&rest, &alternative); is_first = false) {
		struct slice hint = without_arguments(run, alternative);
		explain_add_paragraph(run,
				      arena_format(run->arena, is_first ? _("To mend it: %.*s") : _("Otherwise: %.*s"),
						   SLICE_ARGUMENTS(hint)));
	}
}

static size_t finding_row_count(void)
{
	return FINDING_COUNT;
}

static bool is_finding_named(size_t row, struct slice name)
{
	return slice_equal(slice_of(finding_row_id(row)), name);
}

const struct explainer finding_explainer = {finding_row_count, finding_row_id, NULL, is_finding_named, explain_finding};
