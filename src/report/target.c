#include "report/target.h"

#include "text/translate.h"

static const struct {
	const char *word;
	const char *french;
	enum record_type type;
} kinds[TARGET_KIND_COUNT] = {
    [TARGET_DECISION] = {"decision", "decision", RECORD_DECISION},
    [TARGET_CONTRIBUTION] = {"contribution", "contribution", RECORD_CONTRIBUTION},
    [TARGET_MEETING] = {"meeting", "reunion", RECORD_MEETING},
    [TARGET_FUND] = {"fund", "fonds", RECORD_FUND},
    [TARGET_ACTION] = {"action", "action", RECORD_ACTION},
    [TARGET_CIRCLE] = {"circle", "cercle", RECORD_CIRCLE},
    [TARGET_PARTY] = {"person", "personne", RECORD_PARTY},
};

const char *target_word(enum target_kind kind)
{
	return kinds[kind].word;
}

/* The kinds that are meant, as bits: the one named before a colon, which is taken off, else all. */
static unsigned kinds_meant(struct slice *word)
{
	size_t colon = slice_find(*word, ':');
	struct slice name = slice_part(*word, 0, colon);
	for (size_t i = 0; colon < word->size && i < TARGET_KIND_COUNT; i++) {
		if (slice_equal(name, slice_of(kinds[i].word)) || slice_equal(name, slice_of(kinds[i].french))) {
			*word = slice_from(*word, colon + 1);
			return 1U << i;
		}
	}
	return (1U << TARGET_KIND_COUNT) - 1;
}

static struct slice nearest(const struct model *model, struct slice word, unsigned meant)
{
	struct slice names[TARGET_KIND_COUNT];
	size_t count = 0;
	for (size_t i = 0; i < TARGET_KIND_COUNT; i++) {
		struct slice name = (meant & (1U << i)) == 0 ? SLICE("") : model_nearest_id(model, kinds[i].type, word);
		if (name.size > 0) {
			names[count++] = name;
		}
	}
	size_t index = slice_nearest(word, names, count);
	return index < count ? names[index] : count > 0 ? names[0] : SLICE("");
}

static const struct failure *unknown(const struct model *model, struct slice word, unsigned meant)
{
	struct slice near = nearest(model, word, meant);
	if (near.size == 0) {
		return failure_new(
		    _("there is no decision, contribution, meeting, fund, action, circle or person “%.*s”"),
		    SLICE_ARGUMENTS(word));
	}
	return failure_new(_("there is no decision, contribution, meeting, fund, action, circle or person “%.*s”; did "
			     "you mean “%.*s”?"),
			   SLICE_ARGUMENTS(word), SLICE_ARGUMENTS(near));
}

const struct failure *target_ambiguous(struct slice word, const char *const *prefixes, size_t count)
{
	struct arena *arena = arena_new();
	struct slice *names = arena_new_array(arena, struct slice, count);
	for (size_t i = 0; i < count; i++) {
		names[i] = arena_format(arena, "%s:%.*s", prefixes[i], SLICE_ARGUMENTS(word));
	}
	struct slice choices = arena_join(arena, names, count, SLICE(", "));
	const struct failure *failure = failure_new(_("“%.*s” names several things; say which: %.*s"),
						    SLICE_ARGUMENTS(word), SLICE_ARGUMENTS(choices));
	arena_free(arena);
	return failure;
}

static const struct failure *ambiguous(struct slice word, unsigned found)
{
	const char *prefixes[TARGET_KIND_COUNT];
	size_t count = 0;
	for (size_t i = 0; i < TARGET_KIND_COUNT; i++) {
		if ((found & (1U << i)) != 0) {
			prefixes[count++] = kinds[i].word;
		}
	}
	return target_ambiguous(word, prefixes, count);
}

const struct failure *target_find(const struct model *model, struct slice word, struct target *target)
{
	unsigned meant = kinds_meant(&word);
	unsigned found = 0;
	struct target only = {TARGET_DECISION, NULL};
	for (size_t i = 0; i < TARGET_KIND_COUNT; i++) {
		struct entry *entry = (meant & (1U << i)) == 0 ? NULL : model_find(model, kinds[i].type, word);
		if (entry != NULL) {
			found |= 1U << i;
			only = (struct target){(enum target_kind)i, entry};
		}
	}
	if (found == 0) {
		return unknown(model, word, meant);
	}
	if ((found & (found - 1)) != 0) {
		return ambiguous(word, found);
	}
	*target = only;
	return NULL;
}
