#include "souci/finding.h"

#include "text/buffer.h"
#include "text/escape.h"
#include "text/translate.h"

#include <assert.h>

static const struct finding_definition definitions[FINDING_COUNT] = {
#define FINDING(name, id, severity, message, hint, explanation)                                                        \
	[FINDING_##name] = {id, severity, message, hint, explanation},
#include "souci/findings/all.def"
#undef FINDING
};

const struct finding_definition *finding_definition(enum finding_id id)
{
	assert(id < FINDING_COUNT);
	return &definitions[id];
}

enum finding_id finding_by_id(struct slice id)
{
	for (size_t i = 0; i < FINDING_COUNT; i++) {
		if (slice_equal(slice_of(definitions[i].id), id)) {
			return (enum finding_id)i;
		}
	}
	return FINDING_COUNT;
}

/* The index of the argument that `{n}` at the start of `text` names, or FINDING_ARGUMENTS_MAXIMUM. */
static size_t placeholder(struct slice text)
{
	if (text.size >= 3 && text.data[0] == '{' && text.data[1] >= '1' && text.data[1] <= '9' &&
	    text.data[2] == '}') {
		return (size_t)(text.data[1] - '1');
	}
	return FINDING_ARGUMENTS_MAXIMUM;
}

static struct slice fill_in(struct arena *arena, struct slice text, const struct slice *arguments)
{
	struct buffer filled = BUFFER_EMPTY;
	while (text.size > 0) {
		size_t argument = placeholder(text);
		if (argument < FINDING_ARGUMENTS_MAXIMUM) {
			buffer_add(&filled, arguments[argument]);
			text = slice_from(text, 3);
		} else {
			buffer_add_byte(&filled, text.data[0]);
			text = slice_from(text, 1);
		}
	}
	struct slice result = arena_copy(arena, buffer_view(&filled));
	buffer_free(&filled);
	return result;
}

/* What is likelier to be wrong than all that share a cause. */
static const char *message_of_many(enum finding_id id)
{
	bool is_missing = id == FINDING_REFERENCE_UNKNOWN || id == FINDING_CONTRIBUTION_FILE_UNKNOWN_PERSON;
	return is_missing ? _("%.*s, and %zu more like it: the file that should list them may be incomplete")
			  : _("%.*s, and %zu more like it: the rule itself may be wrong");
}

struct slice finding_message(struct arena *arena, const struct finding *finding)
{
	struct slice message = slice_of(_(finding_definition(finding->id)->message));
	struct slice filled = escape_controls(arena, fill_in(arena, message, finding->arguments));
	if (finding->alike_count == 0) {
		return filled;
	}
	return arena_format(arena, message_of_many(finding->id), SLICE_ARGUMENTS(filled), finding->alike_count);
}

static bool names_empty_argument(struct slice text, const struct slice *arguments)
{
	for (size_t i = 0; i < text.size; i++) {
		size_t argument = placeholder(slice_from(text, i));
		if (argument < FINDING_ARGUMENTS_MAXIMUM && arguments[argument].size == 0) {
			return true;
		}
	}
	return false;
}

bool finding_hint_next(struct slice *rest, struct slice *alternative)
{
	if (rest->size == 0) {
		return false;
	}
	*alternative = slice_part(*rest, 0, slice_find(*rest, '\n'));
	*rest = slice_from(*rest, alternative->size < rest->size ? alternative->size + 1 : rest->size);
	return true;
}

struct slice finding_hint(struct arena *arena, const struct finding *finding)
{
	if (finding->regularised_by.size > 0) {
		return fill_in(arena, slice_of(_("acknowledged by {1}")), &finding->regularised_by);
	}
	const char *hint = finding_definition(finding->id)->hint;
	struct slice rest = slice_of(hint[0] == '\0' ? "" : _(hint));
	struct slice alternative;
	while (finding_hint_next(&rest, &alternative)) {
		if (!names_empty_argument(alternative, finding->arguments)) {
			return escape_controls(arena, fill_in(arena, alternative, finding->arguments));
		}
	}
	return SLICE("");
}
