#include "command/explainer.h"

#include "command/prose.h"
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
	buffer_format(&run->output, "%s%s%s\n\n", run->look.colour ? "\x1b[1m" : "", definition->id,
		      run->look.colour ? "\x1b[0m" : "");
	prose_add(&run->output, without_arguments(run, slice_of(_(definition->message))), 0);
	buffer_add_byte(&run->output, '\n');
	prose_add(&run->output, slice_of(severity_sentence(definition->severity)), 0);
	buffer_add_byte(&run->output, '\n');
	if (definition->explanation[0] != '\0') {
		prose_add(&run->output, slice_of(_(definition->explanation)), 0);
		buffer_add_byte(&run->output, '\n');
	}
	if (definition->hint[0] != '\0') {
		struct slice hint = without_arguments(run, slice_of(_(definition->hint)));
		prose_add(&run->output, arena_format(run->arena, _("To mend it: %.*s"), SLICE_ARGUMENTS(hint)), 0);
	}
}

const struct explainer finding_explainer = {FINDING_COUNT, finding_row_id, explain_finding};
